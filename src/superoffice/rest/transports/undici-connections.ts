import { connect as connectTcp, isIP, Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { Client } from 'undici';
import { portOf, proxyFor } from '../connections/proxy.js';
import { openTunnel, ProxyError } from '../connections/tunnel.js';
import { type Answers, expectAnswers } from './expect-answers.js';
import { type ConnectionOptions, type HttpRequest, maxIdleOfOneCaller } from './transport.js';

/** One connection, which has one call at a time. */
export interface Connection {
  readonly client: Client;
  readonly isForOneCall: boolean;
  /** Of its socket. */
  readonly answers: Answers | undefined;
  /** A client makes another socket if its socket was closed before a call was written. */
  readonly socket: Socket | undefined;
}

/**
 * Keeps connections. undici's own Pool does not say which connection a call uses. But we need to know how that socket ended,
 * how old it is, and whose calls it carried.
 */
export interface UndiciConnections {
  /** An idle connection, or a new one. Give it back or drop it. */
  take(request: HttpRequest): Connection;
  /** After a complete answer: another call may have it. */
  giveBack(connection: Connection): void;
  /** Ends it, and the call on it. */
  drop(connection: Connection): void;
  /** Ends all current connections, each when it has no call. */
  retire(): void;
  /** Ends all connections, and the calls on them. */
  close(): void;
}

interface KeptConnection extends Connection {
  readonly caller: string;
  opening: Opening | undefined;
  answers: Answers | undefined;
  socket: Socket | undefined;
  isRetired: boolean;
  lifetime: NodeJS.Timeout | undefined;
}

export function createUndiciConnections(baseUrl: URL, options: ConnectionOptions): UndiciConnections {
  const maxIdle = maxIdleOfOneCaller(options);
  const isShared = options.superOfficeConnections === 'shared';
  const openSocket = createSockets(baseUrl, options);
  const all = new Set<KeptConnection>();
  /** The most recently used one is at the end and is taken first, so that the others become idle and are closed. */
  const idle: KeptConnection[] = [];

  function open({ caller, effect }: HttpRequest): KeptConnection {
    const client = new Client(baseUrl.origin, {
      pipelining: 1,
      keepAliveTimeout: options.superOfficeIdleConnectionMs,
      keepAliveMaxTimeout: options.superOfficeIdleConnectionMs,
      // Disables undici's own reading of Keep-Alive, which differs from ours.
      keepAliveTimeoutThreshold: Number.MIN_SAFE_INTEGER,
      // The caller sets a time limit for each call.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_target, callback) => {
        connection.opening = openSocket((result) => {
          if (result instanceof Socket) {
            connection.socket = result;
            clearTimeout(connection.lifetime);
            connection.lifetime = setTimeout(retireOne, options.superOfficeConnectionLifetimeMs, connection).unref();
            connection.answers = expectAnswers(result);
            result.on('timeout', () => dropIdle(connection));
            callback(null, result);
          } else {
            callback(result, null);
          }
        });
      },
    });
    const connection: KeptConnection = {
      client,
      caller,
      isForOneCall: !isShared && effect === 'write',
      opening: undefined,
      answers: undefined,
      socket: undefined,
      isRetired: false,
      lifetime: undefined,
    };
    // The socket was closed. A call that waits for another socket keeps the connection.
    client.on('disconnect', () => dropIdle(connection));
    all.add(connection);
    return connection;
  }

  function dropIdle(connection: KeptConnection): void {
    if (idle.includes(connection)) {
      drop(connection);
    }
  }

  function retireOne(connection: KeptConnection): void {
    connection.isRetired = true;
    dropIdle(connection);
  }

  function drop(connection: KeptConnection): void {
    all.delete(connection);
    const index = idle.indexOf(connection);
    if (index >= 0) {
      idle.splice(index, 1);
    }
    clearTimeout(connection.lifetime);
    // A socket that is not connected yet is not the client's.
    connection.opening?.destroy();
    connection.client.destroy(() => {});
  }

  return {
    take(request) {
      const { caller, effect } = request;
      const index = isShared || effect === 'read' ? idle.findLastIndex((one) => isShared || one.caller === caller) : -1;
      const [connection] = index >= 0 ? idle.splice(index, 1) : [];
      if (connection !== undefined) {
        connection.socket?.setTimeout(0);
        return connection;
      }
      const [oldest] = idle;
      if (oldest !== undefined && all.size >= options.superOfficeMaxInFlight) {
        drop(oldest);
      }
      return open(request);
    },
    giveBack(connection: KeptConnection) {
      const { caller, isForOneCall, isRetired } = connection;
      // Counts only if there can be too many.
      const isOneTooMany = idle.length >= maxIdle && idle.filter((one) => one.caller === caller).length >= maxIdle;
      const idleMs = connection.answers?.end() ?? 0;
      if (isForOneCall || isRetired || isOneTooMany || idleMs <= 0) {
        drop(connection);
        return;
      }
      idle.push(connection);
      if (idleMs < options.superOfficeIdleConnectionMs) {
        connection.socket?.setTimeout(idleMs);
      }
    },
    drop,
    retire: () => [...all].forEach(retireOne),
    close: () => [...all].forEach(drop),
  };
}

/** A connection that is being made, or was. */
interface Opening {
  destroy(): void;
}

/** Told once. */
type OnSocket = (result: Socket | Error) => void;

/** Makes sockets, through the proxy if there is one. They resume each other's TLS sessions. */
function createSockets(baseUrl: URL, options: ConnectionOptions): (onSocket: OnSocket) => Opening {
  const { superOfficeConnectTimeoutMs } = options;
  const isTls = baseUrl.protocol === 'https:';
  const proxy = proxyFor(baseUrl, options);
  // Without the brackets around an IPv6 address, which URL keeps.
  const host = urlToHttpOptions(baseUrl).hostname ?? '';
  const target = { host, port: portOf(baseUrl), noDelay: true, keepAlive: true };
  let session: Buffer | undefined;

  /** @param tunnel to use instead of a new connection. */
  function openTls(tunnel?: Socket): TLSSocket {
    const servername = isIP(host) === 0 ? host : '';
    const through = tunnel && { socket: tunnel };
    const socket = connectTls({ ...target, ...through, servername, session, ALPNProtocols: ['http/1.1'] });
    return socket.on('session', (latest) => {
      session = latest;
    });
  }

  function onceConnected(socket: Socket, timeoutMs: number, onSocket: OnSocket): Socket {
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('No connection in time.'), { code: 'ETIMEDOUT' }));
    }, timeoutMs);
    const onError = (error: Error) => {
      session = undefined;
      onSocket(error);
    };
    socket.once('error', onError);
    socket.once('close', () => clearTimeout(timer));
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', onError);
      onSocket(socket);
    });
    return socket;
  }

  return (onSocket) => {
    if (proxy === undefined) {
      return onceConnected(isTls ? openTls() : connectTcp(target), superOfficeConnectTimeoutMs, onSocket);
    }
    let opening: Opening = openTunnel(proxy, target, superOfficeConnectTimeoutMs, (result) => {
      if (result instanceof ProxyError) {
        onSocket(result);
      } else if (isTls) {
        opening = onceConnected(openTls(result.socket), result.leftMs, onSocket);
      } else {
        opening = result.socket;
        onSocket(result.socket);
      }
    });
    return { destroy: () => opening.destroy() };
  };
}
