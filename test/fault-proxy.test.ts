import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeSuperOffice, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { type Fault, type FaultProxy, type FaultProxyOptions, startFaultProxy } from './helpers/fault-proxy.js';

const BODY = '{"ChatSessionId":549}';

/** How long nothing may come before a connection counts as silent. */
const SILENCE_MS = 150;

/** Whether what came since the last request is all that a test waits for. */
type Awaited = (heard: string) => boolean;

const answer: Awaited = (heard) => heard.endsWith(BODY);
const nothing: Awaited = () => true;
/** Only the connection's end is enough. */
const theEnd: Awaited = () => false;

let superOffice: FakeSuperOffice;
let proxy: FaultProxy;
const clients: Socket[] = [];

beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
  superOffice.on('', JSON.parse(BODY));
});
afterAll(() => superOffice.stop());
beforeEach(() => superOffice.forget());
afterEach(async () => {
  for (const client of clients.splice(0)) {
    client.destroy();
  }
  await proxy.stop();
});

/** What a client has got of its connection so far. */
interface Heard {
  readonly text: string;
  readonly bytes: number;
  /** The sizes of the pieces that it came in. */
  readonly pieces: readonly number[];
  /** How the connection ended, if it has. */
  readonly end: 'open' | 'FIN' | 'RST' | 'refused';
}

interface Client {
  ask(method?: string): void;
  heard(): Heard;
  /** Waits until the expected data has arrived and nothing follows for a while, or the connection is closed. */
  listen(awaited?: Awaited): Promise<Heard>;
}

async function startClient(): Promise<Client> {
  const url = new URL(proxy.url);
  const socket = connect(Number(url.port), url.hostname);
  clients.push(socket);
  let text = '';
  let asked = 0;
  const pieces: number[] = [];
  let end: Heard['end'] = 'open';
  let lastMs = performance.now();
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    pieces.push(chunk.length);
    lastMs = performance.now();
  });
  socket.on('end', () => {
    end = 'FIN';
  });
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    end = code === 'ECONNREFUSED' ? 'refused' : 'RST';
  });
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  const heard = () => ({ text, bytes: text.length, pieces, end });
  return {
    ask: (method = 'GET') => {
      lastMs = performance.now();
      asked = text.length;
      socket.write(
        `${method} ${url.pathname}ChatSession/549 HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: 0\r\n\r\n`,
      );
    },
    heard,
    async listen(awaited = answer) {
      while (end === 'open' && (!awaited(text.slice(asked)) || performance.now() - lastMs < SILENCE_MS)) {
        await delay(5);
      }
      return heard();
    },
  };
}

async function useProxy(options: FaultProxyOptions): Promise<void> {
  proxy = await startFaultProxy(superOffice.url, options);
}

/** The result of one request with this fault, on a separate connection. */
async function askWith(fault: Fault | undefined, awaited?: Awaited): Promise<Heard> {
  await useProxy({ fault: () => fault });
  const client = await startClient();
  client.ask();
  return client.listen(awaited);
}

const WHOLE = expect.stringMatching(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Content-Length: 21\r\n\r\n\{"ChatSessionId":549\}$/);

describe('without a fault', () => {
  it('an answer arrives completely, and the connection stays open for the next', async () => {
    await useProxy({});
    const client = await startClient();
    client.ask();
    const first = await client.listen();
    client.ask();
    const second = await client.listen();

    expect(first).toMatchObject({ text: WHOLE, end: 'open' });
    expect(second.text).toBe(first.text + first.text.replace(/Date: .*/, second.text.match(/Date: .*/g)?.[1] ?? ''));
    expect(proxy.connections).toBe(1);
    expect(proxy.requests).toEqual([
      { method: 'GET', path: 'ChatSession/549', index: 0, isReused: false, fault: undefined, isForwarded: true },
      { method: 'GET', path: 'ChatSession/549', index: 1, isReused: true, fault: undefined, isForwarded: true },
    ]);
    expect(superOffice.calls()).toEqual(['GET ChatSession/549', 'GET ChatSession/549']);
  });

  it('a request is passed on once all of it has arrived, in any number of pieces', async () => {
    await useProxy({});
    const { port, pathname } = new URL(proxy.url);
    const socket = connect(Number(port), '127.0.0.1');
    clients.push(socket);
    const request = `POST ${pathname}Agents/Person/GetPersonList HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n[65]`;
    for (const piece of [request.slice(0, 30), request.slice(30, -2)]) {
      socket.write(piece);
      await delay(20);
    }

    expect(proxy.requests).toEqual([]);
    socket.write(request.slice(-2));
    await once(socket, 'data');
    expect(superOffice.requests).toMatchObject([{ method: 'POST', body: [65] }]);
  });
});

