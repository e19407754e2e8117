import type { FastifyInstance } from 'fastify';

/** `misdirected`: SuperOffice says that the tenant lives elsewhere, so that every request fails. */
export type Readiness = 'ready' | 'shutting down' | 'misdirected';

/** `/health/live`: the process answers. `/health/ready`: it wants requests, else 503. */
export function addHealthRoutes(app: FastifyInstance, readiness: () => Readiness): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const status = readiness();
    reply.code(status === 'ready' ? 200 : 503);
    return { status };
  });
}
