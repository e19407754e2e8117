import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { acceptCredential, execute, startFacade, TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { until } from './helpers/until.js';

const READ = '{ chatSession(id: 549) { customerName } }';
const SESSION = { ChatSessionId: 549, CustomerName: 'Åse Ødegård' };
const JSON_TEXT = JSON.stringify(SESSION);

const MAX_ANSWER_BYTES = 10_000;
const BLANKS = ' '.repeat(MAX_ANSWER_BYTES - Buffer.byteLength(JSON_TEXT));

describe.each(['node-fetch', 'undici'])('SuperOffice, asked by way of %s', (transport) => {
  const pair = useFacade({
    SUPEROFFICE_TRANSPORT: transport,
    SUPEROFFICE_MAX_ANSWER_BYTES: String(MAX_ANSWER_BYTES),
    SUPEROFFICE_MAX_RETRIES: '0',
  });

  it('has idle connections closed, although it keeps them', async () => {
    let socket: Socket | null | undefined;
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      socket = response.socket;
      sendJson(response, SESSION);
      // By default, the fake SuperOffice would soon close it.
      response.on('finish', () => setImmediate(() => socket?.setTimeout(0)));
    });
    await pair.ask(READ);

    await until(() => socket?.closed === true);
  });

  it('is called on the connections that an earlier burst made', async () => {
    const BURST = 24;
    await acceptCredential(pair);
    const sockets = new Set<unknown>();
    let held: ServerResponse[] = [];
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      sockets.add(response.socket);
      held.push(response);
      if (held.length === BURST) {
        for (const one of held.splice(0)) {
          sendJson(one, SESSION);
        }
      }
    });
    for (const _burst of ['first', 'second']) {
      held = [];
      await Promise.all(Array.from({ length: BURST }, () => pair.ask(READ)));
    }

    expect(sockets.size).toBe(BURST);
  });

  function answerCompressed(coding: string, body: Buffer, status = 200): void {
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json', 'content-encoding': coding }).end(body);
    });
  }

  const CODINGS = [
    { coding: 'gzip', compress: gzipSync },
    { coding: 'x-gzip', compress: gzipSync },
    { coding: 'deflate', compress: deflateSync },
    { coding: 'deflate', compress: deflateRawSync },
    { coding: 'br', compress: brotliCompressSync },
  ];

  it.each(CODINGS)('may compress its answer: $coding', async ({ coding, compress }) => {
    answerCompressed(coding, compress(JSON_TEXT));
    const { data, errors } = await pair.ask(READ);
    expect({ data, errors }).toEqual({ data: { chatSession: { customerName: 'Åse Ødegård' } }, errors: undefined });
    expect(pair.superOffice.requests[0]?.headers['accept-encoding']).toMatch(/^gzip, deflate, br$/);
  });

  it.each(CODINGS)('may send up to the limit of bytes, after decompression: $coding', async ({ coding, compress }) => {
    answerCompressed(coding, compress(JSON_TEXT + BLANKS));
    expect((await pair.ask(READ)).errors).toBeUndefined();

    answerCompressed(coding, compress(`${JSON_TEXT}${BLANKS} `));
    expect((await pair.ask(READ)).errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
  });

  it.each(CODINGS)('may cut off a compressed answer, which then fails: $coding', async ({ coding, compress }) => {
    const body = compress(JSON_TEXT);
    answerCompressed(coding, body.subarray(0, body.length / 2));
    expect((await pair.ask(READ)).errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
  });

  it('may not falsely say that its answer is compressed, or use a coding that was not requested', async () => {
    answerCompressed('gzip', Buffer.from(JSON_TEXT));
    expect((await pair.ask(READ)).errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');

    answerCompressed('zstd', gzipSync(JSON_TEXT));
    expect((await pair.ask(READ)).errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
  });

  it('may not send two media types', async () => {
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      const types = ['content-type', 'application/json', 'content-type', 'text/html'];
      response.writeHead(200, types).end(JSON_TEXT);
    });
    expect((await pair.ask(READ)).errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
  });

  it('loses the connection if it begins an answer that cannot be used', async () => {
    const closed = new Promise<void>((resolve) => {
      pair.superOffice.on('GET ChatSession/549', (_request, response) => {
        response.on('close', resolve);
        response.writeHead(200, { 'content-type': 'text/html' }).write('<html>');
      });
    });
    expect((await pair.ask(READ)).errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
    await closed;
  });

  it('refuses by its status, whatever its body', async () => {
    answerCompressed('gzip', Buffer.from('{'), 403);
    expect((await pair.ask(READ)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is called over the same connection again after any answer', async () => {
    const ports = new Set<number | undefined>();
    for (const status of [200, 204, 404, 500]) {
      for (const body of [JSON_TEXT, '{"Error":true}', 'no JSON']) {
        pair.superOffice.on('GET ChatSession/549', (_request, response) => {
          ports.add(response.socket?.remotePort);
          response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? undefined : body);
        });
        await pair.ask(READ);
      }
    }
    expect(ports.size).toBe(1);
  });

  it.each([
    { method: 'GET', operation: READ, headers: {} },
    {
      method: 'PATCH',
      operation: 'mutation { updateChatSession(id: 549, input: { customerName: "Åse" }) { id } }',
      headers: {
        'content-type': 'application/json-patch+json; charset=utf-8',
        'content-length': String(Buffer.byteLength('[{"op":"replace","path":"/CustomerName","value":"Åse"}]')),
      },
    },
    {
      method: 'POST',
      operation: 'mutation { resetChatSession(id: 549) { id } }',
      headers: { 'content-length': '0' },
    },
  ])('is sent these headers and no others: $method', async ({ method, operation, headers }) => {
    pair.superOffice.on(`${method} ChatSession/549`, SESSION);
    expect((await pair.ask(operation)).errors).toBeUndefined();
    expect(pair.superOffice.requests[0]?.headers).toEqual({
      accept: 'application/json; charset=utf-8',
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': 'en',
      authorization: TJE0,
      connection: expect.any(String),
      host: new URL(pair.superOffice.url).host,
      'so-timezone': 'UTC, includeTZOffset',
      'user-agent': 'superoffice-graphql',
      ...headers,
    });
  });

  const ipv6 = Object.values(networkInterfaces()).some((at) => at?.some(({ address }) => address === '::1'));
  (ipv6 ? it : it.skip)('may have an IPv6 address', async () => {
    const server = createServer((_request, response) => sendJson(response, SESSION));
    await once(server.listen(0, '::1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const facade = await startFacade(`http://[::1]:${port}/api/v1/`, { SUPEROFFICE_TRANSPORT: transport });
    const { data } = await execute(facade.url, READ);

    expect(data).toEqual({ chatSession: { customerName: 'Åse Ødegård' } });
    await facade.stop();
    server.closeAllConnections();
    server.close();
  });
});
