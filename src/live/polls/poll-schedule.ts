export interface PollScheduleOptions {
  /** The pause after a poll that found a change, in milliseconds. */
  readonly livePollMs: number;
  /** The longest pause. */
  readonly livePollIdleMs: number;
}

const GROWTH = 1.5;
const JITTER = 0.1;

/** The pause after a poll: the shortest if it found a change, otherwise 1.5 times the previous pause. */
export function nextPauseMs(
  lastMs: number,
  hasChanged: boolean,
  { livePollMs, livePollIdleMs }: PollScheduleOptions,
): number {
  return hasChanged
    ? livePollMs
    : Math.min(Math.max(livePollMs, lastMs * GROWTH), Math.max(livePollMs, livePollIdleMs));
}

/**
 * A tenth more or less, so that callers do not poll at the same time.
 *
 * @param random from 0 to 1.
 */
export function jittered(ms: number, random: number): number {
  return ms * (1 - JITTER + 2 * JITTER * random);
}
