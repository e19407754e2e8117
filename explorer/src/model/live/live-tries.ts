import type { Answer } from '../sending/send.js';

/** Consecutive tries to open a stream again. */
export const MAX_TRIES = 10;

/** A stream that lives this long resets the count of tries. */
export const LASTING_MS = 5000;

/** If the server has not sent `retry`. */
export const RETRY_MS = 1000;

const MAX_PAUSE_MS = 30_000;

/** Statuses of servers without room, and of proxies whose server cannot be reached. */
const PASSING = [429, 502, 503, 504];

/**
 * Milliseconds before a try: what the server wants for the first, then longer each time, a quarter more or less.
 *
 * @param tries 1 for the first
 */
export function pauseBefore(tries: number, retryMs: number): number {
  const ms = Math.max(retryMs, Math.min(retryMs * 2 ** (tries - 1), MAX_PAUSE_MS));
  return ms * (0.75 + 0.5 * Math.random());
}

/** Whether a stream that was refused may be opened later. */
export function mayPass({ status }: Answer): boolean {
  return PASSING.includes(status);
}

/** The milliseconds that an answer asks for. */
export function retryMsOf({ errors, retryAfter }: Answer): number | undefined {
  const seconds = /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  return errors[0]?.retryAfterMs ?? (seconds === undefined ? undefined : seconds * 1000);
}
