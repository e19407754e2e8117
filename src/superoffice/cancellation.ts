/** Whether whoever asked has gone: then nothing more is sent, and reads under way are given up. */
export interface Cancellation {
  readonly isCancelled: boolean;
  /** Aborted when they go. Costly to make, so it is asked for only by those who wait. */
  readonly signal: AbortSignal;
}
