import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { execute, newCredential, TJE0, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson } from './helpers/fake-superoffice.js';
import { usedHeap } from './helpers/heap.js';
import { sha256, useManifest } from './helpers/manifest.js';
import { scrape } from './helpers/scrape.js';
import { useServerProcesses } from './helpers/server-process.js';
import { until } from './helpers/until.js';
import { closeAll, enter, open, subscribing, UPDATES, UPGRADE } from './helpers/web-socket.js';

const FAST = { LIVE_POLL_MS: '20', LIVE_POLL_IDLE_MS: '20', LIVE_HINT_GAP_MS: '1', ADMIN_PORT: '0' };
const LIST = 'GET ChatSession/ForCurrentUser';
const ONE = 'subscription { chatSessionUpdate(id: 549) { session { id } } }';

afterEach(closeAll);

let text = 'Hi';
function answer(superOffice: FakeSuperOffice): void {
  text = 'Hi';
  superOffice.on(LIST, (_request, response) => sendJson(response, [{ ChatSessionId: 549, LastMessage: text }]));
  superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
}

/** The close code and reason of a socket whose client should connect again. */
const AGAIN = { code: 1012, reason: 'Connect again' };

const errorOf = (code: string) => ({
  type: 'error',
  payload: [{ extensions: { code, requestId: expect.any(String) } }],
});

