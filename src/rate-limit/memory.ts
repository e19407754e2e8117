import { LRUCache } from 'lru-cache';
import type { RateLimiter, RateLimitOptions } from './rate-limiter.js';

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** A token bucket per key. The least recently used key is forgotten first. */
export function createMemoryRateLimiter(
  { rateLimitPerSecond, rateLimitBurst, maxRateLimitKeys }: RateLimitOptions,
  now: () => number = () => performance.now(),
): RateLimiter {
  const buckets = new LRUCache<string, Bucket>({ max: maxRateLimitKeys });
  const perMs = rateLimitPerSecond / 1000;
  return {
    isShared: false,
    take(key, cost) {
      const atMs = now();
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = { tokens: rateLimitBurst, filledAtMs: atMs };
        buckets.set(key, bucket);
      }
      bucket.tokens = Math.min(rateLimitBurst, bucket.tokens + (atMs - bucket.filledAtMs) * perMs);
      bucket.filledAtMs = atMs;
      const missing = Math.min(cost, rateLimitBurst) - bucket.tokens;
      if (missing > 0) {
        return Math.ceil(missing / perMs);
      }
      bucket.tokens -= Math.min(cost, rateLimitBurst);
      return 0;
    },
    close() {},
  };
}