describe('an answer', () => {
  it('can be late', async () => {
    await useProxy({ fault: () => ({ type: 'delay', ms: SILENCE_MS * 4 }) });
    const client = await startClient();
    client.ask();

    expect(await client.listen(nothing)).toMatchObject({ text: '', end: 'open' });
    expect(await client.listen()).toMatchObject({ text: WHOLE, end: 'open' });
  });

  it.each([
    ['stall', 'open'],
    ['reset', 'RST'],
    ['end', 'FIN'],
  ] as const)('can %s at each point of it', async (type, end) => {
    const whole = await askWith(undefined);
    await proxy.stop();
    const head = whole.bytes - BODY.length;
    for (const [at, bytes, calls] of [
      ['request', 0, 0],
      ['answer', 0, 1],
      ['head', Math.floor(head / 2), 1],
      ['body', head + Math.floor(BODY.length / 2), 1],
    ] as const) {
      superOffice.forget();
      const heard = await askWith({ type, at }, end === 'open' ? (text) => text.length >= bytes : theEnd);

      expect(heard).toMatchObject({ bytes, end });
      expect(superOffice.calls()).toHaveLength(calls);
      expect(proxy.requests).toMatchObject([{ fault: { type, at }, isForwarded: calls === 1 }]);
      await proxy.stop();
    }
    await useProxy({});
  });

  it('can arrive byte by byte', async () => {
    await useProxy({ fault: () => ({ type: 'drip', bytes: 50, everyMs: 30 }) });
    const client = await startClient();
    client.ask();
    const heard = await client.listen();

    expect(heard).toMatchObject({ text: WHOLE, end: 'open' });
    expect(heard.pieces.length).toBeGreaterThan(1);
    expect(heard.pieces.slice(0, -1).filter((bytes) => bytes % 50 !== 0)).toEqual([]);
  });

  it.each([
    ['more', 7, 'Content-Length: 28\r\n'],
    ['less', -7, 'Content-Length: 14\r\n'],
  ])('can promise %s than it is', async (_name, by, header) => {
    const { text } = await askWith({ type: 'length', by });

    expect(text).toContain(header);
    expect(text.endsWith(`\r\n\r\n${BODY}`)).toBe(true);
  });

  it('can be something other than HTTP', async () => {
    const { text } = await askWith({ type: 'garbage' }, (heard) => heard !== '');

    expect(text).not.toBe('');
    expect(text).not.toContain('HTTP/1.1');
  });

  it.each([0, 20])('can come twice, again after %d ms', async (afterMs) => {
    const { text } = await askWith({ type: 'double', afterMs }, (heard) => heard.split(BODY).length === 3);

    expect(text.slice(0, text.length / 2)).toEqual(WHOLE);
    expect(text.slice(text.length / 2)).toBe(text.slice(0, text.length / 2));
    expect(superOffice.calls()).toHaveLength(1);
  });

  it('can be followed by an end that it did not announce', async () => {
    expect(await askWith({ type: 'hang up', afterMs: 0 }, theEnd)).toMatchObject({ text: WHOLE, end: 'FIN' });
  });
});

describe('a connection', () => {
  it('can be closed while a later request is written on it', async () => {
    await useProxy({ fault: ({ isReused }) => (isReused ? { type: 'reset', at: 'request' } : undefined) });
    const client = await startClient();
    client.ask();
    const first = await client.listen();
    client.ask('POST');
    const second = await client.listen(theEnd);

    expect(first).toMatchObject({ text: WHOLE, end: 'open' });
    expect(second).toEqual({ ...first, end: 'RST' });
    expect(superOffice.calls()).toEqual(['GET ChatSession/549']);
    expect(proxy.requests.map(({ method, isForwarded }) => ({ method, isForwarded }))).toEqual([
      { method: 'GET', isForwarded: true },
      { method: 'POST', isForwarded: false },
    ]);
  });

  it.each([
    ['reset', 'RST'],
    ['end', 'FIN'],
    ['black hole', 'open'],
  ] as const)('can meet a fault before anything was read: %s', async (fault, end) => {
    await useProxy({ connection: (index) => (index === 0 ? fault : undefined) });
    const first = await startClient();
    first.ask();
    const second = await startClient();
    second.ask();

    expect(await first.listen(end === 'open' ? nothing : theEnd)).toMatchObject({ text: '', end });
    expect(await second.listen()).toMatchObject({ text: WHOLE, end: 'open' });
    expect(proxy.requests).toHaveLength(1);
    expect(proxy.connections).toBe(2);
  });

  it('can be refused, and accepted again', async () => {
    await useProxy({});
    const before = await startClient();
    await proxy.refuse();

    expect(await before.listen(theEnd)).not.toMatchObject({ end: 'open' });
    expect((await startClient()).heard()).toMatchObject({ end: 'refused' });
    await proxy.accept();
    const after = await startClient();
    after.ask();
    expect(await after.listen()).toMatchObject({ text: WHOLE });
  });
});
