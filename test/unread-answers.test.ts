import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { acceptCredential, type Pair, TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { useRawConnections } from './helpers/raw-connections.js';
import { scrape } from './helpers/scrape.js';
import { until } from './helpers/until.js';

const TEXT = 'x'.repeat(1_900_000);
const SESSION = { ChatSessionId: 549, LastMessage: TEXT, TransferTo: { AssociateId: 3, Name: 'bo' } };
/** About 4 MB. */
const LARGE = '{ chatSession(id: 549) { a: lastMessage b: lastMessage } }';
const LARGE_CHANGE = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { a: lastMessage b: lastMessage } }';
const JO = 'Basic am86Sm8=';

const ADMIN = { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' };
const connections = useRawConnections();

function requestOf(query: string, authorization = TJE0): string {
  const body = JSON.stringify({ query });
  return [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    `authorization: ${authorization}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** A connection that reads nothing, on which messages were sent. */
function openUnread(url: string, ...messages: readonly string[]): Socket {
  const { socket } = connections.open(url);
  socket.pause();
  socket.write(messages.join(''));
  return socket;
}

/** Sends requests for as long as the connection takes them. */
async function askUntilClosed(socket: Socket, requests: string): Promise<void> {
  const asking = setInterval(() => socket.writableNeedDrain || socket.write(requests), 5);
  await until(() => socket.destroyed);
  clearInterval(asking);
}

const unsentBytes = async ({ facade }: Pair) =>
  (await scrape(facade)).value('superoffice_graphql_unsent_bytes') as number;
const operations = async ({ facade }: Pair) =>
  (await scrape(facade)).value('superoffice_graphql_operations_in_flight') as number;
const stalled = async ({ facade }: Pair) =>
  (await scrape(facade)).value('superoffice_graphql_stalled_connections_total') as number;

/** Sends one query after the other on a connection that reads nothing, until an answer stays, or the connection is cut. */
async function leaveUnread(pair: Pair, query: string, authorization = TJE0): Promise<Socket> {
  pair.superOffice.on('GET ChatSession/549', SESSION);
  pair.superOffice.on('POST ChatSession/549', SESSION);
  const before = await unsentBytes(pair);
  const stays = async () => (await unsentBytes(pair)) - before > 3_000_000;
  const socket = openUnread(pair.facade.url);
  // What the kernel takes for a peer is megabytes.
  for (let stayed = 0; stayed < 2 && !socket.destroyed; stayed = (await stays()) ? stayed + 1 : 0) {
    socket.write(requestOf(query, authorization));
    await delay(300);
  }
  return socket;
}

describe('MAX_RESPONSE_BYTES', () => {
  const pair = useFacade({ ...ADMIN, MAX_RESPONSE_BYTES: '100000' });

  it.each([
    ['a text', `{ chatSession(id: 549) { lastMessage } }`, 'x'.repeat(100_000)],
    ['a text of characters of several bytes', `{ chatSession(id: 549) { lastMessage } }`, '€'.repeat(34_000)],
    ['what a query says many times', `{ chatSession(id: 549) { ${aliases(12)} } }`, 'x'.repeat(10_000)],
  ])('replaces the answer to a query that is larger by an error: %s', async (_what, query, LastMessage) => {
    pair.superOffice.on('', { ChatSessionId: 549, LastMessage });
    const before = (await scrape(pair.facade)).value('superoffice_graphql_answers_too_large_total') as number;

    const { status, headers, ...body } = await pair.ask(query);

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      data: null,
      errors: [
        {
          message: 'Expected an answer of at most 100000 bytes: ask for fewer records or fields.',
          extensions: { code: 'OPERATION_LIMIT_EXCEEDED', requestId: headers.get('x-request-id') },
        },
      ],
    });
    expect((await scrape(pair.facade)).value('superoffice_graphql_answers_too_large_total')).toBe(before + 1);
  });

  it('does not replace one that is just within the limit', async () => {
    pair.superOffice.on('', { ChatSessionId: 549, LastMessage: 'x'.repeat(99_000) });

    expect((await pair.ask('{ chatSession(id: 549) { lastMessage } }')).data.chatSession.lastMessage).toHaveLength(
      99_000,
    );
  });

  it('does not replace the answer to a change that was made', async () => {
    pair.superOffice.on('', { ...SESSION, LastMessage: 'x'.repeat(200_000) });

    const { data } = await pair.ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { lastMessage } }');

    expect(data.transferChatSession.lastMessage).toHaveLength(200_000);
  });
});

function aliases(times: number): string {
  return Array.from({ length: times }, (_, index) => `f${index}: lastMessage`).join(' ');
}

describe('a large answer', () => {
  const pair = useFacade(ADMIN);

  it.each([
    { size: 64 * 1024, character: 'x' },
    { size: 64 * 1024 + 1, character: '€' },
    { size: 1_900_000, character: 'x' },
    { size: 600_000, character: '€' },
  ])('arrives whole: $size times $character', async ({ size, character }) => {
    const LastMessage = character.repeat(size);
    pair.superOffice.on('', { ChatSessionId: 549, LastMessage });

    const answer = await pair.ask('{ chatSession(id: 549) { lastMessage } }');

    expect(answer.data.chatSession.lastMessage).toBe(LastMessage);
    expect(answer.headers.get('transfer-encoding')).toBeNull();
    await until(async () => (await unsentBytes(pair)) === 0 && (await operations(pair)) === 0);
  });
});

describe('MAX_UNSENT_BYTES', () => {
  const pair = useFacade({ ...ADMIN, MAX_UNSENT_BYTES: '7000000', RESPONSE_STALL_MS: '600000' });
  beforeAll(() => acceptCredential(pair));

  it('refuses operations of a caller who holds half of it, before their bodies are read; others are answered', async () => {
    const socket = await leaveUnread(pair, LARGE);

    const refused = await pair.ask('{ chatSession(id: 777) { status } }');

    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'OVERLOADED', retryable: true });
    expect((await pair.ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }')).status).toBe(503);
    expect(new Set(pair.superOffice.calls())).toEqual(new Set(['GET ChatSession/549']));
    expect((await pair.ask('{ __typename }', {}, { authorization: JO })).status).toBe(200);

    socket.destroy();
    await until(async () => (await unsentBytes(pair)) === 0);
    expect((await pair.ask('{ __typename }')).status).toBe(200);
  });

  it('refuses operations of all callers if two hold all of it', async () => {
    const sockets = [await leaveUnread(pair, LARGE), await leaveUnread(pair, LARGE, JO)];

    expect((await pair.ask('{ __typename }', {}, { authorization: 'Basic bWk6TWk=' })).status).toBe(503);

    for (const socket of sockets) {
      socket.destroy();
    }
    await until(async () => (await unsentBytes(pair)) === 0);
    expect((await pair.ask('{ __typename }')).status).toBe(200);
  });

  it('refuses a query that was already executed, instead of answering it, and answers a change', async () => {
    const released: (() => void)[] = [];
    pair.superOffice.on('GET ChatSession/550', ({ path }, response) => {
      released.push(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ...SESSION, ChatSessionId: Number(path.split('/')[1]) }));
      });
    });
    pair.superOffice.on('POST ChatSession/551/TransferTo/bo', (_request, response) => {
      released.push(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ...SESSION, ChatSessionId: 551 }));
      });
    });
    const query = pair.ask(LARGE.replace('549', '550'));
    const change = pair.ask(LARGE_CHANGE.replace('549', '551'));
    await until(() => released.length === 2);
    const socket = await leaveUnread(pair, LARGE);
    for (const release of released) {
      release();
    }

    expect((await query).status).toBe(503);
    expect((await query).errors?.[0]?.extensions.code).toBe('OVERLOADED');
    expect((await change).data.transferChatSession.b).toHaveLength(TEXT.length);
    socket.destroy();
  });
});

describe('a place among MAX_OPERATIONS', () => {
  const pair = useFacade({
    ...ADMIN,
    MAX_OPERATIONS: '3',
    RESPONSE_STALL_MS: '600000',
    SUPEROFFICE_READ_TIMEOUT_MS: '600000',
    OPERATION_TIMEOUT_MS: '600000',
  });

  it.each([
    ['a query', LARGE],
    ['a change', LARGE_CHANGE],
  ])('is taken until the answer has left: %s', async (_what, query) => {
    const socket = await leaveUnread(pair, query);

    // Long enough for all that was asked to be computed.
    await delay(1000);
    expect(await operations(pair)).toBeGreaterThan(0);
    socket.destroy();
    await until(async () => (await operations(pair)) === 0);
  });

  it('is given back by a request that waits behind another one when its client leaves', async () => {
    pair.superOffice.on('', () => {});
    const READ = '{ chatSession(id: 549) { status } }';
    const socket = openUnread(pair.facade.url, requestOf(READ), requestOf(READ), requestOf(READ));
    await until(async () => (await operations(pair)) === 3);
    socket.destroy();

    await until(async () => (await operations(pair)) === 0);
  });
});

describe('RESPONSE_STALL_MS', () => {
  const pair = useFacade({
    ...ADMIN,
    RESPONSE_STALL_MS: '1500',
    SUPEROFFICE_READ_TIMEOUT_MS: '600000',
    OPERATION_TIMEOUT_MS: '600000',
    MAX_PIPELINED_REQUESTS: '1000',
    MAX_RESPONSE_BYTES: '100000000',
  });
  const closed = (socket: Socket) => until(() => socket.resume().destroyed);

  it('ends a connection that takes nothing of an answer', async () => {
    const before = await stalled(pair);
    const socket = await leaveUnread(pair, LARGE);

    await until(async () => (await stalled(pair)) > before);
    await closed(socket);
    expect(await unsentBytes(pair)).toBe(0);
    expect(await operations(pair)).toBe(0);
  });

  it('ends one that keeps sending, and takes nothing', async () => {
    const before = await stalled(pair);
    const socket = await leaveUnread(pair, LARGE);
    connections.drip(socket, 'GET /nothing HTTP/1.1\r\nhost: localhost\r\n\r\n');

    await until(async () => (await stalled(pair)) > before);
    await closed(socket);
  });

  it('does not end one that reads an answer slowly, for longer than that', async () => {
    // Reading it takes three times as long.
    const SLOW = 10;
    pair.superOffice.on('', SESSION);
    const before = await stalled(pair);
    const { socket } = connections.open(pair.facade.url);
    let read = 0;
    socket.on('data', (chunk) => {
      read += chunk.length;
      socket.pause();
      setTimeout(() => socket.resume(), 15);
    });
    socket.write(requestOf(`{ chatSession(id: 549) { ${aliases(SLOW)} } }`));
    await until(() => read > SLOW * TEXT.length);

    expect(await stalled(pair)).toBe(before);
  });

  it('does not end one whose answer is not ready yet', async () => {
    const released: (() => void)[] = [];
    pair.superOffice.on('', (_request, response) => {
      released.push(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ChatSessionId":549}'));
    });
    const before = await stalled(pair);
    const slow = pair.ask('{ chatSession(id: 549) { id } }');
    await until(() => released.length === 1);
    // Meanwhile, the connection of another caller is ended.
    pair.superOffice.on('GET ChatSession/550', { ...SESSION, ChatSessionId: 550 });
    openUnread(pair.facade.url, requestOf(LARGE.replace('549', '550')).repeat(30));
    await until(async () => (await stalled(pair)) > before);
    released[0]?.();

    expect((await slow).data).toEqual({ chatSession: { id: '549' } });
  });

  it.each([
    ['files of the explorer', '/graphql/explorer/', {}],
    ['refusals', '/nothing', {}],
    ['refusals of an address that cannot be decoded', '/%zz', {}],
    ['answers to pages of other origins', '/graphql', { origin: 'https://studio.apollographql.com' }],
  ])('ends a connection that asks for %s without end', async (_what, path, headers) => {
    const script = /graphql\/explorer\/(main-\w+\.js)/.exec(
      await (await fetch(pair.facade.url, { headers: { accept: 'text/html' } })).text(),
    )?.[1];
    const asked = path.endsWith('/') ? path + script : path;
    const head = Object.entries({ host: 'localhost', ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const socket = openUnread(pair.facade.url);
    await askUntilClosed(socket, `GET ${asked} HTTP/1.1\r\n${head}\r\n`.repeat(200));
  });

  it('ends one that asks for metrics without end', async () => {
    const before = await stalled(pair);
    const socket = openUnread(pair.facade.adminUrl as string);
    await askUntilClosed(socket, 'GET /metrics HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(20));
    expect(await stalled(pair)).toBe(before + 1);
  });
});

describe('MAX_PIPELINED_REQUESTS', () => {
  const pair = useFacade({ ...ADMIN, MAX_PIPELINED_REQUESTS: '4' });

  it('answers requests that wait within the limit, refuses the next one, and ends the connection', async () => {
    const held: ServerResponse[] = [];
    pair.superOffice.on('', (_request, response) => void held.push(response));
    const { socket, answer } = connections.open(pair.facade.url);
    socket.write(requestOf('{ chatSession(id: 549) { id } }') + requestOf('{ __typename }').repeat(9));
    await until(() => held.length === 1);
    sendJson(held[0] as ServerResponse, { ChatSessionId: 549 });

    const said = await answer;

    expect(said.match(/HTTP\/1.1 \d+/g)).toEqual([...Array(5).fill('HTTP/1.1 200'), 'HTTP/1.1 503']);
    expect(said).toContain('Expected at most 4 requests to wait for their answers on one connection.');
    expect(said.match(/connection: close/g)).toHaveLength(1);
  });

  it.each([
    ['operations', requestOf('{ __typename }')],
    ['addresses that cannot be decoded', 'GET /%zz HTTP/1.1\r\nhost: localhost\r\n\r\n'],
    [
      'preflights',
      'OPTIONS /graphql HTTP/1.1\r\nhost: localhost\r\norigin: https://studio.apollographql.com\r\naccess-control-request-method: POST\r\n\r\n',
    ],
  ])('cuts a connection on which many more arrive at once, behind a slow one: %s', async (_what, request) => {
    pair.superOffice.on('', () => {});
    const { socket, answer } = connections.open(pair.facade.url);
    socket.write(requestOf('{ chatSession(id: 549) { status } }') + request.repeat(1000));

    expect(await answer).toBe('');
    await until(async () => (await operations(pair)) === 0);
    expect((await pair.ask('{ __typename }')).status).toBe(200);
  });

  it('does not count requests that are sent one after the other', async () => {
    const { socket } = connections.open(pair.facade.url);
    let answered = 0;
    socket.on('data', (chunk) => {
      answered += String(chunk).match(/HTTP\/1.1 200/g)?.length ?? 0;
    });
    for (let times = 1; times <= 30; times += 1) {
      socket.write(requestOf('{ __typename }'));
      await until(() => answered === times);
    }
  });
});
