import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { PublicError } from '../../graphql/errors.js';
import type { Logger } from '../../log/logger.js';
import { refuse } from '../answers/send-error.js';
import type { WebhookReceiver } from './receiver.js';

export interface WebhookRouteOptions {
  readonly webhooks: WebhookReceiver;
  readonly config: Pick<Config, 'maxBodyBytes'>;
  readonly logger: Logger;
}

const WEBHOOK_PATH = '/webhooks/superoffice';

/** Events take a tenth of it. The sender is not authenticated yet. */
const MAX_BODY_BYTES = 32_768;

const NOTHING = Buffer.alloc(0);

/**
 * `POST /webhooks/superoffice`. Only the signature lets a webhook in. No page and no client can make one, so this route
 * needs no credential, no router secret and no check of the origin.
 */
export async function addWebhookRoute(
  app: FastifyInstance,
  { webhooks, config, logger }: WebhookRouteOptions,
): Promise<void> {
  // The rest of the server takes only parsed JSON bodies; the signature needs the bytes.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    // Fastify refuses a Content-Type that is empty or malformed. The signature vouches for the body, whatever its type.
    scope.addHook('onRequest', async ({ raw }) => {
      delete raw.headers['content-type'];
    });
    scope.route({
      method: 'POST',
      url: WEBHOOK_PATH,
      bodyLimit: Math.min(config.maxBodyBytes, MAX_BODY_BYTES),
      handler: async ({ id: requestId, headers, body }, reply) => {
        const result = webhooks.take((body as Buffer | undefined) ?? NOTHING, signatureIn(headers));
        if (result === 'refused') {
          throw new PublicError('UNAUTHENTICATED', { message: UNSIGNED, http: { status: 401 } });
        }
        logger.info({ requestId, result }, 'webhook');
        return reply.code(200).send();
      },
    });
    scope.route({ method: 'GET', url: WEBHOOK_PATH, exposeHeadRoute: false, handler: refuseGet });
  });
}

const UNSIGNED =
  'Expected X-SuperOffice-Signature, made with the key that `superoffice-graphql webhooks register` gives to SuperOffice.';

/** For people who check the address in a browser. */
async function refuseGet(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.header('allow', 'POST');
  return refuse(
    new PublicError('BAD_REQUEST', { message: 'SuperOffice sends webhooks by POST.' }),
    405,
    request,
    reply,
  );
}

function signatureIn({ 'x-superoffice-signature': signature }: FastifyRequest['headers']): string {
  return typeof signature === 'string' ? signature : '';
}
