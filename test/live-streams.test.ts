import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { execute, newCredential, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { sha256, useManifest } from './helpers/manifest.js';
import { scrape } from './helpers/scrape.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';
import { until } from './helpers/until.js';

const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1' };
const LIST = 'GET ChatSession/ForCurrentUser';
const UPDATES = 'subscription Desk { chatSessionUpdates { isSnapshot sessions { id lastMessage } } }';
const MESSAGES = 'subscription { chatMessageUpdates(sessions: [{ session: 549 }]) { messages { message } } }';
const ME = 'query Me { me { id } }';

afterEach(leaveAll);

let text = 'Hi';
function answer(superOffice: FakeSuperOffice): void {
  text = 'Hi';
  superOffice.on('GET ChatSession/549/Messages', [{ ChatMessageId: 1, ChatSessionId: 549, Message: 'Hi' }]);
  superOffice.on(LIST, (_request, response) => sendJson(response, [{ ChatSessionId: 549, LastMessage: text }]));
  superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
}

/** A POST of an operation, and its answer as text. */
async function post(url: string, query: string, accept: string, headers: Record<string, string> = {}) {
  const departure = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: TJE0, accept, ...headers },
    body: JSON.stringify({ query }),
    signal: departure.signal,
  });
  const type = response.headers.get('content-type');
  if (type?.startsWith('text/event-stream') && query === UPDATES) {
    departure.abort();
    return { status: response.status, type, body: undefined };
  }
  return { status: response.status, type, body: await response.text() };
}

