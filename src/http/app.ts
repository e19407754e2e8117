import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import type { RequestContext } from '../graphql/context.js';
import { type ErrorCode, PublicError } from '../graphql/errors.js';
import type { PersistedOperations } from '../graphql/persisted-operations.js';
import { defectFields, type Logger } from '../logger.js';
import type { Admission } from './admission.js';
import { type Caller, readCaller } from './caller.js';
import { refuseBrokenRequest } from './client-error.js';
import { allowOrigins } from './cors.js';
import { errorBody } from './error-body.js';
import { addHealthRoutes, type Readiness } from './health.js';
import { readJsonBodies } from './json-body.js';
import { checkHeads } from './request-head.js';
import { readRequestTimeout } from './request-timeout.js';
import { routerCheck } from './router-secret.js';
import { safelist } from './safelist.js';

/** How often connections are held against their time limits. */
const CHECK_CONNECTIONS_MS = 2000;
const STUDIO_ORIGIN = 'https://studio.apollographql.com';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined;
    isRouter: boolean;
    timeoutMs: number;
  }
}

/** What the front door knows of a request. */
export interface GraphqlRequest {
  readonly caller: Caller;
  readonly requestId: string;
  readonly isRouter: boolean;
  /** Of whoever made the connection. */
  readonly address: string;
  /** How long the caller waits for its answer; infinite where it does not say. */
  readonly timeoutMs: number;
  /** Aborted when the client leaves before it has its answer. */
  readonly cancelled: AbortSignal;
}

export interface HttpAppOptions {
  readonly config: Config;
  readonly apollo: ApolloServer<RequestContext>;
  readonly contextFor: (request: GraphqlRequest) => RequestContext;
  readonly readiness: () => Readiness;
  readonly admission: Admission;
  readonly persistedOperations?: PersistedOperations | undefined;
  readonly logger: Logger;
}

/** The front door: `/graphql` and the health routes. */
export async function createHttpApp(options: HttpAppOptions): Promise<FastifyInstance> {
  const { config, readiness, logger } = options;
  function addHeaders(request: FastifyRequest, reply: FastifyReply): void {
    const isKept = String(reply.getHeader('cache-control')).startsWith('max-age=');
    reply.headers({
      // What callers may see depends on who they are, and a session key is a secret.
      ...(!isKept && { 'cache-control': 'no-store' }),
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
      // Once the server is stopping, no connection outlives its answer.
      ...(readiness() === 'shutting down' && { connection: 'close' }),
    });
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
    clientErrorHandler: refuseBrokenRequest,
    // For an address that cannot be decoded: no hook runs then.
    frameworkErrors: (error, request, reply) => {
      addHeaders(request, reply);
      sendError(error, request, reply);
    },
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  });
  app.server.maxConnections = config.maxConnections;
  app.decorateRequest('caller', undefined);
  app.decorateRequest('isRouter', false);
  app.decorateRequest('timeoutMs', Number.POSITIVE_INFINITY);
  checkHeads(app, config);
  readJsonBodies(app);
  app.addHook('onSend', (request, reply, payload, done) => {
    addHeaders(request, reply);
    done(null, payload);
  });
  app.addHook('onError', async ({ id: requestId }, _reply, error) => {
    if (!(error instanceof PublicError) && statusOf(error) >= 500) {
      logger.error({ requestId, ...defectFields(error) }, 'defect');
    }
  });
  closeUnusedConnections(app);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => {
    if (/^\/graphql(\?|$)/.test(request.url)) {
      refuseMethod(request, reply, config.httpGet ? 'GET, POST' : 'POST');
    } else {
      send(new PublicError('BAD_REQUEST', { message: 'There is nothing at this address.' }), 404, request, reply);
    }
  });
  await allowOrigins(app, [...config.corsOrigins, ...(config.isProduction ? [] : [STUDIO_ORIGIN])]);
  addHealthRoutes(app, readiness);
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

function addGraphqlRoute(app: FastifyInstance, options: HttpAppOptions): void {
  const { config, apollo, contextFor, admission, persistedOperations } = options;
  const isRouter = routerCheck(config.routerSecret);
  const answer = fastifyApolloHandler(apollo, {
    context: async (request, reply) => {
      const { id: requestId, isRouter, timeoutMs, ip: address } = request;
      const caller = request.caller as Caller;
      return contextFor({ caller, requestId, isRouter, timeoutMs, address, cancelled: cancelledBy(reply) });
    },
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request) => {
      admission.check();
      // HTTP/1.0 may leave it out, but the integration makes a URL of it.
      request.headers.host ??= 'localhost';
      request.caller = readCaller(request.raw, config);
      request.timeoutMs = readRequestTimeout(request.headers);
      request.isRouter = isRouter(request.headers);
      if (!request.isRouter) {
        delete request.headers['apollo-federation-include-trace'];
      }
    },
    ...(config.persistedOperationsOnly && { preHandler: safelist(persistedOperations ?? new Map()) }),
    handler: async (request, reply) => {
      if (request.method === 'GET' && !config.httpGet && holdsOperation(request.query)) {
        return refuseMethod(request, reply, 'POST');
      }
      const leave = admission.enter();
      try {
        const body = await answer.call(app, request, reply);
        return reply.statusCode >= 400 ? withRequestId(body as string, request.id) : body;
      } finally {
        leave();
      }
    },
  });
}

/** Whether the parameters of a GET ask for anything, by a text or by a hash. */
function holdsOperation(parameters: unknown): boolean {
  return ['query', 'extensions'].some((name) => name in (parameters as object));
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
    const { status = 400, headers = [] } = error.extensions.http ?? {};
    reply.headers(Object.fromEntries(headers));
    send(error, status, request, reply);
    return;
  }
  const status = statusOf(error);
  const code = status >= 500 ? 'INTERNAL_SERVER_ERROR' : (CODE_OF_STATUS[status] ?? 'BAD_REQUEST');
  send(new PublicError(code), status, request, reply);
}

function statusOf({ statusCode = 500 }: FastifyError): number {
  return statusCode;
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
