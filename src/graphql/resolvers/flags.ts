import { refuse } from '../schema/property-readers.js';

/** The names of an enum of flags, and the bits of each. */
export type Flags = ReadonlyMap<string, number>;

const NAME = /^[A-Za-z_]\w*$/;

/**
 * The names in a mask; `[]` if SuperOffice sent none. SuperOffice sends a text with commas; its archives send a number,
 * which is read as flags. A number with an unnamed bit stays a number.
 *
 * @throws {PublicError} `UPSTREAM_BAD_RESPONSE` if it is not a mask. Numbers below 0 are not: -1 means "none" in
 *   SuperOffice's keys and "all" in .NET's flags, and rights must not be guessed.
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

/** The names of the flags in a number, or the name of 0; undefined if a bit has no name. */
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
