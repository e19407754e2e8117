import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ERROR_CODES } from '../src/graphql/error-codes.js';
import { type FakeSuperOffice, type Handler, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { sendRaw } from './helpers/raw-connections.js';
import { linesOf, type ServerProcess, useServerProcesses } from './helpers/server-process.js';
import { keyOf, postWebhook, signatureOf, webhookBody } from './helpers/webhooks.js';

/** Part of every secret, customer's value and text of SuperOffice; what follows it says which one it was. */
const CANARY = 'c4n4ry';
const BASIC = Buffer.from(`${CANARY}-user:${CANARY}-password`).toString('base64');

const ROUTER_SECRET = `${CANARY}-router-secret`;

/** Text that shows this server's software, or where it runs. */
const INSIDES =
  /\\n|\.[cm]?[jt]s\b|node_modules|node:|fastify|apollo|graphql-js|graphql@|undici|node-fetch|dist\/|src\/|127\.0\.0\.1|localhost|:\/\/|\/api\/|ECONN|ENOTFOUND|EPIPE|FST_|HPE_|ERR_/i;

/** All headers that an answer may have. */
const ANSWER_HEADERS: ReadonlySet<string> = new Set([
  'allow',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'retry-after',
  'vary',
  'x-content-type-options',
  'x-request-id',
]);

/** What callers may send with any request, and what browsers and proxies add. */
const OTHER_HEADERS = {
  baggage: `user=${CANARY}-baggage`,
  origin: `https://${CANARY}-origin.example`,
  referer: `https://${CANARY}-referer.example/`,
  'so-apptoken': `${CANARY}-app-token`,
  'so-culture': `${CANARY}-culture`,
  'so-language': `${CANARY}-language`,
  'user-agent': `${CANARY}-agent`,
  'x-forwarded-for': `${CANARY}-address`,
  'x-request-id': `${CANARY} id`,
  'x-router-secret': `${CANARY}-wrong-secret`,
};

const CREDENTIALS = {
  bearer: { ...OTHER_HEADERS, authorization: `Bearer ${CANARY}-token` },
  basic: { ...OTHER_HEADERS, authorization: `Basic ${BASIC}` },
  cookies: { ...OTHER_HEADERS, cookie: `SoSession=${CANARY}-cookie; a=${CANARY}-b`, 'x-xsrf-token': `${CANARY}-xsrf` },
  unknown: { ...OTHER_HEADERS, authorization: `Negotiate ${CANARY}-ticket` },
  router: {
    ...OTHER_HEADERS,
    authorization: `SoTicket ${CANARY}-ticket`,
    'apollo-federation-include-trace': 'ftv1',
    'x-router-secret': ROUTER_SECRET,
  },
};

const SELECTION = `{
  id status customerAlias customerEmail customerName firstMessage lastMessage whenRequested rank flags sessionKey
  user { id name fullName } transferTo { id name } person { id fullName email } contact { id name } sale { id earning }
  project { id name } ticket { id title } fieldProperties { name }
}`;
const TRANSFER = `mutation ($id: ID!, $to: String!) { transferChatSession(id: $id, toAssociate: $to) ${SELECTION} }`;
const READ = `query ($id: ID!) { chatSession(id: $id) ${SELECTION} }`;
const BATCH = 'query ($id: ID!) { person(id: $id) { id fullName email contact { name } } }';

interface Answer {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

type Send = (url: string) => Promise<Answer>;

const start = useServerProcesses('dist/main.js');
let superOffice: FakeSuperOffice;

beforeAll(async () => {
  superOffice = await startFakeSuperOffice();
});
afterAll(() => superOffice.stop());
beforeEach(() => superOffice.forget());

// With traces on, graphql-js executes operations.
describe.each([
  { NODE_ENV: '' },
  { NODE_ENV: 'production', SUPEROFFICE_TRANSPORT: 'undici' },
  { NODE_ENV: 'production', FEDERATED_TRACE: 'off' },
])('with %p, nothing confidential is logged or sent to callers', (env) => {
  /** Sends the requests of each group together to a server with the most detailed log, and checks each answer and the log. */
  async function expectDiscretion(
    groups: readonly Readonly<Record<string, Send>>[],
    times: Readonly<Record<string, string>> = {},
  ): Promise<ServerProcess> {
    const server = start({
      SUPEROFFICE_URL: superOffice.url,
      SUPEROFFICE_APP_TOKEN: `${CANARY}-configured-token`,
      SUPEROFFICE_COOKIES: 'SoSession',
      SUPEROFFICE_READ_TIMEOUT_MS: '200',
      SUPEROFFICE_WRITE_TIMEOUT_MS: '200',
      ROUTER_SECRET,
      WEBHOOK_SECRET: `${CANARY}-webhook-secret`,
      FEDERATED_TRACE: 'on',
      EXPOSE_SESSION_KEY: 'on',
      LOG_LEVEL: 'trace',
      BREAKER_MIN_CALLS: '100000',
      RATE_LIMIT_BURST: '1000000',
      ...times,
      ...env,
    });
    const url = await server.url();
    for (const requests of groups) {
      await Promise.all(Object.entries(requests).map(async ([what, send]) => expectDiscreet(what, await send(url))));
    }
    server.child.kill('SIGTERM');

    expect(await server.ended).toBe(0);
    expect(server.stderr).toBe('');
    expect(server.stdout).not.toMatch(new RegExp(`${CANARY}|${BASIC}`, 'i'));
    return server;
  }

  it('of requests that are refused', async () => {
    await expectDiscretion([REFUSED_REQUESTS]);
  }, 60_000);

  it('of operations that are refused', async () => {
    await expectDiscretion([REFUSED_OPERATIONS]);
    expect(superOffice.calls()).toEqual([]);
  }, 60_000);

  it('of calls that SuperOffice answers badly', async () => {
    const groups = Object.entries(UPSTREAM_ANSWERS).map(([what, handler]) =>
      Object.fromEntries(
        Object.entries({ TRANSFER, READ, BATCH }).map(([name, query]): [string, Send] => [
          `${name}: ${what}`,
          (url) => {
            superOffice.on('', handler);
            return ask(url, { query, variables: { id: '549', to: `${CANARY}-associate` } }, CREDENTIALS.router);
          },
        ]),
      ),
    );
    const { length } = linesOf(await expectDiscretion(groups)).filter(({ msg }) => msg === 'REST call');

    expect(length).toBeGreaterThanOrEqual(3 * groups.length);
  }, 60_000);

  it('of sessions that are transferred and read', async () => {
    const requests = Object.entries(CREDENTIALS).flatMap(([name, headers]) =>
      // The second name cannot be in a path, and is sent in another way.
      [
        ['TRANSFER', TRANSFER, `${CANARY}-associate`] as const,
        ['TRANSFER by the agent', TRANSFER, `../${CANARY}`] as const,
        ['READ', READ, ''] as const,
      ].map(([operation, query, to]): [string, Send] => [
        `${operation}: ${name}`,
        (url) => {
          superOffice.on('', CUSTOMER);
          return ask(url, { query, variables: { id: '549', to } }, headers);
        },
      ]),
    );
    // However busy the machine is, no call is repeated, and none is refused.
    const times = {
      SUPEROFFICE_READ_TIMEOUT_MS: '10000',
      SUPEROFFICE_WRITE_TIMEOUT_MS: '10000',
      SUPEROFFICE_QUEUE_TIMEOUT_MS: '10000',
      MAX_EVENT_LOOP_DELAY_MS: '600000',
    };
    await expectDiscretion([Object.fromEntries(requests)], times);

    expect(superOffice.requests).toHaveLength(12);
  }, 60_000);
});

function expectDiscreet(what: string, { headers, body }: Answer): void {
  for (const [name, value] of headers) {
    expect({ what, name, isKnown: ANSWER_HEADERS.has(name) }).toEqual({ what, name, isKnown: true });
    expect({ what, name, value }).not.toMatchObject({ value: expect.stringContaining(CANARY) });
  }
  const { data, errors = [], extensions: { ftv1: trace = '' } = {}, ...others } = body === '' ? {} : JSON.parse(body);
  expect({ what, others }).toEqual({ what, others: {} });
  expect(`${what}: ${Buffer.from(trace, 'base64').toString('latin1')}`).not.toMatch(CANARY);
  for (const error of errors) {
    const { message, locations, path, extensions } = error;
    expect({ what, error }).toEqual({
      what,
      error: { message, ...(locations && { locations }), ...(path && { path }), extensions },
    });
    expect({ what, code: extensions.code }).toEqual({
      what,
      code: expect.stringMatching(`^(${ERROR_CODES.join('|')})$`),
    });
    expect({ what, id: extensions.requestId }).toEqual({ what, id: headers.get('x-request-id') });
    expect(`${what}: ${JSON.stringify(error)}`).not.toMatch(CANARY);
    expect(`${what}: ${JSON.stringify(error)}`).not.toMatch(INSIDES);
  }
  if (errors.length === 0 && body !== '') {
    expect({ what, data }).toEqual({ what, data: expect.any(Object) });
  }
}

async function answerTo(response: Response): Promise<Answer> {
  return { headers: new Map(response.headers), body: await response.text() };
}

async function ask(url: string, body: object, headers: Record<string, string> = CREDENTIALS.bearer): Promise<Answer> {
  return post(JSON.stringify(body), headers)(url);
}

function post(body: string | Uint8Array, headers: Record<string, string> = {}): Send {
  return async (url) => {
    // One that comes again is answered from memory.
    const key = { 'idempotency-key': `${CANARY}-key-${randomUUID()}` };
    const all = { ...CREDENTIALS.bearer, ...key, 'content-type': 'application/json', ...headers };
    return answerTo(await fetch(url, { method: 'POST', headers: all, body: body as string }));
  };
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Send {
  const all = { ...CREDENTIALS.bearer, ...headers };
  return async (url) => answerTo(await fetch(new URL(path, url), { method, headers: all }));
}

/** Bytes that are sent unchanged. */
function raw(...lines: readonly string[]): Send {
  return async (url) => {
    const [head = '', body = ''] = (await sendRaw(url, lines.join('\r\n'))).split('\r\n\r\n');
    const fields = head.split('\r\n').slice(1);
    const headers = fields.map(
      (line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)] as const,
    );
    return { headers: new Map(headers), body };
  };
}

const PREFLIGHT = { 'apollo-require-preflight': 'true' };
const JSON_TYPE = 'Content-Type: application/json';
const HEAD = ['Host: x', `Authorization: Bearer ${CANARY}-token`, `X-Secret: ${CANARY}-header`];

const REFUSED_REQUESTS: Readonly<Record<string, Send>> = {
  'half a JSON': post(`{"query":"${CANARY}-query`),
  'a text': post(`"${CANARY}-text"`),
  'a list': post(`[{"query":"{ __typename }","variables":"${CANARY}-variable"}]`),
  'no query': post(`{"variables":{"id":"${CANARY}-variable"}}`),
  'variables that are a text': post(`{"query":"{ __typename }","variables":"${CANARY}-variable"}`),
  'a name that is none': post(`{"query":"{ __typename }","operationName":{"a":"${CANARY}-name"}}`),
  'a prototype': post(`{"query":"{ __typename }","__proto__":{"a":"${CANARY}-prototype"}}`),
  'a body that is too large': post(`"${`${CANARY}-body`.repeat(20_000)}"`),
  'a body of another type': post(`${CANARY}-body`, { 'content-type': `text/${CANARY}-type` }),
  'a body in another charset': post(`{}`, { 'content-type': `application/json; charset=${CANARY}-charset` }),
  'a body that is compressed': post(gzipSync(`${CANARY}-body`), { 'content-encoding': `${CANARY}-encoding` }),
  'a body that is not UTF-8': post(Buffer.from(`"${CANARY}-bødy"`, 'latin1')),
  'an Accept of nothing we have': post('{"query":"{ __typename }"}', { accept: `application/${CANARY}-accept` }),
  'an address that is none': get(`/${CANARY}-path?${CANARY}-query`),
  'an address that cannot be decoded': raw(`GET /${CANARY}-path%zz HTTP/1.1`, ...HEAD, 'Connection: close', '', ''),
  'a method that is not for us': get(`/graphql?${CANARY}-query`, {}, 'DELETE'),
  'a query by GET that was not announced': get(`/graphql?query={__typename}&variables={"a":"${CANARY}-variable"}`),
  'a mutation by GET': get(`/graphql?query=mutation{deleteChatSession(id:"${CANARY}"){id}}`, PREFLIGHT),
  'variables by GET that are no JSON': get(`/graphql?query={__typename}&variables=${CANARY}-variable`, PREFLIGHT),
  'a language beyond ASCII': post('{}', { 'so-language': `${CANARY}-ø` }),
  'a time zone with a tabulator': post('{}', { 'so-timezone': `${CANARY}\t${CANARY}` }),
  'an idempotency key that is none': post('{}', { 'idempotency-key': `${CANARY} key` }),
  'a time that is none': post('{}', { 'x-request-timeout-ms': `${CANARY}-ms` }),
  'a preflight of a foreign page': get(
    '/graphql',
    { 'access-control-request-method': 'POST', 'access-control-request-headers': `${CANARY}-header` },
    'OPTIONS',
  ),
  'a credential twice': raw('POST /graphql HTTP/1.1', ...HEAD, ...HEAD.slice(1), 'Connection: close', '', ''),
  'two lengths': raw('POST /graphql HTTP/1.1', ...HEAD, 'Content-Length: 5', 'Content-Length: 6', '', CANARY),
  'two hosts': raw('POST /graphql HTTP/1.1', ...HEAD, `Host: ${CANARY}-host`, 'Content-Length: 0', '', ''),
  'a target elsewhere': raw(`POST http://${CANARY}-host/graphql HTTP/1.1`, ...HEAD, 'Content-Length: 0', '', ''),
  'a body that ends too early': raw('POST /graphql HTTP/1.1', ...HEAD, JSON_TYPE, 'Content-Length: 100', '', CANARY),
  'a head that is too large': raw('GET / HTTP/1.1', ...HEAD, `X: ${CANARY.repeat(5000)}`, '', ''),
  'too many headers': raw('GET / HTTP/1.1', ...HEAD, ...Array(200).fill(`X: ${CANARY}-x`), '', ''),
  'an expectation': raw('GET / HTTP/1.1', ...HEAD, `Expect: ${CANARY}-expectation`, '', ''),
  'a tunnel': raw(`CONNECT ${CANARY}-host:443 HTTP/1.1`, ...HEAD, '', ''),
  'a webhook without a good signature': webhook(`${CANARY}-signature`, `${CANARY}-context`),
  'a webhook that tells of nothing here': webhook('', `${CANARY}-context`),
  'a webhook that is too large': webhook('', `${CANARY}-context`.repeat(5000)),
  garbage: raw(`${CANARY}-garbage ${CANARY}-garbage`, '', ''),
};

/** @param signature empty: the right one. */
function webhook(signature: string, context: string): Send {
  const body = webhookBody(`${CANARY}-event`, 549, { ContextIdentifier: context, WebhookName: `${CANARY}-name` });
  const right = signatureOf(body, keyOf(context, `${CANARY}-webhook-secret`));
  return async (url) => {
    const { headers, text } = await postWebhook(url, body, { 'x-superoffice-signature': signature || right });
    return { headers: new Map(headers), body: text };
  };
}

function operation(query: string, variables: object = {}, others: object = {}): Send {
  return (url) => ask(url, { query, variables, ...others }, CREDENTIALS.router);
}

function entities(representation: string): Send {
  return operation(`{ _entities(representations: [${representation}]) { __typename } }`);
}

const REFUSED_OPERATIONS: Readonly<Record<string, Send>> = {
  'a text that does not end': operation(`query ${CANARY} { chatSession(id: "${CANARY}-literal`),
  'a document that is none': operation(`${CANARY} ${CANARY}-document`),
  'a field that does not exist': operation(`query ${CANARY} { nope(id: "${CANARY}-literal") } # ${CANARY}-comment`),
  'an id that is an object': operation(`{ chatSession(id: { a: "${CANARY}-literal" }) { id } }`),
  'a number that is a text': operation(`{ chatSessions(first: "${CANARY}-literal") { edges { cursor } } }`),
  'a default of another type': operation(`query ($a: Boolean = "${CANARY}-default") { me @include(if: $a) { id } }`),
  'a value that no enum has': operation(`{ chatSessions(orderBy: ${CANARY}) { edges { cursor } } }`),
  'too many aliases': operation(
    `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: user(id: "${CANARY}") { id }`).join(' ')} }`,
  ),
  'the same twice': operation(
    `mutation { ${['a', 'b'].map((name) => `${name}: deleteChatSession(id: "${CANARY}") { id }`).join(' ')} }`,
  ),
  'a variable that is an object': operation(READ, { id: { a: `${CANARY}-variable` } }),
  'a variable that is a list': operation(TRANSFER, { id: '549', to: [`${CANARY}-variable`] }),
  'an operation that is not there': operation('query a { me { id } }', {}, { operationName: `${CANARY}-name` }),
  'a hash': operation(
    '{ me { id } }',
    {},
    {
      extensions: { persistedQuery: { version: 1, sha256Hash: `${CANARY}-hash` } },
    },
  ),
  'an id that is none': operation(READ, { id: `${CANARY}-id` }),
  'an id of a transfer that is none': operation(TRANSFER, { id: `${CANARY}-id`, to: `${CANARY}-associate` }),
  'an associate with a blank before': operation(TRANSFER, { id: '549', to: ` ${CANARY}-associate` }),
  'an associate with a line break': operation(TRANSFER, { id: '549', to: `${CANARY}\r\n${CANARY}` }),
  'an associate that is too long': operation(TRANSFER, { id: '549', to: CANARY.repeat(100) }),
  'a cursor that is none': operation('query ($a: String) { chatSessions(after: $a) { edges { cursor } } }', {
    a: `${CANARY}-cursor`,
  }),
  'an entity of a type that does not exist': entities(`{ __typename: "${CANARY}", id: "${CANARY}-id" }`),
  'an entity with an id that is none': entities(`{ __typename: "ChatSession", id: "${CANARY}-id" }`),
  'an entity of a prototype': entities(`{ __typename: "__proto__", id: "${CANARY}-id" }`),
  'a credential that is none': (url) => ask(url, { query: READ, variables: { id: '549' } }, CREDENTIALS.unknown),
};

const CUSTOMER: Handler = (_request, response) => {
  const person = { PersonId: 65, FullName: `${CANARY}-full-name`, Email: `${CANARY}@customer.example` };
  const session = {
    ChatSessionId: 549,
    SessionKey: `${CANARY}-session-key`,
    CustomerAlias: `${CANARY}-alias`,
    CustomerEmail: `${CANARY}@customer.example`,
    CustomerName: `${CANARY}-name`,
    FirstMessage: `${CANARY}-first-message`,
    LastMessage: `${CANARY}-last-message`,
    User: { AssociateId: 5, Name: `${CANARY}-user`, FullName: `${CANARY}-user` },
    Person: person,
  };
  sendJson(response, session, 200, HEADERS);
};

const HEADERS = {
  server: `${CANARY}-server`,
  'set-cookie': `${CANARY}=1`,
  'www-authenticate': `Basic realm="${CANARY}-realm"`,
  'x-powered-by': `${CANARY}-power`,
  'retry-after': `${CANARY}-later`,
  location: `https://${CANARY}-location.example/`,
  'x-secret': `${CANARY}-secret`,
};

