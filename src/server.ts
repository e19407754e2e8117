import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from './config.js';
import { startApolloServer } from './graphql/apollo-server.js';
import { createContexts } from './graphql/create-contexts.js';
import { readPersistedOperations } from './graphql/pipeline/documents/persisted-operations.js';
import { createIdempotency } from './graphql/pipeline/idempotency/idempotency.js';
import { createAdminApp } from './http/admin-app.js';
import { createAdmission } from './http/admission.js';
import { createOutbox } from './http/answers/outbox.js';
import { createHttpApp } from './http/app.js';
import { type Listening, listen } from './http/connections/listen.js';
import type { Agent } from './http/explorer/settings.js';
import { createKeyOf } from './identity/key-of.js';
import { createSessions } from './identity/session.js';
import { type ListenVariables, listenProblem } from './listen-problem.js';
import type { LineOutput } from './log/line-output.js';
import type { Logger } from './log/logger.js';
import { watchProcessLoad } from './observe/process-load.js';
import { createRestLog } from './observe/rest-log.js';
import { createTracing } from './observe/tracing/tracing.js';
import { auditLogOf, explorerOf, liveOf, metricsOf, webhooksOf } from './optional-parts.js';
import { createRateLimiter } from './rate-limit/create-rate-limiter.js';
import type { Clock } from './superoffice/clock.js';
import { createTenant } from './superoffice/tenant.js';

export interface ServerConfig extends Config {
  readonly superOfficeUrl: URL;
}

export interface ServerOptions {
  readonly logger: Logger;
  /** The sandbox tenant's agents, for the explorer. Default: none, because another tenant's are not known. */
  readonly agents?: readonly Agent[];
  /** For everything that concerns SuperOffice, and for rate limits in memory. Default: the process's clock. */
  readonly clock?: Clock;
  /** Called as soon as connections can arrive. Before that, ending the process loses nothing. */
  readonly onListening?: () => void;
  /** The output of the logger. Without it, lost lines are not counted, and `AUDIT_LOG=stdout` writes nothing. */
  readonly logOutput?: Pick<LineOutput, 'write' | 'lostLines'>;
}

export interface Server {
  /** The address of GraphQL: `http://localhost:4000/graphql`. */
  readonly url: string;
  /** The address of the explorer, if it is on. */
  readonly explorerUrl: string | undefined;
  /** The address of health and metrics, if there is an admin port: `http://localhost:9090`. */
  readonly adminUrl: string | undefined;
  /** Operations and REST calls at this moment. */
  readonly underWay: { readonly operations: number; readonly restCalls: number };
  /** Writes a line of the audit log for each change under way, before the process ends at once. */
  cutChanges(): void;
  /** Stops being ready, waits `delayMs`, finishes what was accepted, and resolves when everything is closed. */
  stop(options?: { readonly delayMs?: number }): Promise<void>;
}

/** Between the deadline of the last operation and the end of its connection. */
const DRAIN_GRACE_MS = 2000;

/** Time for answers on the admin port, when everything else is closed. */
const ADMIN_GRACE_MS = 1000;

/** A process with a small heap usually has little memory outside of it, too. */
const UNSENT_PART_OF_HEAP = 1 / 2;

/** So that kept results leave room for operations. */
const KEPT_PART_OF_HEAP = 1 / 8;

/** How many bytes a byte of JSON becomes as text, as objects and in an answer. */
const HEAP_BYTES_A_JSON_BYTE = 4;

const NO_OUTPUT = { write: () => undefined, lostLines: 0 };

