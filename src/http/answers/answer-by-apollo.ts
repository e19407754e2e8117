import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { RequestContext } from '../../graphql/context.js';
import type { OperationParameters } from '../request/operation-parameters.js';

/** An answer before it is sent. */
export interface ComputedAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** In parts, if the client asks Apollo Server for that. */
  readonly body: string | Readable;
}

/** What Apollo Server reads of a request. */
export interface AskedOfApollo extends OperationParameters {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** What Apollo Server answers to a request. */
export async function answerByApollo(
  apollo: ApolloServer<RequestContext>,
  { method, headers: sent, body: parameters, search }: AskedOfApollo,
  context: () => RequestContext,
): Promise<ComputedAnswer> {
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: new RequestHeaders(sent), body: parameters, search },
    context: async () => context(),
  });
  return {
    status: status ?? 200,
    headers,
    body: body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator),
  };
}

/**
 * Reads the headers of a request in place: Apollo Server asks for a few by name, and copying all of them would cost more.
 * Iterating finds nothing; nothing in use here iterates.
 */
class RequestHeaders extends HeaderMap {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    super();
    this.#headers = headers;
  }

  override get(name: string): string | undefined {
    const value = this.#headers[name.toLowerCase()];
    return value === undefined ? undefined : String(value);
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}
