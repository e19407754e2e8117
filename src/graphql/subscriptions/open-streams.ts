import { setTimeout as delay } from 'node:timers/promises';
import { refusedForNow } from '../errors.js';
import type { ResultStream } from './result-stream.js';

export interface OpenStreamsOptions {
  /** In all. */
  readonly maxStreams: number;
  /** Of one caller. */
  readonly maxStreamsPerCredential: number;
}

/** The open streams, with their limits. */
export interface OpenStreams {
  /**
   * Refuses a stream if there is no place, before doing anything for it.
   *
   * @throws {PublicError} `OVERLOADED`, `RATE_LIMITED` if this caller has too many, or `RECONNECT` once they are being ended
   */
  check(callerKey: string): void;
  add(callerKey: string, stream: ResultStream): void;
  delete(callerKey: string, stream: ResultStream): void;
  /** Whether they are being ended, or have ended. */
  readonly isClosed: boolean;
  /**
   * Opens no more streams, and ends all, one caller after the other, so that clients do not all connect again at once.
   *
   * @param withinMs takes this long at most
   */
  close(withinMs: number): Promise<void>;
}

/** The time between the ends of two streams, if there is enough. */
const GAP_MS = 20;

export function createOpenStreams({ maxStreams, maxStreamsPerCredential }: OpenStreamsOptions): OpenStreams {
  const ofCaller = new Map<string, Set<ResultStream>>();
  let size = 0;
  let isClosed = false;
  return {
    check(callerKey) {
      if (isClosed) {
        throw refusedForNow('RECONNECT', undefined, 'The server is stopping: subscribe again.');
      }
      if (size >= maxStreams) {
        throw refusedForNow('OVERLOADED');
      }
      if ((ofCaller.get(callerKey)?.size ?? 0) >= maxStreamsPerCredential) {
        const message = `Expected at most ${maxStreamsPerCredential} streams of one credential at a time: end one first.`;
        throw refusedForNow('RATE_LIMITED', undefined, message);
      }
    },
    add(callerKey, stream) {
      const streams = ofCaller.get(callerKey) ?? new Set();
      ofCaller.set(callerKey, streams.add(stream));
      size += 1;
    },
    delete(callerKey, stream) {
      const streams = ofCaller.get(callerKey);
      if (!streams?.delete(stream)) {
        return;
      }
      size -= 1;
      if (streams.size === 0) {
        ofCaller.delete(callerKey);
      }
    },
    get isClosed() {
      return isClosed;
    },
    async close(withinMs) {
      isClosed = true;
      const streams = [...ofCaller.values()].flatMap((ofOne) => [...ofOne]);
      const gapMs = Math.min(GAP_MS, withinMs / streams.length);
      const startedMs = performance.now();
      for (const [number, stream] of streams.entries()) {
        const waitMs = startedMs + number * gapMs - performance.now();
        if (waitMs > 0) {
          await delay(waitMs);
        }
        stream.reconnect('stopping');
      }
    },
  };
}
