/** Counts by name. */
export interface Tally {
  add(name: string): void;
  readonly total: number;
  /** `reset 12, stall 7`: the most frequent first. */
  toString(): string;
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    add(name) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      total += 1;
    },
    get total() {
      return total;
    },
    toString: () =>
      [...counts]
        .sort(([, left], [, right]) => right - left)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
  };
}