describe('a subscription', () => {
  const pair = useFacade(FAST);
  beforeEach(() => answer(pair.superOffice));

  it.each([
    'text/event-stream',
    'Text/Event-Stream',
    'text/event-stream; charset=utf-8',
    'application/json;q=0.1, text/event-stream;q=0.5',
    'text/event-stream;q=0.1, application/json',
    'multipart/mixed, text/event-stream',
    'multipart/mixed;subscriptionSpec=1.0;q=0.5, text/event-stream',
    'application/graphql-response+json, text/event-stream, */*;q=0.1',
  ])('is a stream of events for a client that accepts %s', async (accept) => {
    const stream = await subscribe(pair.facade.url, UPDATES, { headers: { accept } });

    expect(stream.status).toBe(200);
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.any(String),
    });
    // So that the client has the head before the first value.
    expect(await stream.any()).toEqual({ event: ':', data: undefined });
    expect(await stream.value()).toMatchObject({ isSnapshot: true });
  });

  it.each([
    'application/json',
    '*/*',
    'application/graphql-response+json',
    'text/event-stream;q=0, application/json',
    'text/event-stream;q=0, */*',
    'text/*, */*',
  ])('is refused with 406, and what to do, for one that accepts %s', async (accept) => {
    const { status, body } = await post(pair.facade.url, UPDATES, accept);

    expect(status).toBe(406);
    expect(JSON.parse(body ?? '')).toEqual({
      errors: [
        {
          message:
            'A subscription is answered as a stream: accept text/event-stream or multipart/mixed;subscriptionSpec=1.0.',
          extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) },
        },
      ],
    });
    expect(pair.superOffice.calls().filter((call) => call !== LIST)).toEqual([]);
  });

  it('by GET is refused with what to do, for a client that accepts no events', async () => {
    const response = await fetch(`${pair.facade.url}?${new URLSearchParams({ query: UPDATES })}`, {
      headers: { accept: 'application/json', authorization: TJE0 },
    });

    expect(response.status).toBe(405);
    expect(await response.text()).toContain(
      'A subscription is answered as a stream: accept text/event-stream or multipart/mixed;subscriptionSpec=1.0.',
    );
  });

  it('works by GET too, with its variables', async () => {
    const query = 'subscription ($topics: [ID!]) { chatSessionUpdates(topics: $topics) { sessions { id } } }';
    const stream = await subscribe(pair.facade.url, query, { method: 'GET', variables: { topics: [] } });

    expect(await stream.value()).toEqual({ sessions: [] });
  });

  it.each([
    [
      'a page of a foreign site',
      { authorization: TJE0, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      400,
    ],
    ['a browser with cookies alone', { authorization: '', cookie: 'So=1' }, 400],
    ['a client without a credential', { authorization: '' }, 400],
  ])('by GET from %s is refused, and nothing is opened', async (_who, headers, status) => {
    pair.superOffice.forget();
    const stream = await subscribe(pair.facade.url, UPDATES, { method: 'GET', headers });

    expect(stream.status).toBe(status);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each(['variables', 'extensions'])('by GET with %s that are not an object is refused', async (name) => {
    const parameters = new URLSearchParams({ query: UPDATES, [name]: '[1]' });
    const response = await fetch(`${pair.facade.url}?${parameters}`, {
      headers: { accept: 'text/event-stream', authorization: TJE0 },
    });

    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`Expected \`${name}\` in the URL to be a JSON object`);
  });

  it.each([
    ['that is not valid', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    [
      'of two fields',
      'subscription { a: chatSessionUpdates { isSnapshot } b: chatSessionUpdates { isSnapshot } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with a variable that cannot be read',
      'subscription ($id: ID!) { chatSessionUpdate(id: $id) { asOf } }',
      'BAD_USER_INPUT',
    ],
  ])(
    '%s is refused in an event if the client accepts nothing else, otherwise like a query',
    async (_what, query, code) => {
      const stream = await subscribe(pair.facade.url, query);
      const events = await stream.rest();
      const { status, type, body } = await post(pair.facade.url, query, 'text/event-stream, application/json');

      expect(stream.status).toBe(200);
      expect(events).toEqual([
        {
          event: 'next',
          data: { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })] },
        },
        { event: 'complete', data: '' },
      ]);
      expect({ status, type }).toEqual({ status: 400, type: 'application/json; charset=utf-8' });
      expect(JSON.parse(body ?? '').errors).toMatchObject([{ extensions: { code, requestId: expect.any(String) } }]);
    },
  );

  it('without a credential is refused, and nothing is opened', async () => {
    pair.superOffice.forget();
    const stream = await subscribe(pair.facade.url, UPDATES, { headers: { authorization: '' } });

    expect(await stream.rest()).toMatchObject([
      { data: { data: null, errors: [{ path: ['chatSessionUpdates'], extensions: { code: 'UNAUTHENTICATED' } }] } },
      { event: 'complete' },
    ]);
  });

  it('reports the REST calls of each value to a client that asks for them', async () => {
    pair.superOffice.on('GET ChatTopic/8', { ChatTopicId: 8, Name: 'Support' });
    pair.superOffice.on(LIST, [{ ChatSessionId: 549, TopicId: 8 }]);
    const stream = await subscribe(
      pair.facade.url,
      'subscription { chatSessionUpdates { sessions { topic { name } } } }',
      {
        headers: { 'x-explain': '1' },
      },
    );

    const { data } = (await stream.next()) ?? {};

    expect(data.extensions.rest.calls).toMatchObject([
      { method: 'GET', route: 'ChatTopic/{id}', fields: ['chatSessionUpdates.sessions.topic'] },
    ]);
  });
});

describe('a query or mutation of a client that accepts events', () => {
  const pair = useFacade(FAST);
  const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "6") { id } }';
  beforeEach(() => {
    answer(pair.superOffice);
    pair.superOffice.on('POST ChatSession/549/TransferTo/6', { ChatSessionId: 549 });
  });

  it('is answered in JSON if the client accepts that too', async () => {
    const { status, type, body } = await post(pair.facade.url, ME, 'text/event-stream, application/json');

    expect({ status, type, body: JSON.parse(body ?? '') }).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
      body: { data: { me: { id: '5' } } },
    });
  });

  it.each([ME, TRANSFER])(
    'is refused with 406 if the client accepts nothing else, and is not executed: %s',
    async (query) => {
      const { status, body } = await post(pair.facade.url, query, 'text/event-stream');

      expect(status).toBe(406);
      expect(body).toContain('Only a subscription is answered as a stream');
      expect(pair.superOffice.calls()).toEqual([]);
    },
  );

  it.each(['text/event-stream', 'text/event-stream, application/json'])(
    'changes nothing by GET, with %s',
    async (accept) => {
      const response = await fetch(`${pair.facade.url}?${new URLSearchParams({ query: TRANSFER })}`, {
        headers: { accept, authorization: TJE0 },
      });

      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
      expect(pair.superOffice.calls()).toEqual([]);
    },
  );
});

