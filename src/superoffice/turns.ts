/** Turns at something that only so many may do at a time. Who waits gets theirs in the order of coming. */
export class Turns {
  readonly #max: number;
  readonly #queue = new Set<() => void>();
  #taken = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** Takes a turn, if there is one to be had. Give it back. */
  tryTake(): boolean {
    if (this.#taken >= this.#max) {
      return false;
    }
    this.#taken += 1;
    return true;
  }

  /**
   * Waits for a turn.
   *
   * @param begin called once the turn is taken. Give it back.
   * @returns ends the wait.
   */
  wait(begin: () => void): () => void {
    this.#queue.add(begin);
    return () => this.#queue.delete(begin);
  }

  give(): void {
    // Before there is an iterator: hardly ever does anybody wait.
    const next = this.#queue.size === 0 ? undefined : this.#queue.values().next().value;
    if (next === undefined) {
      this.#taken -= 1;
    } else {
      this.#queue.delete(next);
      next();
    }
  }
}
