import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import type { Answer, Connection } from '../../client/index.js';

const SUBSCRIPTION = `subscription ($session: ID!, $after: ID) {
  chatMessageUpdates(sessions: [{ session: $session, after: $after }]) {
    session { id }
    messages { id type message whenPosted }
    lastId
    staleSince
  }
}`;
const QUERY =
  'query ($session: ID!, $after: ID) { chatSession(id: $session) { messages(after: $after) { id type message whenPosted } } }';

export interface Message {
  readonly id: string;
  readonly type: string;
  readonly message: string;
  readonly whenPosted: string;
}
interface Updates {
  readonly chatMessageUpdates: {
    readonly session: { readonly id: string } | null;
    readonly messages: readonly Message[];
    readonly lastId: string | null;
    readonly staleSince: string | null;
  };
}
interface Session {
  readonly chatSession: { readonly messages: readonly Message[] } | null;
}
export interface Variables {
  readonly session: string;
  readonly after: string | null;
}

export interface Server {
  readonly url: string;
  readonly headers: { readonly authorization: string };
}

/** Does what `follow` needs with a GraphQL library, for the messages of a session. */
export interface Library {
  watch(
    server: Server,
    variables: Variables,
    connection: Connection,
    onData: (data: Updates) => void,
  ): Promise<unknown>;
  query(server: Server, variables: Variables): Promise<Answer<Session>>;
}

const urqlAt = ({ url, headers }: Server) =>
  new Client({ url, fetchOptions: { headers }, fetchSubscriptions: true, exchanges: [fetchExchange] });
const apolloAt = ({ url, headers }: Server, more: Partial<Connection> = {}) =>
  new ApolloClient({ link: new HttpLink({ uri: url, headers, ...more }), cache: new InMemoryCache() });

export const LIBRARIES = {
  urql: {
    watch: (server, variables, { fetch, signal }, onData) =>
      new Promise((resolve) => {
        const stream = urqlAt(server).subscription<Updates>(SUBSCRIPTION, { ...variables }, { fetch });
        const { unsubscribe } = stream.subscribe(({ data, error, hasNext }) => {
          if (data && hasNext) {
            onData(data);
          } else {
            setTimeout(unsubscribe);
            resolve(error);
          }
        });
        signal.addEventListener('abort', unsubscribe);
      }),
    query: (server, variables) =>
      urqlAt(server)
        .query<Session>(QUERY, { ...variables })
        .toPromise(),
  },
  'Apollo Client': {
    watch: (server, variables, { fetch, signal }, onData) =>
      new Promise((resolve) => {
        let last: unknown;
        const options = { variables, fetchPolicy: 'no-cache', errorPolicy: 'all' } as const;
        const stream = apolloAt(server, { fetch }).subscribe<Updates>({ query: gql(SUBSCRIPTION), ...options });
        const subscription = stream.subscribe({
          next({ data, error }) {
            last = error;
            if (data) {
              onData(data);
            }
          },
          complete: () => resolve(last),
        });
        signal.addEventListener('abort', () => subscription.unsubscribe());
      }),
    // Rejects by default.
    query: (server, variables) =>
      apolloAt(server).query<Session>({ query: gql(QUERY), variables, fetchPolicy: 'no-cache' }),
  },
} satisfies Readonly<Record<string, Library>>;
