/** If a server says how long it keeps an idle connection, we close it this much earlier. */
const KEEP_ALIVE_MARGIN_MS = 1000;

const TIMEOUT = /(?:^|[\s,;])timeout[ \t]*=[ \t]*"?(\d{1,9})/i;

/**
 * For how many milliseconds a connection may be idle, by the header `Keep-Alive` of an answer. 0 or less: not at all.
 * Infinity: the header does not say.
 */
export function idleMsOf(keepAlive: string): number {
  const [, seconds] = TIMEOUT.exec(keepAlive) ?? [];
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1000 - KEEP_ALIVE_MARGIN_MS;
}
