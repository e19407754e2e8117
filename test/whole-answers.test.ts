import { once } from 'node:events';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Server } from '../src/server.js';
import { execute, startFacade } from './helpers/facade.js';
import { onRequest, type RawRequest } from './helpers/raw-http.js';

const READ = '{ chatSession(id: 549) { customerName } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "3") { customerName } }';
const SESSION = JSON.stringify({ ChatSessionId: 549, CustomerName: 'Åse', TransferTo: { AssociateId: 3 } });
const DATA = { customerName: 'Åse' };

const MAX_ANSWER_BYTES = 10_000;

/** Writes the answer on a socket. */
type Say = (socket: Socket) => unknown;

const CODINGS = [
  { coding: 'gzip', compress: gzipSync },
  { coding: 'deflate', compress: deflateSync },
  { coding: 'deflate, without a head', compress: deflateRawSync },
  { coding: 'br', compress: brotliCompressSync },
];

function head(status: string, ...fields: readonly string[]): string {
  return [`HTTP/1.1 ${status}`, 'Content-Type: application/json', ...fields, '', ''].join('\r\n');
}

function whole(body: Buffer | string, ...fields: readonly string[]): Say {
  const start = head('200 OK', `Content-Length: ${Buffer.byteLength(body)}`, ...fields);
  // In one piece: what comes in two takes longer.
  return (socket) => socket.write(Buffer.concat([Buffer.from(start), Buffer.from(body)]));
}

function coded(body: Buffer, coding: string): Say {
  return whole(body, `Content-Encoding: ${coding.replace(/,.*head/, '')}`);
}

/** Writes, and ends the connection when the other side has read that, which must not leave the connection to another call. */
function ended(by: 'FIN' | 'RST', ...texts: readonly (Buffer | string)[]): Say {
  return (socket) => {
    for (const text of texts) {
      socket.write(text);
    }
    setTimeout(() => (by === 'FIN' ? socket.end() : socket.resetAndDestroy()), 50);
  };
}

const GZIPPED = gzipSync(SESSION);
const CHUNK = `${Buffer.byteLength(SESSION).toString(16)}\r\n${SESSION}\r\n`;
const CHUNKED = head('200 OK', 'Transfer-Encoding: chunked');
const INTERIM = ['100 Continue', '102 Processing', '100 Continue', '103 Early Hints'];
const BEHIND_INTERIM = Buffer.from(
  `${INTERIM.map((status) => `HTTP/1.1 ${status}\r\nLink: </x>\r\n\r\n`).join('')}${CHUNKED}${CHUNK}0\r\n\r\n`,
);
const BOMB = Buffer.concat([Buffer.from(SESSION), Buffer.alloc(5_000_000, ' ')]);

