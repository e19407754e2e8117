import { once } from 'node:events';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { execute, startFacade } from './helpers/facade.js';
import { onRequest } from './helpers/raw-http.js';
import { until } from './helpers/until.js';

const SESSION = JSON.stringify({ ChatSessionId: 549, CustomerName: 'Åse', TransferTo: { AssociateId: 3 } });
const BYTES = Buffer.byteLength(SESSION);
const READ = '{ chatSession(id: 549) { customerName } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "3") { customerName } }';

function head(...fields: readonly string[]): string {
  return ['HTTP/1.1 200 OK', 'Content-Type: application/json', ...fields, '', ''].join('\r\n');
}

const PLAIN = `${head(`Content-Length: ${BYTES}`)}${SESSION}`;
const CHUNK = `${BYTES.toString(16)};name=value\r\n${SESSION}\r\n`;

/** Answers that are whole, each in its own way. */
const WHOLE = [
  { name: 'with a length', answer: PLAIN },
  { name: 'with a length in small letters, and blanks', answer: `${head(`content-length: \t ${BYTES} `)}${SESSION}` },
  { name: 'in chunks', answer: `${head('Transfer-Encoding: chunked')}${CHUNK}0\r\n\r\n` },
  {
    name: 'in many chunks',
    answer: `${head('transfer-encoding: Chunked')}${[...SESSION].map((letter) => `${Buffer.byteLength(letter)}\r\n${letter}\r\n`).join('')}000\r\n\r\n`,
  },
  {
    name: 'in chunks, with trailers',
    answer: `${head('Transfer-Encoding: chunked')}${CHUNK}0\r\nX-Sum: 0\r\nX-Time: 1\r\n\r\n`,
  },
  { name: 'behind interim answers', answer: `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\n${PLAIN}` },
];

