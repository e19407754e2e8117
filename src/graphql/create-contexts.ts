import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.js';
import type { Cancellation } from '../superoffice/cancellation.js';
import type { RequestContext } from './context.js';
import { createLoaders } from './loaders/index.js';
import type { ExecutionLog, OperationCounters, Tracing } from './observers.js';
import { createOperationClient } from './operation-client.js';
import type { Idempotency } from './pipeline/idempotency/idempotency.js';
import { createRestRecorder } from './rest-recorder.js';
import { EXPLAIN_HEADER } from './rest-report.js';
import { createFieldsBelow } from './selection/fields-below.js';

/** By which a client names itself; the second one is that of Apollo's clients. */
const CLIENT_NAME_HEADERS = ['graphql-client-name', 'apollographql-client-name'] as const;

/** What is asked to be executed, beside the operation itself. */
export interface ExecutionRequest extends Pick<RequestContext, 'session' | 'requestId' | 'onOperation'> {
  readonly headers: IncomingHttpHeaders;
  readonly idempotencyKey: string | undefined;
  /** How long the caller waits for the answer; infinite where it does not say. */
  readonly timeoutMs: number;
  /** By the client, when it leaves before it has its answer. */
  readonly cancellation: Cancellation;
}

export interface ContextsOptions {
  readonly config: Pick<
    Config,
    'explain' | 'isProduction' | 'logUpstreamErrors' | 'maxRestCalls' | 'operationTimeoutMs'
  >;
  readonly idempotency: Idempotency;
  readonly log: ExecutionLog;
  readonly counters: OperationCounters | undefined;
  readonly tracing: Tracing | undefined;
}

/** Gives each execution what it gets of all that the server has. */
export function createContexts(options: ContextsOptions): (request: ExecutionRequest) => RequestContext {
  const { config, idempotency, log, counters, tracing } = options;
  const mayExplain = config.explain ?? !config.isProduction;
  return ({ session, requestId, headers, idempotencyKey, timeoutMs, cancellation, onOperation }) => {
    const deadlineMs = session.tenant.upstream.clock.now() + Math.min(config.operationTimeoutMs, timeoutMs);
    const trace = tracing?.startOperation(requestId, headers);
    const recorder = mayExplain && headers[EXPLAIN_HEADER] === '1' ? createRestRecorder() : undefined;
    let restCalls = 0;
    const client = createOperationClient(session, {
      maxRestCalls: config.maxRestCalls,
      deadlineMs,
      cancellation,
      onCall: (report, call) => {
        restCalls += report.isSent ? 1 : 0;
        session.tenant.reportCall(report, requestId);
        recorder?.onCall(report, call);
      },
      onShared: (read) => log.onShared(read, requestId),
      onRefusalText: config.logUpstreamErrors ? (call, text) => log.onRefusalText(call, text, requestId) : undefined,
      startSpan: trace?.startCall,
    });
    const { key: callerKey, locale } = session;
    return {
      session,
      requestId,
      client,
      loaders: createLoaders(
        client,
        [counters, trace, recorder].flatMap((one) => one?.aroundBatch ?? []),
      ),
      fieldsBelow: createFieldsBelow(),
      hasKey: idempotencyKey !== undefined,
      beginKeyed: (asked) =>
        idempotency.begin({ callerKey, idempotencyKey, headers: locale.headers, deadlineMs, cancellation }, asked),
      keyed: undefined,
      recorder,
      onOperation,
      onTransfer: counters?.onTransfer,
      onEnd:
        counters === undefined && trace === undefined
          ? undefined
          : (operation) => {
              counters?.onOperation(operation, {
                name: clientNameOf(headers),
                isAccepted: session.tenant.upstream.credentialGate.isAccepted(session.credentialKey),
                restCalls,
              });
              trace?.end(operation);
            },
    };
  };
}

function clientNameOf(headers: IncomingHttpHeaders): string | undefined {
  const [name] = CLIENT_NAME_HEADERS.flatMap((header) => headers[header] || []);
  return name;
}
