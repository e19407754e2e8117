const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const SECONDS = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const LONG_AGO = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

export function timeOf(date: string): string {
  return TIME.format(new Date(date));
}

export function secondsOf(date: string): string {
  return SECONDS.format(new Date(date));
}

/** `Today`, or the day. */
export function dayOf(date: string, now: number): string {
  const day = new Date(date);
  const format = now - day.getTime() < 300 * 86_400_000 ? DAY : LONG_AGO;
  return day.toDateString() === new Date(now).toDateString() ? 'Today' : format.format(day);
}

/** How long ago: `now`, `5 min`, `3 h`, `12 d`. */
export function agoOf(date: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(date)) / 60_000));
  if (minutes < 1) {
    return 'now';
  }
  if (minutes < 60) {
    return `${minutes} min`;
  }
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

/** `CLOSED_BY_USER` as `Closed by user`: for values that have no words of their own here. */
export function wordsOf(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
