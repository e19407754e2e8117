/** Turns at something that only so many may do at a time. Who waits gets theirs in the order of coming. */
export interface Turns {
  readonly taken: number;
  readonly waiting: number;
  /** Takes a turn, if there is one to be had. Give it back. */
  tryTake(): boolean;
  /**
   * Waits for a turn.
   *
   * @param begin called once the turn is taken. Give it back.
   * @returns ends the wait.
   */
  wait(begin: () => void): () => void;
  give(): void;
}

export function createTurns(max: number): Turns {
  let taken = 0;
  const queue = new Set<() => void>();
  return {
    get taken() {
      return taken;
    },
    get waiting() {
      return queue.size;
    },
    tryTake() {
      const isFree = taken < max;
      taken += isFree ? 1 : 0;
      return isFree;
    },
    wait(begin) {
      queue.add(begin);
      return () => queue.delete(begin);
    },
    give() {
      const [next] = queue;
      if (next === undefined) {
        taken -= 1;
      } else {
        queue.delete(next);
        next();
      }
    },
  };
}
