import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { EXPLAIN_HEADER } from '../graphql/rest-report.js';

/** Request headers that a page of an allowed origin may send. */
const ALLOWED_HEADERS: ReadonlySet<string> = new Set<string>([
  'accept-language',
  'authorization',
  'content-type',
  'idempotency-key',
  EXPLAIN_HEADER,
  'x-request-id',
  'x-request-timeout-ms',
  'x-xsrf-token',
]);
const ALLOWED_FAMILY = /^(apollo[a-z-]*|so-[a-z]+|x-[a-z-]*apollo[a-z-]*)$/;

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
  const asked = headers['access-control-request-headers']?.toLowerCase().split(/\s*,\s*/) ?? [];
  return {
    origin: true,
    credentials: true,
    // An OPTIONS that asks for nothing is a method like any other.
    preflight: headers['access-control-request-method'] !== undefined,
    methods: ['GET', 'POST'],
    allowedHeaders: asked.filter((name) => ALLOWED_HEADERS.has(name) || ALLOWED_FAMILY.test(name)),
    exposedHeaders: ['x-request-id', 'idempotent-replayed'],
    maxAge: 600,
  };
}
