import { setTimeout as delay } from 'node:timers/promises';

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 50;

/** Waits until a condition holds. Checks less often each time, because a check may be a request and costs CPU time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; !(await holds()); pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    await delay(pauseMs);
  }
}
