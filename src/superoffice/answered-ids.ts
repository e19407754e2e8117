import type { Clock } from './clock.js';

const MAX_IDS = 10_000;

/** Ids of records that were the answer to a change, so that no record is taken for the result of two changes. */
export interface AnsweredIds {
  has(id: number): boolean;
  add(id: number): void;
}

/** Keeps the last 10,000 ids of this process, each for at least `keptMs`. */
export function createAnsweredIds(keptMs: number, clock: Clock): AnsweredIds {
  /** When each expires, the oldest first. */
  const ends = new Map<number, number>();

  return {
    has: (id) => ends.has(id),

    add(id) {
      const nowMs = clock.now();
      for (const [oldest, endMs] of ends) {
        if (endMs > nowMs && ends.size < MAX_IDS) {
          break;
        }
        ends.delete(oldest);
      }
      ends.delete(id);
      ends.set(id, nowMs + keptMs);
    },
  };
}