const NOT_WHOLE: readonly { readonly name: string; readonly say: Say }[] = [
  { name: 'without a length, ended by RST', say: ended('RST', head('200 OK'), SESSION) },
  {
    name: 'without a length, compressed and ended by RST',
    say: ended('RST', head('200 OK', 'Content-Encoding: gzip'), GZIPPED),
  },
  { name: 'without a length and empty', say: ended('FIN', head('200 OK')) },
  { name: 'chunked, without the last chunk', say: ended('FIN', CHUNKED, CHUNK) },
  { name: 'chunked, reset before the last chunk', say: ended('RST', CHUNKED, CHUNK) },
  { name: 'chunked, cut within the last chunk', say: ended('FIN', CHUNKED, CHUNK, '0\r\n') },
  { name: 'shorter than its length', say: ended('FIN', head('200 OK', 'Content-Length: 100'), SESSION) },
  { name: 'shorter than its length, ended by RST', say: ended('RST', head('200 OK', 'Content-Length: 100'), SESSION) },
  {
    name: 'a part (206)',
    say: (socket) =>
      socket.write(head('206 Partial Content', `Content-Length: ${Buffer.byteLength(SESSION)}`) + SESSION),
  },
  {
    name: 'another protocol (101)',
    say: (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
  },
  {
    name: 'another protocol that is not named (101)',
    say: (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
  },
  { name: 'in an unknown coding', say: coded(Buffer.from(SESSION), 'zstd') },
  { name: 'in an unknown coding below one that is known', say: coded(GZIPPED, 'zstd, gzip') },
  { name: 'in one coding that says it is another', say: coded(GZIPPED, 'br') },
  { name: 'compressed once that says it is twice', say: coded(GZIPPED, 'gzip, gzip') },
  { name: 'compressed three times', say: coded(gzipSync(gzipSync(GZIPPED)), 'gzip, gzip, gzip') },
  ...CODINGS.flatMap(({ coding, compress }) => [
    { name: `compressed and too large after that (${coding})`, say: coded(compress(BOMB), coding) },
    {
      name: `followed by other bytes (${coding})`,
      say: coded(Buffer.concat([compress(SESSION), Buffer.from('xyz')]), coding),
    },
    { name: `followed by zeros (${coding})`, say: coded(Buffer.concat([compress(SESSION), Buffer.alloc(9)]), coding) },
  ]),
  { name: 'too large, in many parts', say: (socket) => socket.write(`${CHUNKED}${CHUNK.repeat(300)}0\r\n\r\n`) },
];

const WHOLE: readonly { readonly name: string; readonly say: Say }[] = [
  { name: 'begins with a byte order mark', say: whole(`\ufeff${SESSION}`) },
  { name: 'begins with a byte order mark, compressed', say: coded(gzipSync(`\ufeff${SESSION}`), 'gzip') },
  { name: 'has no length and ends with its connection', say: ended('FIN', head('200 OK'), SESSION) },
  {
    name: 'is chunked and has trailers',
    say: (socket) => socket.write(`${CHUNKED}${CHUNK}0\r\nContent-Encoding: zstd\r\n\r\n`),
  },
  { name: 'comes behind 100, 102 and 103', say: (socket) => socket.write(BEHIND_INTERIM) },
  { name: 'comes behind 100, 102 and 103, byte by byte', say: (socket) => drip(socket, BEHIND_INTERIM) },
  { name: 'says that it is in no coding', say: coded(Buffer.from(SESSION), 'identity') },
  { name: 'names its coding in capitals', say: coded(GZIPPED, 'GZIP') },
  {
    name: 'names its codings in two headers',
    say: whole(brotliCompressSync(GZIPPED), 'Content-Encoding: gzip', 'content-encoding: br'),
  },
  {
    name: 'is gzip of two members',
    say: coded(Buffer.concat([gzipSync(SESSION.slice(0, 9)), gzipSync(SESSION.slice(9))]), 'gzip'),
  },
  { name: 'is large and compressed', say: coded(brotliCompressSync(SESSION.padEnd(MAX_ANSWER_BYTES - 2)), 'br') },
];

function drip(socket: Socket, bytes: Buffer, index = 0): void {
  socket.setNoDelay().write(bytes.subarray(index, index + 1));
  if (index < bytes.length) {
    setImmediate(drip, socket, bytes, index + 1);
  }
}

describe.each(['node-fetch', 'undici'])('an answer of SuperOffice, by way of %s', (transport) => {
  let superOffice: NetServer;
  let facade: Server;
  let requests: RawRequest[];
  let lastSocket: Socket;
  let say: Say;

  beforeAll(async () => {
    superOffice = createServer((socket) => {
      socket.on('error', () => {});
      onRequest(socket, async (request) => {
        requests.push(request);
        lastSocket = socket;
        // Of a transfer, the answer to the look-up is whole.
        (requests.length === 1 ? say : whole(SESSION))(socket);
      });
    });
    await once(superOffice.listen(0, '127.0.0.1'), 'listening');
    const { port } = superOffice.address() as AddressInfo;
    facade = await startFacade(`http://127.0.0.1:${port}/api/v1/`, {
      SUPEROFFICE_TRANSPORT: transport,
      SUPEROFFICE_MAX_ANSWER_BYTES: String(MAX_ANSWER_BYTES),
      OPERATION_TIMEOUT_MS: '600000',
      SUPEROFFICE_READ_TIMEOUT_MS: '600000',
      SUPEROFFICE_WRITE_TIMEOUT_MS: '600000',
    });
  });

  afterAll(async () => {
    await facade.stop();
    superOffice.close();
  });

  beforeEach(() => {
    requests = [];
  });

  async function ask(query: string, answer: Say) {
    requests = [];
    say = answer;
    const { data, errors } = await execute(facade.url, query);
    return { data, codes: errors?.map(({ extensions }) => extensions.code) };
  }

  it.each(NOT_WHOLE)('that is $name is not an answer', async ({ say }) => {
    const answer = await ask(READ, say);

    expect(answer).toEqual({ data: { chatSession: null }, codes: ['UPSTREAM_BAD_RESPONSE'] });
    // Not repeated: it was answered.
    expect(requests).toHaveLength(1);
  });

  it.each(NOT_WHOLE)('to a transfer that is $name is looked up', async ({ say }) => {
    const answer = await ask(TRANSFER, say);

    expect(answer).toEqual({ data: { transferChatSession: DATA }, codes: undefined });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/v1/ChatSession/549/TransferTo/3',
      'GET /api/v1/ChatSession/549',
    ]);
  });

  it.each(CODINGS)(
    'that is compressed is complete with its last byte, not before: $coding',
    async ({ coding, compress }) => {
      const body = compress(SESSION);
      for (let length = 0; length < body.length; length += 1) {
        const answer = await ask(READ, coded(body.subarray(0, length), coding));
        expect({ length, ...answer }).toEqual({
          length,
          data: { chatSession: null },
          codes: ['UPSTREAM_BAD_RESPONSE'],
        });
      }
      expect(await ask(READ, coded(body, coding))).toEqual({ data: { chatSession: DATA }, codes: undefined });
    },
  );

  it.each(WHOLE)('that $name is an answer', async ({ say }) => {
    expect(await ask(READ, say)).toEqual({ data: { chatSession: DATA }, codes: undefined });
    expect(requests).toHaveLength(1);
  });

  it.each(['101 Switching Protocols', '206 Partial Content', '302 Found', '304 Not Modified'])(
    'of status %s is not an answer, even if no body is expected',
    async (status) => {
      const answer = await ask('mutation { deleteChatSession(id: 549) { id } }', (socket) =>
        socket.write(head(status, 'Content-Length: 0', 'Location: /elsewhere')),
      );

      expect(answer).toMatchObject({ codes: ['UPSTREAM_BAD_RESPONSE'] });
      expect(requests).toHaveLength(1);
    },
  );

  it('that is another protocol ends the connection', async () => {
    await ask(READ, (socket) => socket.write('HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'));

    if (!lastSocket.closed) {
      await once(lastSocket, 'close');
    }
  });
});
