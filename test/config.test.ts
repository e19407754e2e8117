import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '../src/config.js';

const DEFAULTS = {
  port: 4000,
  host: 'localhost',
  adminPort: undefined,
  adminHost: 'localhost',
  isProduction: false,
  superOfficeUrl: undefined,
  superOfficeAppToken: undefined,
  superOfficeLanguage: 'en',
  superOfficeCulture: undefined,
  superOfficeTimeZone: 'UTC',
  superOfficeCookies: [],
  superOfficeReadTimeoutMs: 4000,
  superOfficeWriteTimeoutMs: 8000,
  operationTimeoutMs: 10_000,
  maxRestCalls: 200,
  shareReads: false,
  maxBodyBytes: 102_400,
  maxHeaderBytes: 16_384,
  maxConnections: 2048,
  maxPipelinedRequests: 32,
  maxIdleConnectionsPerAddress: 256,
  superOfficeMaxCallsPerSecond: undefined,
  failedCredentialsPerMinute: 30,
  failedCredentialsBurst: 20,
  trustedProxies: [],
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  keepAliveTimeoutMs: 65_000,
  shutdownDelayMs: 0,
  allowedHosts: [],
  corsOrigins: [],
  httpGet: true,
  explorer: undefined,
  explain: undefined,
  exposeSessionKey: false,
  subscriptions: true,
  livePollMs: 3000,
  livePollIdleMs: 15_000,
  liveHintGapMs: 500,
  liveStaleMs: 15_000,
  liveMaxPollsInFlight: 8,
  maxStreams: 1000,
  maxStreamsPerCredential: 20,
  maxStreamWaitingBytes: 262_144,
  streamHeartbeatMs: 12_000,
  webSockets: true,
  maxStreamsPerSocket: 20,
  maxMessageBytes: 102_400,
  streamMaxAgeMs: 3_600_000,
  streamDrainMs: 5000,
  schemaPrefix: '',
  routerSecrets: [],
  webhookSecrets: [],
  maxRepresentations: 1000,
  federatedTrace: false,
  logLevel: 'info',
  logUpstreamErrors: false,
  auditLog: undefined,
  superOfficeTransport: 'node-fetch',
  superOfficeConnections: 'shared',
  superOfficeIdleConnectionMs: 4000,
  superOfficeConnectionLifetimeMs: 60_000,
  httpProxy: undefined,
  httpsProxy: undefined,
  noProxy: [],
  superOfficeConnectTimeoutMs: 2000,
  superOfficeMaxAnswerBytes: 2097152,
  superOfficeMaxInFlight: 32,
  superOfficeMaxQueued: 64,
  superOfficeQueueTimeoutMs: 250,
  superOfficeMaxRetries: 1,
  superOfficeRetryPercent: 20,
  superOfficeMaxRetryAfterMs: 2000,
  breakerFailurePercent: 50,
  breakerMinCalls: 20,
  breakerWindowMs: 10000,
  breakerOpenMs: 5000,
  idempotencyTtlMs: 60000,
  maxIdempotencyKeys: 10000,
  maxIdempotencyBytes: 16777216,
  maxTokens: 1000,
  maxDepth: 12,
  maxIntrospectionDepth: 20,
  maxAliases: 15,
  maxDirectives: 10,
  maxQueryFields: 20,
  maxMutationFields: 10,
  maxDocumentOperations: 5,
  maxErrors: 5,
  maxDocuments: 500,
  compiledExecution: true,
  maxOperations: 200,
  maxResponseBytes: 8_388_608,
  maxUnsentBytes: 67_108_864,
  responseStallMs: 10_000,
  maxEventLoopDelayMs: 200,
  maxHeapPercent: 95,
  maxHeapPercentQueries: 85,
  rateLimitPerSecond: 50,
  rateLimitBurst: 100,
  maxRateLimitKeys: 10000,
  maxHeaders: 100,
  shutdownTimeoutMs: 25000,
  persistedOperations: undefined,
  persistedOperationsOnly: false,
  redisUrl: undefined,
  sandboxTime: 'seeded',
  sandboxVisitors: false,
};

