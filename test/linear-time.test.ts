import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { TJE0, useFacade } from './helpers/facade.js';

/**
 * Reading four times as much of anything that a caller sends takes about four times as long. If it takes sixteen times
 * as long, a single request can keep all others waiting.
 */
const MUCH = 4;
const TOO_MUCH = 9;
const REPETITIONS = 5;
const MAX_LOOKS = 5;

const ORIGIN = 'https://desk.example.com';
const TYPENAME = '{ __typename }';
const pair = useFacade({
  CORS_ORIGINS: ORIGIN,
  SUPEROFFICE_COOKIES: 'SoSession',
  TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8',
});

interface Sent {
  readonly method: 'GET' | 'OPTIONS' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

function send({ method, path = '/graphql', headers, body }: Sent): Promise<void> {
  const { hostname, port, host } = new URL(pair.facade.url);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const all = { host, authorization: TJE0, ...length, ...headers } as OutgoingHttpHeaders;
    httpRequest({ method, hostname, port, path, headers: all, agent: false }, (response) => {
      response.resume().on('end', resolve);
    })
      .on('error', reject)
      .end(body);
  });
}

/** The least CPU time that some repetitions took, in microseconds. */
async function cost(requestOf: () => Sent, repetitions = REPETITIONS): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repetitions; i += 1) {
    const sent = requestOf();
    const before = process.cpuUsage();
    await send(sent);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}

/** @param nothing what the smallest request of the kind costs. */
async function expectLinear(requestOf: (size: number) => Sent, size: number, nothing = 0): Promise<void> {
  // One measurement is mostly enough: so little time cannot be quadratic.
  if ((await cost(() => requestOf(MUCH * size), 1)) < TOO_MUCH * nothing) {
    return;
  }
  // Other programs only slow some measurements down; what takes too long does so in each.
  let ratio = Number.POSITIVE_INFINITY;
  for (let looks = 0; ratio >= TOO_MUCH && looks < MAX_LOOKS; looks += 1) {
    const little = await cost(() => requestOf(size));
    ratio = (await cost(() => requestOf(MUCH * size))) / little;
  }
  expect(ratio).toBeLessThan(TOO_MUCH);
}

/** A header that is read in each kind of request, and what it may begin with. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: ['', 'application/json;'],
  'accept-encoding': [''],
  'accept-language': ['', '*;'],
  'access-control-request-headers': ['', 'so-', 'x-'],
  'access-control-request-method': [''],
  'access-control-request-private-network': [''],
  'apollo-require-preflight': [''],
  authorization: ['', 'Basic ', 'Bearer '],
  'content-type': ['', 'application/json', 'application/json;', 'application/json; charset='],
  cookie: ['', 'SoSession='],
  expect: [''],
  host: ['', 'a.'],
  'idempotency-key': [''],
  origin: ['', 'https://'],
  'so-apptoken': [''],
  'so-culture': [''],
  'so-language': [''],
  'so-timezone': ['', 'UTC', ', includeTZOffset'],
  traceparent: ['00-'],
  'x-apollo-operation-name': [''],
  'x-explain': [''],
  'x-forwarded-for': ['', '10.0.0.1,'],
  'x-request-id': [''],
  'x-request-timeout-ms': ['1'],
  'x-router-secret': [''],
  'x-xsrf-token': [''],
};
const FILLINGS = [
  ' ',
  '\t',
  '10.0.0.1,',
  ',',
  ', ',
  ';',
  'a',
  '"',
  '\\"',
  ';a=',
  ';a="',
  '1.',
  'apollo',
  'xn--a.',
  '__proto__',
];
const ENDS = ['', '!'];
const ENDS_OF_A_TYPE = [...ENDS, 'charset=utf-8'];

/** Of Node's 16 KiB for a head. */
const HEADER_SIZE = 3700;

