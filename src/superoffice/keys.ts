/**
 * A record's key. SuperOffice sends some as numbers and some as their digits: `PrimaryKey` of an archive row is a text in
 * one mode and a number in another.
 *
 * @returns null for null and for numbers up to 0, which mean "none"; undefined if it is not a key.
 */
export function readKey(value: unknown): number | null | undefined {
  if (value == null) {
    return null;
  }
  const number = readInt(value);
  return number === undefined || number > 0 ? number : null;
}

const MAX_KEY = 2_147_483_647;

/** The id that a text is: a whole number from 1 to 2147483647 without a zero in front; undefined for any other text. */
export function idIn(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= MAX_KEY ? Number(text) : undefined;
}

/** The associate id that SuperOffice reads in place of a user name: digits alone are an id, also with leading zeros. */
export function associateIdIn(userNameOrId: string): number | undefined {
  return /^\d+$/.test(userNameOrId) ? Number(userNameOrId) : undefined;
}

/** An int32, which may come as its digits; undefined for anything else. */
export function readInt(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && (number | 0) === number ? number : undefined;
}
