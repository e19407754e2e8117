import { afterEach, describe, expect, it } from '@jest/globals';
import { codeOf, type Feed, follow, type Live } from '../../client/index.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { startFacade, TJE0 } from '../helpers/facade.js';
import { startFaultProxy } from '../helpers/fault-proxy.js';
import { freePort } from '../helpers/free-port.js';
import { refusesConnections } from '../helpers/refuses-connections.js';
import { until } from '../helpers/until.js';
import { createClientProject } from './client-project.js';
import { LIBRARIES, type Library, type Message, type Server } from './live-libraries.js';
import { ask } from './restarted-server.js';
import { startTunnel } from './tunnel.js';

const FAST = { LIVE_POLL_MS: '50', LIVE_POLL_IDLE_MS: '50', LIVE_HINT_GAP_MS: '1', LIVE_STALE_MS: '1' };
const NO_BREAKER = { BREAKER_MIN_CALLS: '100000', SUPEROFFICE_MAX_RETRIES: '0' };

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) {
    await stop();
  }
});

/** A server in front of the sandbox tenant, both of which can go away and come back. */
async function start(env: Record<string, string> = {}) {
  const sandbox = await startSandbox();
  const superOffice = await startFaultProxy(sandbox.url);
  const PORT = String(await freePort());
  const startServer = () => startFacade(superOffice.url, { ...FAST, ...NO_BREAKER, ...env, PORT });
  let server = await startServer();
  stops.push(
    () => sandbox.stop(),
    () => superOffice.stop(),
    () => server.stop(),
  );
  return {
    url: server.url,
    superOffice,
    stop: () => server.stop(),
    async startAgain() {
      server = await startServer();
    },
    async write(text: string): Promise<void> {
      const sent = await ask(
        server.url,
        `mutation { addChatMessage(id: 549, message: { message: "${text}" }) { id } }`,
      );
      expect(sent.errors).toBeUndefined();
    },
  };
}

/** Follows the messages of a session. */
function followMessages(library: Library, url: string, { session = '549', authorization = TJE0 } = {}) {
  const server: Server = { url, headers: { authorization } };
  let after: string | null = null;
  const messages: Message[] = [];
  const states: Live[] = [];
  const take = (added: readonly Message[], lastId = added.at(-1)?.id) => {
    messages.push(...added);
    after = lastId ?? after;
  };
  const feed: Feed = {
    watch: (onValue, connection) =>
      library.watch(server, { session, after }, connection, ({ chatMessageUpdates: update }) => {
        take(update.messages, update.lastId ?? undefined);
        onValue(update.staleSince);
      }),
    async poll() {
      const { data, error } = await library.query(server, { session, after });
      take(data?.chatSession?.messages ?? []);
      return { error };
    },
    onState: (live) => states.push(live),
  };
  const signedOut = new AbortController();
  stops.push(() => signedOut.abort());
  return {
    messages,
    states,
    signedOut,
    /** The states, each once, as `mode silent`. */
    said: () =>
      states
        .map(({ mode, silent }) => (silent ? `${mode}, ${silent} is silent` : mode))
        .filter((state, index, all) => state !== all[index - 1]),
    texts: () => messages.map(({ message }) => message).filter((text) => text.startsWith('message ')),
    ended: follow(feed, signedOut.signal),
  };
}

