import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from './config.js';
import { startApolloServer } from './graphql/apollo-server.js';
import { limitCalls, unauthenticatedClient } from './graphql/clients.js';
import { createContext, type RequestContext } from './graphql/context.js';
import { always, createIdempotency } from './graphql/idempotency.js';
import { readPersistedOperations } from './graphql/persisted-operations.js';
import { createRestRecorder } from './graphql/rest-recorder.js';
import { EXPLAIN_HEADER } from './graphql/rest-report.js';
import { createAdminApp } from './http/admin-app.js';
import { createAdmission } from './http/admission.js';
import { createHttpApp } from './http/app.js';
import { createKeyOf } from './http/caller-key.js';
import { readyOperations } from './http/explorer/ready-operations.js';
import type { Agent } from './http/explorer/settings.js';
import type { GraphqlRequest, GraphqlRouteOptions } from './http/graphql-route.js';
import { listen } from './http/listen.js';
import { watchLoad } from './load.js';
import type { Logger } from './logger.js';
import { createRateLimiter } from './rate-limit/create-rate-limiter.js';
import { type CallReport, createSuperOfficeClient } from './superoffice/client.js';
import { createSharedReads, shareNothing } from './superoffice/shared-reads.js';
import { createUpstream } from './superoffice/upstream.js';
import { createTracing } from './tracing/tracing.js';

export interface ServerConfig extends Config {
  readonly superOfficeUrl: URL;
}

export interface ServerOptions {
  readonly logger: Logger;
  /** Of the sandbox tenant, for the explorer to offer. Default: another tenant's are not known. */
  readonly agents?: readonly Agent[];
}

export interface Server {
  /** Where GraphQL is served: `http://localhost:4000/graphql`. */
  readonly url: string;
  /** Where health and metrics are served, if apart: `http://localhost:9090`. */
  readonly adminUrl: string | undefined;
  /** Stops being ready, waits `delayMs`, ends what was accepted and resolves when everything is closed. */
  stop(options?: { readonly delayMs?: number }): Promise<void>;
}

/** Between the deadline of the last operation and the end of its connection. */
const DRAIN_GRACE_MS = 2000;

/** By which SuperOffice says that a tenant has moved. */
const MISDIRECTED = 421;

