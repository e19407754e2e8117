import { type CommandParser, defineScript } from '@redis/client';

/**
 * The token bucket of `memory.ts`, in Redis and by its clock, which may be set back. Full buckets are deleted, and so are
 * values that are not this script's.
 */
export const TAKE = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    local per_ms, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
    local cost = math.min(tonumber(ARGV[3]), burst)
    local time = redis.call('TIME')
    local now = time[1] * 1000 + time[2] / 1000
    local bucket = redis.pcall('HMGET', KEYS[1], 'tokens', 'at')
    if bucket.err then
      redis.call('DEL', KEYS[1])
    end
    local tokens, at = tonumber(bucket[1]), tonumber(bucket[2])
    if not (tokens and at and tokens >= 0) then
      tokens, at = burst, now
    end
    tokens = math.min(burst, tokens + math.max(0, now - at) * per_ms)
    local wait = 0
    if tokens < cost then
      wait = math.ceil((cost - tokens) / per_ms)
    else
      tokens = tokens - cost
    end
    redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
    redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / per_ms) + 1)
    return wait
  `,
  parseCommand(parser: CommandParser, key: string, ...numbers: readonly number[]) {
    parser.pushKey(key);
    parser.push(...numbers.map(String));
  },
  transformReply: (reply: unknown) => reply,
});
