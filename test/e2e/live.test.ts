import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { TJE0 } from '../helpers/facade.js';
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

interface Client {
  iterate<Data>(operation: {
    readonly query: string;
    readonly variables?: Record<string, unknown>;
  }): AsyncIterableIterator<{ readonly data?: Data | null }>;
  dispose(): void | Promise<void>;
}

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

function overEvents(url: string): Client {
  const client = createClient({ url, headers: { authorization: TJE0 }, retryAttempts: 1000, retry: soon });
  closes.push(() => client.dispose());
  return client;
}

function overWebSockets(url: string): Client {
  const client = createWsClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: TJE0 },
    retryAttempts: 1000,
    retryWait: soon,
  });
  closes.push(() => client.dispose());
  return client;
}

describe.each([
  ['graphql-sse', overEvents],
  ['graphql-ws', overWebSockets],
] as const)('%s', (_name, clientOf) => {
  it('gets all sessions, then what changes, and all of them again from the next server', async () => {
    const { url, restart } = await startRestartedServer(closes);
    const values = clientOf(url).iterate<Updates>({ query: UPDATES });
    const next = async () => (await values.next()).value?.data?.chatSessionUpdates;

    const first = await next();
    expect(first?.isSnapshot).toBe(true);
    expect(first?.sessions.map(({ id }) => id)).toContain('549');
    await ask(url, 'mutation { transferChatSession(id: 549, toAssociate: "3") { id } }');
    expect(await next()).toEqual({
      isSnapshot: false,
      sessions: [{ id: '549', transferTo: { id: '3' } }],
      goneIds: [],
    });
    await restart();
    const again = await next();

    expect(again?.isSnapshot).toBe(true);
    expect(again?.sessions.find(({ id }) => id === '549')?.transferTo).toEqual({ id: '3' });
    await values.return?.();
  });

  it('that passes lastId has each message once and in order, over ten restarts', async () => {
    const { url, restart } = await startRestartedServer(closes);
    const client = clientOf(url);
    const query = '{ chatSession(id: 549) { messages { id } } }';
    const { data } = await ask(url, query);
    let after: string = data.chatSession.messages
      .map(({ id }: { id: string }) => Number(id))
      .reduce((one: number, other: number) => Math.max(one, other));
    const told: string[] = [];
    const written: string[] = [];

    for (let round = 0; round <= 10; round += 1) {
      const values = client.iterate<Messages>({ query: MESSAGES, variables: { after: String(after) } });
      for (let number = 0; number < 3; number += 1) {
        const text = `message ${written.length}`;
        const message = JSON.stringify(text);
        const mutation = `mutation { addChatMessage(id: 549, message: { message: ${message} }) { id } }`;
        const sent = await ask(url, mutation);
        expect(sent.errors).toBeUndefined();
        written.push(text);
        if (number === 1) {
          const { value } = await values.next();
          const { messages = [], lastId = null } = value?.data?.chatMessageUpdates ?? {};
          told.push(...messages.map(({ message: one }: { readonly message: string }) => one));
          after = lastId ?? after;
        }
      }
      await values.return?.();
      await restart();
    }
    const values = client.iterate<Messages>({ query: MESSAGES, variables: { after: String(after) } });
    while (told.length < written.length) {
      const { value } = await values.next();
      told.push(
        ...(value?.data?.chatMessageUpdates.messages ?? []).map(({ message }: { readonly message: string }) => message),
      );
    }
    await values.return?.();

    expect(told).toEqual(written);
  });
});

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
