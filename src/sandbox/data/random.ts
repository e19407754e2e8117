/** A source of values that look random and are the same on every start. */
export interface Random {
  /** Both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** A new list, in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** Every kind of record has its own seed, so that one more person leaves the sales as they are. */
export function createRandom(seed: string): Random {
  const next = mulberry32([...seed].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7));
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => cycle(list, int(0, list.length - 1)),
    shuffle: (list) =>
      list
        .map((item) => ({ item, order: next() }))
        .sort((left, right) => left.order - right.order)
        .map(({ item }) => item),
  };
}

/** The item at an index that may be past the end: the list repeats. */
export function cycle<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

/** Numbers from 0 to below 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
