import { refusedForNow } from '../errors.js';
import type { ResultStream } from './result-stream.js';

export interface OpenStreamsOptions {
  /** In all. */
  readonly maxStreams: number;
  /** Of one caller. */
  readonly maxStreamsPerCredential: number;
}

/** The streams that are open, in their bounds. */
export interface OpenStreams {
  readonly size: number;
  /**
   * Refuses a stream that finds no place, before anything is done for it.
   *
   * @throws {PublicError} `OVERLOADED`, or `RATE_LIMITED` where it is the caller that has too many
   */
  check(callerKey: string): void;
  add(callerKey: string, stream: ResultStream): void;
  delete(callerKey: string, stream: ResultStream): void;
  /** Ends all, and opens no more. Their clients are to connect again. */
  close(): void;
}

export function createOpenStreams({ maxStreams, maxStreamsPerCredential }: OpenStreamsOptions): OpenStreams {
  const streams = new Set<ResultStream>();
  const ofCaller = new Map<string, number>();
  let isClosed = false;
  return {
    get size() {
      return streams.size;
    },
    check(callerKey) {
      if (isClosed || streams.size >= maxStreams) {
        throw refusedForNow('OVERLOADED');
      }
      if ((ofCaller.get(callerKey) ?? 0) >= maxStreamsPerCredential) {
        const message = `Expected at most ${maxStreamsPerCredential} streams of one credential at a time: end one first.`;
        throw refusedForNow('RATE_LIMITED', undefined, message);
      }
    },
    add(callerKey, stream) {
      streams.add(stream);
      ofCaller.set(callerKey, (ofCaller.get(callerKey) ?? 0) + 1);
    },
    delete(callerKey, stream) {
      if (!streams.delete(stream)) {
        return;
      }
      const left = (ofCaller.get(callerKey) ?? 0) - 1;
      if (left === 0) {
        ofCaller.delete(callerKey);
      } else {
        ofCaller.set(callerKey, left);
      }
    },
    close() {
      isClosed = true;
      for (const stream of [...streams]) {
        stream.reconnect();
      }
    },
  };
}
