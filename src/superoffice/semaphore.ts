/** A semaphore. Waiting callers continue in the order of their arrival. */
export class Semaphore {
  readonly #max: number;
  readonly #queue: (() => void)[] = [];
  #taken = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Takes a permit, if one is free. Release it. */
  tryAcquire(): boolean {
    if (this.#taken >= this.#max) {
      return false;
    }
    this.#taken += 1;
    return true;
  }

  /** @param begin called once a permit is taken. Release it. */
  wait(begin: () => void): void {
    this.#queue.push(begin);
  }

  release(): void {
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#taken -= 1;
    } else {
      next();
    }
  }
}
