import type { Random } from './random.js';

/** A date that is not set. */
export const UNSET = '0001-01-01T00:00:00Z';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A moment of a working day between two days (`2025-03-17`), the first included. */
export function workingTime(random: Random, firstDay: string, lastDay: string): string {
  const firstMs = Date.parse(`${firstDay}T00:00:00Z`);
  const days = (Date.parse(`${lastDay}T00:00:00Z`) - firstMs) / DAY_MS;
  const day = new Date(firstMs + random.int(0, days) * DAY_MS);
  const weekday = day.getUTCDay();
  const weekendDays = weekday === 6 ? -1 : weekday === 0 ? -2 : 0;
  return write(day.getTime() + weekendDays * DAY_MS + random.int(7 * 3600, 16 * 3600) * 1000);
}

export function minutesAfter(date: string, minutes: number, seconds = 0): string {
  return write(Date.parse(date) + minutes * MINUTE_MS + seconds * 1000);
}

export function daysAfter(date: string, days: number): string {
  return write(Date.parse(date) + days * DAY_MS);
}

/** Midnight of the date's day. */
export function dayOf(date: string): string {
  return `${date.slice(0, 10)}T00:00:00Z`;
}

function write(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
