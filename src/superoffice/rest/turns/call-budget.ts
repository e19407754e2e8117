import type { Clock } from '../../clock.js';

/** How many calls may begin in any second. */
export interface CallBudget {
  /** Until the next call may begin, in milliseconds. */
  readonly waitMs: number;
  take(): void;
  /** Undoes the latest `take`: its call was not made after all. */
  giveBack(): void;
}

export function createCallBudget(maxCallsPerSecond: number, clock: Clock): CallBudget {
  /** When the latest calls began; the next one takes the place of the oldest. */
  const beganMs = new Float64Array(maxCallsPerSecond).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  return {
    get waitMs() {
      return Math.max(0, (beganMs[oldest] as number) + 1000 - clock.now());
    },
    take() {
      beganMs[oldest] = clock.now();
      oldest = (oldest + 1) % maxCallsPerSecond;
    },
    giveBack() {
      oldest = (oldest + maxCallsPerSecond - 1) % maxCallsPerSecond;
      // The entry before it had expired.
      beganMs[oldest] = Number.NEGATIVE_INFINITY;
    },
  };
}
