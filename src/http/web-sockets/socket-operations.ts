import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Config } from '../../config.js';
import type { RequestContext } from '../../graphql/context.js';
import type { ExecutionRequest } from '../../graphql/create-contexts.js';
import { PublicError, refusedForNow, withRequestId } from '../../graphql/errors.js';
import type { ResultStream } from '../../graphql/subscriptions/result-stream.js';
import type { Session } from '../../identity/session.js';
import { Departure } from '../../superoffice/departure.js';
import type { Admission } from '../admission.js';
import { answerByApollo } from '../answers/answer-by-apollo.js';
import { operationParameters, type SentOperation } from '../request/operation-parameters.js';
import { checkCredential } from '../request/request-sessions.js';
import { createStreamRequest } from '../streams/stream-request.js';
import type { SocketConnection } from './socket-connection.js';

export interface SocketOperationsOptions {
  readonly config: Pick<Config, 'maxStreamsPerSocket'>;
  readonly apollo: ApolloServer<RequestContext>;
  readonly contextFor: (request: ExecutionRequest) => RequestContext;
  readonly admission: Admission;
  /** Refuses operations that are not in the safelist, if there is one. */
  readonly checkSafelist: ((request: SentOperation) => Promise<void>) | undefined;
  readonly app: Pick<FastifyInstance, 'onRefusal' | 'logRefusal'>;
}

/** Who has opened a WebSocket. */
export interface SocketCaller {
  readonly session: Session;
  readonly connection: Pick<SocketConnection, 'operations' | 'beginOperation' | 'endOperation' | 'refuse' | 'restart'>;
  readonly headers: IncomingHttpHeaders;
  readonly clientAddress: () => string;
}

/** A stream, or why there is none. */
type Opened =
  | { readonly requestId: string; readonly stream: ResultStream }
  | { readonly errors: readonly GraphQLFormattedError[] };

/** What a `subscribe` message holds. */
interface Asked {
  readonly id: string;
  readonly payload: unknown;
}

/**
 * Opens what a `subscribe` message asks for. A stream counts as an operation of its connection. Never rejects because of the
 * client.
 */
export type OpenOperation = (caller: SocketCaller, asked: Asked) => Promise<Opened>;

/** The id is sent with each value, so its length is bounded. */
const MAX_ID_LENGTH = 256;

const SUBSCRIPTIONS_ONLY = 'WebSockets serve only subscriptions: send queries and mutations by POST.';

/** Takes the same path as a request over HTTP, with all of its bounds. */
export function createSocketOperations(options: SocketOperationsOptions): OpenOperation {
  const { config, apollo, contextFor, admission, checkSafelist, app } = options;
  async function open(caller: SocketCaller, payload: unknown, requestId: string): Promise<Opened> {
    const { session, headers, clientAddress } = caller;
    const request: SentOperation = { method: 'POST', url: '/graphql', body: payload };
    const leave = admission.enter(session.key);
    try {
      checkCredential(session);
      await checkSafelist?.(request);
      const streamRequest = createStreamRequest(
        'POST',
        {
          session,
          headers,
          requestId,
          clientAddress,
          idempotencyKey: undefined,
          timeoutMs: Number.POSITIVE_INFINITY,
          cancellation: new Departure(),
          onOperation(type) {
            if (type !== 'subscription') {
              throw new PublicError('BAD_REQUEST', { message: SUBSCRIPTIONS_ONLY });
            }
          },
        },
        { transport: 'websocket', accepted: { answers: true, stream: undefined }, httpGet: false, contextFor },
      );
      const { body } = await answerByApollo(
        apollo,
        {
          method: 'POST',
          headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
          ...operationParameters(request),
        },
        () => contextFor(streamRequest.execution),
      );
      if (streamRequest.opened !== undefined) {
        return { requestId, stream: streamRequest.opened };
      }
      const { errors = [] } = JSON.parse(body as string) as { readonly errors?: readonly GraphQLFormattedError[] };
      return { errors: errors.map((error) => withRequestId(error, requestId)) };
    } finally {
      leave();
    }
  }
  return async (caller, { id, payload }) => {
    const requestId = randomUUID();
    const { connection } = caller;
    let isOpen = false;
    connection.beginOperation();
    try {
      checkPlace(connection, config);
      checkId(id);
      const opened = await open(caller, payload, requestId);
      isOpen = 'stream' in opened;
      endConnectionFor(connection, opened);
      return opened;
    } catch (error) {
      if (!(error instanceof PublicError)) {
        throw error;
      }
      const { message, code } = error;
      const { http, ...extensions } = error.extensions;
      app.onRefusal?.(code);
      app.logRefusal({ requestId, status: http?.status ?? 400, code, reason: message });
      const refused = { errors: [withRequestId({ message, extensions }, requestId)] };
      endConnectionFor(connection, refused);
      return refused;
    } finally {
      if (!isOpen) {
        connection.endOperation();
      }
    }
  };
}

/** Ends a connection on which a client would get the same refusal again. */
function endConnectionFor(connection: SocketCaller['connection'], opened: Opened): void {
  const codes = 'errors' in opened ? opened.errors.map(({ extensions }) => extensions?.code) : [];
  if (codes.includes('UNAUTHENTICATED')) {
    connection.refuse();
  }
  // Instead of an `error`, after which clients do not subscribe again.
  if (codes.includes('RECONNECT')) {
    connection.restart('stopping');
  }
}

function checkPlace(
  { operations }: SocketCaller['connection'],
  { maxStreamsPerSocket }: SocketOperationsOptions['config'],
): void {
  if (operations > maxStreamsPerSocket) {
    const message = `Expected at most ${maxStreamsPerSocket} subscriptions of one WebSocket at a time: end one first.`;
    throw refusedForNow('RATE_LIMITED', undefined, message);
  }
}

function checkId(id: string): void {
  if (id.length > MAX_ID_LENGTH) {
    throw new PublicError('BAD_REQUEST', { message: `Expected an id of at most ${MAX_ID_LENGTH} characters.` });
  }
}
