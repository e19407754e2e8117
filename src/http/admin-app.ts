import fastify, { type FastifyInstance } from 'fastify';
import { type BoundAnswersOptions, boundAnswers } from './answers.js';
import { addHealthRoutes, type Readiness } from './health.js';

export interface AdminAppOptions extends Pick<BoundAnswersOptions, 'config' | 'outbox'> {
  readonly readiness: () => Readiness;
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
}

const REQUEST_TIMEOUT_MS = 5000;

/** The door for operators: health and `/metrics`. Whoever reaches it needs no credential. */
export function createAdminApp({ readiness, metrics, config, outbox }: AdminAppOptions): FastifyInstance {
  const app = fastify({ requestTimeout: REQUEST_TIMEOUT_MS, exposeHeadRoutes: false, forceCloseConnections: true });
  boundAnswers(app, { outbox, config });
  addHealthRoutes(app, readiness);
  app.get('/metrics', async (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.text();
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  return app;
}
