/** Whether the client has left. Then nothing more is sent, and reads under way are cancelled. */
export interface Cancellation {
  readonly isCancelled: boolean;
  /** Aborted when the client leaves. It is expensive to make, so use it only to wait. */
  readonly signal: AbortSignal;
}
