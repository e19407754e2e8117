import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.js';
import { EXPLAIN_HEADER } from '../graphql/rest-report.js';

/** Request headers that a page of an allowed origin may send. */
const ALLOWED_HEADERS: ReadonlySet<string> = new Set<string>([
  'accept-language',
  'authorization',
  'content-type',
  'graphql-client-name',
  'graphql-client-version',
  'idempotency-key',
  EXPLAIN_HEADER,
  'traceparent',
  'tracestate',
  'x-request-id',
  'x-request-timeout-ms',
  'x-xsrf-token',
]);
const ALLOWED_FAMILY = /^(apollo[a-z-]*|so-[a-z]+|x-[a-z-]*apollo[a-z-]*)$/;
const MAX_NAME_LENGTH = 64;

const STUDIO_ORIGIN = 'https://studio.apollographql.com';

type Headers = Readonly<Record<string, string>>;

/** Which pages of other origins may call and read the answers. */
export interface Cors {
  /** The headers that let a page of this origin read an answer. They belong on every answer, also if no hook runs. */
  headersFor(origin: string | undefined): Headers;
  /** The headers of the answer to a preflight; undefined if the page may send nothing. */
  preflightHeadersFor(headers: IncomingHttpHeaders): Headers | undefined;
}

/** The origins whose pages may call: those that the operator names and, for developers, Apollo Studio. */
export function allowedOrigins({ corsOrigins, isProduction }: Pick<Config, 'corsOrigins' | 'isProduction'>) {
  return [...corsOrigins, ...(isProduction ? [] : [STUDIO_ORIGIN])];
}

/** Allows pages of these origins, and no others. */
export function createCors(origins: readonly string[]): Cors {
  // If no origin is allowed, answers do not vary by origin.
  const forOthers: Headers = origins.length === 0 ? {} : { vary: 'Origin' };
  const allowed: ReadonlyMap<string | undefined, Headers> = new Map(
    origins.map((origin) => [
      origin,
      {
        ...forOthers,
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'x-request-id, idempotent-replayed, retry-after',
      },
    ]),
  );
  return {
    headersFor: (origin) => allowed.get(origin) ?? forOthers,
    // An OPTIONS that is not a preflight is a method like any other.
    preflightHeadersFor: (headers) =>
      headers['access-control-request-method'] !== undefined && allowed.has(headers.origin)
        ? preflightHeaders(headers)
        : undefined,
  };
}

function preflightHeaders(headers: IncomingHttpHeaders): Headers {
  const asked = headers['access-control-request-headers']?.toLowerCase().split(',') ?? [];
  return {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': asked
      .map((name) => name.trim())
      .filter(isAllowedHeader)
      .join(', '),
    'access-control-max-age': '600',
    // Chrome asks this before a public page may call a server on a private address.
    ...(headers['access-control-request-private-network'] === 'true' && {
      'access-control-allow-private-network': 'true',
    }),
    // Some browsers wait for a body without this.
    'content-length': '0',
  };
}

function isAllowedHeader(name: string): boolean {
  return ALLOWED_HEADERS.has(name) || (name.length <= MAX_NAME_LENGTH && ALLOWED_FAMILY.test(name));
}