/** Starts a server for one SuperOffice tenant. Several in one process share nothing. */
export async function startServer(
  config: ServerConfig,
  { logger, agents = [], clock, onListening = () => undefined, logOutput = NO_OUTPUT }: ServerOptions,
): Promise<Server> {
  const persistedOperations =
    config.persistedOperations === undefined ? undefined : await readPersistedOperations(config.persistedOperations);
  const auditLog = await auditLogOf(config, logger, logOutput);
  const metrics = await metricsOf(config, persistedOperations);
  const load = watchProcessLoad({ busyMs: config.operationTimeoutMs });
  const hasMemoryFor = (bytes: number) =>
    load.heap.usedBytes + bytes * HEAP_BYTES_A_JSON_BYTE <= (load.heap.limitBytes * config.maxHeapPercentQueries) / 100;
  const restLog = createRestLog(logger);
  const tenant = await createTenant(config, {
    clock,
    hasMemoryFor,
    onBreakerChange: metrics?.onBreakerChange,
    onCall(call, requestId) {
      restLog.onCall(call, requestId);
      metrics?.onCall(call);
    },
    onMisdirection: restLog.onMisdirection,
  });
  const keyOf = createKeyOf(config.redisUrl ?? randomBytes(32).toString('hex'));
  const live = await liveOf(config, logger, keyOf(tenant.id));
  const webhooks = live && (await webhooksOf(config, live));
  const contextFor = createContexts({
    config,
    idempotency: createIdempotency({
      idempotencyTtlMs: config.idempotencyTtlMs,
      maxIdempotencyKeys: config.maxIdempotencyKeys,
      maxIdempotencyBytes: Math.min(config.maxIdempotencyBytes, Math.floor(load.heap.limitBytes * KEPT_PART_OF_HEAP)),
      clock: tenant.upstream.clock,
      keyOf,
    }),
    log: restLog,
    counters: metrics,
    tracing: await createTracing(config.superOfficeUrl),
    auditLog,
    live,
  });
  const rateLimiter = await createRateLimiter(config, logger, tenant.upstream.clock.now);
  const { apollo, subscriptions } = await startApolloServer({
    isProduction: config.isProduction,
    exposeSessionKey: config.exposeSessionKey,
    schemaPrefix: config.schemaPrefix,
    maxRepresentations: config.maxRepresentations,
    maxDocuments: config.maxDocuments,
    compiledExecution: config.compiledExecution,
    limits: config,
    persistedOperations,
    streams: live && {
      maxStreams: config.maxStreams,
      maxStreamsPerCredential: config.maxStreamsPerCredential,
      streamMaxAgeMs: config.streamMaxAgeMs,
    },
    federatedTrace: config.federatedTrace,
    isAudited: auditLog !== undefined,
    logger,
    rateLimiter,
    isBusy: () =>
      load.eventLoopDelayMs > config.maxEventLoopDelayMs || load.heap.percent > config.maxHeapPercentQueries,
  });

  let isStopping = false;
  const readiness = () => (isStopping ? 'shutting down' : tenant.isMisdirected ? 'misdirected' : 'ready');
  const outbox = createOutbox({
    responseStallMs: config.responseStallMs,
    maxUnsentBytes: Math.min(config.maxUnsentBytes, load.heap.limitBytes * UNSENT_PART_OF_HEAP),
  });
  const admission = createAdmission({
    maxOperations: config.maxOperations,
    isFull: (owner) => {
      load.watch();
      return load.heap.percent > config.maxHeapPercent || !outbox.hasRoom(owner, 0);
    },
  });
  const explorer = await explorerOf(config, agents);
  const createApp = async () => {
    const app = await createHttpApp({
      config,
      apollo,
      sessionOf: createSessions(tenant, keyOf),
      contextFor,
      logger,
      persistedOperations,
      hasStreams: subscriptions !== undefined,
      admission,
      outbox,
      onTooLarge: metrics?.onTooLarge,
      explorer,
      readiness,
      onRefusal: metrics?.onRefusal,
      onRefusedConnection: metrics?.onRefusedConnection,
      webhooks,
    });
    app.server.once('listening', onListening);
    return app;
  };
  async function closeFloors(): Promise<void> {
    await apollo.stop();
    live?.close();
    tenant.close();
    rateLimiter.close();
    load.stop();
    outbox.close();
    auditLog?.close();
  }
  const listening: Listening[] = [];
  try {
    const front = { host: config.host, port: config.port, createApp };
    listening.push(await listen(front).catch(throwListenProblem({ port: 'PORT', host: 'HOST' })));
    const { bulkhead } = tenant.upstream;
    const auditOutput = auditLog ?? NO_OUTPUT;
    const streams = subscriptions && live && { subscriptions, live, webhooks };
    metrics?.watch({ load, bulkhead, admission, outbox, logOutput, auditOutput, rateLimiter, streams });
    if (metrics !== undefined) {
      const createApp = async () => createAdminApp({ config, outbox, readiness, metrics, logger });
      const admin = { host: config.adminHost, port: config.adminPort as number, createApp };
      listening.push(await listen(admin).catch(throwListenProblem({ port: 'ADMIN_PORT', host: 'ADMIN_HOST' })));
    }
  } catch (error) {
    await Promise.all(listening.map(({ close }) => close(0)));
    await closeFloors();
    throw error;
  }
  const [front, admin] = listening as [Listening, Listening?];

  const url = `http://${urlHost(config.host)}:${front.port}/graphql`;
  return {
    url,
    explorerUrl: explorer && url,
    adminUrl: admin && `http://${urlHost(config.adminHost)}:${admin.port}`,
    get underWay() {
      return { operations: admission.operations, restCalls: tenant.upstream.bulkhead.inFlight };
    },
    cutChanges() {
      auditLog?.cut();
    },
    async stop({ delayMs = 0 } = {}) {
      isStopping = true;
      await delay(delayMs);
      // Nothing else ends streams, and closing waits for them.
      await subscriptions?.close(config.streamDrainMs);
      // Everything accepted has ended by its deadline. What is left is a request that never arrived completely.
      await front.close(config.operationTimeoutMs + DRAIN_GRACE_MS);
      await closeFloors();
      // Stays open until the end, to report that the server is not ready.
      await admin?.close(ADMIN_GRACE_MS);
    },
  };
}

function throwListenProblem(variables: ListenVariables): (error: unknown) => never {
  return (error) => {
    throw listenProblem(error, variables);
  };
}

/** A host that a browser can open: wildcard addresses cannot be opened. */
function urlHost(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) {
    return 'localhost';
  }
  return host.includes(':') ? `[${host}]` : host;
}
