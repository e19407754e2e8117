import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.js';
import type { Live } from '../live/live.js';
import type { Cancellation } from '../superoffice/cancellation.js';
import type { RequestContext } from './context.js';
import { createLoaders, type KnownCaller } from './loaders/index.js';
import type { AuditLog, ExecutionLog, OperationCounters, Tracing } from './observers.js';
import { createOperationClient } from './operation-client.js';
import type { Idempotency } from './pipeline/idempotency/idempotency.js';
import { createRestRecorder } from './rest-recorder.js';
import { EXPLAIN_HEADER } from './rest-report.js';
import { createFieldsBelow } from './selection/fields-below.js';

/** The longest client name or version in the log. */
const MAX_CLIENT_TEXT_LENGTH = 64;

/** Whole header names: building a name for each request would cost more than reading the header. */
type ClientHeader = readonly [name: string, apolloName: string];
const CLIENT_NAME: ClientHeader = ['graphql-client-name', 'apollographql-client-name'];
const CLIENT_VERSION: ClientHeader = ['graphql-client-version', 'apollographql-client-version'];

/** What an execution is created from, besides the operation itself. */
export interface ExecutionRequest extends Pick<RequestContext, 'session' | 'requestId' | 'onOperation'> {
  readonly headers: IncomingHttpHeaders;
  /** The client's address, behind the trusted proxies. */
  readonly clientAddress: () => string;
  readonly idempotencyKey: string | undefined;
  /** How long the client waits for the answer; Infinity if it does not say. */
  readonly timeoutMs: number;
  /** Cancelled when the client leaves before it has its answer. */
  readonly cancellation: Cancellation;
  /** Default: the request accepts no stream. */
  readonly streaming?: RequestContext['streaming'];
  /** What other executions of the same stream know about the caller. Default: nothing. */
  readonly knownCaller?: KnownCaller | undefined;
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
  /** Default: there are no subscriptions. */
  readonly live?: Live | undefined;
  /** Default: there is no audit log. */
  readonly auditLog?: AuditLog | undefined;
}

/** Creates the context of each execution. */
export function createContexts(options: ContextsOptions): (request: ExecutionRequest) => RequestContext {
  const { config, idempotency, log, counters, tracing, auditLog, live } = options;
  const mayExplain = config.explain ?? !config.isProduction;
  return (request) => {
    const { session, requestId, headers, clientAddress, idempotencyKey, timeoutMs, cancellation } = request;
    const deadlineMs = session.tenant.upstream.clock.now() + Math.min(config.operationTimeoutMs, timeoutMs);
    const trace = tracing?.startOperation(requestId, headers);
    const recorder = mayExplain && headers[EXPLAIN_HEADER] === '1' ? createRestRecorder() : undefined;
    const sentName = clientHeader(headers, CLIENT_NAME);
    const clientName = loggable(sentName);
    const audit = auditLog?.startOperation({ session, requestId, source: clientAddress(), clientName });
    let restCalls = 0;
    const operationClient = createOperationClient(session, {
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
      onWrite: audit?.onWrite,
    });
    const client = audit === undefined ? operationClient : audit.watch(operationClient);
    const { key: callerKey, locale } = session;
    return {
      session,
      requestId,
      clientName,
      clientVersion: loggable(clientHeader(headers, CLIENT_VERSION)),
      client,
      loaders: createLoaders(
        client,
        [counters, trace, recorder].flatMap((one) => one?.aroundBatch ?? []),
        request.knownCaller,
      ),
      fieldsBelow: createFieldsBelow(),
      hasKey: idempotencyKey !== undefined,
      beginKeyed: (asked) =>
        idempotency.begin({ callerKey, idempotencyKey, headers: locale.headers, deadlineMs, cancellation }, asked),
      keyed: undefined,
      audit,
      recorder,
      onOperation: request.onOperation,
      streaming: request.streaming,
      live,
      onTransfer: counters?.onTransfer,
      onEnd:
        counters === undefined && trace === undefined
          ? undefined
          : (operation) => {
              counters?.onOperation(operation, {
                name: sentName,
                isAccepted: session.tenant.upstream.credentialGate.isAccepted(session.credentialKey),
                restCalls,
              });
              trace?.end(operation);
            },
    };
  };
}

/** A header, or the header of Apollo's clients if the first is missing or empty. */
function clientHeader(headers: IncomingHttpHeaders, [name, apolloName]: ClientHeader): string | undefined {
  const text = headers[name] || headers[apolloName];
  return text ? String(text) : undefined;
}

/** A client's own text, shortened for the log. */
function loggable(text: string | undefined): string | undefined {
  return text?.slice(0, MAX_CLIENT_TEXT_LENGTH).replace(/[^\x20-\x7e]/g, '?');
}
