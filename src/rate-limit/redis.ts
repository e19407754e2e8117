import { createMemoryRateLimiter } from './memory.js';
import type { RateLimiter, RateLimitOptions } from './rate-limiter.js';
import { createRedisClient, type RedisClient, reasonOf } from './redis-client.js';

/** How long an operation waits for Redis. */
const TIMEOUT_MS = 100;
/** How long a connection may take until it is of use. */
const CONNECT_TIMEOUT_MS = 1000;
const MAX_RECONNECT_WAIT_MS = 2000;
/** A connection that lasts less is no reason to make the next one sooner. */
const STEADY_MS = 10_000;

export interface RedisRateLimiterOptions extends RateLimitOptions {
  readonly redisUrl: string;
  /** Told when limits begin to be shared. */
  readonly onShared: () => void;
  /** Told when Redis cannot be used, and why: `TIMEOUT`, `READONLY`, `ECONNREFUSED`, ... */
  readonly onAlone: (reason: string) => void;
}

/**
 * Shares the limits of all replicas that use the same Redis. While it cannot be used, each keeps its own.
 *
 * After any failure, or an answer that takes too long, operations do not ask Redis until a new connection (to wherever
 * its name points by then) has answered in time to what failed.
 */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): RateLimiter {
  const { redisUrl, rateLimitPerSecond, rateLimitBurst, onShared, onAlone } = options;
  const perMs = rateLimitPerSecond / 1000;
  const maxWaitMs = Math.ceil(rateLimitBurst / perMs);
  const alone = createMemoryRateLimiter(options);
  /** The latest one; undefined after a failure, until the next is made. */
  let client: RedisClient | undefined;
  /** Since when operations ask it; undefined: they do not. */
  let sharedSinceMs: number | undefined;
  let isAloneKnown = false;
  let failedKey = 'probe';
  let attempts = 0;
  let reconnectTimer: NodeJS.Timeout | undefined;

  async function take(from: RedisClient, key: string, cost: number): Promise<number> {
    const waitMs = await from.take(`superoffice-graphql:${key}`, perMs, rateLimitBurst, cost);
    if (typeof waitMs !== 'number' || !(waitMs >= 0 && waitMs <= maxWaitMs)) {
      throw new TypeError('Redis answers with something else than a time.');
    }
    return waitMs;
  }

  async function takeInTime(from: RedisClient, key: string, cost: number): Promise<number> {
    // Twice half of the time: if this process is late itself, Redis still has the second half to answer in.
    let timer = setTimeout(() => {
      timer = setTimeout(() => fail(from, 'TIMEOUT', key), TIMEOUT_MS / 2);
    }, TIMEOUT_MS / 2);
    try {
      return await take(from, key, cost);
    } catch (error) {
      fail(from, reasonOf(error), key);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function connect(): Promise<void> {
    const mine = createRedisClient(redisUrl, CONNECT_TIMEOUT_MS);
    client = mine;
    mine.on('error', (error) => fail(mine, reasonOf(error)));
    const timer = setTimeout(() => fail(mine, 'TIMEOUT'), CONNECT_TIMEOUT_MS).unref();
    try {
      await mine.connect();
      // Loads the script if need be, so that the next one is what an operation would ask.
      await take(mine, failedKey, 0);
      await takeInTime(mine, failedKey, 0);
      if (mine === client) {
        sharedSinceMs = performance.now();
        isAloneKnown = false;
        onShared();
      }
    } catch (error) {
      fail(mine, reasonOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Gives a connection up, and whatever waits for it: that fails at once. */
  function fail(failed: RedisClient, reason: string, key = failedKey): void {
    const isLatest = failed === client;
    if (isLatest) {
      client = undefined;
      failedKey = key;
      if (sharedSinceMs !== undefined && performance.now() - sharedSinceMs > STEADY_MS) {
        attempts = 0;
      }
      sharedSinceMs = undefined;
      reconnectTimer = setTimeout(connect, Math.min(2 ** attempts * 50, MAX_RECONNECT_WAIT_MS)).unref();
      attempts += 1;
    }
    failed.destroy();
    if (isLatest && !isAloneKnown) {
      isAloneKnown = true;
      onAlone(reason);
    }
  }

  // Nobody waits for the first connection: without Redis the server starts as well.
  void connect();
  return {
    get isShared() {
      return sharedSinceMs !== undefined;
    },
    async take(key, cost) {
      if (client === undefined || sharedSinceMs === undefined) {
        return alone.take(key, cost);
      }
      try {
        return await takeInTime(client, key, cost);
      } catch {
        return alone.take(key, cost);
      }
    },
    close() {
      clearTimeout(reconnectTimer);
      const last = client;
      client = undefined;
      last?.destroy();
    },
  };
}
