import type { FastifyRequest } from 'fastify';
import type { RequestContext } from '../../graphql/context.js';
import type { ExecutionRequest } from '../../graphql/create-contexts.js';
import { PublicError } from '../../graphql/errors.js';
import { MUTATION_BY_GET } from '../../graphql/library-errors.js';
import { rememberedCaller } from '../../graphql/subscriptions/remembered-caller.js';
import type { ResultStream, StreamTransport } from '../../graphql/subscriptions/result-stream.js';
import type { AskedOfApollo } from '../answers/answer-by-apollo.js';
import type { AcceptedFormats } from '../request/accept.js';
import { parametersIn } from '../request/operation-parameters.js';

export interface StreamRequestOptions {
  readonly transport: StreamTransport;
  readonly accepted: AcceptedFormats;
  /** Whether queries may come as GET. */
  readonly httpGet: boolean;
  readonly contextFor: (request: ExecutionRequest) => RequestContext;
}

/** A request that accepts a stream. Its operation may still be a query. */
export interface StreamRequest {
  /** Replaces the request's own. */
  readonly execution: ExecutionRequest;
  /** The stream, if one was opened. */
  readonly opened: ResultStream | undefined;
}

const NO_STREAM =
  'Only a subscription is answered as a stream: accept application/json or application/graphql-response+json, too.';
const QUERY_BY_GET = 'Send an operation as POST.';

export function createStreamRequest(
  method: string,
  execution: ExecutionRequest,
  { transport, accepted, httpGet, contextFor }: StreamRequestOptions,
): StreamRequest {
  let opened: ResultStream | undefined;
  const ofStream = {
    ...execution,
    onOperation(type: string) {
      const isRefusedByGet = type === 'mutation' || (type === 'query' && !httpGet);
      if (method === 'GET' && isRefusedByGet) {
        throw methodRefused(type === 'mutation' ? MUTATION_BY_GET : QUERY_BY_GET);
      }
      if (type !== 'subscription' && !accepted.answers) {
        throw new PublicError('BAD_REQUEST', { message: NO_STREAM, http: { status: 406 } });
      }
      execution.onOperation(type as 'query');
    },
    knownCaller: rememberedCaller(),
  };
  return {
    execution: {
      ...ofStream,
      streaming: {
        transport,
        // No client waits for a value, and a value changes nothing.
        scope: (cancellation) =>
          contextFor({ ...ofStream, cancellation, idempotencyKey: undefined, timeoutMs: Number.POSITIVE_INFINITY }),
        onOpen(stream) {
          opened = stream;
        },
      },
    },
    get opened() {
      return opened;
    },
  };
}

function methodRefused(message: string): PublicError {
  return new PublicError('BAD_REQUEST', { message, http: { status: 405, headers: new Map([['allow', 'POST']]) } });
}

/** What Apollo Server reads of a request. It accepts subscriptions, like everything but queries, only by POST. */
export function asPost(request: FastifyRequest, { answers }: AcceptedFormats): AskedOfApollo {
  const headers = { ...request.headers, 'content-type': 'application/json' };
  if (!answers) {
    headers.accept = 'application/json';
  }
  return { method: 'POST', headers, body: parametersIn(request), search: '' };
}
