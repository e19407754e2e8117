import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

export type Agent = HttpAgent | HttpsAgent;

/** The kept-alive connections to one SuperOffice: make one per server, and `destroy()` it at the end. */
export function createAgent(baseUrl: URL): Agent {
  const options = {
    keepAlive: true,
    maxSockets: 64,
    maxFreeSockets: 16,
    // Idle sockets are closed by us, before a server closes one just as a call is written to it.
    timeout: 4000,
  };
  return baseUrl.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
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
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
      connected = true;
    });
  };
  const addRequest = (request: ClientRequest, ...rest: unknown[]) => {
    request.once('socket', watch);
    (agent as unknown as { addRequest(...all: unknown[]): void }).addRequest(request, ...rest);
  };
  return { agent: Object.create(agent, { addRequest: { value: addRequest } }), hadConnection: () => connected };
}
