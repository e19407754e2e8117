import { type CommandParser, createClient, defineScript } from '@redis/client';
import { createMemoryRateLimiter } from './memory.js';
import type { RateLimiter, RateLimitOptions } from './rate-limiter.js';

const TIMEOUT_MS = 100;
const MAX_RECONNECT_WAIT_MS = 2000;

/** The token bucket of `memory.ts`, in Redis and by its clock. A bucket that is full again is forgotten. */
const TAKE = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    local per_ms, burst, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
    local time = redis.call('TIME')
    local now = time[1] * 1000 + time[2] / 1000
    local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
    local tokens = burst
    if bucket[1] then
      tokens = math.min(burst, bucket[1] + math.max(0, now - bucket[2]) * per_ms)
    end
    local missing = math.min(cost, burst) - tokens
    if missing > 0 then
      return math.ceil(missing / per_ms)
    end
    tokens = tokens - math.min(cost, burst)
    redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
    redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / per_ms) + 1)
    return 0
  `,
  parseCommand(parser: CommandParser, key: string, ...numbers: readonly number[]) {
    parser.pushKey(key);
    parser.push(...numbers.map(String));
  },
  transformReply: (reply: number) => reply,
});

export interface RedisRateLimiterOptions extends RateLimitOptions {
  readonly redisUrl: string;
  /** Told when Redis goes away, and when it is there again. */
  readonly onChange: (isThere: boolean) => void;
}

/** Shares the limits of all replicas that use the same Redis; while it is away, each keeps its own. */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): RateLimiter {
  const alone = createMemoryRateLimiter(options);
  let isThere: boolean | undefined;
  const see = (isThereNow: boolean) => {
    if (isThereNow !== isThere) {
      isThere = isThereNow;
      options.onChange(isThere);
    }
  };
  const client = createClient({
    url: options.redisUrl,
    disableOfflineQueue: true,
    commandOptions: { timeout: TIMEOUT_MS },
    socket: {
      connectTimeout: MAX_RECONNECT_WAIT_MS,
      reconnectStrategy: (attempts) => Math.min(2 ** attempts * 50, MAX_RECONNECT_WAIT_MS),
    },
    scripts: { take: TAKE },
  });
  client.on('ready', () => see(true));
  client.on('error', () => see(false));
  // Whether Redis is there is no reason to wait, nor to refuse to start.
  client.connect().catch(() => see(false));
  return {
    async take(key, cost) {
      if (!client.isReady) {
        return alone.take(key, cost);
      }
      try {
        const perMs = options.rateLimitPerSecond / 1000;
        return await client.take(`superoffice-graphql:${key}`, perMs, options.rateLimitBurst, cost);
      } catch {
        return alone.take(key, cost);
      }
    },
    close: () => client.destroy(),
  };
}
