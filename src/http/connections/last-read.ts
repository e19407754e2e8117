import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** However much goes on arriving. A busy server finds no quiet turns sooner. */
const MAX_MS = 1000;

/** Turns of the event loop that bring nothing new: one accepts a connection, the next reads what came on it. */
const QUIET_TURNS = 3;

/**
 * Before the server closes, takes in what has arrived at this machine: connections that wait to be accepted, and requests
 * that wait to be read. Closing would reset them. Connections on which nothing came are then closed; browsers open some
 * ahead of need.
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

/** What the last turn accepted is read first, while the server closes. */
async function closeUnused(connections: ReadonlySet<Socket>): Promise<void> {
  for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
    await nextTurn();
  }
  for (const socket of connections) {
    if (socket.bytesRead === 0) {
      socket.destroy();
    }
  }
}
