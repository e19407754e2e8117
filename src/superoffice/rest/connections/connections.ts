import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ConnectionOptions } from '../transports/transport.js';
import { createKeptAliveAgent, type KeptAliveAgent } from './kept-alive-agent.js';

/** The kept-alive connections to one SuperOffice. */
export interface Connections {
  readonly agent: KeptAliveAgent;
  /** Whether a request got a connection: without one, it was never sent. */
  hadConnection(request: ClientRequest | undefined): boolean;
  close(): void;
}

/** Make one per server, and `close()` it at the end. */
export function createConnections(baseUrl: URL, options: ConnectionOptions): Connections {
  const connected = new WeakSet<Socket>();
  const agent = createKeptAliveAgent(baseUrl, options, (socket, tunnel) => {
    if (socket === tunnel?.socket) {
      connected.add(socket);
      return;
    }
    boundConnect(socket, tunnel?.leftMs ?? options.superOfficeConnectTimeoutMs);
    onceConnected(socket, () => connected.add(socket));
  });
  return {
    agent,
    hadConnection: (request) => request?.socket != null && connected.has(request.socket),
    close: () => agent.destroy(),
  };
}

/** Ends a socket that does not connect in time. The system itself would do so only after minutes. */
function boundConnect(socket: Socket, timeoutMs: number): void {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error('No connection in time.'), { code: 'ETIMEDOUT' }));
  }, timeoutMs);
  onceConnected(socket, () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
}

function onceConnected(socket: Socket, listener: () => void): void {
  socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', listener);
}
