import {
  type CommandParser,
  createClient,
  defineScript,
  ErrorReply,
  SocketClosedUnexpectedlyError,
} from '@redis/client';

/**
 * The token bucket of `memory.ts`, in Redis and by its clock, which may be set back. A bucket that is full again is
 * forgotten, and so is a value that is none of this script's.
 */
const TAKE = defineScript({
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

/** As many as there can be operations under way, whatever MAX_OPERATIONS says. */
const MAX_COMMANDS = 100_000;

export type RedisClient = ReturnType<typeof createRedisClient>;

/** One connection: neither it nor a command is tried again. Commands have no time limit, and keep no process alive. */
export function createRedisClient(url: string, connectTimeoutMs: number) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_COMMANDS,
    // The client's limit ends when a command is written.
    commandOptions: { timeout: 0 },
    maintNotifications: 'disabled',
    socket: { connectTimeout: connectTimeoutMs, reconnectStrategy: false },
    scripts: { take: TAKE },
  });
  client.unref();
  return client;
}

/** What may be logged of an error: a code of Redis', the system's or TLS, and never a message. */
export function reasonOf(error: unknown): string {
  if (error instanceof ErrorReply) {
    return /^[A-Z]{1,32}\b/.exec(error.message)?.[0] ?? 'ERR';
  }
  if (error instanceof SocketClosedUnexpectedlyError) {
    return 'CLOSED';
  }
  return (error as { readonly code?: string }).code ?? 'BAD_REPLY';
}
