import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../../config.js';
import { PublicError } from '../../graphql/errors.js';
import { defectFields, type Logger } from '../../log/logger.js';
import type { AnswerLimits } from '../answers/answer-limits.js';
import type { FrontServer } from '../connections/front-server.js';
import { clientAddress, type IsTrusted } from '../request/addresses.js';
import type { CallerConfig } from '../request/caller.js';
import type { RequestSessions } from '../request/request-sessions.js';
import { createHeartbeats } from '../streams/heartbeats.js';
import { createResultText } from '../streams/result-text.js';
import { readSocketCaller } from './socket-caller.js';
import { CONNECT_AGAIN, SERVICE_RESTART, type SocketConnection, socketConnection } from './socket-connection.js';
import { createSocketOperations, type SocketCaller, type SocketOperationsOptions } from './socket-operations.js';
import { clientIdOf, createSubscriptionIds } from './subscription-ids.js';
import { asksForWebSocket, type WebSocketRefusal } from './web-socket-refusal.js';
import { writtenResults } from './written-results.js';

export interface WebSocketsOptions extends Omit<SocketOperationsOptions, 'app' | 'config'> {
  readonly config: CallerConfig &
    Pick<Config, 'keepAliveTimeoutMs' | 'maxMessageBytes' | 'maxStreamsPerSocket' | 'streamHeartbeatMs'>;
  readonly refusalOf: WebSocketRefusal;
  readonly sessionFor: RequestSessions;
  readonly isTrusted: IsTrusted;
  readonly limits: AnswerLimits;
  readonly logger: Logger;
}

interface Extra {
  readonly request: IncomingMessage;
  readonly connection: SocketConnection;
  caller?: SocketCaller;
}

/** A close code of RFC 6455. */
const INTERNAL_ERROR = 1011;

/** How long clients have to close their side before the connection is destroyed. */
const LINGER_MS = 1000;

/** What a client may send before it reads, beyond one message of the largest size. */
const UNREAD_BYTES = 100 * 1024;

const PONG = '{"type":"pong"}';

/**
 * Placeholders for the operation and the schema that graphql-ws asks for: this server has already executed the operation.
 */
const STREAM = parse('subscription { stream }');
const NO_SCHEMA = {} as GraphQLSchema;

/** Serves subscriptions over WebSockets at `/graphql`, by the subprotocol `graphql-transport-ws`. */
export function addWebSockets(app: FastifyInstance, options: WebSocketsOptions): void {
  const { config, refusalOf, limits, logger } = options;
  const server = app.server as FrontServer;
  const protocol = createProtocol(app, options);
  const heartbeats = createHeartbeats(config.streamHeartbeatMs);
  // A separate object, because its type does not have `closeTimeout` yet.
  const serverOptions = {
    noServer: true,
    maxPayload: config.maxMessageBytes,
    closeTimeout: LINGER_MS,
    handleProtocols,
  };
  const sockets = new WebSocketServer(serverOptions);
  let isClosing = false;

  function serve(socket: WebSocket, request: IncomingMessage): void {
    const connection = socketConnection(socket, {
      tcp: request.socket,
      use: app.useOf(request.socket),
      outbox: limits.outbox,
      heartbeats,
      maxUnreadBytes: config.maxMessageBytes + UNREAD_BYTES,
      idleMs: config.keepAliveTimeoutMs,
    });
    function failed(error: unknown): void {
      logger.error(defectFields(error), 'defect');
      connection.close(INTERNAL_ERROR, 'Internal server error');
    }
    const ids = createSubscriptionIds();
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        async send(message) {
          const written = ids.written(message);
          if (written !== undefined) {
            await connection.send(written);
          }
        },
        close(code = INTERNAL_ERROR, reason = '') {
          // The default reason repeats the id, which may be too long for a reason.
          const isRepeated = code === CloseCode.SubscriberAlreadyExists;
          connection.close(code, isRepeated ? 'The id of a subscribe message is in use' : reason);
        },
        // A ping's payload is not kept for a client that may never read it.
        onPing: () => connection.send(PONG),
        onMessage: (read) => connection.onMessage((message) => read(ids.read(message)).catch(failed)),
      },
      { request, connection },
    );
    socket.once('close', (code, reason) => {
      closed(code, String(reason)).catch(failed);
    });
    // It was on its way.
    if (isClosing) {
      connection.close(SERVICE_RESTART, CONNECT_AGAIN);
    }
  }

  server.takeUpgrades(
    (request) => asksForWebSocket(request) && refusalOf(request) === undefined && app.checkHead(request) === undefined,
  );
  server.on('upgrade', (request: IncomingMessage, connection: Socket, head: Buffer) => {
    sockets.handleUpgrade(request, connection, head, serve);
  });
  app.addHook('preClose', (done) => {
    isClosing = true;
    for (const socket of sockets.clients) {
      socket.close(SERVICE_RESTART, CONNECT_AGAIN);
    }
    done();
  });
}

/** The protocol's own rules, of graphql-ws. */
function createProtocol(app: FastifyInstance, options: WebSocketsOptions) {
  const { config, sessionFor, isTrusted, limits } = options;
  const open = createSocketOperations({ ...options, app });
  return makeServer<Record<string, unknown>, Extra>({
    schema: NO_SCHEMA,
    jsonMessageReviver: refuseForbiddenKeys,
    onConnect(context) {
      const { extra, connectionParams } = context;
      const { request, connection } = extra;
      // Unread messages are not kept.
      Object.assign(context, { connectionParams: undefined });
      try {
        const { caller, headers } = readSocketCaller(request, connectionParams, config);
        const session = sessionFor(request, caller);
        extra.caller = { session, headers, connection, clientAddress: () => clientAddress(request, isTrusted) };
        return true;
      } catch (error) {
        if (!(error instanceof PublicError)) {
          throw error;
        }
        connection.close(CloseCode.BadRequest, error.message);
        return false;
      }
    },
    async onSubscribe({ extra }, ownId, payload) {
      const { connection } = extra;
      const id = clientIdOf(ownId);
      const caller = extra.caller as SocketCaller;
      const opened = await open(caller, { id, payload });
      if ('errors' in opened) {
        return opened.errors.map(asGraphQLError);
      }
      const owner = { id: opened.requestId, answerOwner: caller.session.key };
      const text = createResultText(owner, opened.stream, limits);
      const contextValue = writtenResults(opened.stream, { id, text, connection });
      return { schema: NO_SCHEMA, document: STREAM, contextValue };
    },
    // Once for each that was opened.
    onComplete: ({ extra }) => extra.connection.endOperation(),
    subscribe: ({ contextValue }) => contextValue as AsyncIterableIterator<never>,
  });
}

/** As for HTTP bodies: objects made from such a message could inherit from its content. */
function refuseForbiddenKeys(key: string, value: unknown): unknown {
  if (key === '__proto__' || (key === 'constructor' && Object.hasOwn(Object(value), 'prototype'))) {
    throw new TypeError('A message has a key that no object may have.');
  }
  return value;
}

/** Sent as it is. */
function asGraphQLError(error: GraphQLFormattedError): GraphQLError {
  return Object.assign(new GraphQLError(error.message), { toJSON: () => error });
}
