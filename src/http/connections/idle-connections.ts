import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type IsTrusted, networkOf, peerAddress } from '../request/addresses.js';

export interface IdleConnectionsOptions {
  readonly maxIdleConnectionsPerAddress: number;
  /** Addresses whose connections are not counted, because they carry many clients. */
  readonly isTrusted: IsTrusted;
  /** Called for each connection that is closed. */
  readonly onRefusedConnection: (() => void) | undefined;
}

/** Marks a connection as in use, apart from its requests. */
export interface ConnectionUse {
  begin(): void;
  /** Once for each `begin`, also after the connection has closed. */
  end(): void;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** A connection that was taken over from HTTP. */
    useOf(socket: Socket): ConnectionUse;
  }
}

interface Connection {
  readonly network: string;
  /** Complete requests that are being answered. */
  requests: number;
  isOpen: boolean;
}

/** Closes a new connection of an address that holds too many on which no request is being answered. */
export function boundIdleConnections(app: FastifyInstance, options: IdleConnectionsOptions): void {
  const { maxIdleConnectionsPerAddress, isTrusted, onRefusedConnection } = options;
  const idle = new Map<string, number>();
  const connections = new WeakMap<Socket, Connection>();
  function addIdle(network: string, change: 1 | -1): void {
    const number = (idle.get(network) ?? 0) + change;
    if (number === 0) {
      idle.delete(network);
    } else {
      idle.set(network, number);
    }
  }
  app.server.on('connection', (socket: Socket) => {
    const peer = peerAddress(socket);
    if (isTrusted(peer)) {
      return;
    }
    const network = networkOf(peer);
    if ((idle.get(network) ?? 0) >= maxIdleConnectionsPerAddress) {
      onRefusedConnection?.();
      socket.destroy();
      return;
    }
    const connection: Connection = { network, requests: 0, isOpen: true };
    connections.set(socket, connection);
    addIdle(network, 1);
    socket.once('close', () => {
      connection.isOpen = false;
      if (connection.requests === 0) {
        addIdle(network, -1);
      }
    });
  });
  // Only complete requests count: one whose body never arrives holds a connection just as an idle client does.
  app.addHook('preHandler', ({ raw: { socket } }, reply, done) => {
    const connection = connections.get(socket);
    if (connection?.isOpen) {
      begin(connection);
      reply.raw.on('close', () => end(connection));
    }
    done();
  });
  app.decorate('useOf', (socket: Socket): ConnectionUse => {
    const connection = connections.get(socket);
    return { begin: () => connection?.isOpen && begin(connection), end: () => connection && end(connection) };
  });
  function begin(connection: Connection): void {
    connection.requests += 1;
    if (connection.requests === 1) {
      addIdle(connection.network, -1);
    }
  }
  function end(connection: Connection): void {
    connection.requests -= 1;
    if (connection.requests === 0 && connection.isOpen) {
      addIdle(connection.network, 1);
    }
  }
}
