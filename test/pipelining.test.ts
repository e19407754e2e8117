import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { acceptCredential, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { type Handler, sendJson } from './helpers/fake-superoffice.js';
import { useRawConnections } from './helpers/raw-connections.js';
import { until } from './helpers/until.js';

const pair = useFacade({
  HEADERS_TIMEOUT_MS: '300',
  REQUEST_TIMEOUT_MS: '300',
  MAX_HEADER_BYTES: '4096',
  MAX_BODY_BYTES: '2048',
});
const connections = useRawConnections();

function transfer(id: number, headers: readonly string[] = []): string {
  const body = JSON.stringify({ query: `mutation { transferChatSession(id: ${id}, toAssociate: "bo") { id } }` });
  return [
    'POST /graphql HTTP/1.1',
    'Host: x',
    `Authorization: ${TJE0}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    ...headers,
    '',
    body,
  ].join('\r\n');
}

const HEALTH = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
const CHUNKED = [
  'POST /graphql HTTP/1.1',
  'Host: x',
  'Content-Type: application/json',
  'Transfer-Encoding: chunked',
  '',
  '',
].join('\r\n');

/** Makes the transfer of session 549 wait until the returned function is called. */
function holdTransfer(superOffice = pair.superOffice): Promise<() => void> {
  return new Promise((resolve) => {
    const answerLater: Handler = (_request, response) => resolve(() => sendJson(response, { ChatSessionId: 549 }));
    superOffice.on('POST ChatSession/549/TransferTo/bo', answerLater);
  });
}

const statusesIn = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

const REFUSED = [
  { what: 'garbage', after: 'garbage\r\n\r\n', status: 400 },
  {
    what: 'a head that is too large',
    after: `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(5000)}\r\n\r\n`,
    status: 431,
  },
  { what: 'a request for a tunnel', after: 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n', status: 400 },
  { what: 'a broken chunk', after: `${CHUNKED}nonsense\r\n`, status: 400 },
  { what: 'too long an extension of a chunk', after: `${CHUNKED}1;${'a'.repeat(20_000)}\r\n`, status: 413 },
  { what: 'a head with two hosts', after: `${HEALTH.slice(0, -2)}Host: y\r\n\r\n`, status: 400 },
  { what: 'a request and garbage', before: HEALTH, after: 'garbage\r\n\r\n', status: 400 },
];

/** A head that never ends, and a body that never does. */
const UNFINISHED = ['GET / HTTP/1.1\r\nHost: x\r\n', transfer(550).slice(0, -5)];

/** Twice the time after which the server looks at its connections again. */
const TWO_LOOKS_MS = 5000;

describe('a request that comes while an earlier transfer on its connection is running', () => {
  it.each(REFUSED)('is refused after the transfer is answered: $what', async ({ before = '', after, status }) => {
    const { answer, said, answerNow } = await sendBehindTransfer(before + after);
    // When another connection is answered twice, the server has read what was written before.
    for (const _ of ['once', 'twice']) {
      await fetch(new URL('/health/live', pair.facade.url), { headers: { connection: 'close' } });
    }
    expect(said()).toBe('');
    answerNow();

    expect(statusesIn(await answer)).toEqual([200, ...(before === '' ? [] : [200]), status]);
    expect(await answer).toContain('{"data":{"transferChatSession":{"id":"549"}}}');
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it('is refused with 408 after the transfer is answered: a head that never ends, a body that never ends', async () => {
    const sent: Awaited<ReturnType<typeof sendBehindTransfer>>[] = [];
    for (const text of UNFINISHED) {
      sent.push(await sendBehindTransfer(text));
    }
    await delay(TWO_LOOKS_MS);
    for (const { answer, said, answerNow } of sent) {
      expect(said()).toBe('');
      answerNow();

      expect(statusesIn(await answer)).toEqual([200, 408]);
      expect(await answer).toContain('{"data":{"transferChatSession":{"id":"549"}}}');
    }
    expect(pair.superOffice.calls()).toEqual(Array(2).fill('POST ChatSession/549/TransferTo/bo'));
  });

  /** Sends a transfer, and after it a text as soon as SuperOffice has got the transfer, which then waits. */
  async function sendBehindTransfer(text: string) {
    const held = holdTransfer();
    const { socket, answer } = connections.open(pair.facade.url);
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk;
    });
    socket.write(transfer(549));
    const answerNow = await held;
    socket.write(text);
    return { answer, answerNow, said: () => said };
  }

  it('that was refused is not executed when its rest arrives later', async () => {
    pair.superOffice.on('POST ChatSession/550/TransferTo/bo', { ChatSessionId: 550 });
    const { socket, answer } = connections.open(pair.facade.url, { allowHalfOpen: true });
    const slow = transfer(550);
    socket.write(slow.slice(0, -5));
    // The server has said all it will say, and reads on for a moment.
    expect(statusesIn(await answer)).toEqual([408]);
    socket.end(slow.slice(-5) + transfer(550));
    await new Promise((resolve) => socket.once('close', resolve));

    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('is not answered if the one before asked to close the connection', async () => {
    const held = holdTransfer();
    const { socket, answer } = connections.open(pair.facade.url);
    socket.write(`${transfer(549, ['Connection: close'])}garbage\r\n\r\n`);
    (await held)();

    expect(statusesIn(await answer)).toEqual([200]);
  });

  it('waits at most as long as an operation may take', async () => {
    const facade = await startFacade(pair.superOffice.url, {
      OPERATION_TIMEOUT_MS: '500',
      SUPEROFFICE_WRITE_TIMEOUT_MS: '60000',
    });
    holdTransfer();
    const { socket, answer } = connections.open(facade.url);
    socket.write(`${transfer(549)}garbage\r\n\r\n`);

    // The operation ends by its deadline, or its connection does.
    expect([[], [200], [200, 400]]).toContainEqual(statusesIn(await answer));
    await facade.stop();
  });

  it('leaves nothing behind when the client disconnects', async () => {
    const held = holdTransfer();
    const { socket, answer } = connections.open(pair.facade.url);
    socket.write(`${transfer(549)}garbage\r\n\r\n`);
    const answerNow = await held;
    socket.resetAndDestroy();
    await answer;
    answerNow();

    const again = connections.open(pair.facade.url);
    again.socket.write(HEALTH.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
    expect(statusesIn(await again.answer)).toEqual([200]);
  });
});

/** Requests whose answers are the last of their connection. */
const LAST = [
  { what: 'a Host that is repeated', request: (id: number) => transfer(id, ['Host: y']), status: 400 },
  {
    what: 'a foreign Host',
    request: (id: number) => transfer(id).replace('Host: x', 'Host: evil.example'),
    status: 421,
  },
  { what: 'an expectation', request: (id: number) => transfer(id, ['Expect: x']), status: 417 },
  { what: 'a compressed body', request: (id: number) => transfer(id, ['Content-Encoding: gzip']), status: 415 },
  {
    what: 'a path that cannot be decoded and a foreign Host',
    request: () => HEALTH.replace('/health', '/%zz').replace('Host: x', 'Host: evil.example'),
    status: 421,
  },
  {
    what: 'an offer to upgrade',
    request: () => HEALTH.replace('\r\n\r\n', '\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'),
    status: 200,
  },
];

describe('what follows the last answer on a connection', () => {
  const named = useFacade({ ALLOWED_HOSTS: 'x', HOST: '127.0.0.1' });
  const calls = () => named.superOffice.calls().filter((call) => call.includes('TransferTo'));
  beforeEach(() => {
    for (const id of [549, 550]) {
      named.superOffice.on(`POST ChatSession/${id}/TransferTo/bo`, { ChatSessionId: id });
    }
  });

  it.each(LAST)('is not executed, sent at once: $what', async ({ request, status }) => {
    const { socket, answer } = connections.open(named.facade.url);
    socket.write(`${request(1)}${transfer(549)}`);

    expect(statusesIn(await answer)).toEqual([status]);
    expect(calls()).toEqual([]);
  });

  it.each(LAST)('is not executed, sent later and behind a slow one: $what', async ({ request, status }) => {
    const held = holdTransfer(named.superOffice);
    const { socket, answer } = connections.open(named.facade.url);
    socket.write(`${transfer(549)}${request(1)}`);
    const answerNow = await held;
    socket.write(transfer(550));
    const other = connections.open(named.facade.url);
    other.socket.write(HEALTH.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
    await other.answer;
    answerNow();

    expect(statusesIn(await answer)).toEqual([200, status]);
    expect(calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });
});

describe('requests of one connection that are running when the server stops', () => {
  it('are all answered, and the last one with Connection: close', async () => {
    const facade = await startFacade(pair.superOffice.url);
    const held: (() => void)[] = [];
    pair.superOffice.on('POST ChatSession/', ({ path }, response) => {
      held.push(() => sendJson(response, { ChatSessionId: Number(/\d+/.exec(path)?.[0]) }));
    });
    await acceptCredential({ superOffice: pair.superOffice, facade });
    const { socket, answer } = connections.open(facade.url);
    socket.write([1, 2, 3].map((id) => transfer(id)).join(''));
    await until(() => held.length === 3);
    const stopped = facade.stop();
    for (const answerNow of held) {
      answerNow();
    }

    const said = await answer;
    expect(statusesIn(said)).toEqual([200, 200, 200]);
    expect(said.toLowerCase().match(/^connection: .*$/gm)).toEqual([
      'connection: keep-alive',
      'connection: keep-alive',
      'connection: close',
    ]);
    await stopped;
  });
});
