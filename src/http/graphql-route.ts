import type { ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import type { RequestContext } from '../graphql/context.js';
import type { ExecutionRequest } from '../graphql/create-contexts.js';
import { isErrorCode } from '../graphql/error-codes.js';
import { PublicError, withRequestId } from '../graphql/errors.js';
import { QUERY_MISSING } from '../graphql/library-errors.js';
import type { PersistedOperations } from '../graphql/pipeline/documents/persisted-operations.js';
import type { Session, SessionOf } from '../identity/session.js';
import type { Logger } from '../log/logger.js';
import type { Admission } from './admission.js';
import { type AskedOfApollo, answerByApollo, type ComputedAnswer } from './answers/answer-by-apollo.js';
import { type AnswerLimits, boundAnswer } from './answers/answer-limits.js';
import type { Outbox } from './answers/outbox.js';
import { refuseMethod } from './answers/send-error.js';
import { ClientDeparture } from './connections/client-departure.js';
import { allowedOrigins } from './cors.js';
import type { ExplorerSettings } from './explorer/settings.js';
import { acceptedStream, checkAccept } from './request/accept.js';
import { clientAddress, type IsTrusted, trustedProxies } from './request/addresses.js';
import { readCaller } from './request/caller.js';
import { foreignPageCheck } from './request/foreign-page.js';
import { isRecord, operationParameters } from './request/operation-parameters.js';
import { checkCredential, createRequestSessions } from './request/request-sessions.js';
import { readRequestTimeout } from './request/request-timeout.js';
import { safelist } from './request/safelist.js';
import { refuseWebSocket, webSocketRefusal } from './web-sockets/web-socket-refusal.js';

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | undefined;
    idempotencyKey: string | undefined;
    timeoutMs: number;
  }
}

export interface GraphqlRouteOptions {
  readonly config: Config;
  readonly apollo: ApolloServer<RequestContext>;
  readonly sessionOf: SessionOf;
  readonly contextFor: (request: ExecutionRequest) => RequestContext;
  readonly admission: Admission;
  readonly logger: Logger;
  readonly outbox: Outbox;
  /** Called for an answer that was too large to be sent. */
  readonly onTooLarge?: (() => void) | undefined;
  readonly persistedOperations?: PersistedOperations | undefined;
  /** Whether the server has subscriptions. Default: no. */
  readonly hasStreams?: boolean;
  /** Settings of the explorer; undefined: there is no explorer. */
  readonly explorer?: Omit<ExplorerSettings, 'nonce'> | undefined;
}

/** `/graphql`, by GET and POST. */
export async function addGraphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): Promise<void> {
  const { config, apollo, contextFor, admission, persistedOperations } = options;
  const limits: AnswerLimits = { ...options, maxResponseBytes: config.maxResponseBytes };
  app.decorateRequest('session', undefined);
  app.decorateRequest('idempotencyKey', undefined);
  app.decorateRequest('timeoutMs', Number.POSITIVE_INFINITY);
  const explorer = options.explorer && (await import('./explorer/explorer.js')).addExplorer(app, options.explorer);
  const isTrusted = trustedProxies(config.trustedProxies);
  const sessionFor = createRequestSessions({ ...options, isTrusted });
  const isFromNoForeignPage = foreignPageCheck(allowedOrigins(config));
  const checkSafelist = config.persistedOperationsOnly ? safelist(persistedOperations ?? new Map()) : undefined;
  const refusalOf = webSocketRefusal(config, options.hasStreams === true);
  if (options.hasStreams && config.webSockets) {
    const { addWebSockets } = await import('./web-sockets/web-sockets.js');
    addWebSockets(app, { ...options, limits, sessionFor, refusalOf, checkSafelist, isTrusted });
  }
  const streams = options.hasStreams
    ? (await import('./streams/streams.js')).createStreams({ config, contextFor, limits, isFromNoForeignPage })
    : undefined;
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Apollo Server reads GET and POST alone.
    exposeHeadRoute: false,
    onRequest: (request, _reply, done) => {
      const caller = readCaller(request.raw, config);
      const session = sessionFor(request.raw, caller);
      request.session = session;
      request.idempotencyKey = caller.idempotencyKey;
      request.answerOwner = session.key;
      admission.check(session.key);
      checkCredential(session);
      request.timeoutMs = readRequestTimeout(request.headers);
      done();
    },
    ...(checkSafelist && { preHandler: checkSafelist }),
    handler: async (request, reply) => {
      refuseWebSocket(request.raw, refusalOf);
      if (explorer?.isAskedFor(request)) {
        return explorer.sendPage(reply);
      }
      if (request.method === 'GET' && !config.httpGet && (streams === undefined || !acceptedStream(request.headers))) {
        return refuseMethod(request, reply, 'POST');
      }
      checkOperation(request);
      const accepted = checkAccept(request.headers, streams !== undefined);
      if (request.method === 'GET' && isFromNoForeignPage(request.headers)) {
        // Apollo Server would refuse it otherwise.
        request.headers['apollo-require-preflight'] = 'true';
      }
      const leave = admission.enter(request.answerOwner as string);
      let isStream = false;
      try {
        let isChange = false;
        const execution = executionOf(request, reply, isTrusted, (type) => {
          isChange = type === 'mutation';
        });
        const streamed = accepted.stream && streams?.begin(request, accepted, execution);
        const answer = await answerByApollo(apollo, streamed?.asked ?? askedIn(request), () =>
          contextFor(streamed?.execution ?? execution),
        );
        if (streamed?.opened) {
          isStream = true;
          return streamed.send(reply);
        }
        // The answer to a change is always sent, however large it is.
        const body = send(isChange ? answer : boundAnswer(answer, request, limits), request, reply);
        return streamed === undefined ? body : streamed.refuse(body, reply);
      } finally {
        if (isStream) {
          // A stream does not count as an operation under way: it has its own bound.
          leave();
        } else {
          onceSent(reply.raw, leave);
        }
      }
    },
  });
}

