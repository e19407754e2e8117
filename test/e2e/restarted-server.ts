import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { type Answer, startFacade, TJE0 } from '../helpers/facade.js';
import { freePort } from '../helpers/free-port.js';

const FAST = { LIVE_POLL_MS: '50', LIVE_POLL_IDLE_MS: '50', LIVE_HINT_GAP_MS: '1' };

export interface RestartedServer {
  readonly sandbox: Sandbox;
  readonly url: string;
  /** Stops it as a signal does, and starts another one at its address. */
  restart(): Promise<void>;
}

/** A server in front of the sandbox tenant. @param stops end it, the last first. */
export async function startRestartedServer(stops: (() => unknown)[]): Promise<RestartedServer> {
  const sandbox = await startSandbox();
  const port = String(await freePort());
  const startServer = () => startFacade(sandbox.url, { ...FAST, PORT: port });
  let server: Server = await startServer();
  stops.push(
    () => sandbox.stop(),
    () => server.stop(),
  );
  return {
    sandbox,
    url: server.url,
    async restart() {
      await server.stop();
      server = await startServer();
    },
  };
}

/** Sends an operation on a connection of its own: others may have ended with the server that was restarted. */
export async function ask(url: string, query: string): Promise<Pick<Answer, 'data' | 'errors'>> {
  const headers = { 'content-type': 'application/json', authorization: TJE0 };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { method: 'POST', headers, agent: false }, resolve).on('error', reject).end(JSON.stringify({ query }));
  });
  return (await json(response)) as Answer;
}
