/** `-0500`, without a colon, is how SuperOffice's documentation writes an offset; recorded answers have `-05:00`. */
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?([Zz]|[+-]\d\d:?\d\d)?$/;

const MAX_OFFSET_MINUTES = 14 * 60;

export const EXPECTED_DATE_TIME = 'Expected a date and time with an offset, such as 2026-01-31T12:00:00.000Z.';

const YEAR_1_MS = Date.parse('0001-01-01T00:00:00Z');

/**
 * SuperOffice's date as the schema shows it: three fraction digits and an offset, `Z` for UTC.
 *
 * @param isUtc whether a date without an offset is in UTC, as it is when UTC was asked for.
 * @returns null for a date in year 1, which means "not set"; undefined if the text is not such a date.
 */
export function toDateTime(text: string, isUtc: boolean): string | null | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction, sent] = match;
  const offset = sent === undefined ? (isUtc ? 'Z' : undefined) : offsetOf(sent);
  if (!isRealDay(year, month, day) || !isRealTime(hour, minute, second) || offset === null) {
    return undefined;
  }
  if (year === '0001') {
    return null;
  }
  if (offset === undefined) {
    return undefined;
  }
  const dateTime = `${text.slice(0, 10)}T${timeOf(text.slice(11, 19), fraction)}${offset}`;
  // West of UTC, an unset date is in the last hours of the year before year 1.
  return year === '0000' ? (Date.parse(dateTime) >= YEAR_1_MS ? null : undefined) : dateTime;
}

/**
 * A date from a caller.
 *
 * @throws {TypeError} unless it is a text like those that `toDateTime` gives.
 */
export function parseDateTime(value: unknown): Date {
  const text = typeof value === 'string' ? toDateTime(value, false) : undefined;
  if (text == null) {
    throw new TypeError(EXPECTED_DATE_TIME);
  }
  return new Date(text);
}

/** Whether the calendar has such a day. */
export function isRealDay(year: string, month: string, day: string): boolean {
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1) {
    return false;
  }
  // Every month has 28 days.
  return dayNumber <= 28 || new Date(Date.UTC(Number(year), monthNumber - 1, dayNumber)).getUTCDate() === dayNumber;
}

export function isRealTime(hour: string, minute: string, second: string): boolean {
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
}

/** `09:40:58` with exactly three fraction digits, cut and not rounded. */
export function timeOf(time: string, fraction = ''): string {
  return `${time}.${fraction.length < 3 ? fraction.padEnd(3, '0') : fraction.slice(0, 3)}`;
}

/** `+02:00`, or `Z`; null for an offset beyond .NET's range, and so SuperOffice's. */
function offsetOf(sent: string): string | null {
  if (sent.length === 1) {
    return 'Z';
  }
  const [hours, minutes] = [sent.slice(0, 3), sent.slice(-2)];
  const size = Math.abs(Number(hours)) * 60 + Number(minutes);
  if (Number(minutes) > 59 || size > MAX_OFFSET_MINUTES) {
    return null;
  }
  return size === 0 ? 'Z' : `${hours}:${minutes}`;
}
