import { connect } from 'node:net';
import { until } from './until.js';

/** Waits until a server takes no more connections. */
export async function refusesConnections(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  await until(async () => {
    const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    });
    socket.destroy();
    return !isOpen;
  });
}
