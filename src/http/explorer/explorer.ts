import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openBundle } from './bundle.js';
import { encodingFor, prefersPage } from './negotiation.js';
import { contentSecurityPolicy, explorerPage, ISOLATION } from './page.js';
import type { ExplorerSettings } from './settings.js';

/** A file's name changes with its content. */
const FOR_A_YEAR = 'max-age=31536000, immutable';

export interface Explorer {
  /** Whether a browser opens the page, rather than a client sending an operation. */
  isAskedFor(request: FastifyRequest): boolean;
  sendPage(reply: FastifyReply): FastifyReply;
}

/** The page for developers, from this server's own files: it never asks another host for anything. */
export function addExplorer(app: FastifyInstance, settings: Omit<ExplorerSettings, 'nonce'>): Explorer {
  const bundle = openBundle();
  app.get<{ Params: { name: string } }>('/graphql/explorer/:name', async (request, reply) => {
    const file = bundle.find(request.params.name);
    if (file === undefined) {
      return reply.callNotFound();
    }
    const encoding = encodingFor(file.type, request.headers['accept-encoding']);
    return reply
      .type(file.type)
      .headers({
        ...ISOLATION,
        'cache-control': FOR_A_YEAR,
        vary: [reply.getHeader('vary') ?? [], 'Accept-Encoding'].flat().join(', '),
        ...(encoding !== 'identity' && { 'content-encoding': encoding }),
      })
      .send(await file.content(encoding));
  });
  return {
    isAskedFor: ({ method, query, headers }) =>
      method === 'GET' && !Object.hasOwn(query as object, 'query') && prefersPage(headers.accept),
    sendPage(reply) {
      const nonce = randomBytes(16).toString('base64url');
      return reply
        .type('text/html; charset=utf-8')
        .headers({
          ...ISOLATION,
          'content-security-policy': contentSecurityPolicy(nonce),
          'referrer-policy': 'no-referrer',
        })
        .send(explorerPage(bundle.files, { ...settings, nonce }));
    },
  };
}
