import type { Socket } from 'node:net';

/**
 * Makes a socket receive only what `filter` returns for the bytes that arrive. The filter sees them before any reader of the
 * socket. If it throws, the socket ends.
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
