import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

export type Agent = HttpAgent | HttpsAgent;

/** The kept-alive connections to one SuperOffice: make one per server, and `destroy()` it at the end. */
export function createAgent(baseUrl: URL, connectTimeoutMs: number): Agent {
  const options = {
    keepAlive: true,
    maxSockets: 64,
    maxFreeSockets: 16,
    // Idle sockets are closed by us, before a server closes one just as a call is written to it.
    timeout: 4000,
  };
  const agent = baseUrl.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...args) => {
    const socket = connect(...args);
    if (socket instanceof Socket) {
      boundConnect(socket, connectTimeoutMs);
    }
    return socket;
  };
  return agent;
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

/** One call's view of the agent: knows whether the call got a connection, for what never had one was never sent. */
export interface CallAgent {
  readonly agent: Agent;
  hadConnection(): boolean;
}

export function agentForOneCall(agent: Agent): CallAgent {
  let connected = false;
  const watch = (socket: Socket) => {
    if (!socket.connecting && !(socket as TLSSocket & { readonly secureConnecting?: boolean }).secureConnecting) {
      connected = true;
      return;
    }
    onceConnected(socket, () => {
      connected = true;
    });
  };
  const addRequest = (request: ClientRequest, ...rest: unknown[]) => {
    request.once('socket', watch);
    (agent as unknown as { addRequest(...all: unknown[]): void }).addRequest(request, ...rest);
  };
  return { agent: Object.create(agent, { addRequest: { value: addRequest } }), hadConnection: () => connected };
}
