import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach } from '@jest/globals';

/** What a test has to end is put in here: after the test it is ended, the last first. */
export function useStops(): (() => unknown)[] {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
  });
  return stops;
}

/** Starts a server on a free port, and returns the port. The server ends together with all its connections. */
export async function listenUntilStop(server: Server, stops: (() => unknown)[]): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  stops.push(() => {
    server.close();
    for (const socket of sockets) {
      socket.destroy();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}
