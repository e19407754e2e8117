export interface RateLimitOptions {
  /** The rate that is allowed in the long run. */
  readonly rateLimitPerSecond: number;
  /** How much is allowed at once, after a pause. */
  readonly rateLimitBurst: number;
  /** How many keys are kept in memory. */
  readonly maxRateLimitKeys: number;
}

export interface RateLimiter {
  /** Whether replicas share their limits now. */
  readonly isShared: boolean;
  /**
   * Takes `cost` from the bucket of `key`; nothing if that is not enough. A cost above the burst counts as the burst.
   *
   * @returns after how many milliseconds there will be enough; 0 if it was taken.
   */
  take(key: string, cost: number): number | Promise<number>;
  close(): void;
}
