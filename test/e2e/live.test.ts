import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import type { Observable } from 'rxjs';
import { WebSocket } from 'ws';
import { TJE0 } from '../helpers/facade.js';
import { until } from '../helpers/until.js';
import { ask, startRestartedServer } from './restarted-server.js';

const UPDATES =
  'subscription { chatSessionUpdates(parts: [MINE]) { isSnapshot sessions { id transferTo { id } } goneIds } }';
const MESSAGES = `subscription ($after: ID) {
  chatMessageUpdates(sessions: [{ session: 549, after: $after }]) { messages { message } lastId }
}`;

interface Updates {
  readonly chatSessionUpdates: {
    readonly isSnapshot: boolean;
    readonly sessions: readonly { readonly id: string; readonly transferTo: { readonly id: string } | null }[];
  };
}
interface Messages {
  readonly chatMessageUpdates: {
    readonly messages: readonly { readonly message: string }[];
    readonly lastId: string | null;
  };
}

const closes: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) {
    await close();
  }
});

interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

interface Client {
  iterate<Data>(operation: Operation): AsyncIterableIterator<{ readonly data?: Data | null }>;
  dispose(): void | Promise<void>;
}

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

function overEvents(url: string, retryAttempts = 1000): Client {
  const client = createClient({ url, headers: { authorization: TJE0 }, retryAttempts, retry: soon });
  closes.push(() => client.dispose());
  return client;
}

function socketClient(url: string, retryAttempts: number) {
  const client = createWsClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: TJE0 },
    retryAttempts,
    retryWait: soon,
  });
  closes.push(() => client.dispose());
  return client;
}

const overWebSockets = (url: string, retryAttempts = 1000): Client => socketClient(url, retryAttempts);

/** Apollo Client, with its link for graphql-ws. */
function overApolloLink(url: string, retryAttempts = 1000): Client {
  const client = new ApolloClient({
    link: new GraphQLWsLink(socketClient(url, retryAttempts)),
    cache: new InMemoryCache(),
  });
  closes.push(() => client.stop());
  return {
    dispose: () => client.stop(),
    iterate<Data>({ query, variables }: Operation) {
      const results = client.subscribe<Data>({ query: gql(query), variables, fetchPolicy: 'no-cache' });
      return valuesOf(results as Observable<{ readonly data?: Data | null; readonly error?: unknown }>);
    },
  };
}

async function* valuesOf<Value extends { readonly error?: unknown }>(
  results: Observable<Value>,
): AsyncIterableIterator<Value> {
  const waiting: Value[] = [];
  let isOver = false;
  let wake = () => {};
  const subscription = results.subscribe({
    next: (value) => {
      waiting.push(value);
      wake();
    },
    complete: () => {
      isOver = true;
      wake();
    },
  });
  try {
    for (;;) {
      const value = waiting.shift();
      if (value?.error !== undefined || (value === undefined && isOver)) {
        return;
      }
      if (value === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else {
        yield value;
      }
    }
  } finally {
    subscription.unsubscribe();
  }
}

describe.each([
  ['graphql-sse', overEvents],
  ['graphql-ws', overWebSockets],
  ['GraphQLWsLink of Apollo Client', overApolloLink],
] as const)('%s', (_name, clientOf) => {
  it('gets all sessions, then what changes, and all of them again from the next server', async () => {
    const { url, restart } = await startRestartedServer(closes);
    const values = clientOf(url).iterate<Updates>({ query: UPDATES });
    const next = async () => (await values.next()).value?.data?.chatSessionUpdates;

    const first = await next();
    expect(first?.isSnapshot).toBe(true);
    expect(first?.sessions.map(({ id }) => id)).toContain('549');
    await ask(url, 'mutation { transferChatSession(id: 549, toAssociate: "3") { id } }');
    expect(await next()).toMatchObject({
      isSnapshot: false,
      sessions: [{ id: '549', transferTo: { id: '3' } }],
      goneIds: [],
    });
    await restart();
    const again = await next();

    expect(again?.isSnapshot).toBe(true);
    expect(again?.sessions.find(({ id }) => id === '549')?.transferTo).toMatchObject({ id: '3' });
    await values.return?.();
  });

  it('that passes lastId gets each message once and in order, over ten restarts', async () => {
    const { url, restart } = await startRestartedServer(closes);
    const client = clientOf(url, 0);
    const written: string[] = [];
    const told: string[] = [];
    let after = await lastMessageId(url);

    /** Opens the stream again after each end, at the last position that it got. */
    async function follow(count: number): Promise<void> {
      while (told.length < count) {
        const values = client.iterate<Messages>({ query: MESSAGES, variables: { after } });
        try {
          for await (const { data } of values) {
            const update = data?.chatMessageUpdates;
            told.push(...(update?.messages ?? []).map(({ message }) => message));
            after = update?.lastId ?? after;
            if (told.length >= count) {
              break;
            }
          }
        } catch {
          // The connection was lost, or no server listens at the moment.
        }
        await soon();
      }
    }
    const following = follow(33);
    for (let round = 0; round <= 10; round += 1) {
      for (let number = 0; number < 3; number += 1) {
        written.push(`message ${written.length}`);
        const message = JSON.stringify(written.at(-1));
        const sent = await ask(url, `mutation { addChatMessage(id: 549, message: { message: ${message} }) { id } }`);
        expect(sent.errors).toBeUndefined();
      }
      // Some have not been sent when the server stops.
      await until(() => told.length >= written.length - 2);
      if (round < 10) {
        await restart();
      }
    }
    await following;

    expect(told).toEqual(written);
  });
});

async function lastMessageId(url: string): Promise<string> {
  const { data } = await ask(url, '{ chatSession(id: 549) { messages { id } } }');
  const ids = data.chatSession.messages.map(({ id }: { readonly id: string }) => Number(id));
  return String(Math.max(...ids));
}

describe('graphql-sse', () => {
  it('gets the reason why a subscription is refused, and does not try again', async () => {
    const { url } = await startRestartedServer(closes);
    const values = overEvents(url).iterate({ query: 'subscription { nothing }' });

    expect((await values.next()).value?.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect((await values.next()).done).toBe(true);
  });

  it('gets the refusal of its credential, and does not try again', async () => {
    const { url } = await startRestartedServer(closes);
    const client = createClient({ url, headers: { authorization: 'Bearer wrong' }, retryAttempts: 1000 });
    closes.push(() => client.dispose());
    const values = client.iterate({ query: UPDATES });

    expect((await values.next()).value).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect((await values.next()).done).toBe(true);
  });
});
