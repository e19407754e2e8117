import type { Effect } from '../errors.js';
import { failureCodeOf } from './connections/failure-code.js';

export interface BreakerOptions {
  readonly breakerFailurePercent: number;
  /** Fewer calls in the window say nothing. */
  readonly breakerMinCalls: number;
  readonly breakerWindowMs: number;
  readonly breakerOpenMs: number;
}

export type BreakerState = 'open' | 'closed';

/**
 * What a call says of the one who answers: `success`, `failure`; `refusal`, which answers but counts for nothing in the
 * window; `none` where the call ended for a reason of our own.
 */
export type Verdict = 'success' | 'failure' | 'refusal' | 'none';

export interface Breaker {
  /** @throws {BreakerOpenError} while open, unless it is this call's turn to try. */
  run<T>(effect: Effect, task: () => Promise<T>, verdictOf: (error: unknown) => Verdict): Promise<T>;
}

export class BreakerOpenError extends Error {
  override readonly name = 'BreakerOpenError';
  readonly retryAfterMs: number;
  /** Of the failure that opened it, or of the latest call that tried and failed: whether waiting helps depends on it. */
  readonly code: string | undefined;

  constructor(retryAfterMs: number, code: string | undefined) {
    super('Too many calls failed: none is made for a while.');
    this.retryAfterMs = retryAfterMs;
    this.code = code;
  }
}

const BUCKETS = 10;
/** How long a call that tries keeps others from trying. It may itself take longer. */
const TRY_MS = 1000;
/** Calls under way that try. */
const MAX_TRIES = 3;

/**
 * A circuit breaker: after too many failures no call is made for a while; then one call a second tries, however the one
 * before it ended, until one ends in success or a refusal. A write tries only when no read did for a second, since a write
 * that fails may leave its outcome unknown.
 *
 * Our own, since in those that are kept for Node 20 a call that its caller gives up counts as a success, and closes it.
 *
 * @param onChange told when it opens, and when it closes again.
 */
export function createBreaker(
  options: BreakerOptions,
  onChange?: (state: BreakerState) => void,
  now: () => number = () => performance.now(),
): Breaker {
  const recent = createWindow(options.breakerWindowMs, now);
  const tryMs = Math.min(TRY_MS, options.breakerOpenMs);
  /** When the next call may try; undefined while closed. */
  let openUntilMs: number | undefined;
  let failureCode: string | undefined;
  let tries = 0;
  /** Counts the changes: a call that began before the last one says nothing of now. */
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
