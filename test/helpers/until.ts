import { setTimeout as delay } from 'node:timers/promises';

/** Waits, looking now and then, until something holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await delay(5);
  }
}
