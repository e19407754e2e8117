import type { Cancellation } from './cancellation.js';

/** How a wait ended: with a value, or why without one. */
export type WaitEnd<Value> =
  | { readonly value: Value; readonly reason?: undefined }
  | { readonly value?: undefined; readonly reason: 'CANCELLED' | 'FAILED' | 'TIMEOUT' };

/**
 * Waits for what others have begun, as long as there is time and somebody to wait. Never rejects.
 *
 * @param deadlineMs on the clock of `performance.now()`.
 */
export function waitFor<Value>(
  begun: Promise<Value>,
  deadlineMs: number,
  cancellation: Cancellation | undefined,
): Promise<WaitEnd<Value>> {
  if (cancellation?.isCancelled) {
    return Promise.resolve({ reason: 'CANCELLED' });
  }
  return new Promise((resolve) => {
    const cancelled = cancellation?.signal;
    const leave = () => endWait({ reason: 'CANCELLED' });
    const timer = setTimeout(() => endWait({ reason: 'TIMEOUT' }), deadlineMs - performance.now());
    cancelled?.addEventListener('abort', leave);
    function endWait(end: WaitEnd<Value>): void {
      clearTimeout(timer);
      cancelled?.removeEventListener('abort', leave);
      resolve(end);
    }
    begun.then(
      (value) => endWait({ value }),
      () => endWait({ reason: 'FAILED' }),
    );
  });
}
