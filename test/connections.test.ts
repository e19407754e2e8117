import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { execute, startFacade, TJE0, useFacade } from './helpers/facade.js';

const pair = useFacade({
  HEADERS_TIMEOUT_MS: '500',
  REQUEST_TIMEOUT_MS: '1000',
  MAX_BODY_BYTES: '2048',
  MAX_HEADER_BYTES: '4096',
});

const CANARY = 'C4N4RY';
const QUERY = JSON.stringify({ query: `{ me { id } } # ${CANARY}` });
const sockets: Socket[] = [];
const timers: NodeJS.Timeout[] = [];

afterEach(() => {
  for (const timer of timers.splice(0)) {
    clearInterval(timer);
  }
  for (const socket of sockets.splice(0)) {
    socket.destroy();
  }
});

/** Opens a connection; what the server says until it closes it. */
function open(url = pair.facade.url): { readonly socket: Socket; readonly answer: Promise<string> } {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {});
  return { socket, answer: once(socket, 'close').then(() => text) };
}

/** Writes a line now and then, for ever. */
function drip(socket: Socket, text: string): void {
  timers.push(setInterval(() => socket.writable && socket.write(text), 100));
}

function expectRefusal(answer: string, status: number, code: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/^connection: close$/im);
  expect(JSON.parse(body)).toEqual({
    errors: [{ message: expect.any(String), extensions: { code, requestId: expect.any(String) } }],
  });
  expect(answer).not.toMatch(new RegExp(`${CANARY}|HPE_|fastify|node_modules`, 'i'));
}

async function expectAlive(): Promise<void> {
  expect(await execute(pair.facade.url, '{ __typename }')).toMatchObject({ status: 200 });
}

describe('a connection', () => {
  it('on which nothing is said is closed', async () => {
    const { answer } = open();

    expectRefusal(await answer, 408, 'REQUEST_TIMEOUT');
    await expectAlive();
  });

  it('whose headers never end is closed with REQUEST_TIMEOUT', async () => {
    const { socket, answer } = open();
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\n');
    drip(socket, 'x: y\r\n');

    expectRefusal(await answer, 408, 'REQUEST_TIMEOUT');
    await expectAlive();
  });

  it('whose body never ends is closed with REQUEST_TIMEOUT, and nothing is asked of SuperOffice', async () => {
    const { socket, answer } = open();
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
    );
    drip(socket, ' ');

    expectRefusal(await answer, 408, 'REQUEST_TIMEOUT');
    expect(pair.superOffice.calls()).toEqual([]);
    await expectAlive();
  });

  it.each([
    ['both a length and chunks', `Host: x\r\nContent-Length: ${QUERY.length}\r\nTransfer-Encoding: chunked\r\n`],
    ['two lengths', `Host: x\r\nContent-Length: ${QUERY.length}\r\nContent-Length: 5\r\n`],
    ['no Host', `Content-Length: ${QUERY.length}\r\n`],
    ['a header without a name', `Host: x\r\n: ${CANARY}\r\nContent-Length: ${QUERY.length}\r\n`],
  ])('with %s is refused and closed, and nothing is asked of SuperOffice', async (_name, headers) => {
    const { socket, answer } = open();
    socket.write(
      `POST /graphql HTTP/1.1\r\n${headers}Content-Type: application/json\r\nAuthorization: ${TJE0}\r\n\r\n${QUERY}`,
    );

    expect(await answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(await answer).not.toContain(CANARY);
    expect(pair.superOffice.calls()).toEqual([]);
    await expectAlive();
  });

  it('that speaks no HTTP is refused with BAD_REQUEST', async () => {
    const { socket, answer } = open();
    socket.write(`${CANARY}\r\n\r\n`);

    expectRefusal(await answer, 400, 'BAD_REQUEST');
    await expectAlive();
  });

  it('with headers over MAX_HEADER_BYTES is refused with PAYLOAD_TOO_LARGE', async () => {
    const { socket, answer } = open();
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(5000)}\r\n\r\n`);

    expectRefusal(await answer, 431, 'PAYLOAD_TOO_LARGE');
    await expectAlive();
  });

  it.each([
    [2048, 200],
    [2049, 413],
  ])('with a body of %d bytes, of 2048 allowed, is answered %d', async (bytes, status) => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const response = await fetch(pair.facade.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body.padEnd(bytes),
    });

    expect(response.status).toBe(status);
  });
});

describe('with MAX_CONNECTIONS=2', () => {
  const few = useFacade({ MAX_CONNECTIONS: '2' });

  it('a third connection is closed at once, and there is room again when one leaves', async () => {
    const [first] = [open(few.facade.url), open(few.facade.url)];
    const third = open(few.facade.url);

    expect(await third.answer).toBe('');
    first.socket.destroy();
    await first.answer;

    expect(await execute(few.facade.url, '{ __typename }')).toMatchObject({ status: 200 });
  });
});

describe('a server that stops', () => {
  it('waits for no request that never arrives whole', async () => {
    const facade = await startFacade(pair.superOffice.url, {
      OPERATION_TIMEOUT_MS: '100',
      REQUEST_TIMEOUT_MS: '60000',
    });
    const { socket, answer } = open(facade.url);
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
    await execute(facade.url, '{ __typename }');

    await facade.stop();

    expect(await answer).toBe('');
  });
});