const REFUSAL = {
  ErrorType: `${CANARY}Exception`,
  ErrorMessage: `${CANARY}-error-message`,
  Message: `${CANARY}-message`,
  StackTrace: `   at ${CANARY}.Stack() in C:\\${CANARY}.cs:line 7`,
  FriendlyText: `${CANARY}-text`,
};

function answering(status: number, body: string | Buffer, type = 'application/json', headers = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { ...HEADERS, 'content-type': type, ...headers }).end(body);
  };
}

/** Of the right form, with values of wrong types. */
const WRONG = {
  ChatSessionId: 549,
  PersonId: 549,
  Status: `${CANARY}-status`,
  CustomerEmail: [`${CANARY}@customer.example`],
  FullName: { a: `${CANARY}-full-name` },
  FirstMessage: { a: `${CANARY}-first-message` },
  LastMessage: 7,
  WhenRequested: `${CANARY}-when`,
  Rank: `${CANARY}-rank`,
  Flags: [`${CANARY}-flag`],
  User: `${CANARY}-user`,
  Person: { PersonId: `${CANARY}-person-id`, FullName: `${CANARY}-full-name` },
  Contact: [`${CANARY}-contact`],
  FieldProperties: `${CANARY}-properties`,
};

const UPSTREAM_ANSWERS: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    [301, 302, 304, 400, 401, 403, 404, 409, 412, 418, 421, 422, 429, 500, 501, 502, 503, 504].map((status) => [
      String(status),
      answering(status, status === 304 ? '' : JSON.stringify(REFUSAL)),
    ]),
  ),
  'an error with 200': answering(200, JSON.stringify(REFUSAL)),
  'a page with 500': answering(500, `<html>${CANARY}-page</html>`, 'text/html'),
  'a page': answering(200, `<html>${CANARY}-page</html>`, 'text/html'),
  'a page that says it is JSON': answering(200, `<html>${CANARY}-page</html>`),
  'half a JSON': answering(200, `{"LastMessage":"${CANARY}-mess`),
  'a text': answering(200, `"${CANARY}-text"`),
  'a list': answering(200, `["${CANARY}-item"]`),
  nothing: answering(204, ''),
  'broken gzip': answering(200, gzipSync(CANARY).subarray(0, 12), 'application/json', { 'content-encoding': 'gzip' }),
  'another record': answering(200, JSON.stringify({ ChatSessionId: 7, LastMessage: `${CANARY}-message` })),
  'values of wrong types': answering(200, JSON.stringify(WRONG)),
  'values of wrong types in a batch': answering(200, JSON.stringify([WRONG])),
  'no answer': () => undefined,
  'half an answer': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(`{"LastMessage":"${CANARY}`, () => response.destroy());
  },
  'no HTTP': (_request, response) => {
    response.socket?.end(`${CANARY}-garbage\r\n\r\n`);
  },
};
