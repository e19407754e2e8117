import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { type Answer, execute, startFacade, useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, type Handler, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { type Fault, type FaultProxy, type ProxiedRequest, startFaultProxy } from './helpers/fault-proxy.js';

const CANARY = 'C4N4RY';
const JSON_TYPE = 'application/json; charset=utf-8';

interface Operation {
  readonly name: string;
  readonly query: string;
  readonly field: string;
  /** The call that answers it. */
  readonly call: string;
  /** The answer when nothing is wrong. */
  readonly data: unknown;
}

const TRANSFER: Operation = {
  name: 'transfer',
  query: 'mutation { transferChatSession(id: 549, toAssociate: "3") { id transferTo { id } } }',
  field: 'transferChatSession',
  call: 'POST ChatSession/549/TransferTo/3',
  data: { id: '549', transferTo: { id: '3' } },
};
const READ: Operation = {
  name: 'read',
  query: '{ chatSession(id: 549) { id customerName } }',
  field: 'chatSession',
  call: 'GET ChatSession/549',
  data: { id: '549', customerName: CANARY },
};
const BATCH: Operation = {
  name: 'batch',
  query: '{ person(id: 65) { id fullName } }',
  field: 'person',
  call: 'POST Agents/Person/GetPersonList',
  data: { id: '65', fullName: CANARY },
};
const OPERATIONS = [TRANSFER, READ, BATCH];

/** Until the end of a connection is known at its other end. */
const LOOPBACK_MS = 50;

let log: string;
let superOffice: FakeSuperOffice;
let proxy: FaultProxy;
let facade: Server;
let fault: (request: ProxiedRequest) => Fault | undefined;

beforeAll(async () => {
  const write = (line: string) => {
    log += line;
  };
  superOffice = await startFakeSuperOffice();
  proxy = await startFaultProxy(superOffice.url, { fault: (request) => fault(request) });
  facade = await startFacade(
    proxy.url,
    { SUPEROFFICE_READ_TIMEOUT_MS: '400', SUPEROFFICE_WRITE_TIMEOUT_MS: '400' },
    { logger: pino({ level: 'debug' }, { write }) },
  );
});

afterAll(async () => {
  await facade.stop();
  await proxy.stop();
  await superOffice.stop();
});

beforeEach(() => {
  log = '';
  fault = () => undefined;
  superOffice.forget();
  superOffice.on('', { ChatSessionId: 549, CustomerName: CANARY, TransferTo: null });
  superOffice.on(TRANSFER.call, { ChatSessionId: 549, CustomerName: CANARY, TransferTo: { AssociateId: 3 } });
  superOffice.on(BATCH.call, [{ PersonId: 65, FullName: CANARY }]);
});

/** What an operation was answered, and its own calls: a transfer whose outcome is unknown may be looked up besides. */
interface Exchange {
  readonly answer: Answer;
  readonly calls: readonly ProxiedRequest[];
}

async function run({ query, call }: Operation): Promise<Exchange> {
  const before = proxy.requests.length;
  const answer = await execute(facade.url, query);
  const calls = proxy.requests.slice(before).filter(({ method, path }) => `${method} ${path}` === call);
  return { answer, calls };
}

/** Checks that only the field failed, without details, and that a write was sent once, a read twice at most. */
function expectFailure({ answer, calls }: Exchange, operation: Operation, code: string): void {
  const isWrite = operation === TRANSFER;
  expect(answer).toMatchObject({
    status: 200,
    data: { [operation.field]: null },
    errors: [{ path: [operation.field] }],
  });
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors?.[0]?.extensions.code).toBe(code);
  expect(answer.errors?.[0]?.extensions.outcome).toBe(isWrite ? 'UNKNOWN' : undefined);
  expect(JSON.stringify(answer) + log).not.toMatch(/C4N4RY|127\.0\.0\.1|node_modules/);
  expect(JSON.stringify(answer)).not.toMatch(/ECONN|HPE_/);
  expect([1, isWrite ? 1 : 2]).toContain(calls.length);
}

