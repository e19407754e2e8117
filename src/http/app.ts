import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PublicError } from '../graphql/errors.js';
import { refuse, refuseMethod } from './answers/send-error.js';
import { type BaseAppOptions, createBaseApp } from './base-app.js';
import { boundIdleConnections } from './connections/idle-connections.js';
import { allowedOrigins, createCors } from './cors.js';
import { addGraphqlRoute, type GraphqlRouteOptions } from './graphql-route.js';
import { addHealthRoutes } from './health.js';
import { trustedProxies } from './request/addresses.js';
import { readJsonBodies } from './request/json-body.js';
import { searchOf } from './request/search.js';
import { refuseWebSocket, type WebSocketRefusal, webSocketRefusal } from './web-sockets/web-socket-refusal.js';
import type { WebhookReceiver } from './webhooks/receiver.js';

export interface HttpAppOptions
  extends GraphqlRouteOptions,
    Omit<BaseAppOptions, 'config' | 'allowsAddresses' | 'cors' | 'outbox'> {
  /** Called for each connection that is closed because its address holds too many. */
  readonly onRefusedConnection?: (() => void) | undefined;
  /** Undefined: there is no address for webhooks. */
  readonly webhooks?: WebhookReceiver | undefined;
}

/** The public app: `/graphql`, and the health routes if there is no admin port. */
export async function createHttpApp(options: HttpAppOptions): Promise<FastifyInstance> {
  const { config, readiness, onRefusedConnection, webhooks } = options;
  const app = createBaseApp({ ...options, allowsAddresses: false, cors: createCors(allowedOrigins(config)) });
  readJsonBodies(app);
  boundIdleConnections(app, {
    maxIdleConnectionsPerAddress: config.maxIdleConnectionsPerAddress,
    isTrusted: trustedProxies(config.trustedProxies),
    onRefusedConnection,
  });
  app.setNotFoundHandler((request, reply) => {
    if (/^\/graphql(\?|$)/.test(request.url)) {
      refuseMethod(request, reply, config.httpGet ? 'GET, POST' : 'POST');
    } else {
      refuse(
        new PublicError('BAD_REQUEST', { message: 'There is nothing at this address: GraphQL is served at /graphql.' }),
        404,
        request,
        reply,
      );
    }
  });
  if (config.adminPort === undefined) {
    addHealthRoutes(app, readiness);
  }
  await addGraphqlRoute(app, options);
  if (webhooks !== undefined) {
    await (await import('./webhooks/route.js')).addWebhookRoute(app, { ...options, webhooks });
  }
  if (!config.isProduction) {
    leadToGraphql(app, webSocketRefusal(config, options.hasStreams === true));
  }
  return app;
}

/**
 * Redirects developers who guess the address. The redirect is relative, because a proxy may have removed a part of the path.
 */
function leadToGraphql(app: FastifyInstance, refusalOf: WebSocketRefusal): void {
  const leadTo = (location: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    // WebSocket clients do not follow redirects.
    refuseWebSocket(request.raw, refusalOf);
    return reply.redirect(`${location}${searchOf(request.url)}`, 307);
  };
  // No hook reads the body before: it is sent again.
  app.route({ method: 'GET', url: '/', onRequest: leadTo('graphql'), handler: noAnswer });
  app.route({ method: ['GET', 'POST'], url: '/graphql/', onRequest: leadTo('../graphql'), handler: noAnswer });
}

function noAnswer(): never {
  throw new TypeError('The request was answered before.');
}
