import { Semaphore } from '../superoffice/semaphore.js';

/** Bounds the polls under way, of all callers, so that there is room for operations. First come, first served. */
export interface PollGate {
  /** Runs a task when its turn comes; undefined if it is no longer needed by then. */
  run<T>(task: () => Promise<T>, isWanted: () => boolean): Promise<T | undefined>;
}

export function createPollGate(maxInFlight: number): PollGate {
  const semaphore = new Semaphore(maxInFlight);
  return {
    async run(task, isWanted) {
      if (!semaphore.tryAcquire()) {
        await new Promise<void>((resolve) => semaphore.wait(resolve));
      }
      try {
        return isWanted() ? await task() : undefined;
      } finally {
        semaphore.release();
      }
    },
  };
}
