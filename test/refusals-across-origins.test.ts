import { describe, expect, it } from '@jest/globals';
import { TJE0, useFacade } from './helpers/facade.js';
import { sendRaw, useRawConnections } from './helpers/raw-connections.js';

const DESK = 'https://desk.example';
const EVIL = 'https://evil.example';

const EXPOSED = 'x-request-id, idempotent-replayed, retry-after';

interface Refused {
  readonly what: string;
  readonly status: number;
  /** The first line, then headers in addition to Host and Origin. */
  readonly head: readonly string[];
  readonly body?: string;
}

const POST = 'POST /graphql HTTP/1.1';
const JSON_TYPE = 'content-type: application/json';
const LONG_ADDRESS = `GET /graphql?query=${'x'.repeat(20_000)} HTTP/1.1`;

const REFUSED: readonly Refused[] = [
  { what: 'a body that says that it is too large', status: 413, head: [POST, JSON_TYPE, 'content-length: 999999'] },
  {
    what: 'a body that is too large, in chunks',
    status: 413,
    head: [POST, JSON_TYPE, 'transfer-encoding: chunked'],
    body: `1e000\r\n${'x'.repeat(0x1e000)}\r\n0\r\n\r\n`,
  },
  {
    what: 'a chunk with a long extension',
    status: 413,
    head: [POST, JSON_TYPE, 'transfer-encoding: chunked'],
    body: `2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
  },
  {
    what: 'a chunk without a length',
    status: 400,
    head: [POST, JSON_TYPE, 'transfer-encoding: chunked'],
    body: 'x\r\n',
  },
  { what: 'a long address', status: 431, head: [LONG_ADDRESS] },
  { what: 'a large header', status: 431, head: [POST, JSON_TYPE, `x-large: ${'x'.repeat(20_000)}`] },
  {
    what: 'too many headers',
    status: 431,
    head: [POST, JSON_TYPE, ...Array.from({ length: 300 }, (_, i) => `so-a${i}: 1`)],
  },
  { what: 'a compressed body', status: 415, head: [POST, JSON_TYPE, 'content-encoding: gzip', 'content-length: 0'] },
  {
    what: 'a long type',
    status: 415,
    head: [POST, `${JSON_TYPE};${'x'.repeat(200)}`, 'content-length: 2'],
    body: '{}',
  },
  { what: 'another type', status: 415, head: [POST, 'content-type: text/plain', 'content-length: 2'], body: '{}' },
  { what: 'another host', status: 421, head: ['GET http://other.example/graphql HTTP/1.1', 'host: other.example'] },
  { what: 'two hosts', status: 400, head: [POST, 'host: x', 'host: y'] },
  { what: 'no host', status: 400, head: [POST, 'host: /'] },
  { what: 'a target that is no path', status: 400, head: ['POST /graphql#x HTTP/1.1', 'content-length: 0'] },
  { what: 'a path that cannot be decoded', status: 400, head: ['POST /%zz HTTP/1.1', 'content-length: 0'] },
  { what: 'an expectation', status: 417, head: [POST, 'expect: tea', 'content-length: 0'] },
  { what: 'another path', status: 404, head: ['POST /elsewhere HTTP/1.1', 'content-length: 0'] },
  { what: 'another method', status: 405, head: ['PUT /graphql HTTP/1.1', 'content-length: 0'] },
  {
    what: 'another answer',
    status: 406,
    head: [POST, JSON_TYPE, 'accept: image/png', 'content-length: 24'],
    body: '{"query":"{__typename}"}',
  },
  { what: 'a header twice', status: 400, head: [POST, `authorization: ${TJE0}`, `authorization: ${TJE0}`] },
  { what: 'no JSON', status: 400, head: [POST, JSON_TYPE, 'content-length: 1'], body: '{' },
  {
    what: 'a document that is not valid',
    status: 400,
    head: [POST, JSON_TYPE, 'content-length: 16'],
    body: '{"query":"{ x }"' + '}',
  },
];

function requestOf({ head: [line = '', ...headers], body = '' }: Refused, origin: string): string {
  const host = headers.some((header) => header.startsWith('host:')) ? [] : ['host: x'];
  return [line, ...host, ...headers, `origin: ${origin}`, 'connection: close', '', body].join('\r\n');
}

/** What an answer has of CORS, and its status. */
function corsOf(answer: string) {
  const [head = ''] = answer.split('\r\n\r\n');
  const [line = '', ...lines] = head.toLowerCase().split('\r\n');
  const headers = Object.fromEntries(lines.map((text) => text.split(': ')));
  return {
    status: Number(line.split(' ')[1]),
    vary: headers.vary,
    origin: headers['access-control-allow-origin'],
    credentials: headers['access-control-allow-credentials'],
    exposed: headers['access-control-expose-headers'],
  };
}

const readable = (status: number) => ({ status, vary: 'origin', origin: DESK, credentials: 'true', exposed: EXPOSED });
const kept = (status: number) => ({ status, vary: 'origin' });

describe('a page of an allowed origin can read that it is refused for', () => {
  const { open } = useRawConnections();
  const pair = useFacade({ CORS_ORIGINS: DESK, NODE_ENV: 'production', MAX_PIPELINED_REQUESTS: '1' });

  it.each(REFUSED)('$what ($status), and no other page can', async (refused) => {
    expect(corsOf(await sendRaw(pair.facade.url, requestOf(refused, DESK)))).toEqual(readable(refused.status));
    expect(corsOf(await sendRaw(pair.facade.url, requestOf(refused, EVIL)))).toEqual(kept(refused.status));
  });

  it.each([8000, 16_000, 21_000])('a long address, of which %d bytes come first', async (size) => {
    const { socket, answer } = open(pair.facade.url);
    const request = requestOf({ what: '', status: 431, head: [LONG_ADDRESS] }, DESK);
    socket.write(request.slice(0, size));
    // The server has read it when it answers another connection.
    await sendRaw(pair.facade.url, requestOf({ what: '', status: 404, head: ['GET /x HTTP/1.1'] }, DESK));
    socket.write(request.slice(size));

    expect(corsOf(await answer)).toEqual(readable(431));
    expect(await answer).toContain('The address is too long: it and the headers may have 16384 bytes together.');
  });

  it('an address that is too long, and one whose head never ends', async () => {
    const { socket, answer } = open(pair.facade.url);
    socket.write(LONG_ADDRESS);

    expect(corsOf(await answer)).toEqual(kept(431));
  });

  it.each([[...'/graphql?query=', 'x'.repeat(20_000)].join(''), 'http://other.example/graphql'])(
    'what it sends to an address that is refused: the browser asks that address first: %.30s',
    async (target) => {
      const host = target.startsWith('/') ? [] : ['host: other.example'];
      const head = [`OPTIONS ${target} HTTP/1.1`, ...host, 'access-control-request-method: POST'];
      const asked = [...head, 'access-control-request-headers: authorization, x-other'];
      const answer = await sendRaw(pair.facade.url, requestOf({ what: '', status: 204, head: asked }, DESK));

      expect(corsOf(answer)).toEqual(readable(204));
      expect(answer).toMatch(/^access-control-allow-headers: authorization\r$/m);
      expect(answer).toMatch(/^connection: close\r$/m);
      expect(corsOf(await sendRaw(pair.facade.url, requestOf({ what: '', status: 0, head }, EVIL)))).toEqual(
        kept(target.startsWith('/') ? 431 : 421),
      );
    },
  );

  it('too many requests that wait on one connection', async () => {
    const { socket, answer } = open(pair.facade.url);
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
    const body = '{"query":"{ me { id } }"}';
    const head = [POST, JSON_TYPE, `authorization: ${TJE0}`, `content-length: ${body.length}`];
    const request = requestOf({ what: '', status: 200, head, body }, DESK).replace('connection: close\r\n', '');
    socket.write(request.repeat(4));
    const answers = (await answer).split(/(?=HTTP\/1\.1 )/);

    expect(corsOf(answers.at(-1) ?? '')).toEqual(readable(503));
  });
});

describe('a page of an allowed origin whose body does not arrive', () => {
  const { open } = useRawConnections();
  const pair = useFacade({ CORS_ORIGINS: DESK, NODE_ENV: 'production', REQUEST_TIMEOUT_MS: '1' });

  it('can read that it took too long', async () => {
    const { socket, answer } = open(pair.facade.url);
    const head = [POST, JSON_TYPE, 'content-length: 2'];
    socket.write(requestOf({ what: '', status: 408, head }, DESK));

    expect(corsOf(await answer)).toEqual(readable(408));
  });
});

describe('without CORS_ORIGINS', () => {
  const pair = useFacade({ NODE_ENV: 'production' });

  it.each(REFUSED)('$what is refused in the same way, for every caller', async (refused) => {
    expect(corsOf(await sendRaw(pair.facade.url, requestOf(refused, DESK)))).toEqual({ status: refused.status });
  });
});