/** Bytes that may follow an answer in the same packet. */
const SURPLUS = [
  { what: 'one letter', surplus: 'H' },
  { what: 'half a head', surplus: 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Len' },
  { what: 'a head', surplus: head(`Content-Length: ${BYTES}`) },
  { what: 'the answer again', surplus: PLAIN },
  { what: 'no HTTP', surplus: 'xyz' },
  { what: 'an empty line', surplus: '\r\n' },
  { what: 'a zero byte', surplus: '\0' },
  { what: 'an interim answer', surplus: 'HTTP/1.1 100 Continue\r\n\r\n' },
  { what: 'half an interim answer', surplus: 'HTTP/1.1 10' },
  { what: 'a lot', surplus: 'HTTP/1.1 200 OK\r\n'.repeat(50_000) },
];

describe.each(['node-fetch', 'undici'])('by way of %s, an answer of SuperOffice', (transport) => {
  let superOffice: NetServer;
  let facade: Server;
  let log: string;
  /** The connections of the requests, in their order. */
  let sockets: Socket[];
  let answer: (socket: Socket, url: string) => unknown;

  beforeAll(async () => {
    superOffice = createServer((socket) => {
      socket.on('error', () => {});
      onRequest(socket.setNoDelay(), async ({ url }) => {
        sockets.push(socket);
        answer(socket, url);
      });
    });
    await once(superOffice.listen(0, '127.0.0.1'), 'listening');
    const { port } = superOffice.address() as AddressInfo;
    facade = await startFacade(
      `http://127.0.0.1:${port}/api/v1/`,
      {
        SUPEROFFICE_TRANSPORT: transport,
        SUPEROFFICE_MAX_RETRIES: '0',
        SUPEROFFICE_READ_TIMEOUT_MS: '600000',
        SUPEROFFICE_WRITE_TIMEOUT_MS: '600000',
        OPERATION_TIMEOUT_MS: '600000',
        // Nothing else closes connections.
        SUPEROFFICE_IDLE_CONNECTION_MS: '600000',
        SUPEROFFICE_CONNECTION_LIFETIME_MS: '600000',
      },
      { logger: pino({ level: 'trace' }, { write: (line: string) => (log += line) }) },
    );
  });
  afterAll(async () => {
    await facade.stop();
    superOffice.close();
  });
  beforeEach(() => {
    log = '';
    sockets = [];
  });

  const ask = (query: string, caller = 'one') => execute(facade.url, query, {}, { authorization: `Bearer ${caller}` });
  const codes = () => [...log.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code);

  /** Connections of earlier tests must not be used again. */
  async function onNewConnections(): Promise<void> {
    answer = (socket) => socket.end(PLAIN);
    await ask(READ);
    await until(() => sockets.every(({ closed }) => closed));
    sockets = [];
  }

  it.each(WHOLE)('$name leaves its connection to the next call', async ({ answer: text }) => {
    await onNewConnections();
    answer = (socket) => socket.write(text);
    for (const caller of ['one', 'two', 'three']) {
      expect((await ask(READ, caller)).data).toEqual({ chatSession: { customerName: 'Åse' } });
    }

    expect(new Set(sockets).size).toBe(1);
  });

  it.each(WHOLE)('$name may come in two parts, wherever it is cut', async ({ answer: text }) => {
    await onNewConnections();
    const bytes = Buffer.from(text);
    for (let cut = 1; cut < bytes.length; cut += 3) {
      answer = (socket) => {
        socket.write(bytes.subarray(0, cut));
        setImmediate(() => setImmediate(() => socket.write(bytes.subarray(cut))));
      };
      expect({ cut, ...(await ask(READ)).data }).toEqual({ cut, chatSession: { customerName: 'Åse' } });
    }

    expect(new Set(sockets).size).toBe(1);
  });

  describe.each(WHOLE)('$name', ({ answer: text }) => {
    it.each(SURPLUS)('is used, and ends its connection, when $what follows it', async ({ surplus }) => {
      await onNewConnections();
      answer = (socket) => socket.write(text + surplus);
      for (const query of [READ, TRANSFER, READ]) {
        const { data, errors } = await ask(query);
        expect({ data: Object.values(data), errors }).toEqual({ data: [{ customerName: 'Åse' }], errors: undefined });
      }

      expect(new Set(sockets).size).toBe(3);
      await until(() => sockets.every(({ closed }) => closed));
    });
  });

  it('with no body is used, and ends its connection, when anything follows it', async () => {
    await onNewConnections();
    answer = (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\nH');
    for (const caller of ['one', 'two']) {
      expect((await ask('mutation { deleteChatSession(id: 549) { id } }', caller)).errors).toBeUndefined();
    }

    expect(new Set(sockets).size).toBe(2);
    await until(() => sockets.every(({ closed }) => closed));
  });

  it('does not complete a second answer, begun on its connection, for another caller', async () => {
    await onNewConnections();
    const copy = PLAIN.replace('Åse', 'Bob');
    answer = (socket) => socket.write(PLAIN + copy.slice(0, 30));
    await ask(READ);
    const [first] = sockets;
    answer = (socket) => {
      first?.write(copy.slice(30));
      setTimeout(() => socket.write(PLAIN), 20);
    };

    expect((await ask(READ, 'two')).data).toEqual({ chatSession: { customerName: 'Åse' } });
  });

  it.each([1000, 1001, 1100, 2100, 3900])('may have its type and coding after %i other headers', async (count) => {
    const body = gzipSync(SESSION);
    answer = (socket) => {
      const fields = ['Content-Encoding: gzip', 'Content-Type: application/json', `Content-Length: ${body.length}`];
      socket.write(`HTTP/1.1 200 OK\r\n${'a:\r\n'.repeat(count)}${fields.join('\r\n')}\r\n\r\n`);
      socket.write(body);
    };

    expect((await ask(READ)).data).toEqual({ chatSession: { customerName: 'Åse' } });
  });

  const TOO_LONG = [
    { name: 'one header of 17 KB', start: `HTTP/1.1 200 OK\r\na: ${'x'.repeat(17_000)}\r\n` },
    { name: '4500 headers', start: `HTTP/1.1 200 OK\r\n${'a:\r\n'.repeat(4500)}` },
    { name: '20 headers of 1 KB', start: `HTTP/1.1 200 OK\r\n${`a: ${'x'.repeat(1000)}\r\n`.repeat(20)}` },
    { name: 'an interim answer of 17 KB', start: `HTTP/1.1 103 Hints\r\na: ${'x'.repeat(17_000)}\r\n\r\n` },
    { name: '1000 interim answers', start: 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000) },
  ];
  const SEVERAL = ['in one part', 'in parts'];

  it.each(TOO_LONG.flatMap((one) => SEVERAL.map((how) => ({ ...one, how }))))(
    'that begins with $name is not an answer: $how',
    async ({ start, how }) => {
      answer = async (socket) => {
        const step = how === 'in parts' ? 2000 : start.length;
        for (let at = 0; at < start.length; at += step) {
          socket.write(start.slice(at, at + step));
          await new Promise(setImmediate);
        }
        socket.write(PLAIN);
      };
      const { errors } = await ask(READ);

      expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
      expect(codes()).toContain('HPE_HEADER_OVERFLOW');
      await until(() => sockets.every(({ closed }) => closed));
    },
  );

  it.each(['100 Continue', '102 Processing', '103 Early Hints', '199 X'])(
    'after HTTP/1.0 %s is not an answer, because HTTP/1.0 has no such answers',
    async (status) => {
      const start = `HTTP/1.0 ${status}\r\n\r\n`;
      for (const cut of [0, 5, 9, 10, 12, start.length - 1]) {
        log = '';
        answer = (socket) => {
          socket.write(start.slice(0, cut));
          setImmediate(() => setImmediate(() => socket.write(start.slice(cut) + PLAIN)));
        };

        expect((await ask(READ)).errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
        expect(codes()).toContain('HPE_INVALID_STATUS');
      }
    },
  );

  it.each([
    { name: 'two lengths', fields: [`Content-Length: ${BYTES}`, 'Content-Length: 3'] },
    { name: 'a length that is none', fields: ['Content-Length: 0x9'] },
    { name: 'a length and chunks', fields: ['Content-Length: 3', 'Transfer-Encoding: chunked'] },
    { name: 'a size that is none', fields: ['Transfer-Encoding: chunked'], body: `xyz\r\n${SESSION}\r\n0\r\n\r\n` },
  ])('with $name is not an answer for the HTTP client either', async ({ fields, body = SESSION }) => {
    answer = (socket) => socket.write(head(...fields) + body);

    expect((await ask(READ)).errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
    await until(() => sockets.every(({ closed }) => closed));
  });

  describe('with the header Keep-Alive', () => {
    const kept = (hint: string) => `${head(`Content-Length: ${BYTES}`, `Keep-Alive: ${hint}`)}${SESSION}`;

    /** One call at a time for each hint, each on a connection of its own. */
    async function askWith(hints: readonly string[]): Promise<Map<string, Socket>> {
      const waiting: Socket[] = [];
      answer = (socket) => {
        if (waiting.push(socket) === hints.length) {
          waiting.forEach((one, index) => void one.write(kept(hints[index] as string)));
        }
      };
      await Promise.all(hints.map(() => ask(READ)));
      return new Map(hints.map((hint, index) => [hint, waiting[index] as Socket]));
    }

    it('closes the connection a second before the server does, however the time is written', async () => {
      const read = ['timeout=2', 'max=100, timeout=2', 'max=5;timeout=2', 'Timeout=2', 'TIMEOUT = 2', 'timeout="2"'];
      const notRead = ['max=2', 'notimeout=2', 'timeout=x', 'timeout', 'timeout=-5', 'timeout=600'];
      const connections = await askWith([...read, ...notRead]);
      await until(() => read.every((hint) => connections.get(hint)?.closed));

      expect(notRead.filter((hint) => connections.get(hint)?.closed)).toEqual([]);
    });

    it('closes the connection at once if less than a second is left', async () => {
      const connections = await askWith(['timeout=1', 'timeout=0', 'max=9, Timeout=1']);

      await until(() => [...connections.values()].every(({ closed }) => closed));
    });

    it('does not cut off a call that takes longer', async () => {
      await onNewConnections();
      answer = (socket) => socket.write(kept('max=100, timeout=2'));
      await ask(READ);
      answer = (socket) => setTimeout(() => socket.write(PLAIN), 1500);

      expect((await ask(READ)).data).toEqual({ chatSession: { customerName: 'Åse' } });
      expect(new Set(sockets).size).toBe(1);
    });
  });
});
