import type { Clock } from './clock.js';

const MAX_IDS = 10_000;

/** Ids of records, each of which was the answer of one change, so that it does not pass for what another change made. */
export interface AnsweredIds {
  has(id: number): boolean;
  add(id: number): void;
}

/** The last 10 000 ids of this process, each for `keptMs`, or a little longer where none is added. */
export function createAnsweredIds(keptMs: number, clock: Clock): AnsweredIds {
  /** When they go. The oldest first. */
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
