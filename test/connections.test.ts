import { describe, expect, it } from '@jest/globals';
import type { Server } from '../src/server.js';
import { execute, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { useRawConnections } from './helpers/raw-connections.js';

const pair = useFacade({
  HEADERS_TIMEOUT_MS: '500',
  REQUEST_TIMEOUT_MS: '1000',
  MAX_BODY_BYTES: '2048',
  MAX_HEADER_BYTES: '4096',
  MAX_IDLE_CONNECTIONS_PER_ADDRESS: '1000',
});

const CANARY = 'C4N4RY';
const QUERY = JSON.stringify({ query: `{ me { id } } # ${CANARY}` });
const LENGTH = `Content-Length: ${QUERY.length}`;
const JSON_TYPE = 'Content-Type: application/json';
const CREDENTIAL = `Authorization: ${TJE0}`;
const connections = useRawConnections();

function open(url = pair.facade.url) {
  return connections.open(url);
}

function message(line: string, headers: readonly string[], body = ''): string {
  return [line, ...headers, '', body].join('\r\n');
}

function expectRefusal(answer: string, status: number, code: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/^connection: close$/im);
  expect(head).toMatch(/^x-content-type-options: nosniff$/im);
  expect(head).toMatch(/^cache-control: no-store$/im);
  expect(JSON.parse(body)).toEqual({
    errors: [{ message: expect.any(String), extensions: { code, requestId: expect.any(String) } }],
  });
  expect(answer).not.toMatch(new RegExp(`${CANARY}|HPE_|FST_|fastify|node_modules`, 'i'));
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
    connections.drip(socket, 'x: y\r\n');

    expectRefusal(await answer, 408, 'REQUEST_TIMEOUT');
    await expectAlive();
  });

  it('whose body never ends is closed with REQUEST_TIMEOUT, and nothing is asked of SuperOffice', async () => {
    const { socket, answer } = open();
    socket.write(message('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE, 'Content-Length: 1000'], '{'));
    connections.drip(socket, ' ');

    expectRefusal(await answer, 408, 'REQUEST_TIMEOUT');
    expect(pair.superOffice.calls()).toEqual([]);
    await expectAlive();
  });

  it('does not have to wait for 600 slow ones, which are all closed', async () => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    const beginnings = [
      '',
      'POST /graphql HTTP/1.1\r\nHost: x\r\n',
      message('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE, 'Content-Length: 1000'], '{'),
    ];
    const closed = beginnings.flatMap((beginning) =>
      Array.from({ length: 200 }, () => {
        const { socket, answer } = open();
        if (beginning !== '') {
          socket.write(beginning);
          connections.drip(socket, beginning.endsWith('{') ? ' ' : 'x: y\r\n');
        }
        return answer;
      }),
    );
    let areClosed = false;
    const answers = Promise.all(closed).finally(() => {
      areClosed = true;
    });
    let answered = 0;
    while (!areClosed) {
      expect(await execute(pair.facade.url, '{ chatSession(id: 549) { id } }')).toMatchObject({
        data: { chatSession: { id: '549' } },
      });
      answered += 1;
    }

    expect(answered).toBeGreaterThan(10);
    for (const answer of await answers) {
      expectRefusal(answer, 408, 'REQUEST_TIMEOUT');
    }
  });

  it.each([
    ['both a length and chunks', ['Host: x', LENGTH, 'Transfer-Encoding: chunked']],
    ['two lengths', ['Host: x', LENGTH, 'Content-Length: 5']],
    ['a list of lengths', ['Host: x', `${LENGTH}, ${QUERY.length}`]],
    ['a length with a sign', ['Host: x', `Content-Length: +${QUERY.length}`]],
    ['a blank before a colon', ['Host: x', `Content-Length : ${QUERY.length}`]],
    ['a length that is too short', ['Host: x', 'Content-Length: 10']],
    ['an unknown transfer encoding', ['Host: x', 'Transfer-Encoding: xchunked']],
    ['a line that ends in LF alone', ['Host: x\nX: y', LENGTH]],
    ['a folded header', ['Host: x', LENGTH, 'X: y\r\n z']],
    ['a folded Authorization', ['Host: x', LENGTH, CREDENTIAL.replace(' ', '\r\n ')]],
    ['no Host', [LENGTH]],
    ['an empty Host', ['Host: ', LENGTH]],
    ['two Hosts', ['Host: x', 'Host: y', LENGTH]],
    ['a Host that is none', [`Host: x/${CANARY}@y`, LENGTH]],
    ['a Host that cannot be read', [`Host: [${CANARY}`, LENGTH]],
    ['two types', ['Host: x', 'Content-Type: text/plain', LENGTH]],
    ['a header without a name', ['Host: x', `: ${CANARY}`, LENGTH]],
  ])('with %s is refused and closed, and nothing is asked of SuperOffice', async (_name, headers) => {
    const { socket, answer } = open();
    socket.write(message('POST /graphql HTTP/1.1', [...headers, JSON_TYPE, CREDENTIAL], QUERY));

    expectRefusal(await answer, 400, 'BAD_REQUEST');
    expect(pair.superOffice.calls()).toEqual([]);
    await expectAlive();
  });

  const TARGETS = ['file:///graphql', `ws://${CANARY}/graphql`, 'https://x:port/graphql', 'http://', 'http:/graphql'];

  it.each([
    ...TARGETS,
    '*',
    'localhost:80',
    `?${CANARY}`,
    '/graphql#x',
    'http://u:p@x/graphql',
    'blob:http://x/graphql',
  ])('with the target %s is refused and closed, with or without Expect: 100-continue', async (target) => {
    for (const expectation of [[], ['Expect: 100-continue'], ['Expect: more']]) {
      const { socket, answer } = open();
      socket.write(message(`POST ${target} HTTP/1.1`, ['Host: x:4000', LENGTH, JSON_TYPE, ...expectation], QUERY));

      expectRefusal(await answer, 400, 'BAD_REQUEST');
    }
    await expectAlive();
  });

  it('whose lines all end in a bare LF is refused and closed', async () => {
    const { socket, answer } = open();
    const request = message('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE, CREDENTIAL, LENGTH], QUERY);
    socket.write(request.replaceAll('\r', ''));

    expectRefusal(await answer, 400, 'BAD_REQUEST');
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('with a request hidden in the body of another gets one answer, a refusal', async () => {
    const { socket, answer } = open();
    const hidden = message('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE, CREDENTIAL, LENGTH], QUERY);
    const headers = ['Host: x', `Content-Length: ${hidden.length + 5}`, 'Transfer-Encoding: chunked'];
    socket.write(message('POST /graphql HTTP/1.1', headers, `0\r\n\r\n${hidden}`));

    expectRefusal(await answer, 400, 'BAD_REQUEST');
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('with a compressed transfer is refused with UNSUPPORTED_MEDIA_TYPE', async () => {
    const { socket, answer } = open();
    socket.write(message('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE, 'Transfer-Encoding: gzip, chunked']));

    expectRefusal(await answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
    await expectAlive();
  });

  it.each([`${CANARY}\r\n\r\n`, `FETCH /${CANARY} HTTP/1.1\r\nHost: x\r\n\r\n`, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'])(
    'that speaks no HTTP is refused with BAD_REQUEST: %j',
    async (text) => {
      const { socket, answer } = open();
      socket.write(text);

      expectRefusal(await answer, 400, 'BAD_REQUEST');
      await expectAlive();
    },
  );

  it('that asks for a tunnel is refused with BAD_REQUEST', async () => {
    const { socket, answer } = open();
    socket.write(message(`CONNECT ${CANARY}.example:443 HTTP/1.1`, [`Host: ${CANARY}.example:443`]));

    expectRefusal(await answer, 400, 'BAD_REQUEST');
    await expectAlive();
  });

  it.each(['h2c', 'websocket'])('that asks to be upgraded to %s is not upgraded', async (protocol) => {
    const { socket, answer } = open();
    const headers = [
      'Host: x',
      'Connection: upgrade, close',
      `Upgrade: ${protocol}`,
      'HTTP2-Settings: AAMAAABkAAQAAP__',
    ];
    socket.write(message('GET /health/live HTTP/1.1', headers));

    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each(['TRACE', 'PROPFIND', 'OPTIONS', 'PURGE'])('may not %s', async (method) => {
    const { socket, answer } = open();
    socket.write(
      `${method} /graphql?query=${CANARY} HTTP/1.1\r\nHost: x\r\nX-${CANARY}: y\r\nConnection: close\r\n\r\n`,
    );

    expectRefusal(await answer, 405, 'BAD_REQUEST');
    expect(await answer).toMatch(/^allow: GET, POST$/m);
  });

  it.each(['/graphql%zz', '/%ff', '/%'])('that asks for %s is refused with BAD_REQUEST', async (path) => {
    const { socket, answer } = open();
    socket.write(message(`GET ${path}?${CANARY} HTTP/1.1`, ['Host: x', 'Connection: close']));

    expectRefusal(await answer, 400, 'BAD_REQUEST');
    expect(await answer).not.toContain(path);
  });

  it('of HTTP/1.0 needs no Host', async () => {
    const body = '{"query":"{ __typename }"}';
    const [health, operation] = [open(), open()];
    health.socket.write(message('GET /health/live HTTP/1.0', []));
    operation.socket.write(message('POST /graphql HTTP/1.0', [JSON_TYPE, `Content-Length: ${body.length}`], body));

    expect(await health.answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(await operation.answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('with headers over MAX_HEADER_BYTES is refused with PAYLOAD_TOO_LARGE', async () => {
    const { socket, answer } = open();
    socket.write(message('GET / HTTP/1.1', ['Host: x', `X: ${'a'.repeat(5000)}`]));

    expectRefusal(await answer, 431, 'PAYLOAD_TOO_LARGE');
    await expectAlive();
  });

  it.each(['POST /graphql', 'POST /nope', 'PUT /graphql', 'GET /health/live'])(
    'whose body is to be 1 GB is refused at once: %s',
    async (line) => {
      const { socket, answer } = open();
      socket.write(message(`${line} HTTP/1.1`, ['Host: x', 'Expect: 100-continue', 'Content-Length: 1073741824']));

      expectRefusal(await answer, 413, 'PAYLOAD_TOO_LARGE');
      await expectAlive();
    },
  );

  it('that sends Expect: 100-continue gets 100 Continue', async () => {
    const { socket, answer } = open();
    const body = '{"query":"{ __typename }"}';
    const headers = ['Host: x', JSON_TYPE, `Content-Length: ${body.length}`, 'Connection: close'];
    socket.write(message('POST /graphql HTTP/1.1', [...headers, 'Expect: 100-continue']));
    socket.once('data', () => socket.write(body));

    expect(await answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });

  it('that expects anything else is refused with 417', async () => {
    const { socket, answer } = open();
    socket.write(message('POST /graphql HTTP/1.1', ['Host: x', `Expect: ${CANARY}`, LENGTH]));

    expectRefusal(await answer, 417, 'BAD_REQUEST');
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

describe('with MAX_HEADERS', () => {
  const few = useFacade({ MAX_HEADERS: '20' });
  const many = useFacade({ MAX_HEADERS: '1500', MAX_HEADER_BYTES: '100000' });

  function ask({ url }: Server, line: string, headers: number): Promise<string> {
    const { socket, answer } = open(url);
    const others = Array.from({ length: headers - 2 }, (_, index) => `X-${index}: ${CANARY}`);
    socket.write(message(`${line} HTTP/1.1`, ['Host: x', 'Connection: close', ...others]));
    return answer;
  }

  it.each(['POST /graphql', 'GET /graphql', 'OPTIONS /graphql', 'GET /health/live', 'GET /nope'])(
    'one header more is refused: %s',
    async (line) => {
      expect(await ask(few.facade, line, 20)).not.toMatch(/^HTTP\/1\.1 431 /);
      expectRefusal(await ask(few.facade, line, 21), 431, 'PAYLOAD_TOO_LARGE');
      expectRefusal(await ask(few.facade, line, 500), 431, 'PAYLOAD_TOO_LARGE');
    },
  );

  it('headers beyond the number that Node allows by default are not lost', async () => {
    expect(await ask(many.facade, 'GET /health/live', 1500)).toMatch(/^HTTP\/1\.1 200 /);
    expectRefusal(await ask(many.facade, 'GET /health/live', 1501), 431, 'PAYLOAD_TOO_LARGE');
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

describe('connections that were refused', () => {
  const few = useFacade({ MAX_CONNECTIONS: '2' });

  it('make room again, even if they do not hang up', async () => {
    for (const text of ['garbage\r\n\r\n', message('CONNECT x:1 HTTP/1.1', ['Host: x'])]) {
      const { socket, answer } = connections.open(few.facade.url, { allowHalfOpen: true });
      socket.write(text);
      expectRefusal(await answer, 400, 'BAD_REQUEST');
    }
    let answer: unknown;
    while (answer === undefined) {
      answer = await execute(few.facade.url, '{ __typename }').catch(() => undefined);
    }

    expect(answer).toMatchObject({ status: 200 });
  });
});

describe('the tenant', () => {
  const elsewhere = useFacade();
  const host = () => new URL(elsewhere.superOffice.url).host;
  const body = JSON.stringify({ query: 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }' });
  const headers = [JSON_TYPE, CREDENTIAL, `Content-Length: ${body.length}`, 'Connection: close'];

  it.each([
    { what: 'Host', line: () => 'POST /graphql HTTP/1.1', hosts: () => [`Host: ${host()}`] },
    {
      what: 'the target of the request',
      line: () => `POST http://${host()}/graphql HTTP/1.1`,
      hosts: () => [`Host: ${host()}`],
    },
    {
      what: 'headers for proxies',
      line: () => 'POST /graphql HTTP/1.1',
      hosts: () => ['Host: x', `X-Forwarded-Host: ${host()}`, `Forwarded: host=${host()}`, `X-Original-URL: ${host()}`],
    },
  ])('is the configured one, for any value of $what', async ({ line, hosts }) => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });
    const { socket, answer } = open();
    socket.write(message(line(), [...hosts(), ...headers], body));

    expect(await answer).toContain('{"data":{"transferChatSession":{"id":"549"}}}');
    expect(pair.superOffice.requests).toMatchObject([{ headers: { host: new URL(pair.superOffice.url).host } }]);
    expect(elsewhere.superOffice.requests).toEqual([]);
  });

  it('is not asked when the target of a request is on another host than its Host', async () => {
    const { socket, answer } = open();
    socket.write(message(`POST http://${CANARY}.example/graphql HTTP/1.1`, ['Host: x', ...headers], body));

    expectRefusal(await answer, 400, 'BAD_REQUEST');
    expect(pair.superOffice.calls()).toEqual([]);
  });
});

describe('a server that stops', () => {
  it('does not wait for a request that never arrives completely', async () => {
    const facade = await startFacade(pair.superOffice.url, {
      OPERATION_TIMEOUT_MS: '100',
      REQUEST_TIMEOUT_MS: '60000',
    });
    const { socket, answer } = open(facade.url);
    socket.write(message('POST /graphql HTTP/1.1', ['Host: x', JSON_TYPE, 'Content-Length: 100'], '{'));
    await execute(facade.url, '{ __typename }');

    await facade.stop();

    expect(await answer).toBe('');
  });
});