const GOOD = [
  { name: 'PORT', value: '4010', config: { port: 4010 } },
  { name: 'PORT', value: '0', config: { port: 0 } },
  { name: 'PORT', value: '65535', config: { port: 65_535 } },
  { name: 'HOST', value: '0.0.0.0', config: { host: '0.0.0.0' } },
  { name: 'ADMIN_PORT', value: '0', config: { adminPort: 0 } },
  { name: 'ADMIN_PORT', value: '9464', config: { adminPort: 9464 } },
  { name: 'ADMIN_HOST', value: '0.0.0.0', config: { adminHost: '0.0.0.0' } },
  {
    name: 'SUPEROFFICE_URL',
    value: 'https://host/Cust12345/api/v1/',
    config: { superOfficeUrl: new URL('https://host/Cust12345/api/v1/') },
  },
  { name: 'SUPEROFFICE_APP_TOKEN', value: 'a1b2', config: { superOfficeAppToken: 'a1b2' } },
  { name: 'SUPEROFFICE_LANGUAGE', value: 'nb', config: { superOfficeLanguage: 'nb' } },
  { name: 'SUPEROFFICE_CULTURE', value: 'nb-NO', config: { superOfficeCulture: 'nb-NO' } },
  {
    name: 'SUPEROFFICE_TIME_ZONE',
    value: 'W. Europe Standard Time',
    config: { superOfficeTimeZone: 'W. Europe Standard Time' },
  },
  {
    name: 'SUPEROFFICE_COOKIES',
    value: ' SoSession , ASP.NET_SessionId,, ',
    config: { superOfficeCookies: ['SoSession', 'ASP.NET_SessionId'] },
  },
  { name: 'SUPEROFFICE_READ_TIMEOUT_MS', value: '1', config: { superOfficeReadTimeoutMs: 1 } },
  { name: 'SUPEROFFICE_WRITE_TIMEOUT_MS', value: '600000', config: { superOfficeWriteTimeoutMs: 600_000 } },
  { name: 'OPERATION_TIMEOUT_MS', value: '12000', config: { operationTimeoutMs: 12_000 } },
  { name: 'MAX_REST_CALLS', value: '50', config: { maxRestCalls: 50 } },
  ...['on', 'true', '1'].map((value) => ({ name: 'SHARE_READS', value, config: { shareReads: true } })),
  { name: 'SHUTDOWN_DELAY_MS', value: '5000', config: { shutdownDelayMs: 5000 } },
  {
    name: 'ALLOWED_HOSTS',
    value: 'desk.example.com, 10.0.0.1,[2001:db8::1]',
    config: { allowedHosts: ['desk.example.com', '10.0.0.1', '[2001:db8::1]'] },
  },
  {
    name: 'CORS_ORIGINS',
    value: 'https://desk.example.com, http://localhost:3000',
    config: { corsOrigins: ['https://desk.example.com', 'http://localhost:3000'] },
  },
  ...['off', 'false', '0'].map((value) => ({ name: 'HTTP_GET', value, config: { httpGet: false } })),
  { name: 'MAX_BODY_BYTES', value: '2048', config: { maxBodyBytes: 2048 } },
  { name: 'MAX_HEADER_BYTES', value: '8192', config: { maxHeaderBytes: 8192 } },
  { name: 'MAX_CONNECTIONS', value: '10', config: { maxConnections: 10 } },
  { name: 'MAX_IDLE_CONNECTIONS_PER_ADDRESS', value: '10', config: { maxIdleConnectionsPerAddress: 10 } },
  { name: 'SUPEROFFICE_MAX_CALLS_PER_SECOND', value: '10', config: { superOfficeMaxCallsPerSecond: 10 } },
  { name: 'FAILED_CREDENTIALS_PER_MINUTE', value: '60', config: { failedCredentialsPerMinute: 60 } },
  { name: 'FAILED_CREDENTIALS_BURST', value: '100', config: { failedCredentialsBurst: 100 } },
  {
    name: 'TRUSTED_PROXIES',
    value: '10.0.0.0/8, 192.0.2.1,::1, 2001:db8::/32',
    config: { trustedProxies: ['10.0.0.0/8', '192.0.2.1', '::1', '2001:db8::/32'] },
  },
  { name: 'HEADERS_TIMEOUT_MS', value: '500', config: { headersTimeoutMs: 500 } },
  { name: 'REQUEST_TIMEOUT_MS', value: '600', config: { requestTimeoutMs: 600 } },
  { name: 'KEEP_ALIVE_TIMEOUT_MS', value: '700', config: { keepAliveTimeoutMs: 700 } },
  { name: 'SANDBOX_TIME', value: 'now', config: { sandboxTime: 'now' } },
  { name: 'SANDBOX_VISITORS', value: 'on', config: { sandboxVisitors: true } },
  { name: 'SCHEMA_PREFIX', value: 'SuperOffice', config: { schemaPrefix: 'SuperOffice' } },
  { name: 'ROUTER_SECRET', value: '0123456789abcdef', config: { routerSecrets: ['0123456789abcdef'] } },
  { name: 'ROUTER_SECRET', value: ' with blanks inside ', config: { routerSecrets: ['with blanks inside'] } },
  {
    name: 'ROUTER_SECRET',
    value: '0123456789abcdef, fedcba9876543210,',
    config: { routerSecrets: ['0123456789abcdef', 'fedcba9876543210'] },
  },
  { name: 'WEBHOOK_SECRET', value: '0123456789abcdef', config: { webhookSecrets: ['0123456789abcdef'] } },
  {
    name: 'WEBHOOK_SECRET',
    value: '0123456789abcdef, fedcba9876543210,',
    config: { webhookSecrets: ['0123456789abcdef', 'fedcba9876543210'] },
  },
  { name: 'MAX_REPRESENTATIONS', value: '1', config: { maxRepresentations: 1 } },
  { name: 'FEDERATED_TRACE', value: 'true', config: { federatedTrace: true } },
  { name: 'EXPLORER', value: 'on', config: { explorer: true } },
  { name: 'EXPLORER', value: 'off', config: { explorer: false } },
  { name: 'EXPLAIN', value: 'on', config: { explain: true } },
  { name: 'EXPLAIN', value: 'off', config: { explain: false } },
  { name: 'COMPILED_EXECUTION', value: 'off', config: { compiledExecution: false } },
  ...['on', 'true', '1'].map((value) => ({ name: 'EXPOSE_SESSION_KEY', value, config: { exposeSessionKey: true } })),
  { name: 'SUPEROFFICE_TRANSPORT', value: 'undici', config: { superOfficeTransport: 'undici' } },
  { name: 'SUPEROFFICE_TRANSPORT', value: 'http', config: { superOfficeTransport: 'http' } },
  { name: 'SUPEROFFICE_CONNECTIONS', value: 'per-caller', config: { superOfficeConnections: 'per-caller' } },
  { name: 'SUPEROFFICE_IDLE_CONNECTION_MS', value: '1', config: { superOfficeIdleConnectionMs: 1 } },
  {
    name: 'SUPEROFFICE_CONNECTION_LIFETIME_MS',
    value: '600000',
    config: { superOfficeConnectionLifetimeMs: 600_000 },
  },
  { name: 'LOG_LEVEL', value: 'debug', config: { logLevel: 'debug' } },
  { name: 'LOG_UPSTREAM_ERRORS', value: 'true', config: { logUpstreamErrors: true } },
  ...['stdout', '/var/log/changes'].map((value) => ({ name: 'AUDIT_LOG', value, config: { auditLog: value } })),
  ...[
    ['SUPEROFFICE_CONNECT_TIMEOUT_MS', 'superOfficeConnectTimeoutMs'],
    ['SUPEROFFICE_MAX_IN_FLIGHT', 'superOfficeMaxInFlight'],
    ['SUPEROFFICE_MAX_QUEUED', 'superOfficeMaxQueued'],
    ['SUPEROFFICE_QUEUE_TIMEOUT_MS', 'superOfficeQueueTimeoutMs'],
    ['SUPEROFFICE_RETRY_PERCENT', 'superOfficeRetryPercent'],
    ['SUPEROFFICE_MAX_RETRY_AFTER_MS', 'superOfficeMaxRetryAfterMs'],
    ['BREAKER_FAILURE_PERCENT', 'breakerFailurePercent'],
    ['BREAKER_MIN_CALLS', 'breakerMinCalls'],
    ['BREAKER_WINDOW_MS', 'breakerWindowMs'],
    ['BREAKER_OPEN_MS', 'breakerOpenMs'],
    ['IDEMPOTENCY_TTL_MS', 'idempotencyTtlMs'],
    ['MAX_IDEMPOTENCY_KEYS', 'maxIdempotencyKeys'],
    ['MAX_IDEMPOTENCY_BYTES', 'maxIdempotencyBytes'],
    ['MAX_TOKENS', 'maxTokens'],
    ['MAX_DEPTH', 'maxDepth'],
    ['MAX_INTROSPECTION_DEPTH', 'maxIntrospectionDepth'],
    ['MAX_ALIASES', 'maxAliases'],
    ['MAX_DIRECTIVES', 'maxDirectives'],
    ['MAX_QUERY_FIELDS', 'maxQueryFields'],
    ['MAX_MUTATION_FIELDS', 'maxMutationFields'],
    ['MAX_DOCUMENT_OPERATIONS', 'maxDocumentOperations'],
    ['MAX_ERRORS', 'maxErrors'],
    ['MAX_DOCUMENTS', 'maxDocuments'],
    ['MAX_OPERATIONS', 'maxOperations'],
    ['MAX_EVENT_LOOP_DELAY_MS', 'maxEventLoopDelayMs'],
    ['MAX_HEAP_PERCENT', 'maxHeapPercent'],
    ['MAX_HEAP_PERCENT_QUERIES', 'maxHeapPercentQueries'],
    ['RATE_LIMIT_PER_SECOND', 'rateLimitPerSecond'],
    ['RATE_LIMIT_BURST', 'rateLimitBurst'],
    ['MAX_RATE_LIMIT_KEYS', 'maxRateLimitKeys'],
    ['MAX_HEADERS', 'maxHeaders'],
    ['SHUTDOWN_TIMEOUT_MS', 'shutdownTimeoutMs'],
  ].map(([name = '', setting = '']) => ({ name, value: '37', config: { [setting]: 37 } })),
  { name: 'SUPEROFFICE_MAX_ANSWER_BYTES', value: '4096', config: { superOfficeMaxAnswerBytes: 4096 } },
  { name: 'SUPEROFFICE_MAX_RETRIES', value: '5', config: { superOfficeMaxRetries: 5 } },
  { name: 'PERSISTED_OPERATIONS', value: 'manifest.json', config: { persistedOperations: 'manifest.json' } },
  { name: 'REDIS_URL', value: 'rediss://user:word@host:1/2', config: { redisUrl: 'rediss://user:word@host:1/2' } },
  ...['HTTP_PROXY', 'http_proxy'].flatMap((name) => [
    { name, value: 'http://proxy.example:3128', config: { httpProxy: new URL('http://proxy.example:3128') } },
    { name, value: ' proxy.example:3128 ', config: { httpProxy: new URL('http://proxy.example:3128') } },
    { name, value: 'https://u%40:p%2F@[::1]/', config: { httpProxy: new URL('https://u%40:p%2F@[::1]/') } },
  ]),
  ...['HTTPS_PROXY', 'https_proxy'].map((name) => ({
    name,
    value: 'http://proxy.example:3128',
    config: { httpsProxy: new URL('http://proxy.example:3128') },
  })),
  ...['NO_PROXY', 'no_proxy'].map((name) => ({
    name,
    value: ' .example.com, 10.0.0.0/8,,[fd00::1]:80 <local>',
    config: { noProxy: ['.example.com', '10.0.0.0/8', '[fd00::1]:80', '<local>'] },
  })),
  { name: 'NODE_ENV', value: 'test', config: {} },
];