const QUERY = `/graphql?${new URLSearchParams({ query: TYPENAME })}`;
const REQUESTS: readonly Sent[] = [
  {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify({ query: TYPENAME }),
  },
  { method: 'GET', path: QUERY, headers: { 'apollo-require-preflight': '1', origin: ORIGIN } },
  { method: 'GET', headers: { accept: 'text/html', origin: ORIGIN } },
  { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST', origin: ORIGIN } },
];

describe('a header takes time in proportion to its length', () => {
  it.each(Object.entries(HEADERS))('%s', async (name, beginnings) => {
    // Without Authorization, cookies are read, and addresses.
    const credential =
      name === 'x-forwarded-for'
        ? { authorization: '' }
        : ['cookie', 'x-xsrf-token'].includes(name)
          ? { authorization: '', cookie: 'SoSession=a', 'x-xsrf-token': 'a' }
          : {};
    const ends = name === 'content-type' ? ENDS_OF_A_TYPE : ENDS;
    for (const sent of REQUESTS) {
      const nothing = await cost(() => sent);
      for (const beginning of beginnings) {
        for (const filling of FILLINGS) {
          for (const end of ends) {
            const value = (size: number) => `${beginning}${filling.repeat(size / filling.length)}${end}`;
            await expectLinear(
              (size) => ({ ...sent, headers: { ...sent.headers, ...credential, [name]: value(size) } }),
              HEADER_SIZE,
              nothing,
            );
          }
        }
      }
    }
  });

  it.each(['accept', 'accept-encoding', 'access-control-request-headers', 'cookie', 'x-apollo', 'x-forwarded-for'])(
    'in many lines: %s',
    async (name) => {
      for (const sent of REQUESTS) {
        const lines = (size: number) => Array.from({ length: size }, (_, index) => `a/${index}${' '.repeat(100)};a="b`);
        await expectLinear((size) => ({ ...sent, headers: { ...sent.headers, [name]: lines(size) } }), 22);
      }
    },
  );
});

describe('a query string takes time in proportion to its length', () => {
  it.each(['&', 'a&', 'a=1&', 'query=&', '%20', '%', '+', ';', '/', '?', '__proto__&', 'a[b]&', '"', '%7B', '%00'])(
    'of %s',
    async (filling) => {
      for (const beginning of [
        QUERY,
        `${QUERY}&variables=`,
        `${QUERY}&extensions=`,
        '/graphql?',
        '/',
        '/graphql/explorer/',
      ]) {
        await expectLinear(
          (size) => ({
            method: 'GET',
            path: `${beginning}${filling.repeat(size / filling.length)}`,
            headers: { 'apollo-require-preflight': '1', origin: ORIGIN },
          }),
          HEADER_SIZE,
        );
      }
    },
  );
});

const times = (size: number, text: (index: number) => string) =>
  Array.from({ length: size }, (_, index) => text(index)).join(' ');

/** Documents of a size: of tokens, where these have a limit, else of characters. */
const DOCUMENTS: readonly { what: string; size: number; document: (size: number) => string }[] = [
  { what: 'lines', size: 11_000, document: (size) => `{${'\n'.repeat(size)} __typename }` },
  { what: 'lines before an error', size: 11_000, document: (size) => `{${'\r\n'.repeat(size / 2)} } }` },
  { what: 'commas', size: 24_000, document: (size) => `{${','.repeat(size)} __typename }` },
  { what: 'comments', size: 24_000, document: (size) => `{${'#c\n'.repeat(size / 4)} __typename }` },
  { what: 'a long name', size: 24_000, document: (size) => `{ ${'n'.repeat(size)} }` },
  { what: 'a long type', size: 24_000, document: (size) => `query ($a: ${'T'.repeat(size)}) { __typename }` },
  { what: 'a long number', size: 24_000, document: (size) => `{ user(id: ${'1'.repeat(size)}) { id } }` },
  { what: 'a long string', size: 24_000, document: (size) => `{ user(id: "${'\\n'.repeat(size / 3)}") { id } }` },
  {
    what: 'a block string',
    size: 24_000,
    document: (size) => `{ user(id: """${'\n  a'.repeat(size / 5)}""") { id } }`,
  },
  { what: 'quotes in it', size: 24_000, document: (size) => `{ user(id: """${'\\"""'.repeat(size / 8)}""") { id } }` },
  { what: 'equal fields', size: 50, document: (size) => `{ me { ${times(size, () => 'id')} } }` },
  {
    what: 'equal records',
    size: 4,
    document: (size) => `{ ${times(size, () => 'me { person { id name: fullName } }')} }`,
  },
  { what: 'unknown fields', size: 240, document: (size) => `{ me { ${times(size, (index) => `f${index}`)} } }` },
  { what: 'unknown fragments', size: 110, document: (size) => `{ me { ${times(size, (index) => `...F${index}`)} } }` },
  {
    what: 'a chain of fragments',
    size: 25,
    document: (size) =>
      `{ me { ...F0 } } ${times(size, (index) => `fragment F${index} on User { ...F${index + 1} }`)} fragment F${size} on User { id }`,
  },
  {
    what: 'a circle of fragments',
    size: 25,
    document: (size) =>
      `{ me { ...F0 } } ${times(size, (index) => `fragment F${index} on User { ...F${(index + 1) % size} }`)}`,
  },
  {
    what: 'fragments in all places',
    size: 10,
    document: (size) =>
      `{ me { ${times(size, (index) => `...F${index}`)} } } ${times(size, (index) => `fragment F${index} on User { id ${times(5, (next) => `...F${(index + next + 1) % size}`)} }`)}`,
  },
  {
    what: 'arguments that come again, after many lines',
    size: 55,
    document: (size) => `${'\n'.repeat(180 * size)}{ user(${times(size, () => 'id: 1')}) { id } }`,
  },
  {
    what: 'variables',
    size: 40,
    document: (size) => `query (${times(size, (index) => `$a${index}: ID`)}) { __typename }`,
  },
  {
    what: 'values',
    size: 200,
    document: (size) => `{ me { fieldProperties(names: [${times(size, () => '1')}]) { name } } }`,
  },
  {
    what: 'selections in each other',
    size: 7,
    document: (size) => `{ ${'... { '.repeat(size)}__typename${' }'.repeat(size)} }`,
  },
];

const list = (size: number, text: (index: number) => string) =>
  Array.from({ length: size }, (_, index) => text(index)).join();
const LIST = 'query ($v: [String!]) { me { fieldProperties(names: $v) { name } } }';
const INPUT = 'mutation ($v: ChatMessageInput!) { addChatMessage(id: 1, message: $v) { id } }';
const TRANSFER = 'mutation ($v: String!) { transferChatSession(id: 1, toAssociate: $v) { id } }';
const PAGE = 'query ($v: String) { chatSessions(after: $v) { edges { cursor } } }';

/** Variables of a size in characters, as JSON. */
const VARIABLES: readonly { what: string; query?: string; json: (size: number) => string }[] = [
  { what: 'blanks', json: (size) => `${' '.repeat(size)}1` },
  { what: 'lists in each other', query: LIST, json: (size) => `${'['.repeat(size / 2)}${']'.repeat(size / 2)}` },
  { what: 'objects in each other', json: (size) => `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}` },
  { what: 'names', query: INPUT, json: (size) => `{${list(size / 12, (index) => `"v${index}":1`)}}` },
  { what: 'names that are numbers', json: (size) => `{${list(size / 16, (index) => `"${index * 1_000_003}":1`)}}` },
  { what: 'wrong items', query: LIST, json: (size) => `[${list(size / 2, () => '1')}]` },
  { what: '__proto__ as a value', json: (size) => `[${list(size / 12, () => '"__proto__"')}]` },
  { what: '__proto__ before blanks', json: (size) => `["__proto__"${' '.repeat(size)}]` },
  { what: 'escaped underlines', json: (size) => `"${'\\u005f'.repeat(size / 6)}"` },
  { what: 'constructors', json: (size) => `[${list(size / 18, () => '{"constructor":1}')}]` },
  { what: 'a user name of blanks', query: TRANSFER, json: (size) => `"${' '.repeat(size)}x"` },
  {
    what: 'a cursor',
    query: PAGE,
    json: (size) => `"${Buffer.from(`id:${'\n'.repeat(size / 2)}x`).toString('base64')}"`,
  },
];

describe('a body takes time in proportion to its length', () => {
  // A document that was read before is not read again.
  let documents = 0;
  const post = (body: string): Sent => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body });

  it.each(DOCUMENTS)('of a document with $what', async ({ size, document }) => {
    await expectLinear((size) => {
      documents += 1;
      return post(JSON.stringify({ query: `#${documents}\n${document(size)}` }));
    }, size);
  });

  it.each(VARIABLES)('of variables with $what', async ({ query = TYPENAME, json }) => {
    await expectLinear((size) => post(`{"query":${JSON.stringify(query)},"variables":{"v":${json(size)}}}`), 24_000);
  });
});
