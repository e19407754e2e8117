/** The names of an enum of flags, and the bits of each. */
export type Flags = ReadonlyMap<string, number>;

/**
 * The names in a mask; `[]` for none. SuperOffice sends a text with commas; the archives send the number of the flags,
 * which is read as the flags it means. A number with a bit that has no name stays a number.
 */
export function maskNames(mask: unknown, flags: Flags): readonly string[] {
  const value = typeof mask === 'string' && /^\s*\d+\s*$/.test(mask) ? Number(mask) : mask;
  if (Number.isInteger(value) && Number(value) >= 0) {
    return namesOf(Number(value), flags) ?? [String(mask).trim()];
  }
  return typeof mask === 'string' ? mask.split(',').flatMap((name) => name.trim() || []) : [];
}

/** The names of the single flags in a number, or that of 0; undefined where a bit has none. */
function namesOf(value: number, flags: Flags): readonly string[] | undefined {
  const names: string[] = [];
  let left = value;
  for (const [name, bit] of flags) {
    const isSingle = (bit & (bit - 1)) === 0;
    if (isSingle && (bit === 0 ? value === 0 : (left & bit) !== 0)) {
      names.push(name);
      left -= bit;
    }
  }
  return left === 0 ? names : undefined;
}
