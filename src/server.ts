import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from './config.js';
import { startApolloServer } from './graphql/apollo-server.js';
import { limitCalls, unauthenticatedClient } from './graphql/clients.js';
import { createContext, type RequestContext } from './graphql/context.js';
import { createHttpApp, type GraphqlRequest } from './http/app.js';
import { type Example, landingPage } from './http/landing-page.js';
import type { Logger } from './logger.js';
import { createAgent } from './superoffice/agent.js';
import { createSuperOfficeClient } from './superoffice/client.js';

export interface ServerConfig extends Config {
  readonly superOfficeUrl: URL;
}

export interface ServerOptions {
  readonly logger: Logger;
  /** Filled in on the page that browsers are shown. */
  readonly example?: Example | undefined;
}

export interface Server {
  /** Where GraphQL is served: `http://localhost:4000/graphql`. */
  readonly url: string;
  /** Stops being ready, waits `delayMs`, ends what was accepted and resolves when everything is closed. */
  stop(options?: { readonly delayMs?: number }): Promise<void>;
}

/** Between the deadline of the last operation and the end of its connection. */
const DRAIN_GRACE_MS = 2000;

/** Starts a server for one SuperOffice tenant. Several in one process share nothing. */
export async function startServer(config: ServerConfig, { logger, example }: ServerOptions): Promise<Server> {
  const agent = createAgent(config.superOfficeUrl);
  const apollo = await startApolloServer({
    isProduction: config.isProduction,
    exposeSessionKey: config.exposeSessionKey,
    schemaPrefix: config.schemaPrefix,
    maxRepresentations: config.maxRepresentations,
    federatedTrace: config.federatedTrace,
    logger,
    landingPage: config.isProduction ? undefined : landingPage(example),
  });

  function contextFor({ caller, requestId, isRouter, cancelled }: GraphqlRequest): RequestContext {
    const { hasCredential, headers, isUtc } = caller;
    const client = createSuperOfficeClient({
      baseUrl: config.superOfficeUrl,
      agent,
      headers,
      readTimeoutMs: config.superOfficeReadTimeoutMs,
      writeTimeoutMs: config.superOfficeWriteTimeoutMs,
      deadlineMs: performance.now() + config.operationTimeoutMs,
      cancelled,
      onCall: (report) => logger.info({ requestId, ...report, durationMs: Math.round(report.durationMs) }, 'REST call'),
      ...(config.logUpstreamErrors && {
        onRefusalText: ({ route }, text) =>
          logger.warn({ requestId, route, upstreamMessage: text.slice(0, 200) }, 'SuperOffice refused'),
      }),
    });
    return createContext({
      requestId,
      client: hasCredential ? limitCalls(client, config.maxRestCalls) : unauthenticatedClient,
      isUtc,
      isRouter,
    });
  }

  let ready = true;
  const app = await createHttpApp({ config, apollo, contextFor, isReady: () => ready });
  await app.listen({ port: config.port, host: config.host });
  const { port } = app.server.address() as AddressInfo;

  return {
    url: `http://${urlHost(config.host)}:${port}/graphql`,
    async stop({ delayMs = 0 } = {}) {
      ready = false;
      await delay(delayMs);
      // Whatever was accepted has ended by its deadline; what is left then is a request that never arrived whole.
      const drain = setTimeout(() => app.server.closeAllConnections(), config.operationTimeoutMs + DRAIN_GRACE_MS);
      await app.close();
      clearTimeout(drain);
      await apollo.stop();
      agent.destroy();
    },
  };
}

/** A host that can be opened: addresses that mean "all of this machine's" cannot. */
function urlHost(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) {
    return 'localhost';
  }
  return host.includes(':') ? `[${host}]` : host;
}
