import { isRealDay, isRealTime, timeOf } from './date-time.js';

/**
 * The values of user-defined and extra fields, which SuperOffice encodes in one text: `[I:5]`. Texts are not encoded.
 *
 * Documented: I a whole number, a key or a switch; F a number; D and DT a date, month first, both with a time of day
 * or without; M money, T a time, TS seconds, A whole numbers, B bytes. Recorded: one and the same date under D and
 * under DT. Days first with dots, and ISO 8601, are documented of archive rows.
 *
 * Each function gives null for a value of another kind or an unset one, and undefined for a value of its kind that it cannot
 * read.
 */
const ENCODED = /^\[(I|F|B|DT?):(.*)\]$/s;

/** Reads `[I:5]`; undefined beyond int32, too. */
export function decodeInt(text: string): number | null | undefined {
  const [, marker, value = ''] = ENCODED.exec(text) ?? [];
  if (marker !== 'I') {
    return null;
  }
  const int = numberOf(INTEGER, value);
  return int !== undefined && (int | 0) === int ? int : undefined;
}

/** Reads `[F:1.5]`, and a whole number. */
export function decodeFloat(text: string): number | null | undefined {
  const [, marker, value = ''] = ENCODED.exec(text) ?? [];
  if (marker === 'I') {
    return numberOf(INTEGER, value);
  }
  return marker === 'F' ? numberOf(DECIMAL, value) : null;
}

/**
 * Reads `[I:1]` and `[I:0]`, as documented for switches, but no other numbers. Also reads `[B:true]`, which is not
 * documented.
 */
export function decodeBoolean(text: string): boolean | null | undefined {
  const [, marker, value = ''] = ENCODED.exec(text) ?? [];
  if (marker === 'B') {
    // Other values under B are bytes, in Base64.
    return SWITCHES.get(value.toLowerCase()) ?? null;
  }
  if (marker !== 'I') {
    return null;
  }
  const int = numberOf(INTEGER, value);
  return int === undefined ? undefined : (SWITCHES.get(String(int)) ?? null);
}

/** Reads the day, `2019-06-19`, of `[D:…]` and `[DT:…]`. */
export function decodeDate(text: string): string | null | undefined {
  const date = dateOf(text);
  return date ? date.day : date;
}

/** Reads day and time, `2019-06-19T14:35:56.000`, of `[DT:…]`, and of `[D:…]` if it has a time. */
export function decodeDateTime(text: string): string | null | undefined {
  const date = dateOf(text);
  if (!date) {
    return date;
  }
  if (date.time !== undefined) {
    return `${date.day}T${date.time}`;
  }
  // D may have a day only. In DT, that is an error.
  return date.marker === 'D' ? null : undefined;
}

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

const SWITCHES: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

/** A number as .NET writes it in its invariant culture; undefined if JSON does not have it, such as `NaN`. */
function numberOf(pattern: RegExp, value: string): number | undefined {
  const number = pattern.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

interface EncodedDate {
  readonly marker: string;
  readonly day: string;
  readonly time: string | undefined;
}

const MONTH_FIRST = /^(?<month>\d\d)\/(?<day>\d\d)\/(?<year>\d{4})(?<time> .*)?$/s;
const DAY_FIRST = /^(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d{4})(?<time> .*)?$/s;
const YEAR_FIRST = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?<time>[ T].*)?$/s;
const TIME = /^.(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/;

function dateOf(encoded: string): EncodedDate | null | undefined {
  const [, marker, value = ''] = ENCODED.exec(encoded) ?? [];
  if (marker !== 'D' && marker !== 'DT') {
    return null;
  }
  const match = MONTH_FIRST.exec(value) ?? DAY_FIRST.exec(value) ?? YEAR_FIRST.exec(value);
  const { year = '', month = '', day = '', time } = match?.groups ?? {};
  if (match === null || year === '0000' || !isRealDay(year, month, day)) {
    return undefined;
  }
  const timeOfDay = time === undefined ? undefined : readTime(time);
  if (time !== undefined && timeOfDay === undefined) {
    return undefined;
  }
  return year === '0001' ? null : { marker, day: `${year}-${month}-${day}`, time: timeOfDay };
}

function readTime(text: string): string | undefined {
  const [, hour = '', minute = '', second = '', fraction] = TIME.exec(text) ?? [];
  return hour !== '' && isRealTime(hour, minute, second) ? timeOf(`${hour}:${minute}:${second}`, fraction) : undefined;
}
