/** Whether SuperOffice has been silent for so long that readers must be told. Pure: it gets the time as an argument. */
export class Staleness {
  readonly #staleMs: number;
  #firstFailure: { readonly atMs: number; readonly date: string } | undefined;
  #isTold = false;

  /** @param staleMs for how long it may be silent. */
  constructor(staleMs: number) {
    this.#staleMs = staleMs;
  }

  /** Since when, as an ISO 8601 date; null unless readers must be told. */
  get since(): string | null {
    return this.#isTold ? (this.#firstFailure?.date ?? null) : null;
  }

  /**
   * @param nowMs on a clock for spans of time
   * @returns whether readers must be told now.
   */
  fail(nowMs: number, date: Date): boolean {
    this.#firstFailure ??= { atMs: nowMs, date: date.toISOString() };
    if (this.#isTold || nowMs - this.#firstFailure.atMs < this.#staleMs) {
      return false;
    }
    this.#isTold = true;
    return true;
  }

  /** How long until a further failure must be told, in milliseconds; Infinity if there is nothing to tell. */
  untilTold(nowMs: number): number {
    return this.#firstFailure === undefined || this.#isTold
      ? Number.POSITIVE_INFINITY
      : Math.max(0, this.#firstFailure.atMs + this.#staleMs - nowMs);
  }

  /** @returns whether readers must be told that it answers again. */
  succeed(): boolean {
    const wasTold = this.#isTold;
    this.#firstFailure = undefined;
    this.#isTold = false;
    return wasTold;
  }
}
