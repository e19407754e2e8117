/** A date that SuperOffice gives in UTC whatever was asked, with the offset that it may leave out. */
export function inUtc<T>(date: T): T | string {
  return typeof date === 'string' && /T[\d:.]+$/i.test(date) ? `${date}Z` : date;
}