describe('HTTP_GET=off', () => {
  const pair = useFacade({ ...FAST, HTTP_GET: 'off' });
  beforeEach(() => answer(pair.superOffice));

  it('allows subscriptions by GET, but no queries', async () => {
    const stream = await subscribe(pair.facade.url, UPDATES, { method: 'GET' });
    expect(await stream.value()).toMatchObject({ isSnapshot: true });

    for (const accept of ['text/event-stream, application/json', 'application/json']) {
      const url = `${pair.facade.url}?${new URLSearchParams({ query: ME })}`;
      const response = await fetch(url, { headers: { accept, authorization: TJE0 } });
      expect(response.status).toBe(405);
    }
  });
});

describe('SUBSCRIPTIONS=off', () => {
  const pair = useFacade({ SUBSCRIPTIONS: 'off' });

  it('refuses subscriptions like a server without any', async () => {
    const stream = await post(pair.facade.url, UPDATES, 'text/event-stream');
    const json = await post(pair.facade.url, 'query Q { __typename }\nsubscription S { x }', 'application/json');

    expect(stream).toMatchObject({ status: 406, body: expect.stringContaining('This server has no subscriptions') });
    expect(json.status).toBe(400);
    expect(JSON.parse(json.body ?? '').errors).toEqual([
      {
        message: 'This server has no subscriptions: send a query or a mutation.',
        locations: [{ line: 2, column: 1 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', requestId: expect.any(String) },
      },
    ]);
  });

  it('leaves the type and its own types out of the schema, for composers of federation 2.0', async () => {
    const { data } = await pair.ask('{ _service { sdl } __schema { subscriptionType { name } types { name } } }');
    const names = data.__schema.types.map(({ name }: { name: string }) => name);

    expect(data.__schema.subscriptionType).toBeNull();
    expect(data._service.sdl).toContain('federation/v2.0');
    expect(data._service.sdl).not.toMatch(/Subscription|MessagesPosition|sUpdate\b/);
    expect(names).toEqual(expect.arrayContaining(['ChatSessionPart', 'ErrorExtensions', 'ChatMessage']));
  });
});

describe('streams', () => {
  const pair = useFacade({
    ...FAST,
    MAX_STREAMS: '3',
    MAX_STREAMS_PER_CREDENTIAL: '2',
    MAX_OPERATIONS: '1',
    STREAM_HEARTBEAT_MS: '20',
    ADMIN_PORT: '0',
    ADMIN_HOST: '127.0.0.1',
  });
  beforeEach(() => answer(pair.superOffice));
  const streamsOpen = async () => (await scrape(pair.facade)).value('superoffice_graphql_streams');
  beforeEach(() => until(async () => (await streamsOpen()) === 0));

  it('are limited per caller and in all, and do not count as running operations', async () => {
    const [alice, bob, carol] = [newCredential(), newCredential(), newCredential()];
    const open = (headers: Record<string, string>) => subscribe(pair.facade.url, UPDATES, { headers });
    const first = await open(alice);
    await open(alice);

    const third = await open(alice);
    expect(third.status).toBe(429);
    expect(third.headers.get('retry-after')).toBe('1');
    expect((await open(bob)).status).toBe(200);
    expect((await open(carol)).status).toBe(503);
    expect(await execute(pair.facade.url, ME)).toMatchObject({ status: 200, data: { me: { id: '5' } } });

    first.leave();
    await until(async () => (await streamsOpen()) === 2);
    expect((await open(carol)).status).toBe(200);
  });

  it('send heartbeats while they are quiet', async () => {
    const stream = await subscribe(pair.facade.url, UPDATES);
    await stream.value();

    for (let beat = 0; beat < 3; beat += 1) {
      expect(await stream.any()).toEqual({ event: ':', data: undefined });
    }
  });

  it('that are quiet end at once when their client leaves, also before their first value', async () => {
    let finish = () => {};
    pair.superOffice.on(LIST, (_request, response) => {
      finish = () => sendJson(response, []);
    });
    const stream = await subscribe(pair.facade.url, UPDATES);
    await until(async () => (await streamsOpen()) === 1);

    stream.leave();

    await until(async () => (await streamsOpen()) === 0);
    expect((await scrape(pair.facade)).value('superoffice_graphql_live_callers')).toBe(0);
    finish();
  });

  it('leave nothing behind, however often they are opened and left', async () => {
    for (let round = 0; round < 50; round += 1) {
      const headers = newCredential();
      const streams = [
        await subscribe(pair.facade.url, UPDATES, { headers }),
        await subscribe(pair.facade.url, MESSAGES, { headers }),
      ];
      if (round % 2 === 0) {
        await Promise.all(streams.map((stream) => stream.value()));
      }
      for (const stream of streams) {
        stream.leave();
      }
      await until(async () => (await streamsOpen()) === 0);
    }

    const { value } = await scrape(pair.facade);
    expect(value('superoffice_graphql_live_callers')).toBe(0);
    expect(value('superoffice_graphql_unsent_bytes')).toBe(0);
    expect(value('superoffice_graphql_operations_in_flight')).toBe(0);
  });

  it('leave nothing behind if their client leaves at any moment while they are opened', async () => {
    const body = JSON.stringify({ query: UPDATES });
    const { hostname, port } = new URL(pair.facade.url);
    const opened = async () => (await scrape(pair.facade)).value('superoffice_graphql_stream_ends_total') ?? 0;
    const before = await opened();
    for (let round = 0; round < 100; round += 1) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n` +
          `authorization: Bearer leaves-${round}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
      for (let turn = 0; turn < round % 10; turn += 1) {
        await nextTurn();
      }
      socket.resetAndDestroy();
    }

    await until(async () => (await opened()) > before);
    await until(async () => (await streamsOpen()) === 0);
    expect((await scrape(pair.facade)).value('superoffice_graphql_live_callers')).toBe(0);
  });

  it('that are quiet take no room of answers that wait to be written', async () => {
    const stream = await subscribe(pair.facade.url, UPDATES);
    await stream.value();

    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_unsent_bytes') === 0);
    expect(await streamsOpen()).toBe(1);
  });
});

describe('a reader that does not read', () => {
  const ADMIN = { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' };
  const pair = useFacade({ ...FAST, ...ADMIN, MAX_STREAM_WAITING_BYTES: '1024', RESPONSE_STALL_MS: '600000' });
  const impatient = useFacade({ ...FAST, ...ADMIN, RESPONSE_STALL_MS: '100' });

  it('is cut off if it reads nothing for too long', async () => {
    let state = 0;
    impatient.superOffice.on(LIST, (_request, response) => {
      state += 1;
      sendJson(response, [{ ChatSessionId: 549, LastMessage: `${state} ${'x'.repeat(500_000)}` }]);
    });
    const paused = await startPaused(impatient.facade.url);

    const ends = async () => (await scrape(impatient.facade)).value('superoffice_graphql_stream_ends_total');
    await until(async () => (await ends()) === 1);
    paused.request.destroy();

    const { value } = await scrape(impatient.facade);
    expect(value('superoffice_graphql_streams')).toBe(0);
    expect(value('superoffice_graphql_stream_ends_total', { end: 'gone', reason: 'stalled' })).toBe(1);
    expect(value('superoffice_graphql_stalled_connections_total')).toBe(1);
  });

  it('gets no more values than fit into its buffers, and then the latest state', async () => {
    let state = 0;
    const bulk = 'x'.repeat(200_000);
    pair.superOffice.on(LIST, (_request, response) => {
      state += 1;
      sendJson(response, [{ ChatSessionId: 549, LastMessage: `${state} ${bulk}` }]);
    });
    const paused = await startPaused(pair.facade.url);
    const values = async () => (await scrape(pair.facade)).value('superoffice_graphql_stream_values_total') ?? 0;
    let before = -1;
    // Until the buffers are full.
    await until(async () => {
      const now = await values();
      const polls = state;
      await until(() => state >= polls + 20);
      const isFull = now === before && now > 0;
      before = now;
      return isFull;
    });
    const told = await values();
    const polls = state;
    await until(() => state >= polls + 50);
    expect(await values()).toBe(told);

    let seen = '';
    paused.response.setEncoding('utf8').on('data', (chunk) => {
      // Without the bulk.
      seen += chunk.replaceAll('x', '');
    });
    paused.response.resume();
    await until(() => lastStateIn(seen) > polls + 50);
    paused.request.destroy();

    // The first value, and the one after what was forgotten.
    expect(seen.split('"isSnapshot":true').length - 1).toBeGreaterThanOrEqual(2);
  });
});

/** Requests an answer, by default a stream, and reads nothing of it. */
async function startPaused(
  url: string,
  query = UPDATES,
  credential: Record<string, string> = { authorization: TJE0 },
): Promise<{ readonly request: ClientRequest; readonly response: IncomingMessage }> {
  const accept = query === UPDATES ? 'text/event-stream' : 'application/json';
  const headers = { accept, 'content-type': 'application/json', ...credential };
  const request = httpRequest(url, { method: 'POST', headers });
  request.on('error', () => undefined);
  request.end(JSON.stringify({ query }));
  const response = await new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
  response.pause();
  return { request, response };
}

function lastStateIn(seen: string): number {
  return Number([...seen.matchAll(/"lastMessage":"(\d+) /g)].at(-1)?.[1] ?? 0);
}

describe('a stream that its client should open again', () => {
  it('ends without complete when the server stops, before it takes no more connections', async () => {
    const superOffice = await startFakeSuperOffice();
    answer(superOffice);
    const lines: string[] = [];
    const facade = await startFacade(superOffice.url, FAST, {
      logger: pino({}, { write: (line) => lines.push(line) }),
    });
    const stream = await subscribe(facade.url, UPDATES);
    await stream.value();

    await Promise.all([
      facade.stop(),
      expect(stream.rest()).resolves.toEqual([{ event: 'retry', data: expect.stringMatching(/^\d+$/) }]),
    ]);

    const ends = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'stream ends');
    expect(ends).toMatchObject([{ operationName: 'Desk', end: 'reconnect', values: 1, requestId: expect.any(String) }]);
    await superOffice.stop();
  });

  const aged = useFacade({ ...FAST, STREAM_MAX_AGE_MS: '1000' });
  const full = useFacade({
    ...FAST,
    ADMIN_PORT: '0',
    MAX_UNSENT_BYTES: '100000',
    SUPEROFFICE_MAX_ANSWER_BYTES: '10000000',
  });

  it('ends without complete when it is old', async () => {
    answer(aged.superOffice);
    const stream = await subscribe(aged.facade.url, UPDATES);
    await stream.value();

    expect(await stream.rest()).toEqual([{ event: 'retry', data: expect.stringMatching(/^\d+$/) }]);
  });

  it('ends without complete if there is no room for a value', async () => {
    answer(full.superOffice);
    full.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, LastMessage: 'x'.repeat(7_000_000) });
    const stream = await subscribe(full.facade.url, UPDATES);
    await stream.value();

    // An unread answer of another caller.
    const unread = await startPaused(full.facade.url, '{ chatSession(id: 549) { lastMessage } }', newCredential());
    text = 'Ho';

    expect(await stream.rest()).toEqual([{ event: 'retry', data: expect.stringMatching(/^\d+$/) }]);
    const { value } = await scrape(full.facade);
    expect(value('superoffice_graphql_stream_ends_total', { end: 'reconnect', reason: 'no_room' })).toBe(1);
    unread.request.destroy();
  });
});

describe('the safelist, persisted operations and rate limits', () => {
  const hash = sha256(UPDATES);
  const pair = useFacade({
    ...FAST,
    PERSISTED_OPERATIONS: useManifest({ [hash]: UPDATES }),
    PERSISTED_OPERATIONS_ONLY: 'on',
    RATE_LIMIT_BURST: '2',
    RATE_LIMIT_PER_SECOND: '1',
  });
  beforeEach(() => answer(pair.superOffice));

  it('apply to subscriptions as to queries', async () => {
    const ask = (body: object) =>
      fetch(pair.facade.url, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: TJE0 },
        body: JSON.stringify(body),
      });
    const unknown = await ask({ query: 'subscription { chatSessionUpdates { isSnapshot } }' });
    expect(await unknown.text()).toContain('QUERY_NOT_IN_SAFELIST');

    const byHash = await ask({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
    expect({ status: byHash.status, type: byHash.headers.get('content-type') }).toEqual({
      status: 200,
      type: 'text/event-stream; charset=utf-8',
    });
    const byId = await ask({ documentId: `sha256:${hash}` });
    expect(byId.status).toBe(200);
    // A slow machine earns some more meanwhile.
    const opened = [byHash, byId];
    for (let tries = 0; opened.at(-1)?.status === 200 && tries < 10; tries += 1) {
      opened.push(await ask({ documentId: hash }));
    }
    expect(opened.at(-1)?.status).toBe(429);
    await Promise.all(opened.map(({ body }) => body?.cancel()));
  });
});
