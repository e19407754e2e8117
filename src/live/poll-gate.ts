import { Semaphore } from '../superoffice/semaphore.js';

/** Bounds the polls of all callers that are under way, so that operations find room beside them. First come, first served. */
export interface PollGate {
  /** Runs a task when it is its turn; undefined where it is not wanted any more by then. */
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
