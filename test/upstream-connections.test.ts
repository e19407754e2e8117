import dns from 'node:dns';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Server } from '../src/server.js';
import { acceptCredential, execute, startFacade, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { customerName } }';
const WRITE = 'mutation { resetChatSession(id: 549) { customerName } }';
const SESSION = { ChatSessionId: 549, CustomerName: 'Åse' };
/** Nothing is closed for its age, or for being idle. */
const LONG = { SUPEROFFICE_IDLE_CONNECTION_MS: '600000', SUPEROFFICE_CONNECTION_LIFETIME_MS: '600000' };

/** For answers that wait for calls on a machine that has much else to do. */
const PATIENT = { SUPEROFFICE_READ_TIMEOUT_MS: '20000', OPERATION_TIMEOUT_MS: '25000' };

/** By default, Node's server announces after how many seconds it closes an idle connection, and does so. */
const KEPT = { connection: 'keep-alive' };
function answerKept(response: ServerResponse): void {
  const { socket } = response;
  response.on('finish', () => setImmediate(() => socket?.setTimeout(0)));
  sendJson(response, SESSION, 200, KEPT);
}

const as = (caller: number) => ({ authorization: `Bearer caller${caller}` });

const TRANSPORTS = ['node-fetch', 'undici'];
const MODES = TRANSPORTS.flatMap((transport) =>
  ['shared', 'per-caller'].map((connections) => ({
    transport,
    connections,
    env: { ...LONG, SUPEROFFICE_TRANSPORT: transport, SUPEROFFICE_CONNECTIONS: connections },
  })),
);

describe.each(MODES)('by way of $transport, $connections,', ({ connections, env }) => {
  const CALLS = 100;
  const pair = useFacade({
    ...env,
    ...PATIENT,
    SUPEROFFICE_MAX_IN_FLIGHT: String(CALLS),
    SUPEROFFICE_MAX_RETRIES: '0',
  });
  const sockets = new Set<Socket>();

  /** Answers as soon as this many calls wait, and records their connections. */
  function answerTogether(count: number): void {
    const held: ServerResponse[] = [];
    const hold = (_request: unknown, response: ServerResponse) => {
      const socket = response.socket as Socket;
      sockets.add(socket);
      held.push(response);
      if (held.length === count) {
        for (const one of held) {
          answerKept(one);
        }
      }
    };
    pair.superOffice.on('GET ChatSession/549', hold);
    pair.superOffice.on('POST ChatSession/549', hold);
  }

  const open = () => [...sockets].filter(({ closed }) => !closed).length;

  it.each([READ, WRITE])(
    'as many calls run as may be in flight, and none waits for a connection: %s',
    async (query) => {
      answerTogether(CALLS);
      const answers = await Promise.all(Array.from({ length: CALLS }, (_, caller) => pair.ask(query, {}, as(caller))));

      expect(answers.filter(({ errors }) => errors !== undefined)).toEqual([]);
      expect(open()).toBeLessThanOrEqual(CALLS);
    },
  );

  it('one caller’s burst leaves most idle connections to others, and there are as many as calls in flight', async () => {
    // An eighth is kept for other callers.
    const burst = CALLS - Math.floor(CALLS / 8);
    await acceptCredential(pair, as(1000));
    answerTogether(burst);
    await Promise.all(Array.from({ length: burst }, () => pair.ask(READ, {}, as(1000))));
    const isBounded = connections === 'per-caller';
    await until(() => open() <= (isBounded ? CALLS / 4 : CALLS));

    for (let caller = 1001; caller <= 1006; caller += 1) {
      await acceptCredential(pair, as(caller));
      answerTogether(CALLS / 2);
      await Promise.all(Array.from({ length: CALLS / 2 }, () => pair.ask(READ, {}, as(caller))));
    }
    await until(() => open() <= CALLS);
  });

  it('no connection carries calls of two callers, and no used connection carries a change', async () => {
    const callsOn = new Map<unknown, string[]>();
    const note = (
      { method, headers }: { method: string; headers: { authorization?: string } },
      response: ServerResponse,
    ) => {
      const { socket } = response;
      callsOn.set(socket, [...(callsOn.get(socket) ?? []), `${method} ${headers.authorization}`]);
      answerKept(response);
    };
    pair.superOffice.on('GET ChatSession/549', note);
    pair.superOffice.on('POST ChatSession/549', note);
    for (let round = 0; round < 5; round += 1) {
      for (const caller of [1, 2]) {
        await pair.ask(READ, {}, as(caller));
        await pair.ask(WRITE, {}, as(caller));
      }
    }

    const mixed = [...callsOn.values()].filter((calls) => new Set(calls).size > 1);
    const reused = [...callsOn.values()].filter((calls) => calls.length > 1);
    expect(reused.length).toBeGreaterThan(0);
    if (connections === 'per-caller') {
      expect(mixed).toEqual([]);
      expect(reused.flat().some((call) => call.startsWith('POST'))).toBe(false);
    }
  });

  const BETWEEN_CALLS: [what: string, send: (socket: Socket) => void][] = [
    [
      'an answer',
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}'),
    ],
    ['half an answer', (socket) => socket.write('HTTP/1.1 200 OK\r\nConte')],
    ['a time limit', (socket) => socket.write('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n')],
    ['an informational answer', (socket) => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n')],
    ['an empty line', (socket) => socket.write('\r\n')],
    ['one byte', (socket) => socket.write('\0')],
    ['an end', (socket) => socket.end()],
    ['a reset', (socket) => socket.resetAndDestroy()],
  ];

  it.each(BETWEEN_CALLS)('a connection on which %s comes between two calls is closed', async (_what, send) => {
    let socket: Socket | undefined;
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      ({ socket } = response as { socket: Socket });
      answerKept(response);
    });
    const { errors } = await pair.ask(READ);
    const first = socket as Socket;
    first.on('error', () => {});
    send(first);
    await until(() => first.closed);
    const next = await pair.ask(READ);

    expect([errors, next.errors]).toEqual([undefined, undefined]);
    expect(socket).not.toBe(first);
  });
});

