import type { Cancellation } from '../cancellation.js';
import type { Clock } from '../clock.js';

/** How a wait ended: with a value, or why without. */
export type WaitEnd<Value> =
  | { readonly value: Value; readonly reason?: undefined }
  | { readonly value?: undefined; readonly reason: 'CANCELLED' | 'FAILED' | 'TIMEOUT' };

/**
 * Waits for a promise until the deadline or the cancellation. Never rejects.
 *
 * @param deadlineMs on the clock.
 */
export function waitFor<Value>(
  begun: Promise<Value>,
  deadlineMs: number,
  cancellation: Cancellation | undefined,
  clock: Clock,
): Promise<WaitEnd<Value>> {
  if (cancellation?.isCancelled) {
    return Promise.resolve({ reason: 'CANCELLED' });
  }
  return new Promise((resolve) => {
    const cancelled = cancellation?.signal;
    const leave = () => endWait({ reason: 'CANCELLED' });
    const cancelTimer = clock.setTimer(() => endWait({ reason: 'TIMEOUT' }), deadlineMs - clock.now());
    cancelled?.addEventListener('abort', leave);
    function endWait(end: WaitEnd<Value>): void {
      cancelTimer();
      cancelled?.removeEventListener('abort', leave);
      resolve(end);
    }
    begun.then(
      (value) => endWait({ value }),
      () => endWait({ reason: 'FAILED' }),
    );
  });
}

/** Waits for that long, or until the cancellation. */
export async function pause(ms: number, cancellation: Cancellation | undefined, clock: Clock): Promise<void> {
  await waitFor(new Promise(() => {}), clock.now() + ms, cancellation, clock);
}
