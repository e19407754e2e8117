import { type Connection, codeOf, createFetch, createSessionOrder } from 'superoffice-graphql/client';
import {
  type AnyVariables,
  Client,
  createRequest,
  fetchExchange,
  getOperationName,
  mapExchange,
  type Operation,
  type TypedDocumentNode,
} from 'urql';
import type { Session } from './board.js';
import { createCache } from './cache.js';

/** Operations whose data is shown although a part is missing. Others, such as lists, could be mistaken for complete. */
const SHOWN_IN_PARTS = ['Customer', 'Me'];

interface Options {
  /** The value of the header. */
  readonly authorization: string;
  /** Called when SuperOffice no longer accepts the credential. */
  onRefused(): void;
}

export function createClient({ authorization, onRefused }: Options): Client {
  const order = createSessionOrder<Session>();
  const begun = new WeakMap<Operation, number>();
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetchOptions: { headers: { authorization }, credentials: 'omit' },
    fetch: createFetch(),
    exchanges: [
      createCache(),
      mapExchange({
        onOperation: (operation) => void begun.set(operation, order.begin()),
        onResult(result) {
          if (codeOf(result.error) === 'UNAUTHENTICATED') {
            onRefused();
          }
          const { operation, error, hasNext } = result;
          const isPart = error && !SHOWN_IN_PARTS.includes(getOperationName(operation.query) ?? '');
          // At the end of a stream, urql repeats its last value. The cache must not treat it as a new one.
          const isRepeated = operation.kind === 'subscription' && !hasNext;
          if (!result.data || isPart || isRepeated) {
            return { ...result, data: undefined };
          }
          const { chatSessionUpdates: update, session } = result.data;
          if (update) {
            order.told(update);
          }
          // An answer may be older than what the stream has told meanwhile.
          const newest = session && order.newest(session, begun.get(operation) ?? 0);
          return newest ? { ...result, data: { ...result.data, session: newest } } : result;
        },
      }),
      fetchExchange,
    ],
  });
}

/**
 * Reads from the server, and not from the cache. Each read has a key of its own, because urql would share the answer of the same query that
 * is under way already, and that one may not know of the latest change.
 */
export function read<Data, Variables extends AnyVariables>(
  client: Client,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) {
  const request = { ...createRequest(query, variables), key: Math.random() };
  return client.executeQuery(request, { requestPolicy: 'network-only' });
}

/** Subscribes until the stream ends. Its values are in the cache before `onData` is called. */
export function watch<Data, Variables extends AnyVariables>(
  client: Client,
  subscription: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { fetch, signal }: Connection,
  onData: (data: Data) => void,
): Promise<unknown> {
  return new Promise((resolve) => {
    const stream = client.subscription(subscription, variables, { fetch });
    const { unsubscribe } = stream.subscribe(({ data, error, hasNext }) => {
      if (data && hasNext) {
        onData(data);
      } else {
        // Not now: urql is still reading this value, and would throw an error that cannot be caught.
        setTimeout(unsubscribe);
        resolve(error);
      }
    });
    signal.addEventListener('abort', () => setTimeout(unsubscribe));
  });
}
