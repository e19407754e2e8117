import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { RequestContext } from '../graphql/context.js';
import { searchOf } from './search.js';

/** An answer before it is sent. */
export interface ComputedAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** In parts, where Apollo Server is asked for that. */
  readonly body: string | Readable;
}

/** What Apollo Server answers to a request. */
export async function answerByApollo(
  apollo: ApolloServer<RequestContext>,
  request: FastifyRequest,
  context: () => RequestContext,
): Promise<ComputedAnswer> {
  const { method, url, body: sent } = request;
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method,
      headers: headersOf(request),
      body: sent,
      search: method === 'GET' ? searchOf(url) : '',
    },
    context: async () => context(),
  });
  return {
    status: status ?? 200,
    headers,
    body: body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator),
  };
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    map.set(name, String(headers[name]));
  }
  return map;
}
