import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ClientOptions, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startSandbox } from '../src/sandbox/sandbox.js';
import { startCommand } from './helpers/command.js';
import { execute, newCredential, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { scrape } from './helpers/scrape.js';
import { ROOT } from './helpers/server-process.js';
import { useStops } from './helpers/stops.js';
import { until } from './helpers/until.js';
import { closeAll, enter, open, refusalOf, subscribing, UPDATES } from './helpers/web-socket.js';

afterEach(closeAll);

const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1', ADMIN_PORT: '0' };
const LIST = 'GET ChatSession/ForCurrentUser';

let text = 'Hi';
let credentials: (string | undefined)[] = [];
function answer(superOffice: FakeSuperOffice): void {
  text = 'Hi';
  credentials = [];
  superOffice.on(LIST, ({ headers }, response) => {
    credentials.push(headers.authorization ?? String(headers['x-xsrf-token']));
    sendJson(response, [{ ChatSessionId: 549, LastMessage: text }]);
  });
  superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
}

const SNAPSHOT = {
  data: { chatSessionUpdates: { isSnapshot: true, sessions: [{ id: '549', lastMessage: 'Hi' }] } },
};

describe('a subscription over a WebSocket', () => {
  const pair = useFacade({
    ...FAST,
    CORS_ORIGINS: 'https://desk.example',
    NODE_ENV: 'production',
    SUPEROFFICE_COOKIES: 'SoSession',
    MAX_STREAMS_PER_SOCKET: '2',
  });
  beforeEach(() => answer(pair.superOffice));

  it('sends each change, for several subscriptions on one socket', async () => {
    const { send, next } = await enter(pair.facade.url);
    send(subscribing('a'));
    expect(await next()).toEqual({ id: 'a', type: 'next', payload: SNAPSHOT });
    send(subscribing('b', 'subscription { chatSessionUpdate(id: 549) { session { id } } }'));
    expect(await next()).toEqual({
      id: 'b',
      type: 'next',
      payload: { data: { chatSessionUpdate: { session: { id: '549' } } } },
    });
    send({ id: 'b', type: 'complete' });
    text = 'Ho';

    expect(await next()).toMatchObject({ id: 'a', payload: { data: { chatSessionUpdates: { isSnapshot: false } } } });
  });

  it.each([
    ['authorization', { authorization: TJE0 }],
    ['Authorization', { Authorization: TJE0 }],
    ['headers', { headers: { Authorization: TJE0 } }],
    ['connectionParams', { connectionParams: { authorization: TJE0 } }],
    ["Apollo Router's token", { connectionParams: { token: TJE0 } }],
    ['a token', { token: TJE0 }],
  ])('takes its credential from the payload: %s', async (_where, payload) => {
    const { send, next } = await enter(pair.facade.url, payload);
    send(subscribing('a'));

    expect(await next()).toMatchObject({ payload: SNAPSHOT });
    expect(credentials[0]).toBe(TJE0);
  });

  it('prefers the credential of the upgrade to the one of the payload', async () => {
    const { send, next } = await enter(pair.facade.url, newCredential(), { headers: { authorization: TJE0 } });
    send(subscribing('a'));
    await next();

    expect(new Set(credentials)).toEqual(new Set([TJE0]));
  });

  it('without a credential says so', async () => {
    const { send, next } = await enter(pair.facade.url, {});
    send(subscribing('a'));

    expect(JSON.stringify(await next())).toContain('UNAUTHENTICATED');
  });

  it('is closed when its client completes it, or is gone, while it is quiet', async () => {
    const { send, next, socket } = await enter(pair.facade.url);
    const isOpen = async () => (await scrape(pair.facade)).value('superoffice_graphql_streams');
    send(subscribing('a'));
    await next();
    expect(await isOpen()).toBe(1);
    send({ id: 'a', type: 'complete' });
    await until(async () => (await isOpen()) === 0);

    send(subscribing('a'));
    await next();
    socket.terminate();
    await until(async () => (await isOpen()) === 0);
  });

  it.each([
    ['a query', '{ me { id } }', 'WebSockets serve only subscriptions'],
    ['a document that is not valid', 'subscription { nothing }', 'Cannot query field'],
    ['what is no GraphQL', '{', 'GRAPHQL_PARSE_FAILED'],
    ['no document', '', 'The request has no `query`'],
  ])('refuses %s with an error, and stays open', async (_what, query, message) => {
    const { send, next } = await enter(pair.facade.url);
    send(subscribing('a', query));
    const refusal = await next();

    expect(refusal).toMatchObject({
      id: 'a',
      type: 'error',
      payload: [{ extensions: { requestId: expect.any(String) } }],
    });
    expect(JSON.stringify(refusal)).toContain(message);
    send(subscribing('a'));
    expect(await next()).toMatchObject({ id: 'a', type: 'next' });
  });

  it('refuses one subscription too many', async () => {
    const { send, next } = await enter(pair.facade.url);
    for (const id of ['a', 'b']) {
      send(subscribing(id));
      await next();
    }
    send(subscribing('c'));

    expect(await next()).toMatchObject({ id: 'c', type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });

  it.each([
    [4400, ['{']],
    [4400, [{ type: 'unknown' }]],
    [4401, [subscribing('a')]],
    [4400, [{ type: 'connection_init', payload: { 'so-language': '\u0001' } }]],
    [4409, [{ type: 'connection_init', payload: { authorization: TJE0 } }, subscribing('a'), subscribing('a')]],
    [4429, [{ type: 'connection_init' }, { type: 'connection_init' }]],
    [1009, [JSON.stringify(subscribing('a', '#'.repeat(102_400)))]],
    [4408, []],
  ])('closes with %i', async (code, messages) => {
    const { send, code: closed, next } = await open(pair.facade.url);
    for (const message of messages) {
      send(message);
      if (JSON.stringify(message).includes(TJE0)) {
        await next();
      }
    }

    expect(await closed).toBe(code);
  });

  it.each([
    [4400, 'Expected 1 to 4096 printable ASCII characters in the header so-language.', { 'so-language': '\u0001' }],
    [
      4400,
      'Expected at most 4096 characters in the header traceparent.',
      { headers: { traceparent: 'x'.repeat(4097) } },
    ],
    [4400, 'Invalid message received', '{"type":"connection_init","payload":{"__proto__":{"authorization":"x"}}}'],
    [4400, 'Invalid message received', '{"type":"connection_init","payload":{"constructor":{"prototype":{}}}}'],
  ])('closes with %i and says why: %s', async (code, reason, sent) => {
    const { send, closed } = await open(pair.facade.url);
    send(typeof sent === 'string' ? sent : { type: 'connection_init', payload: sent });

    expect(await closed).toEqual({ code, reason });
  });

  it('refuses an id that is too long', async () => {
    const { send, next } = await enter(pair.facade.url);
    send(subscribing('x'.repeat(257)));

    expect(await next()).toMatchObject({
      type: 'error',
      payload: [{ message: 'Expected an id of at most 256 characters.' }],
    });
  });

  it('does not repeat an id of any length', async () => {
    const { send, next, closed } = await enter(pair.facade.url);
    const id = 'x'.repeat(200);
    send(subscribing(id));
    await next();
    send(subscribing(id));

    expect(await closed).toEqual({ code: 4409, reason: 'The id of a subscribe message is in use' });
  });

  it('takes the token of cookies from the payload, and the cookies only from the upgrade', async () => {
    const cookie = 'SoSession=abc';
    const { send, next } = await enter(
      pair.facade.url,
      { headers: { 'X-XSRF-TOKEN': 'token', cookie: 'SoSession=of-the-payload' } },
      { headers: { cookie } },
    );
    send(subscribing('a'));

    expect(await next()).toMatchObject({ payload: SNAPSHOT });
    expect(pair.superOffice.requests.at(-1)?.headers).toMatchObject({ 'x-xsrf-token': 'token', cookie });

    const without = await enter(pair.facade.url, {}, { headers: { cookie } });
    without.send(subscribing('a'));
    expect(JSON.stringify(await without.next())).toContain('UNAUTHENTICATED');
  });

  it('takes languages and the headers of operations from the payload', async () => {
    const { send, next } = await enter(pair.facade.url, {
      authorization: TJE0,
      'accept-language': 'nb',
      headers: { 'X-Explain': '1' },
    });
    send(subscribing('a'));

    // Not in production.
    expect((await next()).payload).toEqual(SNAPSHOT);
    expect(pair.superOffice.requests.at(-1)?.headers['accept-language']).toBe('nb');
  });

  it('answers pings', async () => {
    const { send, next } = await open(pair.facade.url);
    send({ type: 'ping', payload: { at: 1 } });

    expect(await next()).toEqual({ type: 'pong' });
  });

  it.each([
    ['an allowed origin', { origin: 'https://desk.example' }],
    ['no origin', {}],
  ])('is for %s', async (_who, headers) => {
    expect((await refusalOf(pair.facade.url, headers)).status).toBe(101);
  });

  it('is for its own origin', async () => {
    expect((await refusalOf(pair.facade.url, { origin: new URL(pair.facade.url).origin })).status).toBe(101);
  });

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['no origin that can be known', { origin: 'null' }, 403],
    [
      'its own host on another site, as that without TLS is',
      { origin: 'http://x', host: 'x', 'sec-fetch-site': 'cross-site' },
      403,
    ],
    ['a foreign host', { host: 'evil.example' }, 421],
    ['another subprotocol', { 'sec-websocket-protocol': 'graphql-ws' }, 400],
    ['another version', { 'sec-websocket-version': '8' }, 400],
    ['no key', { 'sec-websocket-key': 'x' }, 400],
    ['two protocols', { upgrade: 'h2c, websocket' }, 400],
  ])('is refused in JSON for %s', async (_who, headers, expected) => {
    const { status, body } = await refusalOf(pair.facade.url, headers);

    expect(status).toBe(expected);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ message: expect.stringMatching(/\.$/) }] });
  });

  it('is at /graphql only', async () => {
    expect((await refusalOf(pair.facade.url, {}, '/graphql/x')).status).toBe(404);
    expect((await refusalOf(pair.facade.url, {}, '/')).status).toBe(404);
  });

  it('is refused without Connection: Upgrade', async () => {
    const { status, body } = await refusalOf(pair.facade.url, { connection: 'keep-alive' });

    expect(status).toBe(400);
    expect(body).toContain('Connection: Upgrade');
  });

  it('leaves other upgrades to be answered as requests', async () => {
    const response = await fetch(pair.facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: TJE0 },
      body: JSON.stringify({ query: '{ me { id } }' }),
    });
    expect(response.status).toBe(200);

    const request = httpRequest(pair.facade.url, {
      method: 'POST',
      headers: {
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'content-type': 'application/json',
        authorization: TJE0,
      },
    }).end(JSON.stringify({ query: '{ me { id } }' }));
    const [answered] = await once(request, 'response');
    expect({
      status: answered.statusCode,
      body: (await answered.setEncoding('utf8').toArray()).join(''),
    }).toMatchObject({
      status: 200,
      body: expect.stringContaining('"id":"5"'),
    });
  });

  it('is read by graphql-ws', async () => {
    const client = createClient({
      url: pair.facade.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: TJE0 },
    });
    const results = client.iterate({ query: UPDATES });

    expect((await results.next()).value).toEqual(SNAPSHOT);
    text = 'Ho';
    expect((await results.next()).value).toMatchObject({ data: { chatSessionUpdates: { isSnapshot: false } } });
    await client.dispose();
  });
});

