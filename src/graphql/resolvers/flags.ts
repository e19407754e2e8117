import { refuse } from '../schema/property-readers.js';

/** The names of an enum of flags, and the bits of each. */
export type Flags = ReadonlyMap<string, number>;

const NAME = /^[A-Za-z_]\w*$/;

/**
 * The names in a mask; `[]` where SuperOffice sent none. It sends a text with commas; the archives send the number of the
 * flags, which is read as the flags it means. A number with a bit that has no name stays a number.
 *
 * @throws {PublicError} `UPSTREAM_BAD_RESPONSE` for what is no mask. Numbers below 0 are none: -1 means "none" in
 * SuperOffice's keys and "all" in .NET's flags, and rights must not be guessed.
 */
export function maskNames(mask: unknown, flags: Flags): readonly string[] {
  if (mask == null) {
    return [];
  }
  const value = typeof mask === 'string' && /^\s*\d+\s*$/.test(mask) ? Number(mask) : mask;
  if (Number.isSafeInteger(value) && Number(value) >= 0) {
    return namesOf(Number(value), flags) ?? [String(mask).trim()];
  }
  const names = typeof value === 'string' ? value.split(',').flatMap((name) => name.trim() || []) : refuse();
  return names.every((name) => NAME.test(name)) ? names : refuse();
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
