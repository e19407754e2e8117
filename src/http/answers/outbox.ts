import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface OutboxOptions {
  /** Bytes of answers that may wait to be written, of all connections. */
  readonly maxUnsentBytes: number;
  /** How long a connection may take less than 64 KiB of the answer that waits for it, in milliseconds. */
  readonly responseStallMs: number;
}

/** Answers that wait to be written. They pile up if callers do not read theirs. */
export interface Outbox {
  /** Bytes that wait, of all connections. */
  readonly bytes: number;
  /** Connections that were cut because they took too little of their answer. */
  readonly stalled: number;
  /**
   * Whether there is room for `more` bytes of an owner. One owner may hold half of all. An owner for whom nothing waits has
   * room for any answer.
   */
  hasRoom(owner: string, more: number): boolean;
  /** Counts an answer from now until the kernel has taken it or its connection is gone. */
  add(response: ServerResponse, socket: Socket, bytes: number, owner: string): void;
  /** Whether it has cut a connection. */
  hasCut(socket: Socket): boolean;
  /** Watches a connection, and cuts it if it takes too little of what waits on it, until the returned function is called. */
  watch(socket: Socket): () => void;
  /** Counts one part of a streamed answer, until the returned function is called. */
  hold(owner: string, bytes: number): () => void;
  close(): void;
}

interface Unsent {
  readonly socket: Socket;
  /** How many bytes of the connection the kernel had taken when that number last changed. */
  taken: number;
  sinceMs: number;
}

/** Less than this does not count as progress: a client that takes an answer byte by byte would occupy a place for hours. */
const MIN_PROGRESS_BYTES = 64 * 1024;
const CHECKS_IN_A_STALL = 10;
const MAX_CHECK_MS = 1000;

export function createOutbox({ maxUnsentBytes, responseStallMs }: OutboxOptions): Outbox {
  const unsent = new Set<Unsent>();
  const cut = new WeakSet<Socket>();
  const bytesOfOwner = new Map<string, number>();
  let bytes = 0;
  let stalled = 0;

  function count(owner: string, more: number): void {
    const owned = (bytesOfOwner.get(owner) ?? 0) + more;
    bytes += more;
    if (owned === 0) {
      bytesOfOwner.delete(owner);
    } else {
      bytesOfOwner.set(owner, owned);
    }
  }

  // Measures what the peer takes. Node's socket timeout would restart with every byte that the peer sends.
  function cutStalled(): void {
    const nowMs = performance.now();
    for (const answer of unsent) {
      const { socket } = answer;
      const taken = socket.bytesWritten - socket.writableLength;
      if (socket.writableLength === 0 || taken < answer.taken || taken >= answer.taken + MIN_PROGRESS_BYTES) {
        answer.taken = taken;
        answer.sinceMs = nowMs;
      } else if (nowMs - answer.sinceMs >= responseStallMs && !socket.destroyed) {
        stalled += 1;
        cut.add(socket);
        // Otherwise the kernel would keep its data for the peer.
        socket.resetAndDestroy();
      }
    }
  }
  const timer = setInterval(cutStalled, Math.min(MAX_CHECK_MS, Math.ceil(responseStallMs / CHECKS_IN_A_STALL)));
  timer.unref();

  function watch(socket: Socket): () => void {
    const answer = { socket, taken: -1, sinceMs: 0 };
    unsent.add(answer);
    return () => {
      unsent.delete(answer);
    };
  }

  return {
    get bytes() {
      return bytes;
    },
    get stalled() {
      return stalled;
    },
    hasRoom(owner, more) {
      const owned = bytesOfOwner.get(owner) ?? 0;
      return owned === 0
        ? bytes < maxUnsentBytes
        : bytes + more <= maxUnsentBytes && owned + more <= maxUnsentBytes / 2;
    },
    add(response, socket, size, owner) {
      if (response.destroyed) {
        return;
      }
      const endWatch = watch(socket);
      count(owner, size);
      response.once('close', () => {
        endWatch();
        count(owner, -size);
      });
    },
    hasCut: (socket) => cut.has(socket),
    watch,
    hold(owner, size) {
      count(owner, size);
      let isHeld = true;
      return () => {
        if (isHeld) {
          isHeld = false;
          count(owner, -size);
        }
      };
    },
    close: () => clearInterval(timer),
  };
}