describe('the client in docs/live.md', () => {
  const stops = useStops();

  it('prints each value', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'live-'));
    stops.push(() => rm(folder, { recursive: true }));
    const sandbox = await startSandbox();
    stops.push(() => sandbox.stop());
    const facade = await startFacade(sandbox.url, FAST);
    stops.push(() => facade.stop());
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const guide = await readFile(join(ROOT, 'docs/live.md'), 'utf8');
    const [, program = ''] = /^```js\n(\/\/ desk\.mjs\n.*?)^```$/ms.exec(guide) ?? [];
    const url = facade.url.replace('http', 'ws');
    await writeFile(join(folder, 'desk.mjs'), program.replace('ws://localhost:4000/graphql', url));
    // Node 20 has not switched it on.
    const options = process.version.startsWith('v20.') ? ['--experimental-websocket'] : [];
    const desk = startCommand(process.execPath, [...options, join(folder, 'desk.mjs')]);
    stops.push(() => desk.child.kill());

    await desk.said(/"isSnapshot":true,"sessions":\[.*"id":"549"/);
    await execute(facade.url, 'mutation { transferChatSession(id: 549, toAssociate: "3") { id } }');
    await desk.said(/"isSnapshot":false,"sessions":\[\{"id":"549"/);
  });
});

describe('a WebSocket whose client should connect again', () => {
  const aged = useFacade({ ...FAST, STREAM_MAX_AGE_MS: '1000' });

  it('is closed with 1012, without complete, when its stream is old', async () => {
    answer(aged.superOffice);
    const { send, next, code: closed } = await enter(aged.facade.url);
    send(subscribing('a'));
    expect(await next()).toMatchObject({ type: 'next' });

    expect(await closed).toBe(1012);
  });

  it('is closed with 1012 when the server stops, even without a stream', async () => {
    const superOffice = await startFakeSuperOffice();
    answer(superOffice);
    const facade = await startFacade(superOffice.url, FAST);
    const used = await enter(facade.url);
    const idle = await enter(facade.url);
    used.send(subscribing('a'));
    await used.next();

    const [, ...codes] = await Promise.all([facade.stop(), used.code, idle.code]);
    expect(codes).toEqual([1012, 1012]);
    await superOffice.stop();
  });
});