/** Starts a server for one SuperOffice tenant. Several in one process share nothing. */
export async function startServer(config: ServerConfig, { logger, agents = [] }: ServerOptions): Promise<Server> {
  const persistedOperations =
    config.persistedOperations === undefined ? undefined : await readPersistedOperations(config.persistedOperations);
  const metrics = config.adminPort === undefined ? undefined : (await import('./metrics/metrics.js')).createMetrics();
  const tracing = createTracing(config.superOfficeUrl);
  const upstream = createUpstream(config, metrics?.onBreakerChange);
  const shareReads = config.shareReads ? createSharedReads(config.superOfficeUrl) : shareNothing;
  const load = watchLoad();
  const keyOf = createKeyOf(config.redisUrl ?? randomBytes(32).toString('hex'));
  const idempotency = createIdempotency(config);
  const rateLimiter = await createRateLimiter(config, logger);
  let isMisdirected = false;
  const apollo = await startApolloServer({
    isProduction: config.isProduction,
    exposeSessionKey: config.exposeSessionKey,
    schemaPrefix: config.schemaPrefix,
    maxRepresentations: config.maxRepresentations,
    maxDocuments: config.maxDocuments,
    limits: config,
    persistedOperations,
    federatedTrace: config.federatedTrace,
    logger,
    rateLimiter,
    isBusy: () => load.eventLoopDelayMs > config.maxEventLoopDelayMs || load.heapPercent > config.maxHeapPercentQueries,
  });

  function report(requestId: string, call: CallReport): void {
    const { effect, method, route, attempt, status, errorType, reason, bytes } = call;
    const durationMs = Math.round(call.durationMs);
    logger.info(
      { requestId, effect, method, route, attempt, durationMs, status, errorType, reason, bytes },
      'REST call',
    );
    metrics?.onCall(call);
    if (status === MISDIRECTED && !isMisdirected) {
      logger.error('SuperOffice says that the tenant lives elsewhere: set SUPEROFFICE_URL anew');
    }
    if (status !== undefined) {
      isMisdirected = status === MISDIRECTED;
    }
  }

  const mayExplain = config.explain ?? !config.isProduction;
  const isExplained = ({ headers }: GraphqlRequest) => mayExplain && headers[EXPLAIN_HEADER] === '1';

  function contextFor(request: GraphqlRequest): RequestContext {
    const { caller, requestId, isRouter, timeoutMs, cancelled, address } = request;
    const { credential, headers, isUtc, idempotencyKey } = caller;
    const trace = tracing?.startOperation(requestId, request.headers);
    const recorder = isExplained(request) ? createRestRecorder() : undefined;
    const deadlineMs = performance.now() + Math.min(config.operationTimeoutMs, timeoutMs);
    const client = createSuperOfficeClient({
      upstream,
      headers,
      deadlineMs,
      cancelled,
      onCall: (callReport, call) => {
        report(requestId, callReport);
        recorder?.onCall(callReport, call);
      },
      startSpan: trace?.startCall,
      ...(config.logUpstreamErrors && {
        onRefusalText: ({ route }, text) =>
          logger.warn({ requestId, route, upstreamMessage: text.slice(0, 200) }, 'SuperOffice refused'),
      }),
    });
    const sharingClient = (credential: string) =>
      shareReads(client, {
        credential,
        headers,
        deadlineMs,
        cancelled,
        onShared: (read) =>
          logger.info({ requestId, ...read, durationMs: Math.round(read.durationMs) }, 'REST call shared'),
      });
    return createContext({
      requestId,
      client:
        credential === undefined ? unauthenticatedClient : limitCalls(sharingClient(credential), config.maxRestCalls),
      isUtc,
      isRouter,
      callerKey: keyOf(credential ?? address),
      once: idempotencyKey === undefined ? always : idempotency.onceFor(keyOf(idempotencyKey, JSON.stringify(headers))),
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

  let isStopping = false;
  const readiness = () => (isStopping ? 'shutting down' : isMisdirected ? 'misdirected' : 'ready');
  const admission = createAdmission({
    maxOperations: config.maxOperations,
    isFull: () => load.heapPercent > config.maxHeapPercent,
  });
  const createApp = () =>
    createHttpApp({
      config,
      apollo,
      contextFor,
      logger,
      persistedOperations,
      admission,
      explorer: explorerOf(config, agents),
      readiness,
      onRefusal: metrics?.onRefusal,
    });
  const listening = await listen({ host: config.host, port: config.port, createApp });
  metrics?.watch({ load, bulkhead: upstream.bulkhead, admission });
  const admin =
    metrics &&
    (await listen({
      host: config.adminHost,
      port: config.adminPort as number,
      createApp: async () => createAdminApp({ readiness, metrics }),
    }));

  return {
    url: `http://${urlHost(config.host)}:${listening.port}/graphql`,
    adminUrl: admin && `http://${urlHost(config.adminHost)}:${admin.port}`,
    async stop({ delayMs = 0 } = {}) {
      isStopping = true;
      await delay(delayMs);
      // Whatever was accepted has ended by its deadline; what is left then is a request that never arrived whole.
      await listening.close(config.operationTimeoutMs + DRAIN_GRACE_MS);
      await apollo.stop();
      upstream.close();
      rateLimiter.close();
      load.stop();
      // Tells until the end that the server is not ready.
      await admin?.close(0);
    },
  };
}

/** What the page for developers is told; undefined: there is no such page. */
function explorerOf(config: Config, agents: readonly Agent[]): GraphqlRouteOptions['explorer'] {
  if (!(config.explorer ?? !config.isProduction)) {
    return undefined;
  }
  return {
    agents,
    groups: readyOperations({ isSandbox: agents.length > 0, schemaPrefix: config.schemaPrefix }),
    allowsApolloSandbox: !config.isProduction,
  };
}

/** A host that can be opened: addresses that mean "all of this machine's" cannot. */
function urlHost(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) {
    return 'localhost';
  }
  return host.includes(':') ? `[${host}]` : host;
}
