import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Request headers that a page of an allowed origin may send. */
const ALLOWED_HEADER =
  /^(accept-language|apollo[a-z-]*|authorization|content-type|so-[a-z]+|x-[a-z-]*apollo[a-z-]*|x-request-id|x-xsrf-token)$/;

/** Answers pages of the given origins, and no others. */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
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
    methods: ['GET', 'POST'],
    allowedHeaders: asked.filter((name) => ALLOWED_HEADER.test(name)),
    exposedHeaders: ['x-request-id'],
    maxAge: 600,
  };
}
