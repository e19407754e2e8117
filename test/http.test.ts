import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { execute, startFacade, TJE0 } from './helpers/facade.js';
import {
  codeOf,
  expectRefusal,
  JSON_TYPE,
  PREFLIGHT,
  post,
  request,
  TRANSFER,
  TYPENAME,
  useTransfers,
  withQuery,
} from './helpers/http-requests.js';
import { sendRaw } from './helpers/raw-connections.js';

const { superOffice, facade } = useTransfers();

describe('a request that is not for GraphQL', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is refused: %s', async (method) => {
    for (const init of [{}, { headers: JSON_TYPE, body: TYPENAME }]) {
      const reply = await request(facade(), '/graphql', { method, ...init });

      expectRefusal(reply, { status: 405, code: 'BAD_REQUEST' });
      expect(reply.headers.get('allow')).toBe('GET, POST');
    }
  });

  it('is refused without a body if it is a HEAD', async () => {
    const reply = await request(facade(), withQuery('{ __typename }'), { method: 'HEAD', headers: PREFLIGHT });

    expect(reply).toMatchObject({ status: 405, text: '' });
    expect(reply.headers.get('allow')).toBe('GET, POST');
  });

  it.each(['/health/live', '/health/ready'])(
    'is answered as a GET is, without a body, when it is a HEAD: %s',
    async (path) => {
      const whole = await request(facade(), path);
      const head = await request(facade(), path, { method: 'HEAD' });

      expect(head).toMatchObject({ status: 200, text: '' });
      for (const name of ['content-type', 'content-length', 'cache-control']) {
        expect(head.headers.get(name)).toBe(whole.headers.get(name));
      }
    },
  );

  it.each(['/graph', '/graphql/x', '/GraphQL', '/graphql%2F', '/health', '/favicon.ico'])(
    'finds nothing at %s',
    async (path) => {
      expectRefusal(await request(facade(), path), { status: 404, code: 'BAD_REQUEST' });
      expectRefusal(await request(facade(), path, { method: 'POST', headers: JSON_TYPE, body: TYPENAME }), {
        status: 404,
        code: 'BAD_REQUEST',
      });
    },
  );
});

