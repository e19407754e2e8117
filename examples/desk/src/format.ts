const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const EXACT_TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

export function timeOf(date: string): string {
  return TIME.format(Date.parse(date));
}

/** To the second and, if that was not today, with the day. */
export function momentOf(date: string, now: number): string {
  const time = EXACT_TIME.format(Date.parse(date));
  return isToday(date, now) ? time : `${DAY.format(Date.parse(date))}, ${time}`;
}

/** `Today`, or the day. */
export function dayOf(date: string, now: number): string {
  return isToday(date, now) ? 'Today' : DAY.format(Date.parse(date));
}

/** How long ago: `now`, `5 min`, `3 h`, `12 d`. */
export function agoOf(date: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(date)) / 60_000);
  const hours = Math.floor(minutes / 60);
  if (minutes < 60) {
    return minutes < 1 ? 'now' : `${minutes} min`;
  }
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** `CLOSED_BY_USER` as `Closed by user`: for values without a text of their own. */
export function wordsOf(value: string): string {
  return value.slice(0, 1) + value.slice(1).toLowerCase().replaceAll('_', ' ');
}

function isToday(date: string, now: number): boolean {
  return DAY.format(Date.parse(date)) === DAY.format(now);
}
