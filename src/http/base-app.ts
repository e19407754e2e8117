import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { defectFields, type Logger } from '../log/logger.js';
import { addSmallAnswer, boundAnswers } from './answers/bound-answers.js';
import type { Outbox } from './answers/outbox.js';
import { isDefect, type OnRefusal, type Refusal, sendError } from './answers/send-error.js';
import { AnswersUnderWay } from './connections/answers-under-way.js';
import { refuseBrokenRequests, refuseTunnels } from './connections/client-error.js';
import { FrontServer } from './connections/front-server.js';
import { takeInWhatHasArrived } from './connections/last-read.js';
import type { Cors } from './cors.js';
import type { Readiness } from './health.js';
import { hostCheck } from './request/hosts.js';
import { checkHeads, type HeadCheck } from './request/request-head.js';

declare module 'fastify' {
  interface FastifyInstance {
    checkHead: HeadCheck;
  }
}

/** How often connections are checked against their time limits. */
const CHECK_CONNECTIONS_MS = 2000;

export interface BaseAppOptions {
  readonly config: Pick<
    Config,
    | 'allowedHosts'
    | 'headersTimeoutMs'
    | 'keepAliveTimeoutMs'
    | 'maxBodyBytes'
    | 'maxConnections'
    | 'maxHeaderBytes'
    | 'maxHeaders'
    | 'maxPipelinedRequests'
    | 'operationTimeoutMs'
    | 'requestTimeoutMs'
  >;
  /** Whether an IP address is accepted as the host, if the server does not listen on loopback. */
  readonly allowsAddresses: boolean;
  readonly cors: Cors;
  readonly outbox: Outbox;
  readonly readiness: () => Readiness;
  readonly logger: Logger;
  readonly onRefusal?: OnRefusal | undefined;
}

/** What the public app and the admin app share: how connections and requests are checked, refused and ended. */
export function createBaseApp(options: BaseAppOptions): FastifyInstance {
  const { config, allowsAddresses, cors, outbox, readiness, logger, onRefusal } = options;
  function addHeaders(request: FastifyRequest, reply: FastifyReply): void {
    // Answers depend on who the caller is, and a session key is a secret.
    if (!String(reply.getHeader('cache-control')).startsWith('max-age=')) {
      reply.header('cache-control', 'no-store');
    }
    reply.header('x-content-type-options', 'nosniff');
    reply.header('x-request-id', request.id);
    // Once the server is stopping, each connection ends with its answer.
    const { socket } = request.raw;
    if (isUpgrade(request) || (readiness() === 'shutting down' && answers.of(socket).at(-1) === reply.raw)) {
      reply.header('connection', 'close');
    }
    if (reply.getHeader('connection') === 'close') {
      server.endConnection(socket);
    }
  }

  const logRefusal = (refusal: Refusal) => logger.warn({ ...refusal }, 'request refused');
  const answers = new AnswersUnderWay();
  const refuseBrokenRequest = refuseBrokenRequests({
    answers,
    answerTimeoutMs: config.operationTimeoutMs,
    maxHeaderBytes: config.maxHeaderBytes,
    cors,
    onRefusal,
    logRefusal,
  });
  const app = fastify({
    bodyLimit: config.maxBodyBytes,
    serverFactory: (handler) => {
      const { requestTimeoutMs: requestTimeout, headersTimeoutMs, keepAliveTimeoutMs: keepAliveTimeout } = config;
      return new FrontServer(
        {
          requestTimeout,
          headersTimeout: Math.min(headersTimeoutMs, requestTimeout),
          keepAliveTimeout,
          maxHeaderSize: config.maxHeaderBytes,
          connectionsCheckingInterval: CHECK_CONNECTIONS_MS,
          // Checked with the rest of the head.
          requireHostHeader: false,
        },
        handler,
        logger,
      );
    },
    schemaController: { compilersFactory: { buildValidator: refuseSchemas, buildSerializer: refuseSchemas } },
    clientErrorHandler: refuseBrokenRequest,
    // For an address that cannot be decoded, for which no hook runs.
    frameworkErrors: (error, request, reply) => {
      reply.headers(cors.headersFor(request.headers.origin));
      addHeaders(request, reply);
      addSmallAnswer(outbox, request, reply);
      const refusal = checkHead(request.raw);
      if (refusal !== undefined) {
        server.endConnection(request.raw.socket);
      }
      sendError(refusal ?? error, request, reply);
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  });
  const server = app.server as FrontServer;
  server.on('request', (_request, response) => answers.add(response));
  refuseTunnels(server, answers, refuseBrokenRequest);
  server.on('upgrade', (_request, connection) => {
    // A response would be written between the messages of the other protocol.
    if (answers.of(connection).length > 0) {
      connection.destroy();
    }
  });
  app.addHook('onRequest', (request, reply, done) => {
    // Before any check, so that pages can read refusals.
    reply.headers(cors.headersFor(request.headers.origin));
    // Node's parser loses the body of such a request and what follows it.
    if (isUpgrade(request)) {
      server.endConnection(request.raw.socket);
    }
    done();
  });
  takeInWhatHasArrived(app);
  app.decorate('onRefusal', onRefusal);
  app.decorate('logRefusal', logRefusal);
  boundAnswers(app, { outbox, config, addHeaders });
  app.addHook('onRequest', (request, reply, done) => {
    const preflight = request.method === 'OPTIONS' ? cors.preflightHeadersFor(request.headers) : undefined;
    if (preflight === undefined) {
      done();
      return;
    }
    // The request after the preflight reports what is wrong with the address: pages cannot read why a preflight is refused.
    if (checkHead(request.raw) !== undefined) {
      reply.header('connection', 'close');
    }
    reply.code(204).headers(preflight).send();
  });
  const checkHead = checkHeads(app, {
    limits: config,
    isAllowedHost: hostCheck(server, { allowedHosts: config.allowedHosts, allowsAddresses }),
  });
  app.decorate('checkHead', checkHead);
  app.addHook('onError', async ({ id: requestId }, _reply, error) => {
    if (isDefect(error)) {
      logger.error({ requestId, ...defectFields(error) }, 'defect');
    }
  });
  app.setErrorHandler(sendError);
  return app;
}

/** Replaces the JSON Schema compilers that Fastify loads by default: no route has a schema. */
function refuseSchemas(): never {
  throw new TypeError('Routes have no schemas.');
}

/** Ignores an offered protocol, as HTTP allows: the request is answered over HTTP/1.1. */
function isUpgrade({ headers }: FastifyRequest): boolean {
  return headers.upgrade !== undefined;
}

/** The client's own id, if it can be logged unchanged. */
function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : randomUUID();
}
