import { Semaphore } from '../../superoffice/semaphore.js';

/** Bounds the reads under way, of all callers, so that there is room for operations. First come, first served. */
export interface PollGate {
  /** Reads when its turn comes. */
  run<T>(read: () => Promise<T>): Promise<T>;
}

export function createPollGate(maxInFlight: number): PollGate {
  const semaphore = new Semaphore(maxInFlight);
  return {
    async run(read) {
      if (!semaphore.tryAcquire()) {
        await new Promise<void>((resolve) => semaphore.wait(resolve));
      }
      try {
        return await read();
      } finally {
        semaphore.release();
      }
    },
  };
}
