import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from './helpers/clock.js';
import { type Answer, execute, startFacade, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';

const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
const READ = '{ chatSession(id: 549) { id } }';
const BATCH = '{ person(id: 65) { fullName } }';
const CANARY = 'C4N4RY';

/** The time until a retry is skipped. */
const clock = createTestClock({ skipMs: 250 });
/** Lets the time for any call go by, but not that for its operation. */
const endCalls = () => clock.pass(8000);
const pair = useFacade({}, { clock });

/** Three ways in which a fault can be met: by the transfer, which is looked up then, by a read, by a batch. */
const OPERATIONS = [
  {
    name: 'transfer',
    query: TRANSFER,
    field: 'transferChatSession',
    calls: ['POST ChatSession/549/TransferTo/bo', 'GET ChatSession/549'],
  },
  { name: 'read', query: READ, field: 'chatSession', calls: ['GET ChatSession/549'] },
  { name: 'batch', query: BATCH, field: 'person', calls: ['POST Agents/Person/GetPersonList'] },
];

function expectFault(answer: Answer, field: string, code: string, outcome: string): void {
  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ [field]: null });
  expect(answer.errors).toMatchObject([{ path: [field], extensions: { code } }]);
  expect(answer.errors?.[0]?.extensions.outcome).toBe(field === 'transferChatSession' ? outcome : undefined);
  expect(JSON.stringify(answer)).not.toMatch(
    new RegExp(`${CANARY}|127\\.0\\.0\\.1|localhost|ECONN|node_modules|\\n +at `),
  );
}

async function expectAlive(url: string): Promise<void> {
  expect(await execute(url, '{ __typename }')).toMatchObject({ status: 200, data: { __typename: 'Query' } });
}