describe('a WebSocket whose credential is refused', () => {
  const pair = useFacade(FAST);
  const refused = new Set<string>();
  beforeEach(() => {
    answer(pair.superOffice);
    refused.clear();
    pair.superOffice.on(LIST, ({ headers }, response) =>
      refused.has(String(headers.authorization))
        ? sendJson(response, { Message: 'no' }, 401)
        : sendJson(response, [{ ChatSessionId: 549, LastMessage: text }]),
    );
  });

  const REFUSED = newCredential();

  /** A graphql-ws client that keeps its socket, and the credentials that it was asked for. */
  function keepingClient(options: Partial<ClientOptions>) {
    const credentials = [newCredential().authorization, newCredential().authorization];
    const asked: string[] = [];
    const client = createClient({
      url: pair.facade.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams() {
        const authorization = credentials.find((one) => !refused.has(one)) as string;
        asked.push(authorization);
        return { authorization };
      },
      retryWait: async () => undefined,
      onNonLazyError: () => undefined,
      ...options,
    });
    return { client, credentials, asked };
  }

  it.each([
    ['lazy: false', { lazy: false }],
    ['lazyCloseTimeout', { lazyCloseTimeout: 60_000 }],
  ])('is opened again by graphql-ws with %s, with the next credential', async (_what, options) => {
    const { client, credentials, asked } = keepingClient(options);
    const first = client.iterate({ query: UPDATES });
    expect((await first.next()).value).toEqual(SNAPSHOT);
    refused.add(credentials[0] as string);
    expect((await first.next()).value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await first.next()).toMatchObject({ done: true });

    const again = client.iterate({ query: UPDATES });
    expect((await again.next()).value).toEqual(SNAPSHOT);
    expect(asked).toEqual(credentials);
    await client.dispose();
  });

  it('is closed with 4403 after the error, which says so, and answers no message in between', async () => {
    const credential = newCredential();
    const { send, next, closed } = await enter(pair.facade.url, credential);
    for (const id of ['a', 'b']) {
      send(subscribing(id));
      await next();
    }
    refused.add(credential.authorization);

    const told = [await next(), await next(), await next(), await next()];
    send(subscribing('c'));
    expect(told.map(({ id, type }) => `${id} ${type}`).sort()).toEqual([
      'a complete',
      'a next',
      'b complete',
      'b next',
    ]);
    expect(await closed).toEqual({ code: 4403, reason: 'The credential is refused: connect again with a new one' });
  });

  it.each([
    ['that it never had', {}],
    ['that SuperOffice refuses at once', REFUSED],
    ['that SuperOffice has refused before', REFUSED],
    ['of cookies that has no token', { 'x-xsrf-token': 'token' }],
  ])('%s, is closed with 4403 after the error', async (_what, payload) => {
    refused.add(REFUSED.authorization);
    const { send, next, code } = await enter(pair.facade.url, payload);
    send(subscribing('a'));

    expect(JSON.stringify(await next())).toContain('UNAUTHENTICATED');
    expect(await code).toBe(4403);
  });

  it('is closed with 4403 also while another subscription of it waits for SuperOffice', async () => {
    const credential = newCredential();
    let isRead = false;
    pair.superOffice.on('GET ChatSession/549/Messages', () => {
      isRead = true;
    });
    const { send, next, code } = await enter(pair.facade.url, credential);
    send(subscribing('a'));
    await next();
    send(subscribing('b', 'subscription { chatSessionUpdates { sessions { messages { id } } } }'));
    await until(() => isRead);
    refused.add(credential.authorization);

    expect(await next()).toMatchObject({ id: 'a', payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
    expect(await code).toBe(4403);
  });
});

describe.each([
  ['WEBSOCKETS', 'accept text/event-stream'],
  ['SUBSCRIPTIONS', 'no subscriptions'],
])('%s=off', (name, way) => {
  const pair = useFacade({ [name]: 'off' });

  it('refuses WebSockets, and says what to do', async () => {
    const { status, body } = await refusalOf(pair.facade.url);

    expect(status).toBe(400);
    expect(body).toContain(way);
  });
});