describe.each(Object.entries(LIBRARIES))('follow, with %s', (_name, library) => {
  it('opens the stream again after each end, and says that the server is silent until it is back', async () => {
    const server = await start();
    const { states, said, texts, messages } = followMessages(library, server.url);
    await until(() => states.length > 0);
    await server.write('message 1');
    await until(() => texts().length === 1);

    await server.stop();
    await refusesConnections(server.url);
    const stoppedAt = new Date().toISOString();
    await until(() => states.at(-1)?.silent !== undefined);
    const { seenAt } = states.at(-1) as Live;
    expect(seenAt && seenAt <= stoppedAt).toBe(true);
    await server.startAgain();
    await server.write('message 2');

    await until(() => texts().length === 2);
    await server.write('message 3');
    await until(() => texts().length === 3);
    expect(texts()).toEqual(['message 1', 'message 2', 'message 3']);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    expect(said()).toEqual(['live', 'live, The server is silent', 'live']);
  });

  it('says since when SuperOffice is silent, and when it answers again', async () => {
    const server = await start();
    const { states, said, texts } = followMessages(library, server.url);
    await until(() => states.length > 0);

    const refusedAt = new Date().toISOString();
    await server.superOffice.refuse();
    await until(() => states.at(-1)?.silent !== undefined);
    const { seenAt } = states.at(-1) as Live;
    expect(seenAt && seenAt <= refusedAt).toBe(true);
    await server.superOffice.accept();
    await server.write('message 1');
    await until(() => texts().length === 1 && states.at(-1)?.silent === undefined);

    expect((states.at(-1)?.seenAt ?? '') > refusedAt).toBe(true);
    expect(said()).toEqual(['live', 'live, SuperOffice is silent', 'live']);
  });

  it('takes the server’s heartbeats as a sign that nothing has changed', async () => {
    const server = await start({ STREAM_HEARTBEAT_MS: '20' });
    const tunnel = await startTunnel(server.url);
    const { states } = followMessages(library, tunnel.url);
    await until(() => states.length > 0);
    const quietSince = Date.now();
    await until(() => Date.now() - quietSince > 500);
    await tunnel.stop();
    await until(() => states.at(-1)?.silent === 'The server');

    expect(Date.parse(states.at(-1)?.seenAt ?? '')).toBeGreaterThan(quietSince + 250);
  });

  it('polls if the server has no subscriptions, until its signal aborts', async () => {
    const server = await start({ SUBSCRIPTIONS: 'off' });
    await server.superOffice.refuse();
    const { ended, said, signedOut, states, texts } = followMessages(library, server.url);
    await until(() => states.length > 0);
    expect(states[0]).toMatchObject({ seenAt: null });
    await server.superOffice.accept();
    await server.write('message 1');
    await until(() => texts().length === 1 && states.at(-1)?.silent === undefined);
    signedOut.abort();

    expect(await ended).toBeUndefined();
    expect(said()).toEqual(['polling, SuperOffice is silent', 'polling']);
  });

  it.each([{}, { SUBSCRIPTIONS: 'off' }])('returns the error if the credential is refused, with %j', async (env) => {
    const server = await start(env);
    const { ended, states } = followMessages(library, server.url, { authorization: 'Bearer wrong' });

    expect(codeOf(await ended)).toBe('UNAUTHENTICATED');
    expect(states).toEqual([]);
  });

  it('says that a session may not be read, and waits', async () => {
    const server = await start();
    const { ended, states, signedOut } = followMessages(library, server.url, { session: '1' });
    await until(() => states.length > 0);
    signedOut.abort();

    expect(await ended).toBeUndefined();
    expect(states).toEqual([{ mode: 'refused', seenAt: null }]);
  });

  it('ends at once, and says nothing more, when its signal aborts during a stream', async () => {
    const server = await start();
    const { ended, states, signedOut } = followMessages(library, server.url);
    await until(() => states.length > 0);
    const before = states.length;
    signedOut.abort();

    expect(await ended).toBeUndefined();
    await server.stop();
    expect(states).toHaveLength(before);
  });
});

/** Ends by itself only if no timer and no connection is left. */
const PROGRAM = `
import { createFetch, follow } from 'superoffice-graphql/client';

const url = 'http://localhost:4000/graphql';
const headers = { 'content-type': 'application/json', authorization: '${TJE0}' };
const send = (fetch, query, more = {}) => fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }), ...more });
const fetch = createFetch();

const answer = await send(fetch, '{ me { id } }');
console.log((await answer.json()).data.me.id);
await (await send(fetch, '{ me { id } }')).body.cancel();
console.log((await fetch(url, { method: 'HEAD' })).body);
await fetch('http://127.0.0.1:1/').catch(() => console.log('refused'));

const signedOut = new AbortController();
const accept = { headers: { ...headers, accept: 'text/event-stream' } };
const watch = async (onValue, { fetch, signal }) => {
  const stream = await send(fetch, 'subscription { chatSessionUpdates { isSnapshot } }', { ...accept, signal });
  for await (const _ of stream.body) {
    onValue();
    signedOut.abort();
  }
};
console.log(await follow({ watch, poll: async () => ({}), onState: ({ mode }) => console.log(mode) }, signedOut.signal));
`;

describe('a process', () => {
  it('ends when nothing is followed any more, and each answer has been read', async () => {
    const server = await start();
    const project = await createClientProject(server.url, { 'src/end.ts': PROGRAM });
    stops.push(() => project.remove());

    expect(await project.start('src/end.ts')).toBe('5\nnull\nrefused\nlive\nundefined\n');
  });
});
