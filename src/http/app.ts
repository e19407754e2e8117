import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import type { RequestContext } from '../graphql/context.js';
import { type ErrorCode, PublicError } from '../graphql/errors.js';
import { type Caller, readCaller } from './caller.js';
import { refuseConnection } from './client-error.js';
import { allowOrigins } from './cors.js';
import { errorBody } from './error-body.js';
import { addHealthRoutes } from './health.js';
import { routerCheck } from './router-secret.js';

/** How often connections are held against their time limits. */
const CHECK_CONNECTIONS_MS = 2000;
const JSON_IN_UTF8 = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;
const STUDIO_ORIGIN = 'https://studio.apollographql.com';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined;
    isRouter: boolean;
  }
}

/** What the front door knows of a request. */
export interface GraphqlRequest {
  readonly caller: Caller;
  readonly requestId: string;
  readonly isRouter: boolean;
  /** Aborted when the client leaves before it has its answer. */
  readonly cancelled: AbortSignal;
}

export interface HttpAppOptions {
  readonly config: Config;
  readonly apollo: ApolloServer<RequestContext>;
  readonly contextFor: (request: GraphqlRequest) => RequestContext;
  readonly isReady: () => boolean;
}

/** The front door: `/graphql` and the health routes. */
export async function createHttpApp({ config, apollo, contextFor, isReady }: HttpAppOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: config.maxBodyBytes,
    requestTimeout: config.requestTimeoutMs,
    keepAliveTimeout: config.keepAliveTimeoutMs,
    http: {
      maxHeaderSize: config.maxHeaderBytes,
      headersTimeout: Math.min(config.headersTimeoutMs, config.requestTimeoutMs),
      connectionsCheckingInterval: CHECK_CONNECTIONS_MS,
    },
    clientErrorHandler: refuseConnection,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  });
  app.server.maxConnections = config.maxConnections;
  app.decorateRequest('caller', undefined);
  app.decorateRequest('isRouter', false);
  // By itself Fastify takes JSON in any charset, and text/plain, which a foreign page can send without asking first.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(JSON_IN_UTF8, { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.addHook('onSend', (request, reply, payload, done) => {
    const isKept = String(reply.getHeader('cache-control')).startsWith('max-age=');
    reply.headers({
      // What callers may see depends on who they are, and a session key is a secret.
      ...(!isKept && { 'cache-control': 'no-store' }),
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
      // Once the server is stopping, no connection outlives its answer.
      ...(!isReady() && { connection: 'close' }),
    });
    done(null, payload);
  });
  closeUnusedConnections(app);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => {
    send(new PublicError('BAD_REQUEST', { message: 'There is nothing at this address.' }), 404, request, reply);
  });
  await allowOrigins(app, [...config.corsOrigins, ...(config.isProduction ? [] : [STUDIO_ORIGIN])]);
  addHealthRoutes(app, isReady);
  addGraphqlRoute(app, { config, apollo, contextFor });
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

function addGraphqlRoute(app: FastifyInstance, { config, apollo, contextFor }: Omit<HttpAppOptions, 'isReady'>): void {
  const isRouter = routerCheck(config.routerSecret);
  const answer = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      const { id: requestId, isRouter } = request;
      return contextFor({ caller: request.caller as Caller, requestId, isRouter, cancelled: cancelledBy(reply) });
    },
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request) => {
      request.caller = readCaller(request.raw, config);
      request.isRouter = isRouter(request.headers);
      if (!request.isRouter) {
        delete request.headers['apollo-federation-include-trace'];
      }
    },
    handler: async (request, reply) => {
      if (request.method === 'GET' && !config.httpGet && request.query && 'query' in (request.query as object)) {
        return refuseMethod(request, reply, 'POST');
      }
      const body = await answer.call(app, request, reply);
      return reply.statusCode >= 400 ? withRequestId(body as string, request.id) : body;
    },
  });
  app.route({
    method: ['DELETE', 'HEAD', 'PATCH', 'PUT'],
    url: '/graphql',
    handler: async (request, reply) => refuseMethod(request, reply, config.httpGet ? 'GET, POST' : 'POST'),
  });
}

function cancelledBy({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // Every call of the operation listens.
  setMaxListeners(0, controller.signal);
  raw.once('close', () => {
    if (!raw.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}

/** The caller's own id, when it is one that can be logged as it is. */
function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : randomUUID();
}

function refuseMethod(request: FastifyRequest, reply: FastifyReply, allow: string): FastifyReply {
  reply.header('allow', allow);
  return send(new PublicError('BAD_REQUEST', { message: `Send an operation as ${allow}.` }), 405, request, reply);
}

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

function sendError(error: FastifyError | PublicError, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof PublicError) {
    send(error, 400, request, reply);
    return;
  }
  const status = error.statusCode ?? 500;
  const code = status >= 500 ? 'INTERNAL_SERVER_ERROR' : (CODE_OF_STATUS[status] ?? 'BAD_REQUEST');
  send(new PublicError(code), status, request, reply);
}

function send(error: PublicError, status: number, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(status).send(errorBody(error, request.id));
}

/** Apollo Server refuses some requests before its plugins, which put the request id on errors, see them. */
function withRequestId(body: string, requestId: string): string {
  const answer = JSON.parse(body) as { readonly errors?: readonly { readonly extensions?: object }[] };
  const errors = answer.errors?.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
  return JSON.stringify({ ...answer, errors });
}