describe.each(MODES)('by way of $transport, $connections, a connection', ({ env }) => {
  const LIFETIME_MS = 300;
  const pair = useFacade({ ...env, SUPEROFFICE_CONNECTION_LIFETIME_MS: String(LIFETIME_MS) });

  it('takes no call after its lifetime, under any load, and its last call is not cut off', async () => {
    const bornMs = new Map<unknown, number>();
    let askedMs = 0;
    let oldestMs = 0;
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      const { socket } = response;
      const born = bornMs.get(socket) ?? performance.now();
      bornMs.set(socket, born);
      oldestMs = Math.max(oldestMs, askedMs - born);
      answerKept(response);
    });
    while (bornMs.size < 3) {
      askedMs = performance.now();
      expect((await pair.ask(READ)).errors).toBeUndefined();
    }
    expect(oldestMs).toBeGreaterThan(0);
    expect(oldestMs).toBeLessThanOrEqual(LIFETIME_MS);

    let socket: Socket | undefined;
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      ({ socket } = response as { socket: Socket });
      setTimeout(answerKept, LIFETIME_MS * 2, response);
    });
    expect((await pair.ask(READ)).data).toEqual({ chatSession: { customerName: 'Åse' } });
    await until(() => socket?.closed === true);
  });

  it('is closed at the end of its lifetime if it is idle', async () => {
    let socket: Socket | undefined;
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      ({ socket } = response as { socket: Socket });
      answerKept(response);
    });
    await pair.ask(READ);
    await until(() => socket?.closed === true);
  });
});

