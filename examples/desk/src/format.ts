const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };

export function timeOf(date: string): string {
  return new Date(date).toLocaleTimeString(undefined, TIME);
}

export function secondsOf(date: string): string {
  return new Date(date).toLocaleTimeString(undefined, { ...TIME, second: '2-digit' });
}

/** `Today`, or the day. */
export function dayOf(date: string, now: number): string {
  const day = new Date(date);
  const isToday = day.toDateString() === new Date(now).toDateString();
  return isToday ? 'Today' : day.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** How long ago: `now`, `5 min`, `3 h`, `12 d`. */
export function agoOf(date: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(date)) / 60_000);
  const hours = Math.floor(minutes / 60);
  return minutes < 1
    ? 'now'
    : minutes < 60
      ? `${minutes} min`
      : hours < 48
        ? `${hours} h`
        : `${Math.floor(hours / 24)} d`;
}

/** `CLOSED_BY_USER` as `Closed by user`: for values without a text of their own. */
export function wordsOf(value: string): string {
  return value.slice(0, 1) + value.slice(1).toLowerCase().replaceAll('_', ' ');
}

/** Joins those that are not empty, in one line. */
export function join(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}
