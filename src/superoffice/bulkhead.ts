import type { Cancellation } from './cancellation.js';
import type { Clock } from './clock.js';
import { FairTurns, type Turn } from './fair-turns.js';

export interface BulkheadOptions {
  readonly superOfficeMaxInFlight: number;
  readonly superOfficeMaxQueued: number;
  readonly superOfficeQueueTimeoutMs: number;
}

export interface Bulkhead {
  /** Tasks under way. */
  readonly inFlight: number;
  /** Tasks that wait for their turn. */
  readonly queued: number;
  /**
   * Runs a task when it is its turn.
   *
   * @throws {NoTurnError} when too many wait already, it waited too long, or was cancelled while it did.
   */
  run<T>(turn: Turn, task: () => Promise<T>, cancellation?: Pick<Cancellation, 'signal'>): Promise<T>;
}

/** The task was not begun. */
export class NoTurnError extends Error {
  override readonly name = 'NoTurnError';
  readonly reason: 'CANCELLED' | 'OVERLOADED';

  constructor(reason: 'CANCELLED' | 'OVERLOADED') {
    super(`No turn: ${reason}`);
    this.reason = reason;
  }
}

/** Bounds how many tasks run at a time, how many wait, and how long. Callers take turns: see `FairTurns`. */
export function createBulkhead(options: BulkheadOptions, clock: Clock): Bulkhead {
  const turns = new FairTurns(options.superOfficeMaxInFlight, options.superOfficeMaxQueued);

  function waitForTurn(turn: Turn, cancelled: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        turns.leave(waiting);
        cancelTimer();
        cancelled?.removeEventListener('abort', leave);
      };
      const refuse = (reason: NoTurnError['reason']) => {
        end();
        reject(new NoTurnError(reason));
      };
      const leave = () => refuse('CANCELLED');
      const giveWay = () => refuse('OVERLOADED');
      const waiting = {
        caller: turn.caller,
        begin() {
          end();
          resolve();
        },
        giveWay,
      };
      const cancelTimer = clock.setTimer(giveWay, options.superOfficeQueueTimeoutMs);
      cancelled?.addEventListener('abort', leave);
      if (!turns.wait(waiting, turn)) {
        giveWay();
      }
    });
  }

  return {
    get inFlight() {
      return turns.taken;
    },
    get queued() {
      return turns.waiting;
    },
    async run(turn, task, cancellation) {
      if (!turns.tryTake(turn)) {
        await waitForTurn(turn, cancellation?.signal);
      }
      try {
        return await task();
      } finally {
        turns.give(turn);
      }
    },
  };
}
