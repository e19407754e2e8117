import { z } from 'zod';

/** Everything the process reads from its environment. Nothing else reads `process.env`. */
export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly isProduction: boolean;
  /** REST root of one SuperOffice tenant, ending in a slash. Undefined: the embedded sandbox tenant. */
  readonly superOfficeUrl: URL | undefined;
  /** Sent as `SO-AppToken` where the caller sends none. A secret. */
  readonly superOfficeAppToken: string | undefined;
  /** Language, culture and time zone of callers who name none. */
  readonly superOfficeLanguage: string;
  readonly superOfficeCulture: string | undefined;
  readonly superOfficeTimeZone: string;
  /** Names of the cookies that, together with `X-XSRF-TOKEN`, are a caller's credential. */
  readonly superOfficeCookies: readonly string[];
  readonly superOfficeReadTimeoutMs: number;
  readonly superOfficeWriteTimeoutMs: number;
  readonly operationTimeoutMs: number;
  readonly maxRestCalls: number;
  /** What one connection may cost, in bytes and time. */
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxConnections: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** How long a SIGTERM waits, not ready, before the server stops accepting. */
  readonly shutdownDelayMs: number;
  readonly corsOrigins: readonly string[];
  /** Whether queries may come as GET. */
  readonly httpGet: boolean;
  readonly exposeSessionKey: boolean;
  /** Before the names of types and of `Query`'s fields; empty for none. */
  readonly schemaPrefix: string;
  /** What a router sends as `x-router-secret`, for entities, the SDL and traces. A secret. */
  readonly routerSecret: string | undefined;
  readonly maxRepresentations: number;
  readonly federatedTrace: boolean;
  readonly logLevel: LogLevel;
  readonly logUpstreamErrors: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

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
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const values = parsed.data;
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    isProduction: values.NODE_ENV === 'production',
    superOfficeUrl: values.SUPEROFFICE_URL,
    superOfficeAppToken: values.SUPEROFFICE_APP_TOKEN,
    superOfficeLanguage: values.SUPEROFFICE_LANGUAGE,
    superOfficeCulture: values.SUPEROFFICE_CULTURE,
    superOfficeTimeZone: values.SUPEROFFICE_TIME_ZONE,
    superOfficeCookies: values.SUPEROFFICE_COOKIES,
    superOfficeReadTimeoutMs: values.SUPEROFFICE_READ_TIMEOUT_MS,
    superOfficeWriteTimeoutMs: values.SUPEROFFICE_WRITE_TIMEOUT_MS,
    operationTimeoutMs: values.OPERATION_TIMEOUT_MS,
    maxRestCalls: values.MAX_REST_CALLS,
    maxBodyBytes: values.MAX_BODY_BYTES,
    maxHeaderBytes: values.MAX_HEADER_BYTES,
    maxConnections: values.MAX_CONNECTIONS,
    headersTimeoutMs: values.HEADERS_TIMEOUT_MS,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    keepAliveTimeoutMs: values.KEEP_ALIVE_TIMEOUT_MS,
    shutdownDelayMs: values.SHUTDOWN_DELAY_MS,
    corsOrigins: values.CORS_ORIGINS,
    httpGet: values.HTTP_GET,
    exposeSessionKey: values.EXPOSE_SESSION_KEY,
    schemaPrefix: values.SCHEMA_PREFIX,
    routerSecret: values.ROUTER_SECRET,
    maxRepresentations: values.MAX_REPRESENTATIONS,
    federatedTrace: values.FEDERATED_TRACE,
    logLevel: values.LOG_LEVEL,
    logUpstreamErrors: values.LOG_UPSTREAM_ERRORS,
  });
}

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
    .transform((value) =>
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

const environment = z
  .object({
    NODE_ENV: z.string().optional(),
    PORT: wholeNumber(0, 65_535).default(4000),
    HOST: z.string().default('localhost'),
    SUPEROFFICE_URL: restRoot.optional(),
    SUPEROFFICE_APP_TOKEN: headerText.optional(),
    SUPEROFFICE_LANGUAGE: headerText.default('en'),
    SUPEROFFICE_CULTURE: headerText.optional(),
    SUPEROFFICE_TIME_ZONE: headerText.default('UTC'),
    SUPEROFFICE_COOKIES: list(/^[\w!#$%&'*+.^`|~-]+$/, 'expected names of cookies, with commas between').default([]),
    SUPEROFFICE_READ_TIMEOUT_MS: milliseconds.default(4000),
    SUPEROFFICE_WRITE_TIMEOUT_MS: milliseconds.default(8000),
    OPERATION_TIMEOUT_MS: milliseconds.default(10_000),
    MAX_REST_CALLS: wholeNumber(1, 100_000).default(200),
    MAX_BODY_BYTES: wholeNumber(1024, 100_000_000).default(100 * 1024),
    MAX_HEADER_BYTES: wholeNumber(1024, 1_000_000).default(16 * 1024),
    MAX_CONNECTIONS: wholeNumber(1, 1_000_000).default(2048),
    HEADERS_TIMEOUT_MS: milliseconds.default(10_000),
    REQUEST_TIMEOUT_MS: milliseconds.default(15_000),
    KEEP_ALIVE_TIMEOUT_MS: milliseconds.default(65_000),
    SHUTDOWN_DELAY_MS: wholeNumber(0, 600_000).default(0),
    CORS_ORIGINS: list(
      /^https?:\/\/[^/?#@\s*]+$/,
      'expected origins such as https://desk.example.com, with commas between',
    ).default([]),
    HTTP_GET: toggle.default(true),
    EXPOSE_SESSION_KEY: toggle.default(false),
    SCHEMA_PREFIX: z
      .string()
      .regex(/^[A-Z][A-Za-z0-9]{0,30}$/, 'expected a name such as SuperOffice, with a capital first letter')
      .default(''),
    ROUTER_SECRET: headerText.min(16, 'expected at least 16 characters').optional(),
    MAX_REPRESENTATIONS: wholeNumber(1, 100_000).default(1000),
    FEDERATED_TRACE: toggle.default(false),
    LOG_LEVEL: z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info'),
    LOG_UPSTREAM_ERRORS: toggle.default(false),
  })
  .refine((values) => values.NODE_ENV !== 'production' || values.SUPEROFFICE_URL !== undefined, {
    path: ['SUPEROFFICE_URL'],
    message: 'is required where NODE_ENV is production: the sandbox tenant is for trying out',
    // Said together with every other problem, not only once there is none.
    when: () => true,
  });

/** The names of all settings. */
export const CONFIG_VARIABLES: readonly string[] = Object.keys(environment.shape);
