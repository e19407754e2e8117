export interface RateLimitOptions {
  /** How much is allowed, in the long run. */
  readonly rateLimitPerSecond: number;
  /** How much is allowed at once, after a time of rest. */
  readonly rateLimitBurst: number;
  /** How many keys are told apart in memory. */
  readonly maxRateLimitKeys: number;
}

export interface RateLimiter {
  /** Whether replicas count together at present. */
  readonly isShared: boolean;
  /**
   * Takes `cost` from what is allowed to `key`; nothing where that is not enough. What costs more than may ever be taken
   * at once costs that.
   *
   * @returns after how many milliseconds there will be enough; 0 when it was taken.
   */
  take(key: string, cost: number): number | Promise<number>;
  close(): void;
}
