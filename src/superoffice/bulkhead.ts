import type { Cancellation } from './cancellation.js';
import { Turns } from './turns.js';

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
  run<T>(task: () => Promise<T>, cancellation?: Pick<Cancellation, 'signal'>): Promise<T>;
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

/** Bounds how many tasks run at a time, how many wait, and how long. */
export function createBulkhead(options: BulkheadOptions): Bulkhead {
  const turns = new Turns(options.superOfficeMaxInFlight);

  function waitForTurn(cancelled: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const endWait = turns.wait(() => {
        end();
        resolve();
      });
      const refuse = (reason: NoTurnError['reason']) => {
        end();
        reject(new NoTurnError(reason));
      };
      const leave = () => refuse('CANCELLED');
      const timer = setTimeout(refuse, options.superOfficeQueueTimeoutMs, 'OVERLOADED');
      cancelled?.addEventListener('abort', leave);
      const end = () => {
        endWait();
        clearTimeout(timer);
        cancelled?.removeEventListener('abort', leave);
      };
    });
  }

  return {
    get inFlight() {
      return turns.taken;
    },
    get queued() {
      return turns.waiting;
    },
    async run(task, cancellation) {
      if (!turns.tryTake()) {
        if (turns.waiting >= options.superOfficeMaxQueued) {
          throw new NoTurnError('OVERLOADED');
        }
        await waitForTurn(cancellation?.signal);
      }
      try {
        return await task();
      } finally {
        turns.give();
      }
    },
  };
}
