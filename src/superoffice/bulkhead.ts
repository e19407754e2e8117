import PQueue from 'p-queue';

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
   * @throws {NoTurnError} when too many wait already, it waited too long, or `cancelled` was aborted while it did.
   */
  run<T>(task: () => Promise<T>, cancelled?: AbortSignal): Promise<T>;
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
  const queue = new PQueue({ concurrency: options.superOfficeMaxInFlight });
  return {
    get inFlight() {
      return queue.pending;
    },
    get queued() {
      return queue.size;
    },
    async run(task, cancelled) {
      if (queue.pending < options.superOfficeMaxInFlight && queue.size === 0) {
        return queue.add(task);
      }
      if (queue.size >= options.superOfficeMaxQueued) {
        throw new NoTurnError('OVERLOADED');
      }
      const waiting = new AbortController();
      const timer = setTimeout(() => waiting.abort(new NoTurnError('OVERLOADED')), options.superOfficeQueueTimeoutMs);
      const leave = () => waiting.abort(new NoTurnError('CANCELLED'));
      cancelled?.addEventListener('abort', leave);
      const endWait = () => {
        clearTimeout(timer);
        cancelled?.removeEventListener('abort', leave);
      };
      try {
        return await queue.add(
          () => {
            endWait();
            return task();
          },
          { signal: waiting.signal },
        );
      } finally {
        endWait();
      }
    },
  };
}
