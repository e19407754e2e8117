import { letterChanges } from '../../../../src/letter-changes.js';

/** The name that was probably meant: the one with the fewest changed letters, at most a third of them. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(written.length / 3));
  const [first] = names
    .map((name) => ({ name, changes: letterChanges(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ changes }) => changes <= limit)
    .sort((left, right) => left.changes - right.changes);
  return first?.name;
}
