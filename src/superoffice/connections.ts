import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ConnectionOptions } from './transports/transport.js';

/** The kept-alive connections to one SuperOffice. */
export interface Connections {
  readonly agent: HttpAgent | HttpsAgent;
  /** Whether a request got a connection, for what never had one was never sent. */
  hadConnection(request: ClientRequest | undefined): boolean;
  /** Ends all connections that there are, each when it has no call. */
  retire(): void;
  close(): void;
}

/** Make one per server, and `close()` it at the end. */
export function createConnections(baseUrl: URL, options: ConnectionOptions): Connections {
  const { superOfficeConnectTimeoutMs, superOfficeMaxInFlight, superOfficeIdleConnectionMs } = options;
  const agentOptions = {
    keepAlive: true,
    maxSockets: superOfficeMaxInFlight,
    // As many: a burst would otherwise end with connections that the next one has to make again.
    maxFreeSockets: superOfficeMaxInFlight,
    // Idle sockets are closed by us, before a server closes one just as a call is written to it.
    timeout: superOfficeIdleConnectionMs,
  };
  const agent = baseUrl.protocol === 'https:' ? new HttpsAgent(agentOptions) : new HttpAgent(agentOptions);
  const connect = agent.createConnection.bind(agent);
  const connected = new WeakSet<Socket>();
  agent.createConnection = (...args) => {
    const socket = connect(...args);
    if (socket instanceof Socket) {
      boundConnect(socket, superOfficeConnectTimeoutMs);
      onceConnected(socket, () => connected.add(socket));
    }
    return socket;
  };
  return {
    agent,
    hadConnection: (request) => request?.socket != null && connected.has(request.socket),
    retire() {
      for (const socket of Object.values(agent.freeSockets).flat()) {
        socket?.destroy();
      }
    },
    close: () => agent.destroy(),
  };
}

/** Ends a socket that has no connection in time, as the system itself does after minutes. */
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