describe.each(OPERATIONS)('a $name', (operation) => {
  it.each<[string, string, Fault]>([
    ['is never answered', 'UPSTREAM_TIMEOUT', { type: 'stall', at: 'answer' }],
    ['is answered with half a head', 'UPSTREAM_TIMEOUT', { type: 'stall', at: 'head' }],
    ['is answered with half a body', 'UPSTREAM_TIMEOUT', { type: 'stall', at: 'body' }],
    ['is answered byte by byte', 'UPSTREAM_TIMEOUT', { type: 'drip', bytes: 1, everyMs: 50 }],
    ['is answered with less than was promised', 'UPSTREAM_TIMEOUT', { type: 'length', by: 7 }],
    ['is answered with more than was promised', 'UPSTREAM_BAD_RESPONSE', { type: 'length', by: -7 }],
    ['is answered with rubbish', 'UPSTREAM_BAD_RESPONSE', { type: 'garbage' }],
    ['is reset before it was sent on', 'UPSTREAM_UNAVAILABLE', { type: 'reset', at: 'request' }],
    ['is reset after it was received', 'UPSTREAM_UNAVAILABLE', { type: 'reset', at: 'answer' }],
    ['is reset within the answer’s head', 'UPSTREAM_UNAVAILABLE', { type: 'reset', at: 'head' }],
    ['is reset within the answer’s body', 'UPSTREAM_BAD_RESPONSE', { type: 'reset', at: 'body' }],
    ['meets an end after it was received', 'UPSTREAM_UNAVAILABLE', { type: 'end', at: 'answer' }],
    ['meets an end within the answer’s head', 'UPSTREAM_UNAVAILABLE', { type: 'end', at: 'head' }],
    ['meets an end within the answer’s body', 'UPSTREAM_BAD_RESPONSE', { type: 'end', at: 'body' }],
  ])('that %s is %s, and the next one has a connection of its own', async (_name, code, always) => {
    fault = () => always;
    const failed = await run(operation);
    fault = () => undefined;
    const next = await run(operation);

    expectFailure(failed, operation, code);
    expect(next.answer).toMatchObject({ status: 200, data: { [operation.field]: operation.data } });
    expect(next.answer.errors).toBeUndefined();
    expect(next.calls).toMatchObject([{ isReused: false }]);
  });

  it.each<[string, Fault]>([
    ['late', { type: 'delay', ms: 100 }],
    ['in drops', { type: 'drip', bytes: 100, everyMs: 20 }],
    ['and the connection closed thereupon', { type: 'hang up', afterMs: 0 }],
  ])('that is answered %s is answered', async (_name, always) => {
    fault = () => always;
    const { answer, calls } = await run(operation);
    await delay(LOOPBACK_MS);

    expect(answer).toMatchObject({ status: 200, data: { [operation.field]: operation.data } });
    expect(answer.errors).toBeUndefined();
    expect(calls).toHaveLength(1);
  });
});

describe.each([READ, BATCH])('a $name', (operation) => {
  it.each<[string, Fault]>([
    ['before it was sent on', { type: 'reset', at: 'request' }],
    ['after it was received', { type: 'reset', at: 'answer' }],
    ['by an end after it was received', { type: 'end', at: 'answer' }],
  ])('whose connection is lost once, %s, is retried', async (_name, once) => {
    const first = proxy.requests.length;
    fault = ({ index }) => (index === first ? once : undefined);
    const { answer, calls } = await run(operation);

    expect(answer).toMatchObject({ status: 200, data: { [operation.field]: operation.data } });
    expect(answer.errors).toBeUndefined();
    expect(calls).toHaveLength(2);
  });
});

describe('a transfer', () => {
  it('that was received before its connection was lost is not sent again', async () => {
    fault = ({ method }) => (method === 'POST' ? { type: 'reset', at: 'answer' } : undefined);
    expectFailure(await run(TRANSFER), TRANSFER, 'UPSTREAM_UNAVAILABLE');

    expect(superOffice.calls().filter((call) => call.startsWith('POST'))).toEqual([TRANSFER.call]);
  });

  it('that has no effect in SuperOffice is answered as it is, and later reads are fresh', async () => {
    superOffice.on(TRANSFER.call, { ChatSessionId: 549, CustomerName: CANARY, TransferTo: null });
    const { answer, calls } = await run(TRANSFER);
    const before = superOffice.calls().length;
    const next = await run(READ);

    expect(answer).toMatchObject({ status: 200, data: { transferChatSession: { id: '549', transferTo: null } } });
    expect(answer.errors).toBeUndefined();
    expect(calls).toHaveLength(1);
    expect(next.answer.data).toEqual({ chatSession: READ.data });
    expect(superOffice.calls().slice(before)).toEqual([READ.call]);
  });
});

describe('an answer that comes twice', () => {
  it('never answers another caller', async () => {
    superOffice.on('', ({ headers }, response) => {
      sendJson(response, { ChatSessionId: 549, CustomerName: headers.authorization });
    });
    for (let round = 0; round < 50; round += 1) {
      fault = ({ index }) => (index % 2 === 0 ? { type: 'double', afterMs: 0 } : undefined);
      const authorization = `Bearer caller${round}`;
      const { data, errors } = await execute(facade.url, READ.query, {}, { authorization });

      const isOwn = data.chatSession?.customerName === authorization;
      expect(isOwn || errors?.[0]?.extensions.code === 'UPSTREAM_BAD_RESPONSE').toBe(true);
    }
  });
});

