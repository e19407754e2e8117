import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationTypeNode } from 'graphql';
import type { Config } from '../config.js';
import type { RequestContext } from '../graphql/context.js';
import { isErrorCode, withRequestId } from '../graphql/errors.js';
import type { PersistedOperations } from '../graphql/persisted-operations.js';
import type { Cancellation } from '../superoffice/cancellation.js';
import { checkAccept } from './accept.js';
import { clientAddress, networkOf, trustedProxies } from './addresses.js';
import type { Admission } from './admission.js';
import { answerByApollo, type ComputedAnswer } from './answer-by-apollo.js';
import { type AnswerLimits, boundAnswer } from './answer-limits.js';
import { type Caller, readCaller } from './caller.js';
import { ClientDeparture } from './client-departure.js';
import type { ExplorerSettings } from './explorer/settings.js';
import type { Outbox } from './outbox.js';
import { readRequestTimeout } from './request-timeout.js';
import { routerCheck } from './router-secret.js';
import { safelist } from './safelist.js';
import { refuseMethod } from './send-error.js';

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
  readonly headers: IncomingHttpHeaders;
  readonly requestId: string;
  readonly isRouter: boolean;
  /** Tells clients apart, as far as their addresses do. */
  readonly network: () => string;
  /** How long the caller waits for its answer; infinite where it does not say. */
  readonly timeoutMs: number;
  /** By the client, when it leaves before it has its answer. */
  readonly cancellation: Cancellation;
  /** Told as soon as it is known what is to be executed. */
  readonly onOperation: (type: `${OperationTypeNode}`) => void;
}

export interface GraphqlRouteOptions {
  readonly config: Config;
  readonly apollo: ApolloServer<RequestContext>;
  readonly contextFor: (request: GraphqlRequest) => RequestContext;
  readonly admission: Admission;
  readonly outbox: Outbox;
  /** Told of an answer that was too large to be sent. */
  readonly onTooLarge?: (() => void) | undefined;
  readonly persistedOperations?: PersistedOperations | undefined;
  /** What the page for developers is told; undefined: there is no such page. */
  readonly explorer?: Omit<ExplorerSettings, 'nonce'> | undefined;
}

/** `/graphql`, by GET and POST. */
export async function addGraphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): Promise<void> {
  const { config, apollo, contextFor, admission, persistedOperations } = options;
  const limits: AnswerLimits = { ...options, maxResponseBytes: config.maxResponseBytes };
  app.decorateRequest('caller', undefined);
  app.decorateRequest('isRouter', false);
  app.decorateRequest('timeoutMs', Number.POSITIVE_INFINITY);
  const explorer = options.explorer && (await import('./explorer/explorer.js')).addExplorer(app, options.explorer);
  const isRouter = routerCheck(config.routerSecret);
  const isTrusted = trustedProxies(config.trustedProxies);
  function contextOf(
    request: FastifyRequest,
    reply: FastifyReply,
    onOperation: GraphqlRequest['onOperation'],
  ): RequestContext {
    const { id: requestId, headers, isRouter, timeoutMs } = request;
    const caller = request.caller as Caller;
    return contextFor({
      caller,
      headers,
      requestId,
      isRouter,
      timeoutMs,
      network: () => networkOf(clientAddress(request.raw, isTrusted)),
      cancellation: new ClientDeparture(reply.raw),
      onOperation,
    });
  }
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: (request, _reply, done) => {
      request.caller = readCaller(request.raw, config);
      request.answerOwner = request.caller.credential ?? networkOf(clientAddress(request.raw, isTrusted));
      admission.check(request.answerOwner);
      request.timeoutMs = readRequestTimeout(request.headers);
      request.isRouter = isRouter(request.headers);
      if (!request.isRouter) {
        delete request.headers['apollo-federation-include-trace'];
      }
      done();
    },
    ...(config.persistedOperationsOnly && { preHandler: safelist(persistedOperations ?? new Map()) }),
    handler: async (request, reply) => {
      if (explorer?.isAskedFor(request)) {
        return explorer.sendPage(reply);
      }
      if (request.method === 'POST' || holdsOperation(request.query)) {
        if (request.method === 'GET' && !config.httpGet) {
          return refuseMethod(request, reply, 'POST');
        }
        checkAccept(request.headers);
      }
      const leave = admission.enter(request.answerOwner as string);
      try {
        let isChange = false;
        const onOperation = (type: string) => {
          isChange = type === 'mutation';
        };
        const answer = await answerByApollo(apollo, request, () => contextOf(request, reply, onOperation));
        // What became of a change its caller learns, whatever that takes.
        return send(isChange ? answer : boundAnswer(answer, request, limits), request, reply);
      } finally {
        onceSent(reply.raw, leave);
      }
    },
  });
}

/** Calls back when the answer has left, or its connection is gone. */
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
  return status >= 400 ? refusedByApollo(body as string, request) : body;
}

/** Whether the parameters of a GET ask for anything, by a text or by a hash. */
function holdsOperation(parameters: unknown): boolean {
  return ['query', 'extensions'].some((name) => name in (parameters as object));
}

/** Apollo Server refuses some requests before its plugins, which put the request id on errors, see them. */
function refusedByApollo(body: string, { id: requestId, server }: FastifyRequest): string {
  const answer = JSON.parse(body) as {
    readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[];
  };
  const errors = answer.errors?.map((error) => withRequestId(error, requestId));
  const code = errors?.[0]?.extensions.code;
  if (isErrorCode(code)) {
    server.onRefusal?.(code);
  }
  return JSON.stringify({ ...answer, errors });
}
