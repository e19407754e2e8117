import type { Socket } from 'node:net';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** The limit if more keeps arriving: a busy server has no quiet turns. */
const MAX_MS = 1000;

/** Turns of the event loop without anything new: one turn accepts a connection, the next reads from it. */
const QUIET_TURNS = 3;

/** How long a request may be on its way when its connection has already been accepted. */
const FIRST_REQUEST_MS = 500;

/**
 * Before the server closes, accepts the connections and reads the requests that have already reached this machine. Closing
 * would reset them. Connections on which no request comes are closed a moment later; browsers open some in advance.
 */
export function takeInWhatHasArrived(app: FastifyInstance): void {
  const { server } = app;
  const connections = new Set<Socket>();
  let news = 0;
  server.on('connection', (socket) => {
    news += 1;
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', () => {
    news += 1;
  });
  app.addHook('preClose', async () => {
    const endMs = performance.now() + MAX_MS;
    for (let quiet = 0; quiet < QUIET_TURNS && performance.now() < endMs; ) {
      const known = news;
      await nextTurn();
      quiet = news === known ? quiet + 1 : 0;
    }
    void closeUnused(connections);
  });
}

/** While the server closes. A request that is sent on a closed connection is lost, also to a balancer in between. */
async function closeUnused(connections: ReadonlySet<Socket>): Promise<void> {
  await delay(FIRST_REQUEST_MS, undefined, { ref: false });
  for (const socket of connections) {
    if (socket.bytesRead === 0) {
      socket.destroy();
    }
  }
}
