import { createClient } from '@redis/client';
import { oneConnection, reasonOf } from '../redis/client.js';
import { keepConnection } from '../redis/kept-connection.js';
import { createMemoryRateLimiter } from './memory.js';
import type { RateLimiter, RateLimitOptions } from './rate-limiter.js';
import { TAKE } from './take.js';

/** How long an operation waits for Redis. */
const TIMEOUT_MS = 100;
/** As many as there can be operations under way, whatever MAX_OPERATIONS says. */
const MAX_COMMANDS = 100_000;

export interface RedisRateLimiterOptions extends RateLimitOptions {
  readonly redisUrl: string;
  /** Called when limits begin to be shared. */
  readonly onShared: () => void;
  /** Called when Redis cannot be used, with the reason: `TIMEOUT`, `READONLY`, `ECONNREFUSED`, ... */
  readonly onAlone: (reason: string) => void;
}

type Client = ReturnType<typeof createTakingClient>;

const createTakingClient = (url: string) =>
  createClient({ ...oneConnection(url, MAX_COMMANDS), scripts: { take: TAKE } });

/**
 * Shares the limits of all replicas that use the same Redis. While it cannot be used, each keeps its own.
 *
 * After a failure or a slow answer, operations do not use Redis until a new connection has answered the failed command in
 * time.
 */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): RateLimiter {
  const { redisUrl, rateLimitPerSecond, rateLimitBurst, onShared, onAlone } = options;
  const perMs = rateLimitPerSecond / 1000;
  const maxWaitMs = Math.ceil(rateLimitBurst / perMs);
  const alone = createMemoryRateLimiter(options);
  let failedKey = 'probe';
  const connection = keepConnection<Client>({
    create: () => createTakingClient(redisUrl),
    async prove(client) {
      // Loads the script if necessary, so that the next command is what an operation would send.
      await take(client, failedKey, 0);
      await takeInTime(client, failedKey, 0);
    },
    onUsable: onShared,
    onUnusable: onAlone,
  });

  async function take(from: Client, key: string, cost: number): Promise<number> {
    const waitMs = await from.take(`superoffice-graphql:${key}`, perMs, rateLimitBurst, cost);
    if (typeof waitMs !== 'number' || !(waitMs >= 0 && waitMs <= maxWaitMs)) {
      throw new TypeError('Redis answers with something else than a time.');
    }
    return waitMs;
  }

  async function takeInTime(from: Client, key: string, cost: number): Promise<number> {
    const fail = (reason: string) => {
      if (connection.fail(from, reason)) {
        failedKey = key;
      }
    };
    // Twice half of the time: if this process itself is late, Redis still has the second half to answer.
    let timer = setTimeout(() => {
      timer = setTimeout(() => fail('TIMEOUT'), TIMEOUT_MS / 2);
    }, TIMEOUT_MS / 2);
    try {
      return await take(from, key, cost);
    } catch (error) {
      fail(reasonOf(error));
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    get isShared() {
      return connection.client !== undefined;
    },
    async take(key, cost) {
      const { client } = connection;
      if (client === undefined) {
        return alone.take(key, cost);
      }
      try {
        return await takeInTime(client, key, cost);
      } catch {
        return alone.take(key, cost);
      }
    },
    close: connection.close,
  };
}
