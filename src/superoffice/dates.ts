/** A date that SuperOffice always sends in UTC, with the offset added if it is missing. */
export function inUtc<T>(date: T): T | string {
  return typeof date === 'string' && /T[\d:.]+$/i.test(date) ? `${date}Z` : date;
}