describe('a kept-alive connection', () => {
  const ROUNDS = 150;

  /** Sends transfers to a new target each, one after the other, and returns how each ended. */
  async function transferInRounds(): Promise<{ readonly to: string; readonly outcome: unknown }[]> {
    superOffice.on('POST ChatSession/549/TransferTo/', { ChatSessionId: 549, TransferTo: { AssociateId: 3 } });
    const outcomes = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const to = `target${round}`;
      const query = `mutation { transferChatSession(id: 549, toAssociate: "${to}") { id } }`;
      const { data, errors } = await execute(facade.url, query);
      outcomes.push({ to, outcome: data.transferChatSession === null ? errors?.[0]?.extensions.outcome : 'DONE' });
    }
    return outcomes;
  }

  const received = (to: string) => superOffice.calls().filter((call) => call.endsWith(`/TransferTo/${to}`)).length;

  it('that is closed exactly as a transfer is written on it fails that transfer, which is not sent again', async () => {
    const before = proxy.requests.length;
    fault = ({ method, isReused }) => (method === 'POST' && isReused ? { type: 'reset', at: 'request' } : undefined);
    const outcomes = await transferInRounds();
    const seen = proxy.requests.slice(before).filter(({ method }) => method === 'POST');

    expect(seen.map(({ path }) => path)).toEqual(outcomes.map(({ to }) => `ChatSession/549/TransferTo/${to}`));
    for (const { to, outcome } of outcomes) {
      expect({ to, outcome, received: received(to) }).toEqual({
        to,
        outcome: outcome === 'DONE' ? 'DONE' : 'UNKNOWN',
        received: outcome === 'DONE' ? 1 : 0,
      });
    }
    expect(outcomes.filter(({ outcome }) => outcome === 'UNKNOWN').length).toBeGreaterThan(ROUNDS / 10);
  }, 60_000);

  it('that is closed about when the next transfer is written on it sends no transfer twice', async () => {
    const before = proxy.requests.length;
    fault = ({ index }) => ({ type: 'hang up', afterMs: index % 4 });
    const outcomes = await transferInRounds();
    const sent = proxy.requests.slice(before).filter(({ method }) => method === 'POST');

    const timesOf: Readonly<Record<string, readonly number[]>> = { DONE: [1], UNKNOWN: [0, 1], NOT_SENT: [0] };
    for (const { to, outcome } of outcomes) {
      expect(timesOf[String(outcome)]).toContain(received(to));
    }
    expect(sent.length).toBeLessThanOrEqual(ROUNDS);
  }, 60_000);
});