describe.each(OPERATIONS)('a $name', ({ query, field, calls }) => {
  const json = { 'content-type': 'application/json; charset=utf-8' };
  const whole = JSON.stringify(
    field === 'person' ? [{ PersonId: 65, FullName: CANARY }] : { ChatSessionId: 549, LastMessage: CANARY },
  );

  it.each([
    ['an HTML page with status 200', 200, { 'content-type': 'text/html' }, `<html>${CANARY}</html>`],
    ['HTML that says it is JSON', 200, json, `<html>${CANARY}</html>`],
    ['XML', 200, { 'content-type': 'application/xml' }, `<Person>${CANARY}</Person>`],
    ['an empty body', 200, json, ''],
    ['a body without a type', 200, {}, whole],
    ['JSON in UTF-16', 200, { 'content-type': 'application/json; charset=utf-16' }, Buffer.from(whole, 'utf16le')],
    ['half a JSON', 200, json, whole.slice(0, -3)],
    ['a redirect', 302, { ...json, location: 'http://127.0.0.1:1/' }, whole],
    ['a permanent redirect', 308, { ...json, location: '/elsewhere' }, whole],
    ['a redirect to nowhere', 301, json, whole],
    ['304', 304, {}, ''],
    ['3 MB', 200, json, JSON.stringify({ ChatSessionId: 549, LastMessage: 'x'.repeat(3 * 1024 * 1024) })],
    ['a gzip bomb', 200, { ...json, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '))],
  ])('that is answered with %s is UPSTREAM_BAD_RESPONSE, UNKNOWN', async (_name, status, headers, body) => {
    pair.superOffice.on('', (_request, response) => {
      response.writeHead(status, headers).end(body);
    });

    const answer = await pair.ask(query);

    expectFault(answer, field, 'UPSTREAM_BAD_RESPONSE', 'UNKNOWN');
    expect(pair.superOffice.calls()).toEqual(calls);
    await expectAlive(pair.facade.url);
  });

  it('that is answered with 500 and a stack trace is UPSTREAM_ERROR, UNKNOWN', async () => {
    pair.superOffice.on('', `at SuperOffice.${CANARY}() in C:\\secret.cs:line 7`, 500);

    expectFault(await pair.ask(query), field, 'UPSTREAM_ERROR', 'UNKNOWN');
    expect(pair.superOffice.calls()).toEqual(calls);
  });

  it.each([
    ['never answered', endCalls],
    [
      'answered with half a body and then silence',
      (response: ServerResponse) => {
        response.writeHead(200, json).write(whole.slice(0, 10));
        // The half is there by then.
        setTimeout(endCalls, 100);
      },
    ],
  ])('that is %s is UPSTREAM_TIMEOUT, UNKNOWN', async (_name, answerWith) => {
    pair.superOffice.on('', (_request, response) => {
      answerWith(response);
    });

    const answer = await pair.ask(query);

    expectFault(answer, field, 'UPSTREAM_TIMEOUT', 'UNKNOWN');
    expect(pair.superOffice.calls()).toEqual(calls);
    await expectAlive(pair.facade.url);
  });

  it.each([
    ['an answer that breaks off', 'UPSTREAM_BAD_RESPONSE', { ...json, 'content-length': '1000' }],
    ['a chunked answer that breaks off', 'UPSTREAM_BAD_RESPONSE', json],
  ])('that meets %s is %s, UNKNOWN', async (_name, code, headers) => {
    pair.superOffice.on('', (_request, response) => {
      response.writeHead(200, headers).write(whole, () => response.socket?.destroy());
    });

    expectFault(await pair.ask(query), field, code, 'UNKNOWN');
    expect(pair.superOffice.calls()).toEqual(calls);
  });

  it('whose connection is lost after it was sent is UPSTREAM_UNAVAILABLE, UNKNOWN', async () => {
    pair.superOffice.on('', (_request, response) => {
      response.socket?.resetAndDestroy();
    });

    const answer = await pair.ask(query);

    expectFault(answer, field, 'UPSTREAM_UNAVAILABLE', 'UNKNOWN');
    expect(answer.errors?.[0]?.extensions).not.toHaveProperty('retryable');
    // A read is tried once more.
    expect(pair.superOffice.calls()).toEqual(field === 'transferChatSession' ? calls : [...calls, ...calls]);
  });

  it('answers again once SuperOffice does', async () => {
    pair.superOffice.on('', (_request, response) => {
      response.writeHead(200, json).end(whole);
    });

    const answer = await pair.ask(query);

    expect(answer.errors).toBeUndefined();
    expect(answer.data[field]).not.toBeNull();
  });
});

describe.each(OPERATIONS)('a $name', ({ query, field }) => {
  const servers: NetServer[] = [];
  const sockets: Socket[] = [];
  const stops: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
    for (const socket of sockets.splice(0)) {
      socket.destroy();
    }
    for (const server of servers.splice(0)) {
      server.close();
    }
  });

  /** A server that only does what it is told with a socket. */
  async function listen(onSocket: (socket: Socket) => void): Promise<{ readonly port: number }> {
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      onSocket(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    return { port: (server.address() as AddressInfo).port };
  }

  async function askAt(url: string): Promise<Answer> {
    const facade = await startFacade(url, {}, { clock });
    stops.push(() => facade.stop());
    const answer = await execute(facade.url, query);
    await expectAlive(facade.url);
    return answer;
  }

  it('that finds no connection is UPSTREAM_UNAVAILABLE, NOT_SENT and retryable', async () => {
    // Nothing listens on port 1; a port that was free a moment ago may be in use now.
    const answer = await askAt('http://127.0.0.1:1/api/v1/');

    expectFault(answer, field, 'UPSTREAM_UNAVAILABLE', 'NOT_SENT');
    expect(answer.errors?.[0]?.extensions.retryable).toBe(true);
  });

  it('to a name that does not exist is UPSTREAM_UNAVAILABLE, NOT_SENT', async () => {
    expectFault(await askAt('http://superoffice.invalid/api/v1/'), field, 'UPSTREAM_UNAVAILABLE', 'NOT_SENT');
  });

  it('over TLS to a server without TLS is UPSTREAM_UNAVAILABLE, NOT_SENT', async () => {
    const { port } = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));

    expectFault(await askAt(`https://127.0.0.1:${port}/api/v1/`), field, 'UPSTREAM_UNAVAILABLE', 'NOT_SENT');
  });

  it('over TLS to a server that says nothing is UPSTREAM_TIMEOUT, NOT_SENT', async () => {
    const { port } = await listen(endCalls);

    const answer = await askAt(`https://127.0.0.1:${port}/api/v1/`);

    expectFault(answer, field, 'UPSTREAM_TIMEOUT', 'NOT_SENT');
    expect(answer.errors?.[0]?.extensions.retryable).toBe(true);
  });

  it('that gets no connection in SUPEROFFICE_CONNECT_TIMEOUT_MS is UPSTREAM_TIMEOUT, NOT_SENT', async () => {
    let connections = 0;
    const { port } = await listen(() => {
      connections += 1;
    });
    const facade = await startFacade(`https://127.0.0.1:${port}/api/v1/`, {
      SUPEROFFICE_CONNECT_TIMEOUT_MS: '200',
      SUPEROFFICE_READ_TIMEOUT_MS: '60000',
      SUPEROFFICE_WRITE_TIMEOUT_MS: '60000',
      OPERATION_TIMEOUT_MS: '60000',
    });
    stops.push(() => facade.stop());

    expectFault(await execute(facade.url, query), field, 'UPSTREAM_TIMEOUT', 'NOT_SENT');
    // A read is tried once more.
    expect(connections).toBe(field === 'transferChatSession' ? 1 : 2);
  });

  it('that is answered with invalid HTTP is UPSTREAM_BAD_RESPONSE, UNKNOWN', async () => {
    const { port } = await listen((socket) => socket.once('data', () => socket.end(`${CANARY} rubbish\r\n\r\n`)));

    expectFault(await askAt(`http://127.0.0.1:${port}/api/v1/`), field, 'UPSTREAM_BAD_RESPONSE', 'UNKNOWN');
  });
});

