import type { FastifyInstance } from 'fastify';
import { type BaseAppOptions, createBaseApp } from './base-app.js';
import { createCors } from './cors.js';
import { addHealthRoutes } from './health.js';

export interface AdminAppOptions extends Omit<BaseAppOptions, 'allowsAddresses' | 'cors' | 'onRefusal'> {
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
}

/** How long a request may take to arrive. None has a body. */
const REQUEST_TIMEOUT_MS = 5000;

/** The admin port: health and `/metrics`, without a credential. */
export function createAdminApp({ config, metrics, ...options }: AdminAppOptions): FastifyInstance {
  const app = createBaseApp({
    ...options,
    config: { ...config, requestTimeoutMs: REQUEST_TIMEOUT_MS },
    allowsAddresses: true,
    cors: createCors([]),
  });
  app.removeAllContentTypeParsers();
  addHealthRoutes(app, options.readiness);
  app.get('/metrics', async (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.text();
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  return app;
}