describe.each([TRANSFER, READ])('a $name that is answered with a redirect', (operation) => {
  let connections: number;
  const elsewhere = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  beforeAll(async () => {
    // What the tests before have broken is known by then.
    await delay(LOOPBACK_MS);
    connections = 0;
    await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => void elsewhere.close());

  it.each([301, 302, 303, 307, 308])('of status %s is not followed, wherever it leads', async (status) => {
    const { port } = elsewhere.address() as AddressInfo;
    const locations = [
      `http://127.0.0.1:${port}/api/v1/ChatSession/549`,
      `http://localhost:${port}/`,
      `https://127.0.0.1:${port}/`,
      `//127.0.0.1:${port}/api/v1/`,
      `${superOffice.url}ChatSession/1`,
      '/api/v1/ChatSession/1',
      'file:///etc/passwd',
      'data:application/json,{"ChatSessionId":549}',
      'not an address: ///',
      undefined,
    ];
    for (const location of locations) {
      const answerElsewhere: Handler = (_request, response) =>
        sendJson(response, { ChatSessionId: 549 }, status, location === undefined ? {} : { location });
      superOffice.on(operation.call, answerElsewhere);
      const before = proxy.requests.length;
      const exchange = await run(operation);

      expectFailure(exchange, operation, 'UPSTREAM_BAD_RESPONSE');
      expect(exchange.calls).toHaveLength(1);
      const paths = new Set(proxy.requests.slice(before).map(({ path }) => path));
      expect([...paths].filter((path) => !path.startsWith('ChatSession/549'))).toEqual([]);
    }
    expect(connections).toBe(0);
  });
});

describe.each(OPERATIONS)('a $name that is not answered with JSON', (operation) => {
  const json = JSON.stringify({ ChatSessionId: 549, CustomerName: CANARY });
  const page = `<!DOCTYPE html><html><title>Log in</title><form action="/login?${CANARY}">${CANARY}</form></html>`;

  it.each([
    ['a login page', 'text/html; charset=utf-8', page],
    ['a login page that says it is JSON', JSON_TYPE, page],
    [
      'XML',
      'application/xml',
      `<?xml version="1.0"?><ChatSession><CustomerName>${CANARY}</CustomerName></ChatSession>`,
    ],
    ['JSON with an open quote', 'application/json; charset="utf-8', Buffer.from(json)],
    ['JSON in UTF-16', 'application/json; charset=utf-16', Buffer.from(json, 'utf16le')],
    ['JSON in UTF-16 that says nothing of it', JSON_TYPE, Buffer.from(json, 'utf16le')],
  ])('but %s shows nothing of it to the caller or in the log', async (_name, type, body) => {
    superOffice.on(
      operation.call,
      (_request, response) => void response.writeHead(200, { 'content-type': type }).end(body),
    );
    const exchange = await run(operation);

    expectFailure(exchange, operation, 'UPSTREAM_BAD_RESPONSE');
    expect(exchange.calls).toHaveLength(1);
  });
});

describe.each(OPERATIONS)('a $name whose answer has unknown properties', (operation) => {
  it('is answered without them', async () => {
    const news = { _Links: { Self: CANARY }, Sentiment: { Score: 0.5, Trend: [1, null] }, __proto__: { x: 1 }, '': 1 };
    const record =
      operation === BATCH ? { PersonId: 65, FullName: CANARY } : { ChatSessionId: 549, CustomerName: CANARY };
    const known = operation === TRANSFER ? { ...record, TransferTo: { AssociateId: 3, ...news } } : record;
    const body = { ...news, ...known };
    superOffice.on(operation.call, operation === BATCH ? [body] : body);
    const { answer } = await run(operation);

    expect(answer).toMatchObject({ status: 200, data: { [operation.field]: operation.data } });
    expect(answer.errors).toBeUndefined();
  });
});

describe('an answer that is too much', () => {
  const MB = 2 ** 20;
  const direct = useFacade();
  const rights = Array.from({ length: 1_000_000 }, (_, index) => `"p${index}":{}`).join();
  const record = Buffer.from(`{"ChatSessionId":549,"PersonId":65,"FieldProperties":{${rights}}}`);
  let gzipped: Buffer;
  beforeAll(async () => {
    gzipped = await buffer(Readable.from(blanks(200)).pipe(createGzip()));
  });

  it.each(
    OPERATIONS.flatMap((operation) => [
      {
        ...operation,
        much: '200 MB in 200 KB of gzip',
        send: (response: ServerResponse) => send(response, gzipped, { 'content-encoding': 'gzip' }),
      },
      { ...operation, much: '50 MB', send: sendPlain },
      {
        ...operation,
        much: 'a record with a million properties',
        send: (response: ServerResponse) => send(response, record),
      },
      {
        ...operation,
        much: 'a header of 2 MB',
        send: (response: ServerResponse) => send(response, '{}', { 'x-filler': 'x'.repeat(2 * MB) }),
      },
    ]),
  )('($much, to a $name) is UPSTREAM_BAD_RESPONSE, and takes little memory', async ({ query, field, call, send }) => {
    direct.superOffice.on('', (_request, response) => send(response));
    const { result: answer, growth } = await watchMemory(() => direct.ask(query));

    expect(answer).toMatchObject({ status: 200, data: { [field]: null }, errors: [{ path: [field] }] });
    expect(answer.errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
    expect(growth).toBeLessThan(100 * MB);
    expect(direct.superOffice.calls().filter((made) => made === call)).toHaveLength(1);
    expect(await direct.ask('{ __typename }')).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  it('(lists in 100 000 lists) is UPSTREAM_BAD_RESPONSE where a record or a text should be, and affects nothing else', async () => {
    const lists = '['.repeat(100_000) + ']'.repeat(100_000);
    direct.superOffice.on('POST ChatSession/', (_request, response) => send(response, lists));
    direct.superOffice.on('GET ChatSession/', (_request, response) =>
      send(response, `{"ChatSessionId":549,"CustomerName":${lists}}`),
    );
    const transfer = await direct.ask(TRANSFER.query);
    const read = await direct.ask(READ.query);

    const withPath = (...path: string[]) => [{ path, extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }];
    expect(transfer).toMatchObject({ data: { transferChatSession: null }, errors: withPath('transferChatSession') });
    expect(read).toMatchObject({
      data: { chatSession: { id: '549', customerName: null } },
      errors: withPath('chatSession', 'customerName'),
    });
  });

  function send(response: ServerResponse, body: string | Buffer, headers: Record<string, string> = {}): void {
    response.writeHead(200, { 'content-type': JSON_TYPE, ...headers }).end(body);
  }

  function sendPlain(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': JSON_TYPE });
    Readable.from(blanks(50)).pipe(response);
  }
});

/** Megabytes of spaces, generated on demand. */
function* blanks(megabytes: number): Generator<Buffer> {
  const megabyte = Buffer.alloc(2 ** 20, ' ');
  for (let sent = 0; sent < megabytes; sent += 1) {
    yield megabyte;
  }
}

/** How much memory the process took at most while it worked, in bytes. */
async function watchMemory<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly growth: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  const result = await work();
  clearInterval(watch);
  return { result, growth: most - before };
}
