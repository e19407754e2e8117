import { randomBytes } from 'node:crypto';
import type { Config } from './config.js';
import { limitCalls, unauthenticatedClient } from './graphql/clients.js';
import { createContext, type RequestContext } from './graphql/context.js';
import { createIdempotency } from './graphql/idempotency/idempotency.js';
import { createRestRecorder } from './graphql/rest-recorder.js';
import { EXPLAIN_HEADER } from './graphql/rest-report.js';
import { createKeyOf } from './http/caller-key.js';
import type { GraphqlRequest } from './http/graphql-route.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics/metrics.js';
import { type CallReport, createSuperOfficeClient } from './superoffice/client.js';
import { createMisdirection, type MisdirectionChange } from './superoffice/misdirection.js';
import { createSharedReads } from './superoffice/shared-reads.js';
import type { Upstream } from './superoffice/upstream.js';
import type { Tracing } from './tracing/tracing.js';

export interface RequestContextsOptions {
  readonly config: Config;
  /** Instead of the configured bound, which may be more than the heap has room for. */
  readonly maxIdempotencyBytes: number;
  readonly logger: Logger;
  readonly upstream: Upstream;
  readonly metrics: Metrics | undefined;
  readonly tracing: Tracing | undefined;
}

export interface RequestContexts {
  /** What one request gets of all that the server has: a client with its caller's rights, whose calls are reported. */
  contextFor(request: GraphqlRequest): RequestContext;
  /** Whether SuperOffice says that the tenant has moved. */
  readonly isMisdirected: boolean;
  /** Ends what they do besides requests. */
  stop(): void;
}

export function createRequestContexts({
  config,
  maxIdempotencyBytes,
  logger,
  upstream,
  metrics,
  tracing,
}: RequestContextsOptions): RequestContexts {
  const { clock, options } = upstream;
  const shareReads = config.shareReads ? createSharedReads(options.superOfficeUrl, clock) : undefined;
  const keyOf = createKeyOf(config.redisUrl ?? randomBytes(32).toString('hex'));
  const idempotency = createIdempotency({
    idempotencyTtlMs: config.idempotencyTtlMs,
    maxIdempotencyKeys: config.maxIdempotencyKeys,
    maxIdempotencyBytes,
    clock,
    keyOf,
  });
  const mayExplain = config.explain ?? !config.isProduction;
  const misdirection = createMisdirection({
    upstream,
    onCall: (call) => report(undefined, call),
    onChange: (change) => logMisdirection(logger, change),
  });

  /** @param requestId undefined: no request asked for the call. */
  function report(requestId: string | undefined, call: CallReport): void {
    const { effect, method, route, attempt, status, errorType, reason, code, bytes } = call;
    const durationMs = Math.round(call.durationMs);
    logger.info(
      { requestId, effect, method, route, attempt, durationMs, status, errorType, reason, code, bytes },
      'REST call',
    );
    if (call.isPathNotFound) {
      logger.warn({ requestId, route }, 'A web server answered 404, and not SuperOffice: check SUPEROFFICE_URL');
    }
    if (code === 'REDIRECT' || code === 'WEB_PAGE') {
      logger.warn({ requestId, route }, 'A web page or a redirect came, as to a login: check SUPEROFFICE_URL');
    }
    metrics?.onCall(call);
    misdirection.learn(call);
  }

  function contextFor(request: GraphqlRequest): RequestContext {
    const { caller, requestId, isRouter, timeoutMs, cancellation, network, onOperation } = request;
    const { credential, headers, isUtc, idempotencyKey } = caller;
    const trace = tracing?.startOperation(requestId, request.headers);
    const isExplained = mayExplain && request.headers[EXPLAIN_HEADER] === '1';
    const recorder = isExplained ? createRestRecorder() : undefined;
    const deadlineMs = clock.now() + Math.min(config.operationTimeoutMs, timeoutMs);
    const callerKey = keyOf(credential ?? network());
    const client = createSuperOfficeClient({
      upstream,
      caller: callerKey,
      headers,
      deadlineMs,
      cancellation,
      onCall: (callReport, call) => {
        report(requestId, callReport);
        recorder?.onCall(callReport, call);
      },
      startSpan: trace?.startCall,
      onRefusalText: config.logUpstreamErrors
        ? ({ route }, text) =>
            logger.warn({ requestId, route, upstreamMessage: text.slice(0, 200) }, 'SuperOffice refused')
        : undefined,
    });
    const sharingClient = (credential: string) =>
      shareReads === undefined
        ? client
        : shareReads(client, {
            credential,
            headers,
            deadlineMs,
            cancellation,
            onShared: (read) =>
              logger.info({ requestId, ...read, durationMs: Math.round(read.durationMs) }, 'REST call shared'),
          });
    return createContext({
      requestId,
      client:
        credential === undefined ? unauthenticatedClient : limitCalls(sharingClient(credential), config.maxRestCalls),
      isUtc,
      isRouter,
      callerKey,
      keyed:
        idempotencyKey === undefined
          ? undefined
          : idempotency.operationWith({ callerKey, idempotencyKey, headers, deadlineMs, cancellation }),
      onOperation,
      onTransfer: metrics?.onTransfer,
      aroundBatch: [metrics, trace, recorder].flatMap((one) => one?.aroundBatch ?? []),
      recorder,
      onEnd:
        trace === undefined
          ? metrics?.onOperation
          : (operation) => {
              metrics?.onOperation(operation);
              trace.end(operation);
            },
    });
  }

  return {
    contextFor,
    get isMisdirected() {
      return misdirection.isMisdirected;
    },
    stop: () => misdirection.stop(),
  };
}

function logMisdirection(logger: Logger, change: MisdirectionChange): void {
  switch (change) {
    case 'MOVED':
      logger.error('SuperOffice says that the tenant lives elsewhere: set SUPEROFFICE_URL anew');
      break;
    case 'ANSWERED':
      logger.info('SuperOffice answers for the tenant again');
      break;
    case 'UNCONFIRMED':
      logger.warn('SuperOffice does not confirm that the tenant lives elsewhere: it counts as being here again');
  }
}
