import { z } from 'zod';

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\s*\d{1,9}\s*$/, `expected a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `expected a whole number from ${min} to ${max}`);

const milliseconds = wholeNumber(1, 600_000);

const toggle = z
  .enum(['true', 'false', 'on', 'off', '1', '0'], 'expected true or false')
  .transform((value) => ['true', 'on', '1'].includes(value));

const headerText = z.string().regex(/^[\x20-\x7e]+$/, 'expected printable ASCII characters');

const list = (pattern: RegExp, expected: string) =>
  z
    .string()
    .transform((value): readonly string[] =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .refine((items) => items.every((item) => pattern.test(item)), expected);

/** REST root of a tenant. What is in it besides scheme, host and path would be sent to callers' logs or lost. */
const restRoot = z
  .string()
  .refine(isRestRoot, 'expected an http or https address without user, password, query or fragment')
  .transform((value) => new URL(value.endsWith('/') ? value : `${value}/`));

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every setting: its name in `Config`, its environment variable, what it may be and its default. */
const SETTINGS = {
  /** 0 takes any free port. */
  port: setting('PORT', wholeNumber(0, 65_535).default(4000)),
  host: setting('HOST', z.string().default('localhost')),
  isProduction: setting(
    'NODE_ENV',
    z
      .string()
      .default('')
      .transform((value) => value === 'production'),
  ),
  /** REST root of one SuperOffice tenant, ending in a slash. Undefined: the embedded sandbox tenant. */
  superOfficeUrl: setting('SUPEROFFICE_URL', restRoot.optional()),
  /** Sent as `SO-AppToken` where the caller sends none. A secret. */
  superOfficeAppToken: setting('SUPEROFFICE_APP_TOKEN', headerText.optional()),
  /** Language, culture and time zone of callers who name none. */
  superOfficeLanguage: setting('SUPEROFFICE_LANGUAGE', headerText.default('en')),
  superOfficeCulture: setting('SUPEROFFICE_CULTURE', headerText.optional()),
  superOfficeTimeZone: setting('SUPEROFFICE_TIME_ZONE', headerText.default('UTC')),
  /** Names of the cookies that, together with `X-XSRF-TOKEN`, are a caller's credential. */
  superOfficeCookies: setting(
    'SUPEROFFICE_COOKIES',
    list(/^[\w!#$%&'*+.^`|~-]+$/, 'expected names of cookies, with commas between').default([]),
  ),
  superOfficeReadTimeoutMs: setting('SUPEROFFICE_READ_TIMEOUT_MS', milliseconds.default(4000)),
  superOfficeWriteTimeoutMs: setting('SUPEROFFICE_WRITE_TIMEOUT_MS', milliseconds.default(8000)),
  operationTimeoutMs: setting('OPERATION_TIMEOUT_MS', milliseconds.default(10_000)),
  maxRestCalls: setting('MAX_REST_CALLS', wholeNumber(1, 100_000).default(200)),
  /** What one connection may cost, in bytes and time. */
  maxBodyBytes: setting('MAX_BODY_BYTES', wholeNumber(1024, 100_000_000).default(100 * 1024)),
  maxHeaderBytes: setting('MAX_HEADER_BYTES', wholeNumber(1024, 1_000_000).default(16 * 1024)),
  maxConnections: setting('MAX_CONNECTIONS', wholeNumber(1, 1_000_000).default(2048)),
  headersTimeoutMs: setting('HEADERS_TIMEOUT_MS', milliseconds.default(10_000)),
  requestTimeoutMs: setting('REQUEST_TIMEOUT_MS', milliseconds.default(15_000)),
  keepAliveTimeoutMs: setting('KEEP_ALIVE_TIMEOUT_MS', milliseconds.default(65_000)),
  /** How long a SIGTERM waits, not ready, before the server stops accepting. */
  shutdownDelayMs: setting('SHUTDOWN_DELAY_MS', wholeNumber(0, 600_000).default(0)),
  corsOrigins: setting(
    'CORS_ORIGINS',
    list(/^https?:\/\/[^/?#@\s*]+$/, 'expected origins such as https://desk.example.com, with commas between').default(
      [],
    ),
  ),
  /** Whether queries may come as GET. */
  httpGet: setting('HTTP_GET', toggle.default(true)),
  exposeSessionKey: setting('EXPOSE_SESSION_KEY', toggle.default(false)),
  /** Before the names of types and of `Query`'s fields; empty for none. */
  schemaPrefix: setting(
    'SCHEMA_PREFIX',
    z
      .string()
      .regex(/^[A-Z][A-Za-z0-9]{0,30}$/, 'expected a name such as SuperOffice, with a capital first letter')
      .default(''),
  ),
  /** What a router sends as `x-router-secret`, for entities, the SDL and traces. A secret. */
  routerSecret: setting('ROUTER_SECRET', headerText.min(16, 'expected at least 16 characters').optional()),
  maxRepresentations: setting('MAX_REPRESENTATIONS', wholeNumber(1, 100_000).default(1000)),
  federatedTrace: setting('FEDERATED_TRACE', toggle.default(false)),
  logLevel: setting('LOG_LEVEL', z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info')),
  logUpstreamErrors: setting('LOG_UPSTREAM_ERRORS', toggle.default(false)),
} as const;

type Settings = typeof SETTINGS;

/** Everything the process reads from its environment. Nothing else reads `process.env`. */
export type Config = { readonly [Name in keyof Settings]: z.output<Settings[Name]['schema']> };

/** The environment variables of all settings. */
export const CONFIG_VARIABLES: readonly string[] = Object.values(SETTINGS).map(({ variable }) => variable);

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
  for (const [name, { variable, schema }] of Object.entries(SETTINGS)) {
    const parsed = schema.safeParse(env[variable]?.trim() ? env[variable] : undefined);
    values[name] = parsed.data;
    problems.push(...(parsed.error?.issues ?? []).map(({ message }) => `${variable}: ${message}`));
  }
  const config = values as unknown as Config;
  if (config.isProduction && !env.SUPEROFFICE_URL?.trim()) {
    problems.push('SUPEROFFICE_URL: is required where NODE_ENV is production: the sandbox tenant is for trying out');
  }
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return Object.freeze(config);
}

function setting<Schema extends z.ZodType>(variable: string, schema: Schema) {
  return { variable, schema } as const;
}

function isRestRoot(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return (
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    !/[?#]/.test(value)
  );
}
