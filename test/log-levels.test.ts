import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Server } from '../src/server.js';
import { newCredential, startFacade, TJE0 } from './helpers/facade.js';
import {
  type FakeSuperOffice,
  type Handler,
  notFound,
  sendJson,
  startFakeSuperOffice,
} from './helpers/fake-superoffice.js';
import { sendRaw } from './helpers/raw-connections.js';

type Line = Readonly<Record<string, unknown>>;

const READ = '{ chatSession(id: 549) { status } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "3") { id } }';

const GET = '/graphql?query=%7B__typename%7D';

interface Sent {
  readonly what: string;
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly path?: string;
  readonly raw?: string;
  /** What SuperOffice does. Default: it answers with the session. */
  readonly answers?: Handler;
  readonly env?: Readonly<Record<string, string>>;
}

const session: Handler = (_request, response) =>
  sendJson(response, { ChatSessionId: 549, LastMessage: 'x'.repeat(2000) });
const status =
  (code: number): Handler =>
  (_request, response) =>
    sendJson(response, {}, code);

/** With which nothing is wrong. */
const FINE: readonly Sent[] = [
  { what: 'a query', query: READ },
  { what: 'a query that SuperOffice is not asked for', query: '{ __typename }' },
  { what: 'a change', query: TRANSFER },
  {
    what: 'several changes',
    query: 'mutation { a: resetChatSession(id: 1) { id } b: resetChatSession(id: 2) { id } }',
    answers: sameSession,
  },
  { what: 'a record that is not there', query: READ, answers: notFound },
  { what: 'a change that is repeated', query: TRANSFER, headers: { 'idempotency-key': 'abcdefgh-1' } },
  { what: 'a change that is repeated, again', query: TRANSFER, headers: { 'idempotency-key': 'abcdefgh-1' } },
  { what: 'a query by GET', method: 'GET', path: GET, headers: { 'apollo-require-preflight': 'true' } },
  {
    what: 'a preflight',
    method: 'OPTIONS',
    headers: { origin: 'https://studio.apollographql.com', 'access-control-request-method': 'POST' },
  },
  { what: 'a page', method: 'GET', headers: { accept: 'text/html' } },
  { what: 'a probe', method: 'GET', path: '/health/ready' },
];

const CALL = 'REST call';
const OPERATION = 'operation';
const REFUSED = 'request refused';

