import type { FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
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

/** The origins whose pages may ask: those that the operator names, and Apollo Studio for developers. */
export function allowedOrigins({ corsOrigins, isProduction }: Pick<Config, 'corsOrigins' | 'isProduction'>) {
  return [...corsOrigins, ...(isProduction ? [] : [STUDIO_ORIGIN])];
}

/** Answers pages of the given origins, and no others. */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  // No request is to pay for what nobody may use.
  if (origins.length === 0) {
    return;
  }
  app.addHook('onRequest', async (request, reply) => {
    // Chrome asks, before a public page may reach a server on a private address.
    if (request.headers['access-control-request-private-network'] === 'true' && isAllowed(request, origins)) {
      reply.header('access-control-allow-private-network', 'true');
    }
  });
  const { default: cors } = await import('@fastify/cors');
  await app.register(cors, {
    delegator: (request: FastifyRequest, done: (error: Error | null, options: FastifyCorsOptions) => void) => {
      done(null, isAllowed(request, origins) ? optionsFor(request) : { origin: false });
    },
  });
}

function isAllowed({ headers: { origin } }: FastifyRequest, origins: readonly string[]): boolean {
  return origin !== undefined && origins.includes(origin);
}

function optionsFor({ headers }: FastifyRequest): FastifyCorsOptions {
  const asked = headers['access-control-request-headers']?.toLowerCase().split(',') ?? [];
  return {
    origin: true,
    credentials: true,
    // An OPTIONS that asks for nothing is a method like any other.
    preflight: headers['access-control-request-method'] !== undefined,
    methods: ['GET', 'POST'],
    allowedHeaders: asked.map((name) => name.trim()).filter(isAllowedHeader),
    exposedHeaders: ['x-request-id', 'idempotent-replayed', 'retry-after'],
    maxAge: 600,
  };
}

function isAllowedHeader(name: string): boolean {
  return ALLOWED_HEADERS.has(name) || (name.length <= MAX_NAME_LENGTH && ALLOWED_FAMILY.test(name));
}
