import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach } from '@jest/globals';

export interface RawConnection {
  readonly socket: Socket;
  /** All that the server said, when it has closed the connection. */
  readonly answer: Promise<string>;
}

export interface RawConnections {
  /** With `allowHalfOpen`, it does not hang up when the server does. */
  open(url: string, options?: { readonly allowHalfOpen?: boolean }): RawConnection;
  /** Writes a text from time to time, for ever. */
  drip(socket: Socket, text: string): void;
}

/** Connections on which nothing is sent but what a test writes; closed after each test. */
export function useRawConnections(): RawConnections {
  const sockets: Socket[] = [];
  const timers: NodeJS.Timeout[] = [];
  afterEach(() => {
    for (const timer of timers.splice(0)) {
      clearInterval(timer);
    }
    for (const socket of sockets.splice(0)) {
      socket.destroy();
    }
  });
  return {
    open(url, options) {
      const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', ...options });
      sockets.push(socket);
      let said = '';
      socket.on('data', (chunk) => {
        said += chunk;
      });
      socket.on('error', () => {});
      // A connection that is reset has ended as well.
      const answer = new Promise<string>((resolve) => {
        socket.once(options?.allowHalfOpen ? 'end' : 'close', () => resolve(said));
      });
      return { socket, answer };
    },
    drip(socket, text) {
      timers.push(setInterval(() => socket.writable && socket.write(text), 100));
    },
  };
}

/** Sends raw bytes, half-closes the connection, and returns the answer. */
export async function sendRaw(url: string, message: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(message);
  return text(socket);
}
