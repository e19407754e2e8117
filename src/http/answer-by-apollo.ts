import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../graphql/context.js';

/** Sets the head of the answer that Apollo Server has for a request, and gives its body. */
export async function answerByApollo(
  apollo: ApolloServer<RequestContext>,
  request: FastifyRequest,
  reply: FastifyReply,
  context: () => RequestContext,
): Promise<string | Readable> {
  const { method, url, body: sent } = request;
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method,
      headers: headersOf(request),
      body: sent,
      search: method === 'GET' ? new URL(url, 'http://localhost/').search : '',
    },
    context: async () => context(),
  });
  reply.code(status ?? 200);
  for (const [name, value] of headers) {
    reply.header(name, value);
  }
  return body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator);
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    map.set(name, String(headers[name]));
  }
  return map;
}
