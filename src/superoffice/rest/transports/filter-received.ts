import type { Socket } from 'node:net';

/**
 * Has a socket receive only what `filter` gives for the bytes that arrive. It sees them before anybody who reads the socket
 * does, and as they arrive. An error that it throws ends the socket.
 */
export function filterReceived(socket: Socket, filter: (bytes: Buffer) => Buffer): void {
  const { push } = socket;
  socket.push = (bytes: Buffer | null): boolean => {
    let left = bytes;
    try {
      left = bytes && filter(bytes);
    } catch (error) {
      socket.destroy(error as Error);
      return false;
    }
    return push.call(socket, left);
  };
}
