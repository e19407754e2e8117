/**
 * A record's key. SuperOffice sends some as numbers and some as their digits: `PrimaryKey` of an archive row is a text in
 * one mode and a number in another.
 *
 * @returns null for 0 and below, which mean "none", and for null; undefined for what is no key.
 */
export function readKey(value: unknown): number | null | undefined {
  if (value == null) {
    return null;
  }
  const number = readInt(value);
  return number === undefined || number > 0 ? number : null;
}

/** An int32, which may come as its digits; undefined for anything else. */
export function readInt(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && (number | 0) === number ? number : undefined;
}