describe('a body', () => {
  const TRANSFER_BODY = JSON.stringify({ query: TRANSFER });

  it.each([
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/xml',
    'application/json; charset=utf-16',
    'application/json; charset=latin1',
    'application/json; charset=utf-7',
    'application/json; charset=utf-8; charset=utf-7',
    'application/json; charset=utf-8; charset=utf-8',
    'application/json; charset=',
    'application/json; charset="utf-8',
    'application/json; charset=utf-8"',
    'application/json; charset="utf-8" "',
    "application/json; charset='utf-8'",
    'application/json; charset=""utf-8""',
    'application/jsonx',
    `application/json;${' '.repeat(100)}charset=utf-8`,
    'application/json; charset=utf-88',
    'application/json; charset=utf88',
    'application/json; charset=utf--8',
    'application/json; charset=utf 8',
    'application/json; boundary=x',
    'application/json, text/plain',
    '*/*',
    'json',
  ])('must be JSON, not %s', async (type) => {
    for (const headers of [{ 'content-type': type }, { 'content-type': type, ...PREFLIGHT }]) {
      expectRefusal(await post(facade(), TRANSFER_BODY, headers), { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    expect(superOffice().calls()).toEqual([]);
  });

  it('must have a content type', async () => {
    const body = new TextEncoder().encode(TRANSFER_BODY);
    const reply = await request(facade(), '/graphql', { method: 'POST', headers: { authorization: TJE0 }, body });

    expectRefusal(reply, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    expect(superOffice().calls()).toEqual([]);
  });

  it.each([
    'application/json',
    'application/json;',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/json; charset=utf8',
    'application/json;charset="UTF8"',
  ])('is read as %s', async (type) => {
    const reply = await post(facade(), TRANSFER_BODY, { 'content-type': type });

    expect(reply).toMatchObject({ status: 200, text: '{"data":{"transferChatSession":{"id":"549"}}}\n' });
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it.each([
    'application/json; charset=utf8',
    'application/json;charset="UTF8", text/html;q=0.1',
    'application/graphql-response+json; charset=utf8',
  ])('is answered in UTF-8 to who accepts %s', async (accept) => {
    const reply = await post(facade(), TYPENAME, { ...JSON_TYPE, accept });

    expect(reply).toMatchObject({ status: 200, text: '{"data":{"__typename":"Query"}}\n' });
    expect(reply.headers.get('content-type')).toMatch(/; charset=utf-8$/);
  });

  it.each([
    ['UTF-16', Buffer.from(TRANSFER_BODY, 'utf16le')],
    ['Latin-1', Buffer.from(TRANSFER_BODY.replace('bo', 'bø'), 'latin1')],
    ['what gzip makes of it', gzipSync(TRANSFER_BODY)],
  ])('must be UTF-8, not %s, whatever its charset says', async (_name, body) => {
    const reply = await request(facade(), '/graphql', {
      method: 'POST',
      headers: { authorization: TJE0, ...JSON_TYPE },
      body: new Uint8Array(body),
    });

    expect([400, 415]).toContain(reply.status);
    expectRefusal(reply, { status: reply.status, code: codeOf(reply) });
    expect(superOffice().calls()).toEqual([]);
  });

  const BOMB = new Uint8Array(gzipSync(Buffer.alloc(50 * 1024 * 1024, ' ')));

  it.each(['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip', 'x'])('may not be compressed: %s', async (encoding) => {
    for (const body of [BOMB, TRANSFER_BODY]) {
      const reply = await request(facade(), '/graphql', {
        method: 'POST',
        headers: { authorization: TJE0, ...JSON_TYPE, 'content-encoding': encoding },
        body,
      });

      expectRefusal(reply, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    expect(superOffice().calls()).toEqual([]);
  });

  it('may say that it is not compressed', async () => {
    expect(await post(facade(), TYPENAME, { ...JSON_TYPE, 'content-encoding': 'identity' })).toMatchObject({
      status: 200,
    });
  });

  const DEEP = '['.repeat(45_000);
  const CLOSED = ']'.repeat(45_000);

  it.each([
    { what: 'a list 45 000 deep that does not end', body: `{"query":"{ __typename }","variables":{"id":${DEEP}` },
    { what: 'a list 45 000 deep for variables', body: `{"query":"{ __typename }","variables":${DEEP}${CLOSED}}` },
    { what: 'a list 45 000 deep for a query', body: `{"query":${DEEP}${CLOSED}}` },
    { what: 'a list 45 000 deep for extensions', body: `{"query":"{ __typename }","extensions":${DEEP}${CLOSED}}` },
    { what: '__proto__ beside the query', body: '{"query":"{ __typename }","__proto__":{"canary":1}}' },
    { what: '__proto__ in other letters', body: '{"query":"{ __typename }","\\u005f_proto__":{"canary":1}}' },
    { what: 'a constructor', body: '{"query":"{ __typename }","constructor":{"prototype":{"canary":1}}}' },
  ])('is refused, and leaves nothing behind, with $what', async ({ body }) => {
    expectRefusal(await post(facade(), body), { status: 400, code: 'BAD_REQUEST' });
    expect({}).not.toHaveProperty('canary');
    expect(await post(facade(), TYPENAME)).toMatchObject({ status: 200 });
  });

  it('with a variable 45 000 deep asks nothing of SuperOffice', async () => {
    const query = 'query ($id: ID!) { chatSession(id: $id) { id } }';
    const reply = await post(facade(), `{"query":"${query}","variables":{"id":${DEEP}${CLOSED}}}`);

    expect({ status: reply.status, code: codeOf(reply) }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(superOffice().calls()).toEqual([]);
  });

  it('with a property twice uses the last one', async () => {
    const body = `{"query":"{ canary }","query":"{ __typename }","variables":"x","variables":{"constructor":"x"}}`;

    expect(await post(facade(), body)).toMatchObject({ status: 200, text: '{"data":{"__typename":"Query"}}\n' });
  });

  it.each([
    { body: '' },
    { body: '{"query":' },
    { body: '{"query":"{ canary' },
    { body: 'canary' },
    { body: '"canary"' },
    { body: 'null' },
    { body: '549' },
    { body: '[]' },
    { body: `[${TYPENAME}]` },
    { body: '{}' },
    { body: '{"variables":{"id":"canary"}}' },
    { body: '{"query":""}' },
    { body: '{"query":null}' },
    { body: '{"query":["canary"]}' },
    { body: '{"query":"{ __typename }","variables":"canary"}' },
    { body: '{"query":"{ __typename }","variables":["canary"]}' },
    { body: '{"query":"{ __typename }","operationName":{"canary":1}}' },
    { body: '{"query":"{ __typename }","extensions":"canary"}' },
    { body: '{"query":"{ __typename }","variables":{"__proto__":{"canary":1}}}' },
    { body: '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"canary":1}}}}' },
  ])('must hold a GraphQL request, and is not repeated: $body', async ({ body }) => {
    const reply = await post(facade(), body);

    expectRefusal(reply, { status: 400, code: 'BAD_REQUEST' });
    expect(reply.text).not.toContain('canary');
  });

  it('may be 100 KiB', async () => {
    const empty = JSON.stringify({ query: '{ __typename }', padding: '' });
    const padding = 'x'.repeat(100 * 1024 - empty.length);
    const reply = await post(facade(), JSON.stringify({ query: '{ __typename }', padding }));

    expect(reply).toMatchObject({ status: 200, text: '{"data":{"__typename":"Query"}}\n' });
  });

  it('may not be more', async () => {
    const reply = await post(facade(), JSON.stringify({ query: TRANSFER, padding: 'x'.repeat(100 * 1024) }));

    expectRefusal(reply, { status: 413, code: 'PAYLOAD_TOO_LARGE' });
    expect(superOffice().calls()).toEqual([]);
  });

  it('may not be more if its length was not announced', async () => {
    const chunks = Array.from({ length: 101 }, () => new TextEncoder().encode(' '.repeat(1024)));
    const reply = await request(facade(), '/graphql', {
      method: 'POST',
      headers: JSON_TYPE,
      body: ReadableStream.from(chunks),
      duplex: 'half',
    } as RequestInit);

    expectRefusal(reply, { status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });
});

describe('the request id', () => {
  it.each(['abcdefgh', '3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'A_1'.repeat(21)])('is the caller’s: %s', async (id) => {
    const good = await post(facade(), TYPENAME, { ...JSON_TYPE, 'x-request-id': id });
    const bad = await post(facade(), '{"query":"{ nope }"}', { ...JSON_TYPE, 'x-request-id': id });

    expect(good.headers.get('x-request-id')).toBe(id);
    expect(bad.headers.get('x-request-id')).toBe(id);
    expect(JSON.parse(bad.text)).toMatchObject({ errors: [{ extensions: { requestId: id } }] });
  });

  it.each(['', 'short', 'x'.repeat(65), 'with blank', '<script>', '{"level":50}', 'abcdefgh, ijklmnop', 'abcdefghæ'])(
    'is a new one instead of "%s"',
    async (id) => {
      const replies = await Promise.all(
        [1, 2].map(() => post(facade(), '{"query":"{ nope }"}', { ...JSON_TYPE, 'x-request-id': id })),
      );
      const [first, second] = replies.map(({ headers }) => headers.get('x-request-id'));

      expect(first).toMatch(/^[\da-f-]{36}$/);
      expect(first).not.toBe(second);
      expect(JSON.parse(replies[0]?.text ?? '')).toMatchObject({ errors: [{ extensions: { requestId: first } }] });
    },
  );

  it('is the same in every error of an answer', async () => {
    superOffice().on('GET ChatSession/', {}, 500);
    const answer = await execute(
      facade().url,
      '{ a: chatSession(id: 1) { id } b: chatSession(id: 2) { id } c: chatSession(id: "x") { id } }',
    );

    expect(answer.errors?.map(({ extensions }) => extensions.requestId)).toEqual(
      Array(3).fill(answer.headers.get('x-request-id')),
    );
  });
});

describe('GET', () => {
  it('answers a query, with its variables', async () => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, Rank: 3 });
    const path = withQuery('query Q($id: ID!) { chatSession(id: $id) { rank } }', {
      variables: '{"id":"549"}',
      operationName: 'Q',
    });
    const reply = await request(facade(), path, { headers: { authorization: TJE0, ...PREFLIGHT } });

    expect(reply).toMatchObject({ status: 200, text: '{"data":{"chatSession":{"rank":3}}}\n' });
    expect(superOffice().calls()).toEqual(['GET ChatSession/549']);
  });

  it('is refused if a page of another origin could have sent it', async () => {
    const path = withQuery('{ chatSession(id: 549) { id } }');
    for (const headers of [{}, { 'content-type': 'text/plain' }, { 'content-type': 'multipart/form-data' }]) {
      const reply = await request(facade(), path, {
        headers: { authorization: TJE0, 'sec-fetch-site': 'cross-site', ...headers },
      });

      expect([400, 415]).toContain(reply.status);
      expectRefusal(reply, { status: reply.status, code: codeOf(reply) });
    }
    expect(superOffice().calls()).toEqual([]);
  });

  it('is refused with a type that is not JSON, whatever its parameters', async () => {
    const reply = await request(facade(), withQuery('{ chatSession(id: 549) { id } }'), {
      headers: { authorization: TJE0, 'content-type': 'text/plain', ...PREFLIGHT },
    });

    expect([400, 415]).toContain(reply.status);
    expectRefusal(reply, { status: reply.status, code: codeOf(reply) });
    expect(superOffice().calls()).toEqual([]);
  });

  it('changes nothing: a mutation must be a POST', async () => {
    const reply = await request(facade(), withQuery(TRANSFER), { headers: { authorization: TJE0, ...PREFLIGHT } });

    expectRefusal(reply, { status: 405, code: 'BAD_REQUEST' });
    expect(reply.headers.get('allow')).toBe('POST');
    expect(superOffice().calls()).toEqual([]);
  });

  it.each([
    '/graphql',
    '/graphql?query=',
    '/graphql?query=%7B__typename%7D&query=%7B__typename%7D',
    '/graphql?query=%7B__typename%7D&variables=canary',
    '/graphql?query=%7B__typename%7D&variables=[]',
  ])('must hold a query: %s', async (path) => {
    const reply = await request(facade(), path, { headers: PREFLIGHT });

    expectRefusal(reply, { status: 400, code: 'BAD_REQUEST' });
    expect(reply.text).not.toContain('canary');
  });

  describe('with HTTP_GET=off', () => {
    const closed = useTransfers({ HTTP_GET: 'off' });

    it.each(['{ __typename }', '{ chatSession(id: 549) { id } }', TRANSFER])('is refused: %s', async (query) => {
      const reply = await request(closed.facade(), withQuery(query), {
        headers: { authorization: TJE0, ...PREFLIGHT },
      });

      expectRefusal(reply, { status: 405, code: 'BAD_REQUEST' });
      expect(reply.headers.get('allow')).toBe('POST');
      expect(closed.superOffice().calls()).toEqual([]);
    });

    it('does not affect POST, the health routes and the explorer', async () => {
      const page = await request(closed.facade(), '/graphql', { headers: { accept: 'text/html' } });

      expect(await post(closed.facade(), TYPENAME)).toMatchObject({ status: 200 });
      expect(await request(closed.facade(), '/health/live')).toMatchObject({ status: 200 });
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    });
  });
});

describe('every answer', () => {
  it.each([
    { to: 'a query', send: () => post(facade(), TYPENAME) },
    { to: 'a mutation', send: () => post(facade(), JSON.stringify({ query: TRANSFER })) },
    { to: 'a query by GET', send: () => request(facade(), withQuery('{ __typename }'), { headers: PREFLIGHT }) },
    { to: 'an invalid query', send: () => post(facade(), '{"query":"{ nope }"}') },
    { to: 'no query', send: () => post(facade(), '{}') },
    {
      to: 'a persisted query',
      send: () => post(facade(), '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"abc"}}}'),
    },
    { to: 'a browser', send: () => request(facade(), '/graphql', { headers: { accept: 'text/html' } }) },
  ])('to $to may not be stored', async ({ send }) => {
    expect((await send()).headers.get('cache-control')).toBe('no-store');
  });

  it('does not show the software of this server, or where it runs', async () => {
    const replies = await Promise.all([
      post(facade(), TYPENAME),
      post(facade(), TYPENAME, { 'content-type': 'text/plain' }),
      post(facade(), '{"query":'),
      post(facade(), '{"query":"{ nope }"}'),
      request(facade(), '/nope'),
      request(facade(), '/health/live'),
    ]);

    for (const { headers, text: body } of replies) {
      expect([...headers.keys()]).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(x-powered-by|server)$/)]),
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(body).not.toMatch(/stack|fastify|apollo|node_modules|\.[jt]s\b|127\.0\.0\.1|FST_|at \w+ \(/i);
    }
  });

  it('is given even to what is not HTTP', async () => {
    const answer = await sendRaw(facade().url, 'GARBAGE canary\r\n\r\n');

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain('canary');
    expect(await post(facade(), TYPENAME)).toMatchObject({ status: 200 });
  });
});

describe('the health routes', () => {
  it('say that the server is there and ready, without a credential', async () => {
    expect(await request(facade(), '/health/live')).toMatchObject({ status: 200, text: '{"status":"live"}' });
    expect(await request(facade(), '/health/ready')).toMatchObject({ status: 200, text: '{"status":"ready"}' });
    expect(superOffice().calls()).toEqual([]);
  });

  it('say that it is not ready as soon as it is to stop, while it still answers', async () => {
    const stopping = await startFacade(superOffice().url);
    const stopped = stopping.stop({ delayMs: 1000 });

    expect(await request(stopping, '/health/ready')).toMatchObject({ status: 503, text: '{"status":"shutting down"}' });
    expect(await request(stopping, '/health/live')).toMatchObject({ status: 200 });
    expect(await post(stopping, JSON.stringify({ query: TRANSFER }))).toMatchObject({ status: 200 });
    await stopped;
    await expect(request(stopping, '/health/live')).rejects.toThrow();
  });
});

describe('in production', () => {
  const production = useTransfers({ NODE_ENV: 'production' });

  it.each(['{ __schema { types { name } } }', '{ __type(name: "ChatSession") { name } }'])(
    'the schema cannot be asked for: %s',
    async (query) => {
      const answer = await execute(production.facade().url, query);

      expect(answer.status).toBe(400);
      expect(answer.data).toBeUndefined();
      expect(answer.errors).toMatchObject([
        {
          message: 'Introspection is off on this server.',
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ]);
      expect(await execute(facade().url, query)).toMatchObject({ status: 200, data: expect.any(Object) });
    },
  );

  it('a misspelt name is not answered with the right one', async () => {
    const query = '{ chatSesion(id: 549) { id } }';

    expect(JSON.stringify(await execute(production.facade().url, query))).not.toContain('Did you mean');
    expect(JSON.stringify(await execute(facade().url, query))).toContain('Did you mean');
  });

  it('the transfer works', async () => {
    expect(await execute(production.facade().url, TRANSFER)).toMatchObject({
      status: 200,
      data: { transferChatSession: { id: '549' } },
    });
  });
});
