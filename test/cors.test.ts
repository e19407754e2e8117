import { describe, expect, it } from '@jest/globals';
import type { Server } from '../src/server.js';
import {
  expectRefusal,
  JSON_TYPE,
  PREFLIGHT,
  post,
  type Reply,
  request,
  TRANSFER,
  TYPENAME,
  useTransfers,
  withQuery,
} from './helpers/http-requests.js';

const STUDIO = 'https://studio.apollographql.com';

const { facade } = useTransfers();

describe('what another origin’s page can send with the session cookie of its visitor', () => {
  const withCookies = useTransfers({ SUPEROFFICE_COOKIES: 'SoSession' });
  const SESSION = { cookie: 'SoSession=1', 'x-xsrf-token': '1', origin: 'https://evil.example' };
  const body = JSON.stringify({ query: TRANSFER });

  it.each([
    { what: 'a form', type: 'application/x-www-form-urlencoded', sent: new URLSearchParams({ query: TRANSFER }) },
    { what: 'JSON as a form', type: 'application/x-www-form-urlencoded', sent: body },
    { what: 'JSON as an upload', type: 'multipart/form-data; boundary=x', sent: body },
    { what: 'JSON as text', type: 'text/plain', sent: body },
    { what: 'JSON as nothing', type: '', sent: new TextEncoder().encode(body) },
  ])('changes nothing: $what', async ({ type, sent }) => {
    for (const more of [{}, PREFLIGHT]) {
      const reply = await request(withCookies.facade(), '/graphql', {
        method: 'POST',
        headers: { ...SESSION, ...more, ...(type !== '' && { 'content-type': type }) },
        body: sent,
      });

      expectRefusal(reply, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    expect(withCookies.superOffice().calls()).toEqual([]);
  });

  it.each([
    { what: 'a query', query: '{ chatSession(id: 549) { id } }', more: {}, status: 400 },
    {
      what: 'a query as text',
      query: '{ chatSession(id: 549) { id } }',
      more: { 'content-type': 'text/plain' },
      status: 400,
    },
    { what: 'a mutation', query: TRANSFER, more: {}, status: 400 },
    { what: 'a mutation, with leave to ask', query: TRANSFER, more: PREFLIGHT, status: 405 },
  ])('reads nothing by GET: $what', async ({ query, more, status }) => {
    const { 'x-xsrf-token': _token, ...sent } = SESSION;
    const reply = await request(withCookies.facade(), withQuery(query), { headers: { ...sent, ...more } });

    expectRefusal(reply, { status, code: 'BAD_REQUEST' });
    expect(withCookies.superOffice().calls()).toEqual([]);
  });

  it('does both if CORS allows it', async () => {
    withCookies.superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    const path = withQuery('{ chatSession(id: 549) { id } }');
    const read = await request(withCookies.facade(), path, { headers: { ...SESSION, ...PREFLIGHT } });
    const changed = await request(withCookies.facade(), '/graphql', {
      method: 'POST',
      headers: { ...SESSION, ...JSON_TYPE },
      body,
    });

    expect([read.status, changed.status]).toEqual([200, 200]);
    expect(withCookies.superOffice().calls()).toEqual(['GET ChatSession/549', 'POST ChatSession/549/TransferTo/bo']);
  });
});

describe('a page of another origin', () => {
  const ASKED =
    'Authorization, content-type,so-language,  x-evil, x-request-id, cookie, x-xsrf-token, Idempotency-Key, x-request-timeout-ms';

  function preflight(server: Server, origin: string, headers: Record<string, string> = {}): Promise<Reply> {
    return request(server, '/graphql', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': ASKED,
        ...headers,
      },
    });
  }

  /** The CORS headers of an answer. */
  function corsOf({ headers }: Reply): Record<string, string> {
    return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
  }

  it('may ask from Apollo Studio, with the headers that the server reads and no others', async () => {
    const reply = await preflight(facade(), STUDIO);

    expect(reply.status).toBe(204);
    expect(reply.headers.get('content-length')).toBe('0');
    expect(corsOf(reply)).toEqual({
      'access-control-allow-origin': STUDIO,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        'authorization, content-type, so-language, x-request-id, x-xsrf-token, idempotency-key, x-request-timeout-ms',
      'access-control-expose-headers': 'x-request-id, idempotent-replayed, retry-after',
      'access-control-max-age': '600',
    });
    expect(reply.headers.get('vary')).toContain('Origin');
  });

  it.each([
    'traceparent',
    'tracestate',
    'graphql-client-name',
    'graphql-client-version',
    'apollographql-client-name',
    'apollographql-client-version',
  ])('may say where a request belongs, and which client sends it: %s', async (name) => {
    const reply = await preflight(facade(), STUDIO, { 'access-control-request-headers': name });

    expect(corsOf(reply)['access-control-allow-headers']).toBe(name);
  });

  it('may reach a private address only from Apollo Studio', async () => {
    const asking = { 'access-control-request-private-network': 'true' };

    expect(corsOf(await preflight(facade(), STUDIO, asking))).toMatchObject({
      'access-control-allow-private-network': 'true',
    });
    expect(corsOf(await preflight(facade(), 'https://evil.example', asking))).toEqual({});
  });

  it('gets no answer to an OPTIONS that asks for nothing', async () => {
    const reply = await request(facade(), '/graphql', { method: 'OPTIONS', headers: { origin: STUDIO } });

    expectRefusal(reply, { status: 405, code: 'BAD_REQUEST' });
  });

  it('gets its answer from Apollo Studio, errors too', async () => {
    for (const body of [TYPENAME, '{"query":"{ nope }"}', '{"query":']) {
      expect(corsOf(await post(facade(), body, { ...JSON_TYPE, origin: STUDIO }))).toEqual({
        'access-control-allow-origin': STUDIO,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'x-request-id, idempotent-replayed, retry-after',
      });
    }
  });

  it.each([
    'https://evil.example',
    'http://studio.apollographql.com',
    'https://studio.apollographql.com.evil.example',
    'https://studio.apollographql.com:8443',
    'https://STUDIO.apollographql.com',
    'null',
    '*',
  ])('gets no CORS headers otherwise: %s', async (origin) => {
    expect(corsOf(await preflight(facade(), origin))).toEqual({});
    for (const body of [TYPENAME, '{"query":']) {
      expect(corsOf(await post(facade(), body, { ...JSON_TYPE, origin }))).toEqual({});
    }
  });

  it('sees in Vary that answers differ by origin, for every caller', async () => {
    for (const headers of [{}, { origin: STUDIO }, { origin: 'https://evil.example' }]) {
      const reply = await post(facade(), TYPENAME, { ...JSON_TYPE, ...headers });

      expect(reply.headers.get('vary')?.toLowerCase()).toContain('origin');
    }
  });

  describe('named in CORS_ORIGINS', () => {
    const named = useTransfers({ CORS_ORIGINS: 'https://desk.example.com, http://localhost:3000' });

    it.each(['https://desk.example.com', 'http://localhost:3000', STUDIO])('may ask: %s', async (origin) => {
      expect(corsOf(await preflight(named.facade(), origin))).toMatchObject({ 'access-control-allow-origin': origin });
    });

    it('does not let others in', async () => {
      expect(corsOf(await preflight(named.facade(), 'https://evil.example'))).toEqual({});
    });
  });

  describe('in production', () => {
    const production = useTransfers({ NODE_ENV: 'production', CORS_ORIGINS: 'https://desk.example.com' });

    it('may ask only if it is named, Apollo Studio or not', async () => {
      const asking = { 'access-control-request-private-network': 'true' };

      expect(corsOf(await preflight(production.facade(), STUDIO, asking))).toEqual({});
      expect(corsOf(await post(production.facade(), TYPENAME, { ...JSON_TYPE, origin: STUDIO }))).toEqual({});
      expect(corsOf(await preflight(production.facade(), 'https://desk.example.com'))).toMatchObject({
        'access-control-allow-origin': 'https://desk.example.com',
      });
    });
  });
});