describe('subscriptions over WebSockets', () => {
  const lines: string[] = [];
  const pair = useFacade(
    {
      ...FAST,
      MAX_STREAMS: '3',
      MAX_STREAMS_PER_CREDENTIAL: '2',
      MAX_STREAMS_PER_SOCKET: '2',
      MAX_OPERATIONS: '1',
    },
    { logger: pino({}, { write: (line) => lines.push(line) }) },
  );
  beforeEach(() => answer(pair.superOffice));
  const streamsOpen = async () => (await scrape(pair.facade)).value('superoffice_graphql_streams');
  beforeEach(() => until(async () => (await streamsOpen()) === 0));
  const lineOf = (requestId: string) =>
    lines.map((line) => JSON.parse(line)).find((line) => line.requestId === requestId);

  it('are limited per socket, per caller and in all, and do not count as running operations', async () => {
    const [alice, bob] = [newCredential(), newCredential()];
    const first = await enter(pair.facade.url, alice);
    for (const id of ['a', 'b']) {
      first.send(subscribing(id));
      await first.next();
    }
    first.send(subscribing('c'));
    const ofSocket = await first.next();
    expect(ofSocket).toMatchObject({ id: 'c', ...errorOf('RATE_LIMITED') });
    const { message, extensions } = ofSocket.payload[0];
    expect(message).toBe('Expected at most 2 subscriptions of one WebSocket at a time: end one first.');
    expect(lineOf(extensions.requestId)).toMatchObject({ msg: 'request refused', status: 429, code: 'RATE_LIMITED' });

    const second = await enter(pair.facade.url, alice);
    second.send(subscribing('a'));
    expect(await second.next()).toMatchObject({ id: 'a', ...errorOf('RATE_LIMITED') });

    const others = await enter(pair.facade.url, bob);
    others.send(subscribing('a'));
    expect(await others.next()).toMatchObject({ type: 'next' });
    others.send(subscribing('b'));
    expect(await others.next()).toMatchObject({ id: 'b', ...errorOf('OVERLOADED') });
    expect(await execute(pair.facade.url, '{ me { id } }')).toMatchObject({ status: 200, data: { me: { id: '5' } } });

    first.send({ id: 'a', type: 'complete' });
    await until(async () => (await streamsOpen()) === 2);
    others.send(subscribing('b'));
    expect(await others.next()).toMatchObject({ id: 'b', type: 'next' });
  });

  it('end with UNAUTHENTICATED if their credential is refused, and no others do', async () => {
    const refused = newCredential();
    let isRefused = false;
    pair.superOffice.on(LIST, ({ headers }, response) =>
      isRefused && headers.authorization === refused.authorization
        ? sendJson(response, { Message: 'no' }, 401)
        : sendJson(response, [{ ChatSessionId: 549, LastMessage: text }]),
    );
    const [one, other] = [await enter(pair.facade.url, refused), await enter(pair.facade.url)];
    for (const id of ['a', 'b']) {
      one.send(subscribing(id));
      await one.next();
    }
    other.send(subscribing('a'));
    await other.next();
    isRefused = true;

    const told = [await one.next(), await one.next(), await one.next(), await one.next()];
    for (const id of ['a', 'b']) {
      expect(told.filter((message) => message.id === id)).toMatchObject([
        { type: 'next', payload: { data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } },
        { type: 'complete' },
      ]);
    }
    text = 'Ho';
    expect(await other.next()).toMatchObject({ type: 'next', payload: { data: {} } });
    expect(await one.code).toBe(4403);
    expect(other.socket.readyState).toBe(other.socket.OPEN);
  });

  it('end with FORBIDDEN if the caller may no longer see their records, and no others of the socket do', async () => {
    pair.superOffice.on(LIST, (_request, response) => sendJson(response, [{ ChatSessionId: 1, LastMessage: text }]));
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    const { send, next } = await enter(pair.facade.url);
    send(subscribing('one', ONE));
    await next();
    send(subscribing('all'));
    await next();
    pair.superOffice.on('GET ChatSession/549', { Message: 'no' }, 403);

    expect(await next()).toMatchObject({
      id: 'one',
      payload: { data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
    expect(await next()).toEqual({ id: 'one', type: 'complete' });
    text = 'Ho';
    expect(await next()).toMatchObject({ id: 'all', type: 'next' });
  });

  it('leave nothing behind if their client leaves at any moment while they are opened', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const { socket, send } = await enter(pair.facade.url);
      send(subscribing('a'));
      await new Promise((resolve) => setTimeout(resolve, turn));
      socket.terminate();
    }

    await until(async () => (await streamsOpen()) === 0);
    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_live_callers') === 0);
  });
});

describe('subscriptions over one WebSocket', () => {
  const pair = useFacade({ ...FAST, MAX_STREAMS_PER_SOCKET: '2' });

  it('are counted while they are opened, even if their client has completed them', async () => {
    answer(pair.superOffice);
    const { socket, next } = await enter(pair.facade.url);
    const complete = (id: string) => ({ id, type: 'complete' });
    const raw = (socket as unknown as { readonly _socket: Socket })._socket;
    raw.cork();
    for (const message of [subscribing('a'), complete('a'), subscribing('b'), complete('b'), subscribing('c')]) {
      socket.send(JSON.stringify(message));
    }
    raw.uncork();

    expect(await next()).toMatchObject({ id: 'c', ...errorOf('RATE_LIMITED') });
    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_streams') === 0);
    socket.send(JSON.stringify(subscribing('d')));
    expect(await next()).toMatchObject({ id: 'd', type: 'next' });
  });
});

describe('an id that a client uses again', () => {
  const pair = useFacade({ ...FAST, MAX_STREAMS_PER_SOCKET: '100' });
  const complete = { id: 'a', type: 'complete' };
  const streamsOpen = async () => (await scrape(pair.facade)).value('superoffice_graphql_streams');
  /** Sends them in one piece. */
  function sendAll(socket: WebSocket, messages: readonly object[]): void {
    const raw = (socket as unknown as { readonly _socket: Socket })._socket;
    raw.cork();
    for (const message of messages) {
      socket.send(JSON.stringify(message));
    }
    raw.uncork();
  }
  beforeEach(() => answer(pair.superOffice));

  it.each([
    ['while the one before is opened', false],
    ['while the one before ends', true],
  ])('is another subscription, also %s', async (_when, isOpenBefore) => {
    const { socket, next } = await enter(pair.facade.url);
    if (isOpenBefore) {
      sendAll(socket, [subscribing('a')]);
      await next();
    }
    sendAll(socket, Array.from({ length: 10 }, () => [complete, subscribing('a')]).flat());
    sendAll(socket, [complete, subscribing('a', 'subscription { chatSessionUpdates { asOf } }')]);

    expect(await next()).toMatchObject({
      id: 'a',
      type: 'next',
      payload: { data: { chatSessionUpdates: { asOf: expect.any(String) } } },
    });
    await until(async () => (await streamsOpen()) === 1);
    socket.send(JSON.stringify(complete));
    await until(async () => (await streamsOpen()) === 0);
  });

  it('leaves no stream open when the socket is cut', async () => {
    const { socket } = await enter(pair.facade.url);
    sendAll(socket, Array.from({ length: 10 }, () => [subscribing('a'), complete]).flat());
    sendAll(socket, [subscribing('a')]);
    await until(async () => (await streamsOpen()) === 1);
    socket.terminate();

    await until(async () => (await streamsOpen()) === 0);
    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_live_callers') === 0);
  });

  it('closes the socket with 4409 while its subscription is open', async () => {
    const { socket, next } = await enter(pair.facade.url);
    const closed = once(socket, 'close');
    sendAll(socket, [subscribing('a')]);
    await next();
    sendAll(socket, [subscribing('a')]);

    expect((await closed)[0]).toBe(4409);
  });
});

describe('an operation in the only place', () => {
  const pair = useFacade({ ...FAST, MAX_OPERATIONS: '1' });

  it('makes subscriptions fail with OVERLOADED', async () => {
    answer(pair.superOffice);
    const { send, next } = await enter(pair.facade.url);
    let release = () => {};
    pair.superOffice.on('GET User/currentAssociate', (_request, response) => {
      release = () => sendJson(response, { AssociateId: 5 });
    });
    const asked = execute(pair.facade.url, '{ me { id } }');
    await until(() => pair.superOffice.calls().includes('GET User/currentAssociate'));
    send(subscribing('a'));

    expect(await next()).toMatchObject({ id: 'a', ...errorOf('OVERLOADED') });
    release();
    await asked;
    send(subscribing('a'));
    expect(await next()).toMatchObject({ id: 'a', type: 'next' });
  });
});

describe('an operation over a WebSocket outside production', () => {
  const lines: string[] = [];
  const pair = useFacade(FAST, { logger: pino({}, { write: (line) => lines.push(line) }) });

  it('can be explained, and has the name of the client in the log', async () => {
    answer(pair.superOffice);
    const { send, next } = await enter(pair.facade.url, {
      authorization: TJE0,
      headers: { 'X-Explain': '1', 'GraphQL-Client-Name': 'desk' },
    });
    send(subscribing('a'));

    expect((await next()).payload.extensions).toEqual({ rest: expect.anything() });
    expect(lines.map((line) => JSON.parse(line).clientName)).toContain('desk');
  });
});

describe('what is refused over a WebSocket', () => {
  const lines: string[] = [];
  const pair = useFacade(FAST, { logger: pino({}, { write: (line) => lines.push(line) }) });
  const persistedQuery = { version: 1, sha256Hash: '0'.repeat(64) };

  it.each([
    ['a query', subscribing('a', '{ me { id } }')],
    ['a document that does not fit the schema', subscribing('a', 'subscription { nothing }')],
    ['a document that is none', subscribing('a', '{')],
    ['no document', subscribing('a', '')],
    ['a hash that is not known', subscribing('a', '', { extensions: { persistedQuery } })],
    ['an id that is too long', subscribing('x'.repeat(300))],
  ])('has one line in the log, and is counted once: %s', async (_what, message) => {
    const refusals = async () => (await scrape(pair.facade)).value('superoffice_graphql_refusals_total') ?? 0;
    const before = await refusals();
    const { send, next } = await enter(pair.facade.url);
    lines.length = 0;
    send(message);
    const [{ extensions }] = (await next()).payload;
    const { requestId } = extensions;

    expect(lines.map((line) => JSON.parse(line)).filter((line) => line.requestId === requestId)).toHaveLength(1);
    expect((await refusals()) - before).toBe(1);
  });
});

describe('the safelist, persisted operations and rate limits', () => {
  const hash = sha256(UPDATES);
  const pair = useFacade({
    ...FAST,
    PERSISTED_OPERATIONS: useManifest({ [hash]: UPDATES }),
    PERSISTED_OPERATIONS_ONLY: 'on',
    RATE_LIMIT_BURST: '3',
    RATE_LIMIT_PER_SECOND: '1',
  });
  beforeEach(() => answer(pair.superOffice));

  it('apply to subscriptions over WebSockets', async () => {
    const { send, next } = await enter(pair.facade.url);
    send(subscribing('a', 'subscription { chatSessionUpdates { isSnapshot } }'));
    expect(await next()).toMatchObject({ id: 'a', ...errorOf('QUERY_NOT_IN_SAFELIST') });

    const persistedQuery = { version: 1, sha256Hash: hash };
    for (const [id, query, more] of [
      ['text', UPDATES, {}],
      ['hash', '', { extensions: { persistedQuery } }],
      ['id', '', { documentId: `sha256:${hash}` }],
    ] as const) {
      send(subscribing(id, query, more));
      expect(await next()).toMatchObject({ id, type: 'next' });
    }
    for (let number = 0; number < 10; number += 1) {
      send(subscribing(`one of many ${number}`));
    }
    let told = await next();
    while (told.type !== 'error') {
      told = await next();
    }
    expect(told).toMatchObject(errorOf('RATE_LIMITED'));
  });
});

describe('credentials that SuperOffice does not accept', () => {
  const pair = useFacade({ ...FAST, FAILED_CREDENTIALS_BURST: '2', FAILED_CREDENTIALS_PER_MINUTE: '1' });

  it('are limited per address over WebSockets too', async () => {
    pair.superOffice.on(LIST, { Message: 'no' }, 401);
    const codes: unknown[] = [];
    for (let number = 0; number < 4; number += 1) {
      const { send, next } = await enter(pair.facade.url, newCredential());
      send(subscribing('a'));
      const { type, payload } = await next();
      codes.push((type === 'error' ? payload : payload.errors)[0].extensions.code);
    }

    expect(codes.slice(0, 2)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect(codes.at(-1)).toBe('RATE_LIMITED');
  });
});

describe('WebSockets without a subscription', () => {
  const pair = useFacade({ ...FAST, MAX_IDLE_CONNECTIONS_PER_ADDRESS: '2' });

  it('count as idle connections of their address; those with one do not', async () => {
    answer(pair.superOffice);
    const refused = async () => {
      const socket = new WebSocket(pair.facade.url.replace('http', 'ws'), 'graphql-transport-ws');
      const [error] = await Promise.race([once(socket, 'error'), once(socket, 'open')]);
      socket.on('error', () => undefined);
      socket.terminate();
      return error !== undefined;
    };
    const used = await enter(pair.facade.url);
    used.send(subscribing('a'));
    await used.next();
    await open(pair.facade.url);
    const idle = await open(pair.facade.url);
    expect(await refused()).toBe(true);

    idle.socket.close();
    await idle.closed;
    await until(async () => !(await refused()));
    used.send({ id: 'a', type: 'complete' });
    await until(refused);
    expect(await refused()).toBe(true);
  });
});

describe('KEEP_ALIVE_TIMEOUT_MS', () => {
  const pair = useFacade({ ...FAST, KEEP_ALIVE_TIMEOUT_MS: '3000' });

  it('is how long a WebSocket stays open, with its credential, without a subscription', async () => {
    answer(pair.superOffice);
    const used = await enter(pair.facade.url);
    used.send(subscribing('a'));
    expect(await used.next()).toMatchObject({ id: 'a', type: 'next' });
    const unused = await enter(pair.facade.url);
    const refused = await enter(pair.facade.url);
    refused.send(subscribing('a', '{'));
    expect(await refused.next()).toMatchObject({ id: 'a', type: 'error' });

    expect([await unused.closed, await refused.closed]).toEqual([AGAIN, AGAIN]);
    text = 'Ho';
    expect(await used.next()).toMatchObject({ id: 'a', type: 'next' });
    used.send({ id: 'a', type: 'complete' });
    expect(await used.closed).toEqual(AGAIN);
  }, 60_000);
});

describe('a client that does not answer pings', () => {
  const pair = useFacade({ ...FAST, STREAM_HEARTBEAT_MS: '2000' });

  it('is cut off, and one that answers is not', async () => {
    answer(pair.superOffice);
    const alive = await enter(pair.facade.url);
    alive.send(subscribing('a'));
    await alive.next();
    const dead = await enter(pair.facade.url, { authorization: TJE0 }, { autoPong: false });
    dead.send(subscribing('a'));
    await dead.next();

    expect(await dead.code).toBe(1006);
    await until(async () => (await scrape(pair.facade)).value('superoffice_graphql_streams') === 1);
    const { value } = await scrape(pair.facade);
    expect(value('superoffice_graphql_stream_ends_total', { end: 'gone', reason: 'silent' })).toBe(1);
    text = 'Ho';
    expect(await alive.next()).toMatchObject({ id: 'a', type: 'next' });
  });
});

/** A WebSocket by hand, which reads nothing once it is open. */
async function openUnread(url: string): Promise<Socket> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const head = Object.entries({ host, ...UPGRADE }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET /graphql HTTP/1.1\r\n${head.join('')}\r\n`);
  const [answered] = await once(socket, 'data');
  expect(String(answered)).toContain('101 Switching Protocols');
  socket.pause();
  return socket;
}

/** A frame of a client, whose mask is zeros. */
function frame(opcode: number, message: string): Buffer {
  const payload = Buffer.from(message);
  const { length } = payload;
  const size = length < 126 ? [0x80 | length] : [0xfe, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([0x80 | opcode, ...size, 0, 0, 0, 0]), payload]);
}
const textFrame = (message: object) => frame(1, JSON.stringify(message));

describe('a client that reads nothing', () => {
  const start = useServerProcesses('dist/main.js');
  /** More than the kernel keeps for both sides, and than the heap has. */
  const MAX_SENT = 200_000_000;

  it.each([
    ['pings', () => frame(9, 'x'.repeat(100))],
    // The id comes back with the error.
    ['operations that are refused', (number: number) => textFrame(subscribing(`${number}${'x'.repeat(10_000)}`, '{'))],
  ])(
    'and sends %s is cut off, and the server keeps little of it',
    async (_what, frameOf) => {
      const server = start({ RESPONSE_STALL_MS: '600000' }, ['--max-old-space-size=64']);
      const url = await server.url();
      const socket = await openUnread(url);
      const gone = new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
      });
      socket.write(textFrame({ type: 'connection_init', payload: { authorization: TJE0 } }));
      let sent = 0;
      let number = 0;
      function sendMore(): void {
        const frames = Array.from({ length: 100 }, () => {
          number += 1;
          return frameOf(number);
        });
        const bytes = Buffer.concat(frames);
        sent += bytes.length;
        if (sent > MAX_SENT) {
          socket.destroy();
        } else if (!socket.destroyed) {
          // In a separate turn of the event loop, so that the end is noticed.
          socket.write(bytes, () => setImmediate(sendMore));
        }
      }
      sendMore();
      await gone;

      expect(sent).toBeLessThan(MAX_SENT);
      // It may be busy still.
      await until(async () => (await execute(url, '{ me { id } }')).status === 200);
      expect(server.child.exitCode).toBeNull();
    },
    120_000,
  );
});

describe('a WebSocket', () => {
  const pair = useFacade(FAST);

  it('keeps only the parts of connection_init that the server reads', async () => {
    answer(pair.superOffice);
    // 100 kB as JSON, and more than that as a list.
    const payload = { authorization: TJE0, list: Array.from({ length: 50_000 }, () => 1) };
    const first = await enter(pair.facade.url, payload);
    first.send({ type: 'ping' });
    await first.next();
    const before = usedHeap();
    for (let number = 0; number < 50; number += 1) {
      await enter(pair.facade.url, payload);
    }

    expect(usedHeap() - before).toBeLessThan(10_000_000);
  });
});

describe('a reader that does not read', () => {
  const pair = useFacade({ ...FAST, RESPONSE_STALL_MS: '1000', SUPEROFFICE_MAX_ANSWER_BYTES: '10000000' });

  it('is cut off if it reads nothing for too long', async () => {
    let number = 0;
    pair.superOffice.on(LIST, (_request, response) => {
      number += 1;
      sendJson(response, [{ ChatSessionId: 549, LastMessage: `${number} ${'x'.repeat(1_000_000)}` }]);
    });
    const socket = await openUnread(pair.facade.url);
    socket.write(textFrame({ type: 'connection_init', payload: newCredential() }));
    socket.write(textFrame(subscribing('a')));
    const metric = async (name: string, labels = {}) => (await scrape(pair.facade)).value(name, labels) ?? 0;
    await until(async () => (await metric('superoffice_graphql_streams')) === 1);

    await until(async () => (await metric('superoffice_graphql_streams')) === 0);
    expect(await metric('superoffice_graphql_stalled_connections_total')).toBe(1);
    expect(await metric('superoffice_graphql_stream_ends_total', { end: 'gone', reason: 'stalled' })).toBe(1);
    expect(await metric('superoffice_graphql_unsent_bytes')).toBe(0);
    socket.destroy();
  });
});

describe('a WebSocket that is requested after a pipelined request', () => {
  const pair = useFacade(FAST);

  it('is not opened while that request is being answered', async () => {
    let isAsked = false;
    pair.superOffice.on('GET User/currentAssociate', () => {
      isAsked = true;
    });
    const { hostname, port, host } = new URL(pair.facade.url);
    const socket = connect(Number(port), hostname);
    let seen = '';
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        seen += String(chunk);
      });
    const body = JSON.stringify({ query: '{ me { id } }' });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${TJE0}\r\ncontent-type: application/json\r\n` +
        `content-length: ${body.length}\r\n\r\n${body}`,
    );
    await until(() => isAsked);
    const head = Object.entries({ host, ...UPGRADE }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET /graphql HTTP/1.1\r\n${head.join('')}\r\n`);
    await once(socket, 'close');

    expect(seen).toBe('');
  });
});
