/** At most so many polls pass between two reads of the same, even if nothing points to a change. */
export const MAX_POLLS_BETWEEN = 10;

/** Chooses the polls after which something is read again: ever fewer, up to every tenth, while there is nothing new. */
export class PollsBetween {
  #pause = 1;
  #left = 1;

  /** @returns whether to read after this poll; called once for each. */
  isTurn(): boolean {
    this.#left -= 1;
    if (this.#left > 0) {
      return false;
    }
    this.#pause = Math.min(MAX_POLLS_BETWEEN, this.#pause * 2);
    this.#left = this.#pause;
    return true;
  }

  /** Something is new: the next poll is chosen. */
  restart(): void {
    this.#pause = 1;
    this.#left = 1;
  }
}
