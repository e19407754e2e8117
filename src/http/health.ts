import type { FastifyInstance } from 'fastify';

/** `/health/live`: the process answers. `/health/ready`: it wants requests, 503 once it is shutting down. */
export function addHealthRoutes(app: FastifyInstance, isReady: () => boolean): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    if (isReady()) {
      return { status: 'ready' };
    }
    reply.code(503);
    return { status: 'shutting down' };
  });
}
