/** `-0500`, without a colon, is how SuperOffice's documentation writes an offset; recorded answers have `-05:00`. */
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(?:(Z)|([+-]\d\d):?(\d\d))?$/i;

const MAX_OFFSET_MINUTES = 14 * 60;

const YEAR_1_MS = Date.parse('0001-01-01T00:00:00Z');

/**
 * SuperOffice's date as the schema shows it: three fraction digits and an offset, `Z` for UTC.
 *
 * @param isUtc whether a date without an offset is in UTC, as it is when UTC was asked for.
 * @returns null for a date in year 1, which is one that is not set; undefined for a text that is no such date.
 */
export function toDateTime(text: string, isUtc: boolean): string | null | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction, z, hours, minutes] = match;
  if (!isRealDay(year, month, day) || !isRealTime(hour, minute, second)) {
    return undefined;
  }
  const offset = hours === undefined ? z && 'Z' : offsetOf(hours, minutes as string);
  if (offset === null) {
    return undefined;
  }
  if (year === '0001') {
    return null;
  }
  const shown = offset ?? (isUtc ? 'Z' : undefined);
  if (shown === undefined) {
    return undefined;
  }
  const dateTime = `${year}-${month}-${day}T${timeOf(hour, minute, second, fraction)}${shown}`;
  // West of UTC, a date that is not set is in the last hours of the year before.
  return year === '0000' ? (Date.parse(dateTime) >= YEAR_1_MS ? null : undefined) : dateTime;
}

/** A date that SuperOffice gives in UTC whatever was asked, with the offset that it may leave out. */
export function inUtc<T>(date: T): T | string {
  return typeof date === 'string' && /T[\d:.]+$/i.test(date) ? `${date}Z` : date;
}

/**
 * A date of a caller's.
 *
 * @throws {TypeError} unless it is a text like those that `toDateTime` gives.
 */
export function parseDateTime(value: unknown): Date {
  const text = typeof value === 'string' ? toDateTime(value, false) : undefined;
  if (text == null) {
    throw new TypeError('Expected a date and time with an offset, such as 2020-07-02T09:40:58.000Z.');
  }
  return new Date(text);
}

/** Whether the calendar has such a day. */
export function isRealDay(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

export function isRealTime(hour: string, minute: string, second: string): boolean {
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
}

/** A time of day with exactly three fraction digits, cut and not rounded. */
export function timeOf(hour: string, minute: string, second: string, fraction = ''): string {
  return `${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}

/** `+02:00`, or `Z`; null for more than .NET, and with it SuperOffice, has. */
function offsetOf(hours: string, minutes: string): string | null {
  const size = Math.abs(Number(hours)) * 60 + Number(minutes);
  if (Number(minutes) > 59 || size > MAX_OFFSET_MINUTES) {
    return null;
  }
  return size === 0 ? 'Z' : `${hours}:${minutes}`;
}