/** Each with the lines that it leaves. */
const FAILED: readonly (Sent & { readonly lines: readonly Line[] })[] = [
  { what: 'a body that is no JSON', body: '{', lines: [{ msg: REFUSED, status: 400, code: 'BAD_REQUEST' }] },
  { what: 'no operation', body: '{}', lines: [{ msg: REFUSED, status: 400, code: 'BAD_REQUEST' }] },
  {
    what: 'a body of another type',
    query: READ,
    headers: { 'content-type': 'text/plain' },
    lines: [{ msg: REFUSED, code: 'UNSUPPORTED_MEDIA_TYPE' }],
  },
  {
    what: 'a body that is too large',
    body: `"${'x'.repeat(200_000)}"`,
    lines: [{ msg: REFUSED, code: 'PAYLOAD_TOO_LARGE' }],
  },
  { what: 'another method', method: 'DELETE', lines: [{ msg: REFUSED, status: 405 }] },
  { what: 'another address', method: 'GET', path: '/nowhere', lines: [{ msg: REFUSED, status: 404 }] },
  { what: 'an address that is none', method: 'GET', path: '/%zz', lines: [{ msg: REFUSED, status: 400 }] },
  { what: 'what is not HTTP', raw: 'nonsense\r\n\r\n', lines: [{ msg: REFUSED, status: 400 }] },
  { what: 'a tunnel', raw: 'CONNECT x:443 HTTP/1.1\r\nhost: x\r\n\r\n', lines: [{ msg: REFUSED, status: 400 }] },
  {
    what: 'a GET that a foreign page may send',
    method: 'GET',
    path: GET,
    headers: { authorization: '' },
    lines: [{ msg: REFUSED, status: 400 }],
  },
  {
    what: 'a mutation by GET',
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent(TRANSFER)}`,
    headers: { 'apollo-require-preflight': 'true' },
    lines: [{ msg: OPERATION, codes: ['BAD_REQUEST'] }],
  },
  {
    what: 'a document with a mistake in its syntax',
    query: '{',
    lines: [{ msg: OPERATION, codes: ['GRAPHQL_PARSE_FAILED'] }],
  },
  {
    what: 'a field that does not exist',
    query: '{ nope }',
    lines: [{ msg: OPERATION, codes: ['GRAPHQL_VALIDATION_FAILED'] }],
  },
  {
    what: 'a variable that is missing',
    query: 'query ($id: ID!) { user(id: $id) { id } }',
    lines: [{ msg: OPERATION, codes: ['BAD_USER_INPUT'] }],
  },
  {
    what: 'an id that is none',
    query: '{ chatSession(id: "x") { id } }',
    lines: [{ msg: OPERATION, codes: ['BAD_USER_INPUT'] }],
  },
  {
    what: 'an operation that asks for too much',
    query: `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: me { id }`).join(' ')} }`,
    lines: [{ msg: OPERATION, codes: ['OPERATION_LIMIT_EXCEEDED', 'OPERATION_LIMIT_EXCEEDED'] }],
  },
  {
    what: 'a hash that is not known',
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    lines: [{ msg: OPERATION, codes: ['PERSISTED_QUERY_NOT_SUPPORTED'] }],
  },
  {
    what: 'no credential',
    query: READ,
    headers: { authorization: '' },
    lines: [{ msg: OPERATION, codes: ['UNAUTHENTICATED'] }],
  },
  {
    what: 'a credential that SuperOffice refuses',
    query: READ,
    headers: newCredential(),
    answers: status(401),
    lines: [
      { msg: CALL, status: 401 },
      { msg: OPERATION, codes: ['UNAUTHENTICATED'] },
    ],
  },
  {
    what: 'a read that SuperOffice refuses',
    query: READ,
    answers: status(403),
    lines: [
      { msg: CALL, effect: 'read', status: 403 },
      { msg: OPERATION, codes: ['FORBIDDEN'] },
    ],
  },
  {
    what: 'a read that fails twice',
    query: READ,
    answers: status(503),
    lines: [
      { msg: CALL, attempt: 1 },
      { msg: CALL, attempt: 2 },
      { msg: OPERATION, codes: ['UPSTREAM_UNAVAILABLE'] },
    ],
  },
  {
    what: 'a read that succeeds the second time: the call failed',
    query: READ,
    answers: onceFailing(),
    lines: [{ msg: CALL, attempt: 1, status: 503 }],
  },
  {
    what: 'a connection that breaks',
    query: TRANSFER,
    answers: (_request, response) => void response.socket?.destroy(),
    lines: [
      { msg: CALL, effect: 'write', reason: 'CONNECTION' },
      { msg: CALL, effect: 'read' },
      { msg: OPERATION, outcomes: ['UNKNOWN'] },
    ],
  },
  {
    what: 'a change that SuperOffice refuses',
    query: TRANSFER,
    answers: status(409),
    lines: [
      { msg: CALL, effect: 'write', status: 409 },
      { msg: OPERATION, codes: ['CONFLICT'], outcomes: ['REJECTED'] },
    ],
  },
  {
    what: 'a change that SuperOffice refuses with 200',
    query: TRANSFER,
    answers: (_request, response) => sendJson(response, { ErrorType: 'SoSomethingException', ErrorMessage: 'x' }),
    lines: [
      { msg: CALL, status: 200 },
      { msg: OPERATION, outcomes: ['REJECTED'] },
    ],
  },
  {
    what: 'a change of a record that is not there',
    query: TRANSFER,
    answers: notFound,
    lines: [
      { msg: CALL, effect: 'write', status: 404 },
      { msg: OPERATION, codes: ['NOT_FOUND'] },
    ],
  },
  {
    what: 'another record than the one that is asked for',
    query: READ,
    answers: (_request, response) => sendJson(response, { ChatSessionId: 7 }),
    lines: [{ msg: OPERATION, codes: ['UPSTREAM_BAD_RESPONSE'] }],
  },
  {
    what: 'a value of a wrong type',
    query: '{ chatSession(id: 549) { lastMessage } }',
    answers: (_request, response) => sendJson(response, { ChatSessionId: 549, LastMessage: 7 }),
    lines: [{ msg: OPERATION, codes: ['UPSTREAM_BAD_RESPONSE'] }],
  },
  {
    what: 'an operation of which a part fails',
    query: `{ __typename chatSession(id: 549) { status } }`,
    answers: status(403),
    lines: [
      { msg: CALL, status: 403 },
      { msg: OPERATION, codes: ['FORBIDDEN'] },
    ],
  },
  {
    what: 'an answer that is too large',
    query: '{ chatSession(id: 549) { lastMessage } }',
    env: { MAX_RESPONSE_BYTES: '1024' },
    lines: [{ msg: REFUSED, status: 200, code: 'OPERATION_LIMIT_EXCEEDED' }],
  },
  {
    what: 'an overloaded server',
    query: READ,
    env: { MAX_HEAP_PERCENT: '1' },
    lines: [{ msg: REFUSED, status: 503, code: 'OVERLOADED' }],
  },
];

function sameSession(...[{ path }, response]: Parameters<Handler>): void {
  sendJson(response, { ChatSessionId: Number(/\d+/.exec(path)?.[0]) });
}

function onceFailing(): Handler {
  let calls = 0;
  return (_request, response) => {
    calls += 1;
    sendJson(response, { ChatSessionId: 549 }, calls === 1 ? 503 : 200);
  };
}

describe('LOG_LEVEL=warn', () => {
  let superOffice: FakeSuperOffice;
  let facade: Server;
  let others: Server[] = [];
  let lines: Line[] = [];
  const logger = pino({ level: 'warn', base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    facade = await startFacade(superOffice.url, {}, { logger });
  });
  afterAll(async () => {
    await facade.stop();
    await superOffice.stop();
  });
  beforeEach(() => {
    lines = [];
  });
  afterEach(async () => {
    await Promise.all(others.map((server) => server.stop()));
    others = [];
  });

  async function send({ query, body, headers, method = 'POST', path = '/graphql', raw, answers = session, env }: Sent) {
    superOffice.on('', answers);
    const server = env === undefined ? facade : await startFacade(superOffice.url, env, { logger });
    if (server !== facade) {
      others.push(server);
    }
    if (raw !== undefined) {
      return void (await sendRaw(server.url, raw));
    }
    const all = { ...(method === 'POST' && { 'content-type': 'application/json' }), authorization: TJE0, ...headers };
    const response = await fetch(new URL(path, server.url), {
      method,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      ...(method === 'POST' && { body: body ?? JSON.stringify({ query }) }),
    });
    await response.text();
  }

  it.each(FINE)('does not mention $what', async (sent) => {
    await send(sent);

    expect(lines).toEqual([]);
  });

  it.each(FAILED)(
    'mentions $what, in a line for each call and for the operation',
    async ({ lines: expected, ...sent }) => {
      await send(sent);

      expect(lines).toMatchObject(expected.map((line) => ({ level: 40, ...line })));
      expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(1);
    },
  );
});
