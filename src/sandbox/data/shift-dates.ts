import { dayOf, UNSET } from './dates.js';

/** The same records, with all dates moved. A date at midnight stays at midnight. */
export function shiftDates<T>(records: T, ms: number): T {
  return shifted(records, ms) as T;
}

function shifted(value: unknown, ms: number): unknown {
  if (typeof value === 'string') {
    return isDate(value) ? shiftedDate(value, ms) : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => shifted(item, ms));
  }
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [key, shifted(item, ms)]));
  }
  return Object.fromEntries(Object.entries(value).map(([property, item]) => [property, shifted(item, ms)]));
}

function shiftedDate(date: string, ms: number): string {
  const later = `${new Date(Date.parse(date) + ms).toISOString().slice(0, 19)}Z`;
  return date === dayOf(date) ? dayOf(later) : later;
}

/** No text that somebody writes looks like this on its own. */
function isDate(text: string): boolean {
  return text !== UNSET && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text);
}
