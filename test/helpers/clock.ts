import type { Clock } from '../../src/superoffice/clock.js';

export interface TestClock extends Clock {
  /** How long each timer that runs has still to go. */
  readonly timers: readonly number[];
  /** Lets time pass: timers call back in the order in which they end. */
  pass(ms: number): void;
}

interface Timer {
  readonly endMs: number;
  readonly onEnd: () => void;
}

/**
 * A clock that stands still until a test moves it.
 *
 * @param skipMs timers of up to so long take no time: the clock jumps to their end.
 */
export function createTestClock({ skipMs = 0 } = {}): TestClock {
  const timers = new Set<Timer>();
  let nowMs = 1_000_000;

  function moveTo(endMs: number): void {
    for (;;) {
      const [next] = [...timers].filter((timer) => timer.endMs <= endMs).sort((a, b) => a.endMs - b.endMs);
      if (next === undefined) {
        break;
      }
      timers.delete(next);
      nowMs = Math.max(nowMs, next.endMs);
      next.onEnd();
    }
    nowMs = Math.max(nowMs, endMs);
  }

  return {
    get timers() {
      return [...timers].map(({ endMs }) => endMs - nowMs);
    },
    now: () => nowMs,
    setTimer(onEnd, ms) {
      const timer: Timer = { endMs: nowMs + ms, onEnd };
      timers.add(timer);
      if (ms <= skipMs) {
        setImmediate(() => timers.has(timer) && moveTo(timer.endMs));
      }
      return () => timers.delete(timer);
    },
    pass: (ms) => moveTo(nowMs + ms),
  };
}