/** What the execution of the request's operation is created from. */
function executionOf(
  { raw, session, headers, id: requestId, idempotencyKey, timeoutMs }: FastifyRequest,
  reply: FastifyReply,
  isTrusted: IsTrusted,
  onOperation: ExecutionRequest['onOperation'],
): ExecutionRequest {
  return {
    session: session as Session,
    headers,
    requestId,
    clientAddress: () => clientAddress(raw, isTrusted),
    idempotencyKey,
    timeoutMs,
    cancellation: new ClientDeparture(reply.raw),
    onOperation,
  };
}

/** What Apollo Server reads of a request. */
function askedIn(request: FastifyRequest): AskedOfApollo {
  const { method, headers } = request;
  const { body, search } = operationParameters(request);
  return { method, headers, body, search };
}

/** Calls back when the answer is sent or its connection is gone. */
function onceSent(response: ServerResponse, callback: () => void): void {
  if (response.destroyed) {
    callback();
  } else {
    response.once('close', callback);
  }
}

/** Sets the head of an answer, and gives its body. */
function send(
  { status, headers, body }: ComputedAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
): ComputedAnswer['body'] {
  reply.code(status);
  for (const [name, value] of headers) {
    reply.header(name, value);
  }
  return status >= 400 ? refusedByApollo(body as string, status, request) : body;
}

/**
 * Refuses a request without an operation, before Apollo Server refuses it with a less specific message.
 *
 * @throws {PublicError} `BAD_REQUEST`
 */
function checkOperation({ method, query, body }: FastifyRequest): void {
  if (method === 'GET' && !holdsOperation(query)) {
    const message = 'The URL has no `query`: send the text of a GraphQL document in it, or by POST in a JSON body.';
    throw new PublicError('BAD_REQUEST', { message });
  }
  if (method === 'POST' && body === undefined) {
    throw new PublicError('BAD_REQUEST', { message: 'The body is empty: send a JSON object with `query`.' });
  }
  // Apollo Server treats an object without keys as a missing body.
  if (method === 'POST' && isRecord(body) && !holdsOperation(body)) {
    throw new PublicError(...QUERY_MISSING);
  }
}

/** Whether a request's parameters name an operation, by text, id or hash. */
function holdsOperation(parameters: unknown): boolean {
  return ['query', 'documentId', 'extensions'].some((name) => name in (parameters as object));
}

/** Apollo Server refuses some requests before its plugins, which log operations and put the request id on errors, see them. */
function refusedByApollo(body: string, status: number, { id: requestId, server }: FastifyRequest): string {
  const { errors = [], ...answer } = JSON.parse(body) as { readonly errors?: readonly RefusalByApollo[] };
  const [first] = errors;
  const code = first?.extensions?.code;
  // The plugins log and count the other requests.
  if (isErrorCode(code) && first?.extensions?.requestId === undefined) {
    server.onRefusal?.(code);
    server.logRefusal({ requestId, status, code, reason: String(first?.message) });
  }
  return JSON.stringify({ errors: errors.map((error) => withRequestId(error, requestId)), ...answer });
}

interface RefusalByApollo {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown; readonly requestId?: string };
}
