import type { Effect } from '../errors.js';
import { failureCodeOf } from './connections/failure-code.js';

export interface BreakerOptions {
  readonly breakerFailurePercent: number;
  /** With fewer calls in the window, the breaker stays closed. */
  readonly breakerMinCalls: number;
  readonly breakerWindowMs: number;
  readonly breakerOpenMs: number;
}

export type BreakerState = 'open' | 'closed';

/**
 * What a call says about SuperOffice's health: `success`, `failure`; `refusal`, which shows that SuperOffice answers but
 * does not count in the window; `none` if the call ended for a reason of our own.
 */
export type Verdict = 'success' | 'failure' | 'refusal' | 'none';

export interface Breaker {
  /** @throws {BreakerOpenError} while open, unless it is this call's turn to try. */
  run<T>(effect: Effect, task: () => Promise<T>, verdictOf: (error: unknown) => Verdict): Promise<T>;
}

export class BreakerOpenError extends Error {
  override readonly name = 'BreakerOpenError';
  readonly retryAfterMs: number;
  /** The code of the failure that opened it, or of the latest failed trial: it decides whether waiting helps. */
  readonly code: string | undefined;

  constructor(retryAfterMs: number, code: string | undefined) {
    super('Too many calls failed: none is made for a while.');
    this.retryAfterMs = retryAfterMs;
    this.code = code;
  }
}

const BUCKETS = 10;
/** The time between two trials. A trial itself may take longer. */
const TRY_MS = 1000;
/** Trials under way. */
const MAX_TRIES = 3;

/**
 * A circuit breaker: after too many failures no call is made for a while. Then one call a second is let through as a trial,
 * however the one before ended, until one succeeds or is refused. A write is a trial only if no read came for a second,
 * because a write that fails may leave its outcome unknown.
 *
 * We do not use a library, because in those that support Node 20 a cancelled call counts as a success and closes the
 * breaker.
 *
 * @param onChange called when it opens, and when it closes again.
 */
export function createBreaker(
  options: BreakerOptions,
  onChange?: (state: BreakerState) => void,
  now: () => number = () => performance.now(),
): Breaker {
  const recent = createWindow(options.breakerWindowMs, now);
  const tryMs = Math.min(TRY_MS, options.breakerOpenMs);
  /** When the next trial may start; undefined while closed. */
  let openUntilMs: number | undefined;
  let failureCode: string | undefined;
  let tries = 0;
  /** Counts the changes of state: a call from before the latest change says nothing about the present. */
  let generation = 0;

  function change(until: number | undefined): void {
    const isChange = (until === undefined) !== (openUntilMs === undefined);
    openUntilMs = until;
    generation += 1;
    recent.clear();
    if (isChange) {
      onChange?.(until === undefined ? 'closed' : 'open');
    }
  }

  function open(error: unknown): void {
    failureCode = failureCodeOf(error);
    change(now() + options.breakerOpenMs);
  }

  function learn(verdict: Verdict, error: unknown): void {
    if (verdict === 'none') {
      return;
    }
    const isFailure = verdict === 'failure';
    if (openUntilMs !== undefined) {
      if (isFailure) {
        open(error);
      } else {
        change(undefined);
      }
    } else if (verdict !== 'refusal') {
      const { calls, failures } = recent.add(isFailure);
      const areTooMany = calls >= options.breakerMinCalls && failures * 100 >= calls * options.breakerFailurePercent;
      if (isFailure && areTooMany) {
        open(error);
      }
    }
  }

  return {
    async run(effect, task, verdictOf) {
      const isTry = openUntilMs !== undefined;
      if (openUntilMs !== undefined) {
        const leftMs = openUntilMs + (effect === 'write' ? tryMs : 0) - now();
        if (leftMs > 0 || tries === MAX_TRIES) {
          throw new BreakerOpenError(leftMs > 0 ? leftMs : tryMs, failureCode);
        }
        openUntilMs = now() + tryMs;
        tries += 1;
      }
      const begun = generation;
      let verdict: Verdict = 'success';
      let failure: unknown;
      try {
        return await task();
      } catch (error) {
        verdict = verdictOf(error);
        failure = error;
        throw error;
      } finally {
        if (isTry) {
          tries -= 1;
        }
        if (begun === generation) {
          learn(verdict, failure);
        }
      }
    },
  };
}

interface Counts {
  readonly calls: number;
  readonly failures: number;
}

/** Counts of the last `spanMs`, to a tenth of it. */
function createWindow(spanMs: number, now: () => number) {
  const bucketMs = spanMs / BUCKETS;
  const buckets = Array.from({ length: BUCKETS }, () => ({ number: Number.NaN, calls: 0, failures: 0 }));
  return {
    clear() {
      for (const bucket of buckets) {
        bucket.number = Number.NaN;
      }
    },
    add(isFailure: boolean): Counts {
      const number = Math.floor(now() / bucketMs);
      const current = buckets[number % BUCKETS] as (typeof buckets)[number];
      if (current.number !== number) {
        Object.assign(current, { number, calls: 0, failures: 0 });
      }
      current.calls += 1;
      current.failures += isFailure ? 1 : 0;
      const counts = { calls: 0, failures: 0 };
      for (const { number: n, calls, failures } of buckets) {
        if (n > number - BUCKETS) {
          counts.calls += calls;
          counts.failures += failures;
        }
      }
      return counts;
    },
  };
}
