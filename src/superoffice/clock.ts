/** Time as a server sees it, in milliseconds. Tests bring a clock that stands still until they move it. */
export interface Clock {
  /** Since some moment before the process began: for spans of time, not for dates. */
  now(): number;
  /**
   * Calls back once, `ms` from now.
   *
   * @returns cancels it.
   */
  setTimer(onEnd: () => void, ms: number, options?: TimerOptions): () => void;
}

interface TimerOptions {
  /** Whether the process may end before the timer does. */
  readonly isBackground?: boolean;
}

export const PROCESS_CLOCK: Clock = {
  now: () => performance.now(),
  setTimer(onEnd, ms, options) {
    const timer = setTimeout(onEnd, ms);
    if (options?.isBackground) {
      timer.unref();
    }
    return () => clearTimeout(timer);
  },
};
