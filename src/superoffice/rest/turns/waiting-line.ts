/** Somebody who waits for a turn. */
export interface Waiting {
  readonly caller: string;
  /** Called when its turn has come. */
  begin(): void;
  /** Called when it loses its place to another caller. */
  giveWay(): void;
}

/** The waiting calls, by caller. Callers take turns; each caller's calls go in the order of their arrival. */
export class WaitingLine {
  /** The first caller is next. */
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

  /** False if it does not wait here. */
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

  /** The first caller in turn for whom this holds. */
  find(holds: (caller: string) => boolean): string | undefined {
    for (const caller of this.#ofCaller.keys()) {
      if (holds(caller)) {
        return caller;
      }
    }
    return undefined;
  }

  /** Takes out the caller's first call. The caller's next call comes after those of all others. */
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

  /** The latest call of the caller with most calls here; undefined if nobody waits. */
  get latestOfMost(): Waiting | undefined {
    let most: ReadonlySet<Waiting> = new Set();
    for (const own of this.#ofCaller.values()) {
      most = own.size > most.size ? own : most;
    }
    return [...most].at(-1);
  }
}