const BAD = [
  ...['http', '-1', '65536', '40.5', '0x10', '1e3', '40 00'].map((value) => ({ name: 'PORT', value })),
  ...['http', '-1', '65536'].map((value) => ({ name: 'ADMIN_PORT', value })),
  ...[
    'ftp://host/api/v1/',
    'file:///etc/passwd',
    'host/api/v1',
    'localhost:4000',
    '/api/v1/',
    'https://',
    'https://user@host/api/v1/',
    'https://user:canary@host/api/v1/',
    'https://:canary@host/api/v1/',
    'https://host/api/v1/?canary=1',
    'https://host/api/v1/?',
    'https://host/api/v1/#canary',
    'https://host/api/v1/#',
    'https://ho st/api/v1/',
    'canary',
  ].map((value) => ({ name: 'SUPEROFFICE_URL', value })),
  ...['canary:4000', 'https://canary', '*.canary', 'canary/', 'u@canary', '[canary]', '1.2.3.canary.4.5.999'].map(
    (value) => ({
      name: 'ALLOWED_HOSTS',
      value,
    }),
  ),
  { name: 'SUPEROFFICE_APP_TOKEN', value: 'canary\ncanary' },
  { name: 'SUPEROFFICE_LANGUAGE', value: 'canaryå' },
  { name: 'SUPEROFFICE_CULTURE', value: 'canary\u0000' },
  { name: 'SUPEROFFICE_TIME_ZONE', value: 'canary\r\nX-Injected: 1' },
  { name: 'SUPEROFFICE_COOKIES', value: 'SoSession, can ary' },
  { name: 'SUPEROFFICE_COOKIES', value: 'canary=1' },
  { name: 'SUPEROFFICE_READ_TIMEOUT_MS', value: '0' },
  { name: 'SUPEROFFICE_WRITE_TIMEOUT_MS', value: '600001' },
  { name: 'OPERATION_TIMEOUT_MS', value: '10s' },
  { name: 'MAX_REST_CALLS', value: '0' },
  { name: 'SHUTDOWN_DELAY_MS', value: '-1' },
  ...['*', 'desk.example.com', 'https://desk.example.com/', 'https://*.example.com', 'https://a@b', 'null'].map(
    (value) => ({ name: 'CORS_ORIGINS', value }),
  ),
  { name: 'HTTP_GET', value: 'yes' },
  { name: 'EXPLORER', value: 'canary' },
  { name: 'EXPLAIN', value: 'canary' },
  { name: 'EXPOSE_SESSION_KEY', value: 'canary' },
  { name: 'MAX_BODY_BYTES', value: '1' },
  { name: 'MAX_HEADER_BYTES', value: 'canary' },
  { name: 'MAX_CONNECTIONS', value: '0' },
  { name: 'MAX_IDLE_CONNECTIONS_PER_ADDRESS', value: '0' },
  { name: 'SUPEROFFICE_MAX_CALLS_PER_SECOND', value: '0' },
  { name: 'FAILED_CREDENTIALS_PER_MINUTE', value: '0' },
  { name: 'FAILED_CREDENTIALS_BURST', value: '0' },
  ...['canary', '10.0.0.0/33', '10.0.0/8', '::1/129', '10.0.0.1/', '10.0.0.1/8/8', 'fe80::1%eth0', 'true', '*'].map(
    (value) => ({ name: 'TRUSTED_PROXIES', value }),
  ),
  { name: 'HEADERS_TIMEOUT_MS', value: '0' },
  { name: 'REQUEST_TIMEOUT_MS', value: '-1' },
  { name: 'KEEP_ALIVE_TIMEOUT_MS', value: '1.5' },
  ...[
    'SUPEROFFICE_CONNECT_TIMEOUT_MS',
    'SUPEROFFICE_MAX_ANSWER_BYTES',
    'SUPEROFFICE_MAX_IN_FLIGHT',
    'SUPEROFFICE_MAX_QUEUED',
    'SUPEROFFICE_QUEUE_TIMEOUT_MS',
    'SUPEROFFICE_MAX_RETRIES',
    'SUPEROFFICE_RETRY_PERCENT',
    'SUPEROFFICE_MAX_RETRY_AFTER_MS',
    'BREAKER_FAILURE_PERCENT',
    'BREAKER_MIN_CALLS',
    'BREAKER_WINDOW_MS',
    'BREAKER_OPEN_MS',
    'IDEMPOTENCY_TTL_MS',
    'MAX_IDEMPOTENCY_KEYS',
    'MAX_IDEMPOTENCY_BYTES',
    'MAX_TOKENS',
    'MAX_DEPTH',
    'MAX_INTROSPECTION_DEPTH',
    'MAX_ALIASES',
    'MAX_DIRECTIVES',
    'MAX_QUERY_FIELDS',
    'MAX_MUTATION_FIELDS',
    'MAX_DOCUMENT_OPERATIONS',
    'MAX_ERRORS',
    'MAX_DOCUMENTS',
    'MAX_OPERATIONS',
    'MAX_EVENT_LOOP_DELAY_MS',
    'MAX_HEAP_PERCENT',
    'MAX_HEAP_PERCENT_QUERIES',
    'RATE_LIMIT_PER_SECOND',
    'RATE_LIMIT_BURST',
    'MAX_RATE_LIMIT_KEYS',
    'MAX_HEADERS',
    'SHUTDOWN_TIMEOUT_MS',
  ].map((name) => ({ name, value: '-1' })),
  ...[
    'canary',
    'http://canary',
    'redis:///canary',
    'redis://:can#ary@host:6379',
    'redis://:1#canary@host:6379',
    'redis://:12?canary@host:6379',
    'redis://u:12/canary@host:6379',
    'redis://:canary%@host',
    'redis://host/canary',
  ].map((value) => ({ name: 'REDIS_URL', value })),
  ...['HTTP_PROXY', 'HTTPS_PROXY'].flatMap((name) =>
    [
      'socks5://canary:1080',
      'http://canary/path',
      'http://canary/?query',
      'http://canary#',
      'http://canary:port',
      'http://canary:65536',
      'http://canary:0',
      '//canary:99',
      'http:///canary:99',
      'http://u:canary%@proxy',
      'http://u:canary/@proxy',
      'http://ca nary',
      'http://',
    ].map((value) => ({ name, value })),
  ),
  { name: 'PERSISTED_OPERATIONS_ONLY', value: 'canary' },
  { name: 'SCHEMA_PREFIX', value: 'canary' },
  { name: 'SCHEMA_PREFIX', value: 'Can-ary' },
  { name: 'SCHEMA_PREFIX', value: 'Canary_' },
  ...[
    'canary',
    ',',
    ' , ',
    'canary-canary-canary,canary',
    'canary-canary-canary,canary-canary-å',
    'canary-canary-canary\ncanary-canary-canary',
    'canary-canary-1,canary-canary-2,canary-canary-3',
    'canary-canary-10,canary-canary-20,canary-canary-30',
  ].flatMap((value) => ['ROUTER_SECRET', 'WEBHOOK_SECRET'].map((name) => ({ name, value }))),
  { name: 'MAX_REPRESENTATIONS', value: '0' },
  { name: 'FEDERATED_TRACE', value: 'canary' },
  { name: 'SUPEROFFICE_TRANSPORT', value: 'https' },
  { name: 'SANDBOX_TIME', value: 'canary' },
  { name: 'SANDBOX_VISITORS', value: 'canary' },
  { name: 'COMPILED_EXECUTION', value: 'canary' },
  { name: 'LOG_LEVEL', value: 'loud' },
  { name: 'LOG_UPSTREAM_ERRORS', value: 'canary' },
];