describe.each(MODES)('by way of $transport, $connections, a SuperOffice whose name moves', ({ env }) => {
  const NAME = 'superoffice.test';
  const { lookup } = dns;
  const servers: NetServer[] = [];
  let facade: Server | undefined;

  afterEach(async () => {
    dns.lookup = lookup;
    await facade?.stop();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  /** Two addresses, one port; what each is asked is answered by `answer`. */
  async function startTwo(answer: (host: string, request: IncomingMessage, response: ServerResponse) => void) {
    let port = 0;
    for (const host of ['127.0.0.1', '127.0.0.2']) {
      const server = createHttpServer((request, response) => answer(host, request, response));
      server.keepAliveTimeout = 600_000;
      await new Promise<void>((resolve) => server.listen(port, host, resolve));
      ({ port } = server.address() as AddressInfo);
      servers.push(server);
    }
    return `http://${NAME}:${port}/api/v1/`;
  }

  /** From now on, its name resolves to this address. */
  function moveTo(address: string): void {
    const fake = (host: string, options: dns.LookupOptions, callback: (...args: unknown[]) => void) => {
      const found = options.all ? [[{ address, family: 4 }]] : [address, 4];
      host === NAME ? callback(null, ...found) : Reflect.apply(lookup, dns, [host, options, callback]);
    };
    dns.lookup = fake as unknown as typeof lookup;
  }

  it('is found at its new address after the lifetime of a connection, under constant load', async () => {
    const asked: string[] = [];
    const url = await startTwo((host, _request, response) => {
      asked.push(host);
      answerKept(response);
    });
    moveTo('127.0.0.1');
    facade = await startFacade(url, { ...env, SUPEROFFICE_CONNECTION_LIFETIME_MS: '200' });
    await execute(facade.url, READ);
    moveTo('127.0.0.2');
    do {
      expect((await execute(facade.url, READ)).errors).toBeUndefined();
    } while (asked.at(-1) !== '127.0.0.2');
    expect(asked[0]).toBe('127.0.0.1');
  });

  it('is found at its new address after it has answered 421, by every call', async () => {
    const held: ServerResponse[] = [];
    const asked: string[] = [];
    let isMoved = false;
    const url = await startTwo((host, { url }, response) => {
      asked.push(`${host} ${url?.split('/').at(-1)}`);
      if (host === '127.0.0.2') {
        answerKept(response);
      } else if (isMoved) {
        sendJson(response, {}, 421, KEPT);
      } else {
        held.push(response);
      }
    });
    moveTo('127.0.0.1');
    facade = await startFacade(url, env);
    const { url: graphql } = facade;
    const readOf = (id: number) => execute(graphql, `{ chatSession(id: ${id}) { customerName } }`);
    // Calls with a credential that is not accepted go one at a time.
    const accepted = readOf(8);
    await until(() => held.length === 1);
    answerKept(held.shift() as ServerResponse);
    await accepted;
    // Five connections, of which one has a call when 421 comes on another.
    const reads = [1, 2, 3, 4, 5].map(readOf);
    await until(() => held.length === 5);
    const [last, ...first] = held as [ServerResponse, ...ServerResponse[]];
    for (const response of first) {
      answerKept(response);
    }
    await until(() => first.every(({ writableFinished }) => writableFinished));
    isMoved = true;
    moveTo('127.0.0.2');
    expect((await readOf(6)).errors?.[0]?.extensions.code).toBe('UPSTREAM_MISDIRECTED');
    await Promise.all([1, 2, 3].map((id) => readOf(id)));
    answerKept(last);
    // None of them was cut off; the answer is about a session other than the requested one.
    await Promise.all(reads);
    await until(() => last.socket === null || last.socket.closed);
    await readOf(7);

    const since = asked.slice(asked.findIndex((call) => call.endsWith(' 6')) + 1);
    // The probes of a server that counts as moved are among them.
    expect(since.filter((call) => !call.startsWith('127.0.0.2'))).toEqual([]);
    expect(since.length).toBeGreaterThanOrEqual(4);
  });
});
