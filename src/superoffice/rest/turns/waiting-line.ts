/** Somebody who waits for a turn. */
export interface Waiting {
  readonly caller: string;
  /** Told that its turn has come. */
  begin(): void;
  /** Told that it waits no longer, because others need its place. */
  giveWay(): void;
}

/** Those who wait, by their callers. Callers take turns, and each caller's own go in the order of their coming. */
export class WaitingLine {
  /** The caller whose turn comes next is the first one. */
  readonly #ofCaller = new Map<string, Set<Waiting>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  sizeOf(caller: string): number {
    return this.#ofCaller.get(caller)?.size ?? 0;
  }

  add(waiting: Waiting): void {
    const own = this.#ofCaller.get(waiting.caller);
    if (own === undefined) {
      this.#ofCaller.set(waiting.caller, new Set([waiting]));
    } else {
      own.add(waiting);
    }
    this.#size += 1;
  }

  /** False where it does not wait here. */
  delete(waiting: Waiting): boolean {
    const own = this.#ofCaller.get(waiting.caller);
    if (!own?.delete(waiting)) {
      return false;
    }
    this.#size -= 1;
    if (own.size === 0) {
      this.#ofCaller.delete(waiting.caller);
    }
    return true;
  }

  /** The first caller in turn of whom this holds. */
  find(holds: (caller: string) => boolean): string | undefined {
    for (const caller of this.#ofCaller.keys()) {
      if (holds(caller)) {
        return caller;
      }
    }
    return undefined;
  }

  /** Takes out a caller's first; its next one comes after those of all others. */
  take(caller: string): Waiting {
    const own = this.#ofCaller.get(caller) as Set<Waiting>;
    const first = own.values().next().value as Waiting;
    this.delete(first);
    if (own.size > 0) {
      this.#ofCaller.delete(caller);
      this.#ofCaller.set(caller, own);
    }
    return first;
  }

  /** The latest one of the caller who has most of them here; undefined where nobody waits. */
  get latestOfMost(): Waiting | undefined {
    let most: ReadonlySet<Waiting> = new Set();
    for (const own of this.#ofCaller.values()) {
      most = own.size > most.size ? own : most;
    }
    return [...most].at(-1);
  }
}
