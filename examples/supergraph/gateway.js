import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

/** The caller's credential, language and request id: what superoffice-graphql reads of a request. */
const FORWARDED = /^(accept-language|authorization|cookie|so-[a-z]+|x-request-id|x-xsrf-token)$/;

/** Longer than superoffice-graphql's own OPERATION_TIMEOUT_MS of 10 s, so that it can say what became of a transfer. */
const SUBGRAPH_TIMEOUT_MS = 13_000;

class SuperOfficeDataSource extends RemoteGraphQLDataSource {
  constructor({ url, routerSecret }) {
    super({ url, fetcher: fetchInTime });
    this.routerSecret = routerSecret;
  }

  willSendRequest({ request, context }) {
    for (const [name, value] of Object.entries(context.headers)) {
      if (FORWARDED.test(name)) {
        request.http.headers.set(name, value);
      }
    }
    if (this.routerSecret) {
      request.http.headers.set('x-router-secret', this.routerSecret);
    }
  }
}

/** Sends once: a transfer must not be repeated. */
function fetchInTime(url, init) {
  return fetch(url, { ...init, signal: AbortSignal.timeout(SUBGRAPH_TIMEOUT_MS) });
}

/** Serves a supergraph. The caller's headers go to the subgraph `superoffice` and to no other one. */
export async function startGateway({ supergraphSdl, port, routerSecret }) {
  const server = new ApolloServer({
    gateway: new ApolloGateway({
      supergraphSdl,
      buildService: ({ name, url }) =>
        name === 'superoffice'
          ? new SuperOfficeDataSource({ url, routerSecret })
          : new RemoteGraphQLDataSource({ url, fetcher: fetchInTime }),
    }),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: 'localhost', port },
    context: async ({ req }) => ({ headers: req.headers }),
  });
  return { url: `http://localhost:${new URL(url).port}/graphql`, stop: () => server.stop() };
}