/** The problems that keep a server with this environment from starting. */
function problemsOf(env: NodeJS.ProcessEnv): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error as ConfigError;
  }
  throw new Error('The configuration was accepted.');
}

describe('the configuration', () => {
  it('has a default for every setting', () => {
    expect(loadConfig({})).toEqual(DEFAULTS);
  });

  it('prefers the lower-case name of a proxy variable, unless it is empty', () => {
    const HTTPS_PROXY = 'http://large.example';
    const proxyWith = (https_proxy: string) => loadConfig({ HTTPS_PROXY, https_proxy }).httpsProxy?.hostname;

    expect(proxyWith('http://small.example')).toBe('small.example');
    expect(proxyWith(' ')).toBe('large.example');
    expect(problemsOf({ HTTPS_PROXY, https_proxy: 'socks5://canary' }).message).toMatch(
      /^ {2}https_proxy: (?!.*canary)/m,
    );
  });

  it.each(GOOD)('takes $name=$value', ({ name, value, config }) => {
    expect(loadConfig({ [name]: value })).toEqual({ ...DEFAULTS, ...config });
  });

  it.each(['', ' '])('treats the setting "%s" as not set', (value) => {
    const names = [...new Set([...GOOD, ...BAD].map(({ name }) => name))];

    expect(loadConfig(Object.fromEntries(names.map((name) => [name, value])))).toEqual(DEFAULTS);
  });

  it('ignores variables that are not its own', () => {
    expect(loadConfig({ PATH: '/bin', port: 'x', npm_config_port: 'y', superoffice_url: 'z' })).toEqual(DEFAULTS);
  });

  it('is read only from the environment that it is given', () => {
    process.env.SUPEROFFICE_LANGUAGE = 'nb';
    try {
      expect(loadConfig({}).superOfficeLanguage).toBe('en');
    } finally {
      delete process.env.SUPEROFFICE_LANGUAGE;
    }
  });

  it('cannot be changed', () => {
    const config = loadConfig({});

    expect(Object.isFrozen(config)).toBe(true);
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  });

  it.each([
    { given: 'https://host/Cust12345/api/v1', used: 'https://host/Cust12345/api/v1/' },
    { given: 'https://host', used: 'https://host/' },
    { given: 'http://127.0.0.1:9000/api/v1/', used: 'http://127.0.0.1:9000/api/v1/' },
    { given: 'http://[::1]:9000/api/v1', used: 'http://[::1]:9000/api/v1/' },
  ])('ends the REST root with a slash: $given', ({ given, used }) => {
    expect(loadConfig({ SUPEROFFICE_URL: given }).superOfficeUrl?.href).toBe(used);
  });

  it('needs SUPEROFFICE_URL in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' }).problems).toEqual([expect.stringMatching(/^SUPEROFFICE_URL: /)]);
    expect(loadConfig({ NODE_ENV: 'production', SUPEROFFICE_URL: 'https://host/api/v1/' }).isProduction).toBe(true);
  });
});