describe('a refusal', () => {
  it.each([
    ['2', 2000],
    ['0', 0],
    [new Date(0).toUTCString(), 0],
    [new Date(Date.now() + 3_600_000).toUTCString(), expect.any(Number)],
    ['soon', undefined],
  ])('with Retry-After: %s says when to retry', async (value, retryAfterMs) => {
    pair.superOffice.on('', {}, 429, { 'retry-after': value });

    const answer = await pair.ask(TRANSFER);

    expect(answer.errors?.[0]?.extensions.retryAfterMs).toEqual(retryAfterMs);
    expect(pair.superOffice.calls()).toHaveLength(1);
    // No read goes out before that time.
    clock.pass(300_000);
  });

  it.each([
    { kilobytes: 63, errorType: 'SoNotFoundException' },
    { kilobytes: 65, errorType: undefined },
  ])('of $kilobytes KB has its error type read: $errorType', async ({ kilobytes, errorType }) => {
    const text = { ErrorType: 'SoNotFoundException', Message: 'x'.repeat(kilobytes * 1024) };
    pair.superOffice.on('', text, 403);

    const { errors } = await pair.ask(READ);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', superOffice: { status: 403 } });
    expect(errors?.[0]?.extensions.superOffice).toEqual({ status: 403, ...(errorType && { errorType }) });
  });
});

describe('a call that takes longer than SUPEROFFICE_CONNECT_TIMEOUT_MS, on a connection that was made in time', () => {
  const patient = useFacade({ SUPEROFFICE_CONNECT_TIMEOUT_MS: '500' });

  it('is answered', async () => {
    patient.superOffice.on('', (_request, response) => {
      setTimeout(() => sendJson(response, { ChatSessionId: 549 }), 700);
    });

    expect(await patient.ask(READ)).toMatchObject({ data: { chatSession: { id: '549' } } });
    expect(patient.superOffice.calls()).toEqual(['GET ChatSession/549']);
  });
});

describe('an operation over its deadline', () => {
  const slow = useFacade({ OPERATION_TIMEOUT_MS: '1000' }, { clock });
  const endOperation = () => clock.pass(1000);

  it('is UPSTREAM_TIMEOUT, however long a single call may take', async () => {
    slow.superOffice.on('', endOperation);

    expectFault(await slow.ask(TRANSFER), 'transferChatSession', 'UPSTREAM_TIMEOUT', 'UNKNOWN');
  });

  it('sends no more calls, and reports the rest as not sent', async () => {
    slow.superOffice.on('POST ChatSession/', endOperation);

    const answer = await slow.ask(`mutation {
      a: transferChatSession(id: 1, toAssociate: "bo") { id }
      b: transferChatSession(id: 2, toAssociate: "bo") { id }
    }`);

    expect(answer.errors?.map(({ path, extensions: { code, outcome } }) => ({ path, code, outcome }))).toEqual([
      { path: ['a'], code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN' },
      { path: ['b'], code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_SENT' },
    ]);
    expect(slow.superOffice.calls()).toEqual(['POST ChatSession/1/TransferTo/bo']);
  });
});
