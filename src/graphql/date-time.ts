const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(Z|[+-]\d\d:\d\d)?$/;

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
  const [, year, month, day, hour, minute, second, fraction = '', offset = isUtc ? 'Z' : undefined] = match;
  if (year === '0001') {
    return null;
  }
  if (offset === undefined || year === '0000' || !isRealDate(Number(year), Number(month), Number(day))) {
    return undefined;
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || !isRealOffset(offset)) {
    return undefined;
  }
  return `${text.slice(0, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}${/^[+-]00:00$/.test(offset) ? 'Z' : offset}`;
}

/** A date that SuperOffice gives in UTC whatever was asked, with the offset that it may leave out. */
export function inUtc<T>(date: T): T | string {
  return typeof date === 'string' && /T[\d:.]+$/.test(date) ? `${date}Z` : date;
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

function isRealDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isRealOffset(offset: string): boolean {
  return offset === 'Z' || (Number(offset.slice(1, 3)) <= 14 && Number(offset.slice(4)) <= 59);
}