describe('PERSISTED_OPERATIONS_ONLY', () => {
  it('needs PERSISTED_OPERATIONS', () => {
    expect(problemsOf({ PERSISTED_OPERATIONS_ONLY: 'on' }).problems).toEqual([
      expect.stringMatching(/^PERSISTED_OPERATIONS: /),
    ]);
    expect(
      loadConfig({ PERSISTED_OPERATIONS_ONLY: 'on', PERSISTED_OPERATIONS: 'manifest.json' }).persistedOperationsOnly,
    ).toBe(true);
  });
});

describe('a bad configuration', () => {
  it.each(BAD)('is refused, naming the setting and not its value: $name=$value', ({ name, value }) => {
    const { problems, message } = problemsOf({ [name]: value });

    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}: (expected|is required)`))]);
    expect(message).toContain(problems[0]);
    expect(message).not.toContain('canary');
    expect(message).not.toContain(`: ${value}`);
  });

  it('is refused with all its problems at once, in no order, and no secret', () => {
    const env = Object.fromEntries(BAD.map(({ name, value }) => [name, value]));
    const { problems, message } = problemsOf(env);

    expect(new Set(problems.map((problem) => problem.split(':')[0]))).toEqual(new Set(Object.keys(env)));
    for (const problem of problems) {
      expect(message).toContain(problem);
    }
    expect(message).not.toContain('canary');
  });

  it('is refused with all its problems, that production needs SUPEROFFICE_URL among them', () => {
    const { problems } = problemsOf({ NODE_ENV: 'production', PORT: 'x', LOG_LEVEL: 'loud' });

    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual(['LOG_LEVEL', 'PORT', 'SUPEROFFICE_URL']);
  });

  it('names a setting once', () => {
    expect(problemsOf({ NODE_ENV: 'production', SUPEROFFICE_URL: 'ftp://host' }).problems).toHaveLength(1);
    expect(problemsOf({ PORT: '-1' }).problems).toHaveLength(1);
  });
});

describe('an address that is refused', () => {
  it.each([
    { name: 'REDIS_URL', value: 'redis://:can#ary@host:6379', encoded: 'redis://:can%23ary@host:6379' },
    { name: 'REDIS_URL', value: 'redis://:12/canary@host', encoded: 'redis://:12%2Fcanary@host' },
    { name: 'HTTPS_PROXY', value: 'http://u:can#ary@host', encoded: 'http://u:can%23ary@host' },
    { name: 'HTTP_PROXY', value: 'http://u:can?ary@host', encoded: 'http://u:can%3Fary@host' },
    { name: 'SUPEROFFICE_URL', value: 'https://host/can#ary/api/v1/', encoded: 'https://host/can%23ary/api/v1/' },
  ])(
    'gets a message that says what to percent-encode, and is accepted once that is done: $name=$value',
    ({ name, value, encoded }) => {
      const [problem, ...others] = problemsOf({ [name]: value }).problems;

      expect(others).toEqual([]);
      expect(problem).toMatch(/Percent-encode special characters in .*: # is %23/);
      expect(problem).not.toMatch(/can.?ary/);
      expect(() => loadConfig({ [name]: encoded })).not.toThrow();
    },
  );
});

describe('PORT and ADMIN_PORT', () => {
  const told = ['ADMIN_PORT: is the same port as PORT. Set another one; 0 takes any free one'];

  it.each([
    { PORT: '4111', ADMIN_PORT: '4111' },
    { ADMIN_PORT: '4000' },
    { ADMIN_PORT: ' 4000 ' },
    { ADMIN_PORT: '4000', HOST: '0.0.0.0' },
    { ADMIN_PORT: '4000', ADMIN_HOST: '::' },
    { ADMIN_PORT: '4000', ADMIN_HOST: '127.0.0.1' },
    { ADMIN_PORT: '4000', HOST: '10.0.0.1', ADMIN_HOST: '10.0.0.1' },
  ])('may not be the same on the same address: %p', (env) => {
    expect(problemsOf(env).problems).toEqual(told);
  });

  it.each([
    { PORT: '0', ADMIN_PORT: '0' },
    { ADMIN_PORT: '4001' },
    { ADMIN_PORT: '4000', HOST: '10.0.0.1' },
    { ADMIN_PORT: '4000', HOST: '127.0.0.1', ADMIN_HOST: '127.0.0.2' },
  ])('may differ in other ways: %p', (env) => {
    expect(() => loadConfig(env)).not.toThrow();
  });
});
