import { z } from 'zod';
import {
  headerText,
  hostNames,
  list,
  milliseconds,
  networks,
  proxyAddress,
  redisAddress,
  restRoot,
  secrets,
  toggle,
  wholeNumber,
} from './config-values.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every setting: its name in `Config`, its environment variable, its allowed values and its default. */
const SETTINGS = {
  /** 0 takes any free port. */
  port: setting('PORT', wholeNumber(0, 65_535).default(4000)),
  host: setting('HOST', z.string().default('localhost')),
  /** The port for health and metrics; undefined: health beside GraphQL, and no metrics. */
  adminPort: setting('ADMIN_PORT', wholeNumber(0, 65_535).optional()),
  adminHost: setting('ADMIN_HOST', z.string().default('localhost')),
  /** Host names and addresses, without a port, that requests may use beside loopback. */
  allowedHosts: setting('ALLOWED_HOSTS', hostNames),
  isProduction: setting(
    'NODE_ENV',
    z
      .string()
      .default('')
      .transform((value) => value === 'production'),
  ),
  /** REST root of one SuperOffice tenant, ending in a slash. Undefined: the embedded sandbox tenant. */
  superOfficeUrl: setting('SUPEROFFICE_URL', restRoot.optional()),
  /** For the sandbox tenant: whether its dates move to the present, and whether visitors act. */
  sandboxTime: setting('SANDBOX_TIME', z.enum(['seeded', 'now'], 'expected seeded or now').default('seeded')),
  sandboxVisitors: setting('SANDBOX_VISITORS', toggle.default(false)),
  /** Sent as `SO-AppToken` if the caller sends none. A secret. */
  superOfficeAppToken: setting('SUPEROFFICE_APP_TOKEN', headerText.optional()),
  /** Language, culture and time zone for callers who send none. */
  superOfficeLanguage: setting('SUPEROFFICE_LANGUAGE', headerText.default('en')),
  superOfficeCulture: setting('SUPEROFFICE_CULTURE', headerText.optional()),
  superOfficeTimeZone: setting('SUPEROFFICE_TIME_ZONE', headerText.default('UTC')),
  /** Names of the cookies that, together with `X-XSRF-TOKEN`, are a caller's credential. */
  superOfficeCookies: setting(
    'SUPEROFFICE_COOKIES',
    list(/^[\w!#$%&'*+.^`|~-]+$/, 'expected names of cookies, separated by commas').default([]),
  ),
  /** The HTTP client for requests to it. */
  superOfficeTransport: setting(
    'SUPEROFFICE_TRANSPORT',
    // `http` is an old name, from before Node's own client was replaced by undici.
    z.enum(['node-fetch', 'undici', 'http'], 'expected node-fetch or undici').default('node-fetch'),
  ),
  /** Whether callers share connections. */
  superOfficeConnections: setting(
    'SUPEROFFICE_CONNECTIONS',
    z.enum(['shared', 'per-caller'], 'expected shared or per-caller').default('shared'),
  ),
  /** How long a connection is kept without a call, and how long it takes calls. */
  superOfficeIdleConnectionMs: setting('SUPEROFFICE_IDLE_CONNECTION_MS', milliseconds.default(4000)),
  superOfficeConnectionLifetimeMs: setting('SUPEROFFICE_CONNECTION_LIFETIME_MS', milliseconds.default(60_000)),
  /** The proxies for `http` and `https` addresses. May hold a password. */
  httpProxy: setting('HTTP_PROXY', proxyAddress.optional(), 'http_proxy'),
  httpsProxy: setting('HTTPS_PROXY', proxyAddress.optional(), 'https_proxy'),
  /**
   * Hosts that are reached without a proxy. Other entries than names, addresses and networks are ignored, as other programs
   * do.
   */
  noProxy: setting(
    'NO_PROXY',
    z
      .string()
      .default('')
      .transform((value): readonly string[] => value.split(/[\s,]+/).filter((entry) => entry !== '')),
    'no_proxy',
  ),
  superOfficeConnectTimeoutMs: setting('SUPEROFFICE_CONNECT_TIMEOUT_MS', milliseconds.default(2000)),
  superOfficeReadTimeoutMs: setting('SUPEROFFICE_READ_TIMEOUT_MS', milliseconds.default(4000)),
  superOfficeWriteTimeoutMs: setting('SUPEROFFICE_WRITE_TIMEOUT_MS', milliseconds.default(8000)),
  operationTimeoutMs: setting('OPERATION_TIMEOUT_MS', milliseconds.default(10_000)),
  maxRestCalls: setting('MAX_REST_CALLS', wholeNumber(1, 100_000).default(200)),
  /** Bytes of an answer's body, after decompression. */
  superOfficeMaxAnswerBytes: setting('SUPEROFFICE_MAX_ANSWER_BYTES', wholeNumber(1024, 100_000_000).default(2 ** 21)),
  /** Whether equal reads of one caller, while they are under way, are one REST call. */
  shareReads: setting('SHARE_READS', toggle.default(false)),
  /** REST calls of all callers: under way, and waiting for their turn. */
  superOfficeMaxInFlight: setting('SUPEROFFICE_MAX_IN_FLIGHT', wholeNumber(1, 10_000).default(32)),
  superOfficeMaxQueued: setting('SUPEROFFICE_MAX_QUEUED', wholeNumber(0, 100_000).default(64)),
  /** REST calls that begin in one second; undefined: any number. */
  superOfficeMaxCallsPerSecond: setting('SUPEROFFICE_MAX_CALLS_PER_SECOND', wholeNumber(1, 100_000).optional()),
  superOfficeQueueTimeoutMs: setting('SUPEROFFICE_QUEUE_TIMEOUT_MS', milliseconds.default(250)),
  /** Retries of one read, and their share of the calls under way; 3 at a time are always allowed. */
  superOfficeMaxRetries: setting('SUPEROFFICE_MAX_RETRIES', wholeNumber(0, 5).default(1)),
  superOfficeRetryPercent: setting('SUPEROFFICE_RETRY_PERCENT', wholeNumber(0, 100).default(20)),
  superOfficeMaxRetryAfterMs: setting('SUPEROFFICE_MAX_RETRY_AFTER_MS', milliseconds.default(2000)),
  /** When the breaker opens: when this share of at least this many calls in the window has failed. */
  breakerFailurePercent: setting('BREAKER_FAILURE_PERCENT', wholeNumber(1, 100).default(50)),
  breakerMinCalls: setting('BREAKER_MIN_CALLS', wholeNumber(1, 100_000).default(20)),
  breakerWindowMs: setting('BREAKER_WINDOW_MS', milliseconds.default(10_000)),
  /** How long the open breaker sends nothing before the first trial; also the time between probes of a moved tenant. */
  breakerOpenMs: setting('BREAKER_OPEN_MS', milliseconds.default(5000)),
  /** How long keys of `Idempotency-Key` are remembered, and how many; one caller has at most a quarter. */
  idempotencyTtlMs: setting('IDEMPOTENCY_TTL_MS', milliseconds.default(60_000)),
  maxIdempotencyKeys: setting('MAX_IDEMPOTENCY_KEYS', wholeNumber(1, 1_000_000).default(10_000)),
  /** Bytes of the answers that are kept with them; one caller has at most a quarter. */
  maxIdempotencyBytes: setting('MAX_IDEMPOTENCY_BYTES', wholeNumber(0, 999_999_999).default(2 ** 24)),
  /** What a document may cost before it is executed. */
  maxTokens: setting('MAX_TOKENS', wholeNumber(1, 10_000).default(1000)),
  maxDepth: setting('MAX_DEPTH', wholeNumber(1, 500).default(12)),
  /** Below `__schema` and `__type`, instead of `maxDepth`. */
  maxIntrospectionDepth: setting('MAX_INTROSPECTION_DEPTH', wholeNumber(1, 500).default(20)),
  maxAliases: setting('MAX_ALIASES', wholeNumber(0, 10_000).default(15)),
  maxDirectives: setting('MAX_DIRECTIVES', wholeNumber(0, 10_000).default(10)),
  maxQueryFields: setting('MAX_QUERY_FIELDS', wholeNumber(1, 10_000).default(20)),
  maxMutationFields: setting('MAX_MUTATION_FIELDS', wholeNumber(1, 10_000).default(10)),
  /** Operations in one document, of which a request executes one. */
  maxDocumentOperations: setting('MAX_DOCUMENT_OPERATIONS', wholeNumber(1, 1000).default(5)),
  /** Parsed documents that are remembered. */
  maxDocuments: setting('MAX_DOCUMENTS', wholeNumber(1, 100_000).default(500)),
  /** Whether operations are executed by plans that are made once, and not by graphql-js. */
  compiledExecution: setting('COMPILED_EXECUTION', toggle.default(true)),
  /** Errors of validation, and of variables, in an answer; the last may say that there are more. */
  maxErrors: setting('MAX_ERRORS', wholeNumber(2, 1000).default(5)),
  /** Whether the schema has subscriptions. */
  subscriptions: setting('SUBSCRIPTIONS', toggle.default(true)),
  /** How often to poll SuperOffice for one subscribed caller, while something changes and while nothing does. */
  livePollMs: setting('LIVE_POLL_MS', milliseconds.default(3000)),
  livePollIdleMs: setting('LIVE_POLL_IDLE_MS', milliseconds.default(15_000)),
  /** The minimum time between two polls for one caller, however many hints arrive. */
  liveHintGapMs: setting('LIVE_HINT_GAP_MS', milliseconds.default(500)),
  /** How long SuperOffice may be silent before subscribers are told. */
  liveStaleMs: setting('LIVE_STALE_MS', milliseconds.default(15_000)),
  /** The keys of SuperOffice's webhooks are derived from these. None: there is no address for webhooks. Secrets. */
  webhookSecrets: setting('WEBHOOK_SECRET', secrets),
  liveMaxPollsInFlight: setting('LIVE_MAX_POLLS_IN_FLIGHT', wholeNumber(1, 10_000).default(8)),
  /** Open streams, in all and of one caller. */
  maxStreams: setting('MAX_STREAMS', wholeNumber(1, 100_000).default(1000)),
  maxStreamsPerCredential: setting('MAX_STREAMS_PER_CREDENTIAL', wholeNumber(1, 100_000).default(20)),
  /** Bytes of changes that wait for the reader of one stream, as JSON. */
  maxStreamWaitingBytes: setting('MAX_STREAM_WAITING_BYTES', wholeNumber(1024, 100_000_000).default(2 ** 18)),
  /** The longest pause of a stream, and its lifetime. */
  streamHeartbeatMs: setting('STREAM_HEARTBEAT_MS', milliseconds.default(12_000)),
  streamMaxAgeMs: setting('STREAM_MAX_AGE_MS', wholeNumber(1000, 86_400_000).default(3_600_000)),
  /** The most time over which streams end when the server stops. */
  streamDrainMs: setting('STREAM_DRAIN_MS', wholeNumber(0, 600_000).default(5000)),
  /** Whether subscriptions are served over WebSockets, too; what one may have open, and the longest message that it may send. */
  webSockets: setting('WEBSOCKETS', toggle.default(true)),
  maxStreamsPerSocket: setting('MAX_STREAMS_PER_SOCKET', wholeNumber(1, 10_000).default(20)),
  maxMessageBytes: setting('MAX_MESSAGE_BYTES', wholeNumber(1024, 10_000_000).default(102_400)),
  /** Path of a manifest of operations that clients may send by hash. */
  persistedOperations: setting('PERSISTED_OPERATIONS', z.string().optional()),
  /** Whether every other operation is refused. */
  persistedOperationsOnly: setting('PERSISTED_OPERATIONS_ONLY', toggle.default(false)),
  /** The load from which on operations are refused. */
  maxOperations: setting('MAX_OPERATIONS', wholeNumber(1, 100_000).default(200)),
  /** Bytes of the answer to one query. */
  maxResponseBytes: setting('MAX_RESPONSE_BYTES', wholeNumber(1024, 100_000_000).default(2 ** 23)),
  /** Bytes of answers that wait to be written, of all connections; and how long one may take too little of its own. */
  maxUnsentBytes: setting('MAX_UNSENT_BYTES', wholeNumber(1024, 999_999_999).default(2 ** 26)),
  responseStallMs: setting('RESPONSE_STALL_MS', milliseconds.default(10_000)),
  maxEventLoopDelayMs: setting('MAX_EVENT_LOOP_DELAY_MS', milliseconds.default(200)),
  maxHeapPercent: setting('MAX_HEAP_PERCENT', wholeNumber(1, 100).default(95)),
  maxHeapPercentQueries: setting('MAX_HEAP_PERCENT_QUERIES', wholeNumber(1, 100).default(85)),
  /** Root fields and representations that one credential may ask for. */
  rateLimitPerSecond: setting('RATE_LIMIT_PER_SECOND', wholeNumber(1, 1_000_000).default(50)),
  rateLimitBurst: setting('RATE_LIMIT_BURST', wholeNumber(1, 1_000_000).default(100)),
  maxRateLimitKeys: setting('MAX_RATE_LIMIT_KEYS', wholeNumber(1, 10_000_000).default(10_000)),
  /** Where replicas share their rate limits and tell each other of changes. May hold a password. */
  redisUrl: setting('REDIS_URL', redisAddress.optional()),
  /** What one connection may cost, in bytes and time. */
  maxBodyBytes: setting('MAX_BODY_BYTES', wholeNumber(1024, 100_000_000).default(100 * 1024)),
  maxHeaderBytes: setting('MAX_HEADER_BYTES', wholeNumber(1024, 1_000_000).default(16 * 1024)),
  maxHeaders: setting('MAX_HEADERS', wholeNumber(10, 2000).default(100)),
  maxConnections: setting('MAX_CONNECTIONS', wholeNumber(1, 1_000_000).default(2048)),
  /** Requests that wait behind another on one connection. */
  maxPipelinedRequests: setting('MAX_PIPELINED_REQUESTS', wholeNumber(1, 1000).default(32)),
  /** Connections on which no request is being answered, per address; for IPv6, per network of 64 bits. */
  maxIdleConnectionsPerAddress: setting('MAX_IDLE_CONNECTIONS_PER_ADDRESS', wholeNumber(1, 1_000_000).default(256)),
  /** Addresses and networks without that limit, whose `X-Forwarded-For` is trusted. */
  trustedProxies: setting('TRUSTED_PROXIES', networks),
  /** Credentials that SuperOffice does not accept: how many one address may try. */
  failedCredentialsPerMinute: setting('FAILED_CREDENTIALS_PER_MINUTE', wholeNumber(1, 1_000_000).default(30)),
  failedCredentialsBurst: setting('FAILED_CREDENTIALS_BURST', wholeNumber(1, 1_000_000).default(20)),
  headersTimeoutMs: setting('HEADERS_TIMEOUT_MS', milliseconds.default(10_000)),
  requestTimeoutMs: setting('REQUEST_TIMEOUT_MS', milliseconds.default(15_000)),
  keepAliveTimeoutMs: setting('KEEP_ALIVE_TIMEOUT_MS', milliseconds.default(65_000)),
  /** How long the server is not ready after SIGTERM before it stops accepting. */
  shutdownDelayMs: setting('SHUTDOWN_DELAY_MS', wholeNumber(0, 600_000).default(0)),
  /** Time from the signal to the end of the process, whatever it is doing. */
  shutdownTimeoutMs: setting('SHUTDOWN_TIMEOUT_MS', milliseconds.default(25_000)),
  corsOrigins: setting(
    'CORS_ORIGINS',
    list(/^https?:\/\/[^/?#@\s*]+$/, 'expected origins such as https://desk.example.com, separated by commas').default(
      [],
    ),
  ),
  /** Whether queries may come as GET. */
  httpGet: setting('HTTP_GET', toggle.default(true)),
  /** Whether browsers get the explorer. Undefined: only outside production. */
  explorer: setting('EXPLORER', toggle.optional()),
  /** Whether a request may ask which REST calls it makes. Undefined: only outside production. */
  explain: setting('EXPLAIN', toggle.optional()),
  exposeSessionKey: setting('EXPOSE_SESSION_KEY', toggle.default(false)),
  /** Prefix of the names of types and of `Query`'s fields; empty for none. */
  schemaPrefix: setting(
    'SCHEMA_PREFIX',
    z
      .string()
      .regex(/^[A-Z][A-Za-z0-9]{0,30}$/, 'expected a name such as SuperOffice, with a capital first letter')
      .default(''),
  ),
  /**
   * The values of `x-router-secret` that give a router entities, the SDL and traces. None: everybody may use them. Secrets.
   */
  routerSecrets: setting('ROUTER_SECRET', secrets),
  maxRepresentations: setting('MAX_REPRESENTATIONS', wholeNumber(1, 100_000).default(1000)),
  federatedTrace: setting('FEDERATED_TRACE', toggle.default(false)),
  logLevel: setting('LOG_LEVEL', z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info')),
  logUpstreamErrors: setting('LOG_UPSTREAM_ERRORS', toggle.default(false)),
  /** Path of the file with a line for each change, or `stdout`. */
  auditLog: setting('AUDIT_LOG', z.string().optional()),
} as const;

type Settings = typeof SETTINGS;

/** Everything the process reads from its environment. Nothing else reads `process.env`. */
export type Config = { readonly [Name in keyof Settings]: z.output<Settings[Name]['schema']> };

/** The credential of `check` and `webhooks`: the server has none of its own. */
const AUTHORIZATION_VARIABLE = 'SUPEROFFICE_AUTHORIZATION';

/** The environment variables of all settings. */
export const CONFIG_VARIABLES: readonly string[] = [
  ...Object.values(SETTINGS).map(({ variable }) => variable),
  AUTHORIZATION_VARIABLE,
];

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Bad configuration:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads and checks the environment. An empty value counts as missing.
 *
 * @throws {ConfigError} naming every problem, not only the first; never a value, which may be a secret.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, { variable, alias, schema }] of Object.entries(SETTINGS)) {
    const used = alias !== undefined && env[alias]?.trim() ? alias : variable;
    const parsed = schema.safeParse(env[used]?.trim() ? env[used] : undefined);
    values[name] = parsed.data;
    problems.push(...(parsed.error?.issues ?? []).map(({ message }) => `${used}: ${message}`));
  }
  const config = values as unknown as Config;
  if (config.isProduction && !env.SUPEROFFICE_URL?.trim()) {
    problems.push(
      'SUPEROFFICE_URL: is required if NODE_ENV is production: the sandbox tenant is only for trying the server out',
    );
  }
  if (config.persistedOperationsOnly && config.persistedOperations === undefined) {
    problems.push('PERSISTED_OPERATIONS: is required if PERSISTED_OPERATIONS_ONLY is on');
  }
  const { port, host, adminPort, adminHost } = config;
  if (port && port === adminPort && isOneAddress(host, adminHost)) {
    problems.push(samePort('ADMIN_PORT', 'PORT'));
  }
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return Object.freeze(config);
}

/** The problem if two servers of one process are set to the same port. */
export function samePort(variable: string, other: string): string {
  return `${variable}: is the same port as ${other}. Set another one; 0 takes any free one`;
}

/**
 * Settings whose text the log may show. It may always show numbers and switches. Every other setting may be or hold a
 * secret, so the log has only its name.
 */
const LOGGED_TEXTS: ReadonlySet<string> = new Set([
  'ADMIN_HOST',
  'ALLOWED_HOSTS',
  'AUDIT_LOG',
  'CORS_ORIGINS',
  'HOST',
  'LOG_LEVEL',
  'NO_PROXY',
  'PERSISTED_OPERATIONS',
  'SANDBOX_TIME',
  'SCHEMA_PREFIX',
  'SUPEROFFICE_CONNECTIONS',
  'SUPEROFFICE_COOKIES',
  'SUPEROFFICE_CULTURE',
  'SUPEROFFICE_LANGUAGE',
  'SUPEROFFICE_TIME_ZONE',
  'SUPEROFFICE_TRANSPORT',
  'SUPEROFFICE_URL',
  'TRUSTED_PROXIES',
]);

const MAX_LOGGED_LENGTH = 200;

/**
 * The settings that differ from their defaults, for the log: `PORT=4010`, or `REDIS_URL is set` if the value may be secret.
 */
export function changedSettings(config: Config): readonly string[] {
  return Object.entries(SETTINGS).flatMap(([name, { variable, schema }]) => {
    const value: unknown = config[name as keyof Config];
    if (JSON.stringify(value) === JSON.stringify(schema.safeParse(undefined).data)) {
      return [];
    }
    if (name === 'isProduction') {
      return `${variable}=production`;
    }
    const isLogged = ['boolean', 'number'].includes(typeof value) || LOGGED_TEXTS.has(variable);
    return isLogged ? `${variable}=${String(value).slice(0, MAX_LOGGED_LENGTH)}` : `${variable} is set`;
  });
}

/** The credential of `check` and `webhooks`, a value of the `Authorization` header; undefined if it is not set. A secret. */
export function loadAuthorization(env: NodeJS.ProcessEnv): string | undefined {
  return env[AUTHORIZATION_VARIABLE]?.trim() || undefined;
}

/** @param alias another name of the variable, which takes precedence. */
function setting<Schema extends z.ZodType>(variable: string, schema: Schema, alias?: string) {
  return { variable, schema, alias } as const;
}

const ALL_ADDRESSES = ['0.0.0.0', '::'];
const LOOPBACK_ADDRESSES = ['localhost', '127.0.0.1', '::1'];

/** Whether two hosts share their ports. */
function isOneAddress(one: string, other: string): boolean {
  const hosts = [one, other];
  return (
    one === other ||
    hosts.some((host) => ALL_ADDRESSES.includes(host)) ||
    (hosts.includes('localhost') && hosts.every((host) => LOOPBACK_ADDRESSES.includes(host)))
  );
}
