import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** The kept-alive connections to one SuperOffice. */
export interface Connections {
  readonly agent: HttpAgent | HttpsAgent;
  /** Whether a request got a connection, for what never had one was never sent. */
  hadConnection(request: ClientRequest | undefined): boolean;
  close(): void;
}

/** Make one per server, and `close()` it at the end. */
export function createConnections(baseUrl: URL, connectTimeoutMs: number): Connections {
  const options = {
    keepAlive: true,
    maxSockets: 64,
    // As many: a burst would otherwise end with connections that the next one has to make again.
    maxFreeSockets: 64,
    // Idle sockets are closed by us, before a server closes one just as a call is written to it.
    timeout: 4000,
  };
  const agent = baseUrl.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  const connect = agent.createConnection.bind(agent);
  const connected = new WeakSet<Socket>();
  agent.createConnection = (...args) => {
    const socket = connect(...args);
    if (socket instanceof Socket) {
      boundConnect(socket, connectTimeoutMs);
      onceConnected(socket, () => connected.add(socket));
    }
    return socket;
  };
  return {
    agent,
    hadConnection: (request) => request?.socket != null && connected.has(request.socket),
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
