import type { FastifyInstance } from 'fastify';

/** `misdirected`: SuperOffice says that the tenant has moved, so every request would fail. */
export type Readiness = 'ready' | 'shutting down' | 'misdirected';

/** `/health/live`: 200 if the process answers at all. `/health/ready`: 200 if it accepts requests, otherwise 503. */
export function addHealthRoutes(app: FastifyInstance, readiness: () => Readiness): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const status = readiness();
    reply.code(status === 'ready' ? 200 : 503);
    return { status };
  });
}
