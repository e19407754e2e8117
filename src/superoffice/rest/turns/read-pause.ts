import type { Clock } from '../../clock.js';

/** The pause in which no read is sent, because SuperOffice asked for it with `Retry-After`. */
export interface ReadPause {
  /** In milliseconds; 0 where reads may be sent. */
  readonly leftMs: number;
  begin(retryAfterMs: number): void;
}

/** So that a wrong clock or a wrong header does not stop reads for longer. */
const MAX_PAUSE_MS = 300_000;

export function createReadPause(clock: Clock, maxPauseMs = MAX_PAUSE_MS): ReadPause {
  let endMs = Number.NEGATIVE_INFINITY;
  return {
    get leftMs() {
      return Math.max(0, endMs - clock.now());
    },
    begin(retryAfterMs) {
      endMs = Math.max(endMs, clock.now() + Math.min(retryAfterMs, maxPauseMs));
    },
  };
}
