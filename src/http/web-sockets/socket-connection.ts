import type { Socket } from 'node:net';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { EndReason, ResultStream } from '../../graphql/subscriptions/result-stream.js';
import type { Outbox } from '../answers/outbox.js';
import type { ConnectionUse } from '../connections/idle-connections.js';
import type { Heartbeats } from '../streams/heartbeats.js';

export interface SocketConnectionOptions {
  /** The connection below the WebSocket. */
  readonly tcp: Socket;
  readonly use: ConnectionUse;
  readonly outbox: Outbox;
  readonly heartbeats: Heartbeats;
  /** Bytes of messages that the server reads while the client takes nothing of what was sent. */
  readonly maxUnreadBytes: number;
  /** How long it is kept without a subscription, with the credential that came with it, in milliseconds. */
  readonly idleMs: number;
}

/** One WebSocket, with its bounds. It is cut if its client is gone or does not read. */
export interface SocketConnection {
  /** Subscriptions that are open, or are being opened. */
  readonly operations: number;
  /** Those that are open. */
  readonly streams: Set<ResultStream>;
  beginOperation(): void;
  endOperation(): void;
  /** Resolves when the message is on its way, or cannot be sent. */
  send(message: string): Promise<void>;
  close(code: number, reason: string): void;
  /**
   * Its credential is refused, and a socket has only one. Reads no more messages, and closes when the subscriptions that end
   * now have said so, or after a moment. A client then connects again, with its credential of that time.
   */
  refuse(): void;
  /** Ends all streams and closes, so that the client connects again. */
  restart(reason: EndReason<'reconnect'>): void;
  /** Why a stream is gone that ends now, if its reader is. */
  readonly goneReason: EndReason<'gone'>;
  onMessage(read: (message: string) => void): void;
}

/** A close code of RFC 6455, and its reason. */
export const SERVICE_RESTART = 1012;
export const CONNECT_AGAIN = 'Connect again';

/** How long streams may take to say that their credential is refused. */
const REFUSED_MS = 1000;

/** What a message counts at least, because its answer may be longer than the message. */
const MIN_MESSAGE_BYTES = 1024;

export function socketConnection(socket: WebSocket, options: SocketConnectionOptions): SocketConnection {
  const { tcp, use, outbox, heartbeats, maxUnreadBytes, idleMs } = options;
  let operations = 0;
  const streams = new Set<ResultStream>();
  let unreadBytes = 0;
  let isAlive = true;
  let cutFor: EndReason<'gone'> = 'left';
  let isRefused = false;
  const closeRefused = () =>
    socket.close(CloseCode.Forbidden, 'The credential is refused: connect again with a new one');
  const closeForAnother = () => socket.close(SERVICE_RESTART, CONNECT_AGAIN);
  const closeLater = () => setTimeout(closeForAnother, idleMs).unref();
  let idleTimer = closeLater();
  let refusedTimer: NodeJS.Timeout | undefined;
  // Otherwise the kernel would keep its data for the client.
  const cut = (reason: EndReason<'gone'>) => {
    cutFor = reason;
    tcp.resetAndDestroy();
  };
  /** Each message may have an answer. ws itself bounds unanswered pings. */
  function count(bytes: number): void {
    unreadBytes = socket.bufferedAmount === 0 ? 0 : unreadBytes + Math.max(bytes, MIN_MESSAGE_BYTES);
    if (unreadBytes > maxUnreadBytes) {
      cut('stalled');
    }
  }
  socket.on('pong', () => {
    isAlive = true;
  });
  const stopBeating = heartbeats.add(() => {
    // No ping is needed while data waits: the outbox watches that.
    if (socket.bufferedAmount > 0) {
      isAlive = true;
    } else if (isAlive) {
      isAlive = false;
      socket.ping();
    } else {
      cut('silent');
    }
  });
  const endWatch = outbox.watch(tcp);
  // An error closes the socket, with the code for it.
  socket.on('error', () => undefined);
  socket.once('close', () => {
    stopBeating();
    endWatch();
    clearTimeout(idleTimer);
    clearTimeout(refusedTimer);
  });
  return {
    get operations() {
      return operations;
    },
    streams,
    beginOperation() {
      operations += 1;
      clearTimeout(idleTimer);
      use.begin();
    },
    endOperation() {
      operations -= 1;
      if (operations === 0 && socket.readyState === socket.OPEN) {
        idleTimer = closeLater();
      }
      use.end();
    },
    send: (message) =>
      new Promise((resolve) => {
        if (socket.readyState === socket.OPEN) {
          socket.send(message, () => {
            resolve();
            // The last message of a subscription is sent after its end.
            if (isRefused && operations === 0) {
              closeRefused();
            }
          });
        } else {
          resolve();
        }
      }),
    close: (code, reason) => socket.close(code, reason),
    refuse() {
      if (!isRefused) {
        isRefused = true;
        clearTimeout(idleTimer);
        refusedTimer = setTimeout(closeRefused, REFUSED_MS).unref();
      }
    },
    restart(reason) {
      closeForAnother();
      for (const stream of streams) {
        stream.reconnect(reason);
      }
    },
    get goneReason() {
      return outbox.hasCut(tcp) ? 'stalled' : cutFor;
    },
    onMessage(read) {
      socket.on('message', (data: Buffer) => {
        count(data.length);
        // Ignore what arrives after the end. A client that gets no answer to a message sends it again when it has connected.
        if (socket.readyState === socket.OPEN && !isRefused) {
          read(String(data));
        }
      });
    },
  };
}
