import type { Logger } from '../log/logger.js';
import { createMemoryRateLimiter } from './memory.js';
import type { RateLimiter, RateLimitOptions } from './rate-limiter.js';

/** In memory; with `redisUrl` shared by all replicas. The client for Redis is loaded only if it is used. */
export async function createRateLimiter(
  options: RateLimitOptions & { readonly redisUrl: string | undefined },
  logger: Logger,
  now?: () => number,
): Promise<RateLimiter> {
  const { redisUrl } = options;
  if (redisUrl === undefined) {
    return createMemoryRateLimiter(options, now);
  }
  const { createRedisRateLimiter } = await import('./redis.js');
  return createRedisRateLimiter({
    ...options,
    redisUrl,
    onShared: () => logger.info('Redis answers: rate limits are shared'),
    onAlone: (reason) => logger.warn({ reason }, 'Redis cannot be used: this replica keeps its own rate limits'),
  });
}
