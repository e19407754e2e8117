import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { PublicError } from '../graphql/errors.js';
import { defectFields, type Logger } from '../logger.js';
import { trustedProxies } from './addresses.js';
import { addSmallAnswer, boundAnswers } from './answers.js';
import { refuseBrokenRequest } from './client-error.js';
import { allowOrigins } from './cors.js';
import { addGraphqlRoute, type GraphqlRouteOptions } from './graphql-route.js';
import { addHealthRoutes, type Readiness } from './health.js';
import { boundIdleConnections } from './idle-connections.js';
import { readJsonBodies } from './json-body.js';
import { checkHeads } from './request-head.js';
import { isDefect, type OnRefusal, refuse, refuseMethod, sendError } from './send-error.js';

/** How often connections are held against their time limits. */
const CHECK_CONNECTIONS_MS = 2000;
const STUDIO_ORIGIN = 'https://studio.apollographql.com';

export interface HttpAppOptions extends GraphqlRouteOptions {
  readonly readiness: () => Readiness;
  readonly logger: Logger;
  readonly onRefusal?: OnRefusal | undefined;
  /** Told of each connection that is closed because its address holds too many. */
  readonly onRefusedConnection?: (() => void) | undefined;
}

/** The front door: `/graphql`, and the health routes where there is no other door for them. */
export async function createHttpApp(options: HttpAppOptions): Promise<FastifyInstance> {
  const { config, readiness, logger, onRefusal, onRefusedConnection, outbox } = options;
  function addHeaders(request: FastifyRequest, reply: FastifyReply): void {
    // What callers may see depends on who they are, and a session key is a secret.
    if (!String(reply.getHeader('cache-control')).startsWith('max-age=')) {
      reply.header('cache-control', 'no-store');
    }
    reply.header('x-content-type-options', 'nosniff');
    reply.header('x-request-id', request.id);
    // Once the server is stopping, no connection outlives its answer.
    if (readiness() === 'shutting down') {
      reply.header('connection', 'close');
    }
  }

  const app = fastify({
    bodyLimit: config.maxBodyBytes,
    requestTimeout: config.requestTimeoutMs,
    keepAliveTimeout: config.keepAliveTimeoutMs,
    http: {
      maxHeaderSize: config.maxHeaderBytes,
      headersTimeout: Math.min(config.headersTimeoutMs, config.requestTimeoutMs),
      connectionsCheckingInterval: CHECK_CONNECTIONS_MS,
      // Is checked with the rest of the head.
      requireHostHeader: false,
    },
    clientErrorHandler: (error, socket) => refuseBrokenRequest(error, socket, onRefusal),
    // For an address that cannot be decoded: no hook runs then.
    frameworkErrors: (error, request, reply) => {
      addHeaders(request, reply);
      addSmallAnswer(outbox, request, reply);
      sendError(error, request, reply);
    },
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  });
  app.decorate('onRefusal', onRefusal);
  boundAnswers(app, { outbox, config, addHeaders });
  checkHeads(app, config);
  readJsonBodies(app);
  app.addHook('onError', async ({ id: requestId }, _reply, error) => {
    if (isDefect(error)) {
      logger.error({ requestId, ...defectFields(error) }, 'defect');
    }
  });
  boundIdleConnections(app, {
    maxIdleConnectionsPerAddress: config.maxIdleConnectionsPerAddress,
    isTrusted: trustedProxies(config.trustedProxies),
    onRefusedConnection,
  });
  closeUnusedConnections(app);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => {
    if (/^\/graphql(\?|$)/.test(request.url)) {
      refuseMethod(request, reply, config.httpGet ? 'GET, POST' : 'POST');
    } else {
      refuse(new PublicError('BAD_REQUEST', { message: 'There is nothing at this address.' }), 404, request, reply);
    }
  });
  await allowOrigins(app, [...config.corsOrigins, ...(config.isProduction ? [] : [STUDIO_ORIGIN])]);
  if (config.adminPort === undefined) {
    addHealthRoutes(app, readiness);
  }
  addGraphqlRoute(app, options);
  return app;
}

/** When the server closes, so do connections on which nothing was asked yet: browsers open some ahead of need. */
function closeUnusedConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('preClose', async () => {
    for (const socket of unused) {
      socket.destroy();
    }
  });
}

/** The caller's own id, when it is one that can be logged as it is. */
function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : randomUUID();
}
