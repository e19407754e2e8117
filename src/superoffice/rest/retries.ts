import type { Cancellation } from '../cancellation.js';
import type { Clock } from '../clock.js';
import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../errors.js';
import { isLasting } from './connections/failure-code.js';
import { pause } from './wait-for.js';

export interface RetryOptions {
  /** Of one read. */
  readonly superOfficeMaxRetries: number;
  /** Concurrent retries, in percent of the calls under way. */
  readonly superOfficeRetryPercent: number;
  readonly superOfficeMaxRetryAfterMs: number;
}

/** Retries that are always allowed, so that a server with few calls can retry at all. */
const ALWAYS_ALLOWED = 3;
const MIN_WAIT_MS = 50;
const MAX_WAIT_MS = 250;

/** A budget for retries: if everything fails, retrying everything would double the load. */
export interface RetryBudget {
  /** Takes one retry from the budget, if there is one left, until `give`. */
  take(): boolean;
  give(): void;
}

/** @param callsInFlight how many calls are under way. */
export function createRetryBudget({ superOfficeRetryPercent }: RetryOptions, callsInFlight: () => number): RetryBudget {
  let retrying = 0;
  return {
    take() {
      const hasRoom = retrying < Math.max(ALWAYS_ALLOWED, (callsInFlight() * superOfficeRetryPercent) / 100);
      retrying += hasRoom ? 1 : 0;
      return hasRoom;
    },
    give() {
      retrying -= 1;
    },
  };
}

export interface Retried {
  readonly options: RetryOptions;
  readonly retryBudget: RetryBudget;
  readonly clock: Clock;
}

/**
 * Tries, and retries if that may help and the budget and the deadline allow it.
 *
 * @param tryOnce given the number of the attempt, from 1.
 * @param deadlineMs on the clock.
 * @param cancellation ends a wait; the next attempt then sees that it is cancelled.
 */
export async function withRetries<T>(
  tryOnce: (attempt: number) => Promise<T>,
  { options, retryBudget, clock }: Retried,
  deadlineMs: number,
  cancellation: Cancellation | undefined,
): Promise<T> {
  let hasRoom = false;
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tryOnce(attempt);
      } catch (error) {
        const waitMs = attempt <= options.superOfficeMaxRetries ? retryWaitMs(error, options) : undefined;
        if (waitMs === undefined || clock.now() + waitMs >= deadlineMs) {
          throw error;
        }
        hasRoom ||= retryBudget.take();
        if (!hasRoom) {
          throw error;
        }
        await pause(waitMs, cancellation, clock);
      }
    }
  } finally {
    if (hasRoom) {
      retryBudget.give();
    }
  }
}

/**
 * How long to wait before a read that failed is tried once more, in milliseconds; undefined if a retry would not help. Only
 * failed connections, and statuses that mean "not now", are retried.
 */
function retryWaitMs(error: unknown, { superOfficeMaxRetryAfterMs }: RetryOptions): number | undefined {
  const jitterMs = MIN_WAIT_MS + Math.random() * (MAX_WAIT_MS - MIN_WAIT_MS);
  if (error instanceof SuperOfficeHttpError) {
    const { status, retryAfterMs } = error;
    if (retryAfterMs !== undefined && (status === 429 || status === 503)) {
      return retryAfterMs <= superOfficeMaxRetryAfterMs ? Math.max(retryAfterMs, jitterMs) : undefined;
    }
    return [502, 503, 504].includes(status) ? jitterMs : undefined;
  }
  const isConnectionFailure =
    error instanceof SuperOfficeUnavailableError &&
    ((error.reason === 'CONNECTION' && !isLasting(error.code)) || (error.reason === 'TIMEOUT' && !error.sent));
  return isConnectionFailure ? jitterMs : undefined;
}
