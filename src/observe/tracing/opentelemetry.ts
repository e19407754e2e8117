import {
  type Attributes,
  type Context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Tracing } from '../../graphql/observers.js';
import type { FailedCall } from '../../superoffice/errors.js';

/** Traces by OpenTelemetry; undefined if the registered SDK makes no traces. */
export function traceByOpenTelemetry(superOfficeUrl: URL): Tracing | undefined {
  const tracer = trace.getTracer('superoffice-graphql');
  // Without an SDK, spans have no identity. This span is never ended, so it is never exported.
  if (!isSpanContextValid(tracer.startSpan('probe').spanContext())) {
    return undefined;
  }
  const { hostname, port, protocol } = superOfficeUrl;
  const server = {
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
  };
  return {
    startOperation(requestId, headers) {
      const caller = propagation.extract(ROOT_CONTEXT, traceHeaders(headers));
      const attributes = { 'superoffice_graphql.request.id': requestId };
      const span = tracer.startSpan('GraphQL Operation', { kind: SpanKind.SERVER, attributes }, caller);
      const operation = trace.setSpan(caller, span);
      /** The batches that calls are part of. */
      const reads = new WeakMap<FailedCall, Context>();
      return {
        async aroundBatch({ kind, ids }, client, read) {
          const attributes = {
            'superoffice_graphql.record.kind': kind,
            'superoffice_graphql.record.count': ids.length,
          };
          const readSpan = tracer.startSpan(`read ${kind}`, { attributes }, operation);
          const parent = trace.setSpan(operation, readSpan);
          try {
            return await read({
              send(call) {
                reads.set(call, parent);
                return client.send(call);
              },
            });
          } finally {
            readSpan.end();
          }
        },
        startCall: (call) => {
          const { method, route } = call;
          const parent = reads.get(call) ?? operation;
          const attributes = { ...server, 'http.request.method': method, 'url.template': route };
          const callSpan = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.CLIENT, attributes }, parent);
          const sent: Record<string, string> = {};
          propagation.inject(trace.setSpan(parent, callSpan), sent);
          return {
            headers: traceHeaders(sent),
            end({ attempt, status, reason, errorType }) {
              const isRefusal = status !== undefined && status >= 400;
              end(callSpan, reason ?? (isRefusal ? String(status) : errorType), {
                ...(status !== undefined && { 'http.response.status_code': status }),
                ...(attempt > 1 && { 'http.request.resend_count': attempt - 1 }),
              });
            },
          };
        },
        end({ type, name, code }) {
          if (type !== undefined) {
            span.updateName(type);
          }
          end(span, code, {
            ...(type !== undefined && { 'graphql.operation.type': type }),
            ...(name !== undefined && { 'graphql.operation.name': name }),
          });
        },
      };
    },
  };
}

/** A propagator may also read and write other headers, such as baggage, which may hold anything: they are not passed on. */
function traceHeaders({ traceparent, tracestate }: Readonly<Record<string, unknown>>): Record<string, string> {
  return {
    ...(typeof traceparent === 'string' && { traceparent }),
    ...(typeof tracestate === 'string' && { tracestate }),
  };
}

function end(span: Span, errorType: string | undefined, attributes: Attributes): void {
  span.setAttributes(attributes);
  if (errorType !== undefined) {
    span.setAttribute('error.type', errorType);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
