import { request as httpRequest, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadConfig } from '../src/config.js';
import { readCaller } from '../src/http/request/caller.js';
import { acceptCredential, type Pair, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';
import { until } from './helpers/until.js';

type Headers = Readonly<Record<string, string>>;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: each operation's answer has its own shape.
  readonly body: any;
}

const COOKIES = { SUPEROFFICE_COOKIES: 'SoSession, SoUser' };
const authorized = (...values: readonly string[]) => values.map((authorization) => ({ authorization }));
const withCookies = (...cookies: readonly string[]) => cookies.map((cookie) => ({ cookie, 'x-xsrf-token': 't1' }));

/** Each is one credential in five spellings, and the form that SuperOffice must get. */
const CREDENTIALS: readonly { readonly of: string; readonly sent: Headers; readonly spellings: readonly Headers[] }[] =
  [
    {
      of: 'a Bearer token',
      sent: { authorization: 'Bearer 8A:Cust1.Token' },
      spellings: authorized(
        'Bearer 8A:Cust1.Token',
        'bearer 8A:Cust1.Token',
        'BEARER 8A:Cust1.Token',
        'BeAReR   8A:Cust1.Token',
        '  Bearer 8A:Cust1.Token  ',
      ),
    },
    {
      of: 'a ticket',
      sent: { authorization: 'SoTicket 7T:MQA=' },
      spellings: authorized(
        'SoTicket 7T:MQA=',
        'SOTicket 7T:MQA=',
        'SOTICKET 7T:MQA=',
        'soticket    7T:MQA=',
        ' SoTicket  7T:MQA= ',
      ),
    },
    {
      of: 'a password, whose base64 may lack its padding and hold bits of no byte',
      sent: { authorization: 'Basic YTpiYw==' },
      spellings: authorized('Basic YTpiYw==', 'basic  YTpiYw==', 'Basic YTpiYw', 'Basic YTpiYw=', 'Basic YTpiYz=='),
    },
    {
      of: 'a password, whose base64 may end in the part of a byte',
      sent: { authorization: 'Basic YTpi' },
      spellings: authorized('Basic YTpi', 'BASIC YTpi', 'Basic YTpi=', 'Basic YTpiA', 'Basic YTpiZ=='),
    },
    {
      of: 'session cookies',
      sent: { cookie: 'SoSession=1; SoUser=2', 'x-xsrf-token': 't1' },
      spellings: withCookies(
        'SoSession=1; SoUser=2',
        'SoUser=2; SoSession=1',
        'SoUser=2;SoSession=1;',
        'theme=dark; SoSession= 1; _ga=3;  SoUser=2 ',
        'SoUser=2; sosession=5; SoSession=1',
      ),
    },
  ];

/** Pairs that look alike, and are two credentials. */
const TWO_CREDENTIALS: readonly (readonly [Headers, Headers])[] = [
  [{ authorization: 'Bearer token' }, { authorization: 'Bearer Token' }],
  [{ authorization: 'Bearer token' }, { authorization: 'SoTicket token' }],
  [{ authorization: 'Bearer token' }, { authorization: 'Bearer token=' }],
  [{ authorization: 'Basic YTpiYw==' }, { authorization: 'Basic QTpiYw==' }],
  [{ authorization: 'Basic YTpiYw==' }, { authorization: 'Bearer YTpiYw==' }],
  [{ authorization: 'Basic YTpiYw==' }, { authorization: 'Basic YTpiYwA=' }],
  [
    { cookie: 'SoSession=1; SoUser=2', 'x-xsrf-token': 't1' },
    { cookie: 'SoSession=2; SoUser=1', 'x-xsrf-token': 't1' },
  ],
  [
    { cookie: 'SoSession=1; SoUser=2', 'x-xsrf-token': 't1' },
    { cookie: 'SoSession=1; SoUser=2', 'x-xsrf-token': 't2' },
  ],
  [
    { cookie: 'SoSession=1; SoUser=2', 'x-xsrf-token': 't1' },
    { cookie: 'SoSession=1', 'x-xsrf-token': 't1' },
  ],
];

/** Sends an operation with exactly these headers: `fetch` takes blanks away. */
async function ask({ facade }: Pair, query: string, headers: Headers): Promise<Answer> {
  const body = JSON.stringify({ query });
  const all = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(facade.url, { method: 'POST', headers: all, agent: false }, async (response) => {
      const { statusCode: status, headers } = response;
      resolve({ status, headers, body: JSON.parse(await text(response)) });
    });
    request.on('error', reject);
    request.end(body);
  });
}

describe('five spellings of one credential share', () => {
  describe('one limit', () => {
    // The limit does not refill while a test runs: each operation costs the whole burst.
    const pair = useFacade({ ...COOKIES, RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '100', MAX_ALIASES: '100' });
    const query = `{ ${Array.from({ length: 20 }, (_, i) => `f${i}: __typename`).join(' ')} }`;

    it.each(CREDENTIALS)('$of', async ({ spellings }) => {
      const statuses: unknown[] = [];
      for (const headers of spellings) {
        statuses.push((await ask(pair, query, headers)).status);
      }
      const last = await ask(pair, query, spellings[1] as Headers);

      expect(statuses).toEqual([200, 200, 200, 200, 200]);
      expect(last.status).toBe(429);
      expect(last.body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    });
  });

  describe('one space of idempotency keys', () => {
    const pair = useFacade(COOKIES);

    it.each(CREDENTIALS)('$of', async ({ of, spellings }) => {
      pair.superOffice.on('POST ChatSession/549/Reset', { ChatSessionId: 549 });
      const key = { 'idempotency-key': `key-of-${of.replace(/\W/g, '-')}` };
      const replayed: unknown[] = [];
      for (const headers of spellings) {
        const answer = await ask(pair, 'mutation { resetChatSession(id: 549) { id } }', { ...headers, ...key });
        expect(answer.body).toEqual({ data: { resetChatSession: { id: '549' } } });
        replayed.push(answer.headers['idempotent-replayed']);
      }

      expect(replayed).toEqual([undefined, 'true', 'true', 'true', 'true']);
      expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/Reset']);
    });
  });

  describe('one read under way', () => {
    const pair = useFacade({ ...COOKIES, SHARE_READS: 'on' });
    const held: ServerResponse[] = [];

    beforeEach(() => {
      held.length = 0;
      pair.superOffice.on('GET ChatSession/549', (_request, response) => void held.push(response));
      pair.superOffice.on('POST Agents/Person/GetPersonList', ({ body }, response) => {
        sendJson(
          response,
          (body as number[]).map((id) => ({ PersonId: id })),
        );
      });
    });

    /** The reads are in flight when SuperOffice is asked for a person that nothing else reads. */
    async function readSession(headers: Headers, marker: number): Promise<{ readonly answer: Promise<Answer> }> {
      const query = `{ chatSession(id: 549) { firstMessage } person(id: ${marker}) { firstname } }`;
      const answer = ask(pair, query, headers);
      await until(() => pair.superOffice.requests.some(({ body }) => isDeepStrictEqual(body, [marker])));
      return { answer };
    }

    it.each(CREDENTIALS)('$of', async ({ spellings, sent }) => {
      const asked: { readonly answer: Promise<Answer> }[] = [];
      await acceptCredential(pair, { authorization: '', ...spellings[0] });
      for (const [index, headers] of spellings.entries()) {
        asked.push(await readSession(headers, index + 1));
      }
      expect(held).toHaveLength(1);
      sendJson(held[0] as ServerResponse, { ChatSessionId: 549, FirstMessage: 'hello' });
      const answers = await Promise.all(asked.map(({ answer }) => answer));

      expect(answers.map(({ body }) => body.data.chatSession.firstMessage)).toEqual(Array(5).fill('hello'));
      expect(pair.superOffice.calls().filter((call) => call === 'GET ChatSession/549')).toHaveLength(1);
      for (const { headers } of pair.superOffice.requests) {
        expect(headers).toMatchObject(sent);
      }
    });
  });
});

describe('two credentials that look alike', () => {
  const pair = useFacade({ ...COOKIES, SHARE_READS: 'on' });

  it.each(TWO_CREDENTIALS)('are two callers: %j and %j', async (one, other) => {
    const index = TWO_CREDENTIALS.findIndex(([first, second]) => first === one && second === other);
    pair.superOffice.on('POST ChatSession/549/Reset', { ChatSessionId: 549 });
    const key = { 'idempotency-key': `key-of-pair-${index}` };
    for (const headers of [one, other]) {
      const answer = await ask(pair, 'mutation { resetChatSession(id: 549) { id } }', { ...headers, ...key });
      expect(answer.headers['idempotent-replayed']).toBeUndefined();
    }

    expect(pair.superOffice.calls()).toHaveLength(2);
  });
});

describe('any spelling of any credential', () => {
  const config = loadConfig(COOKIES);
  const nameOf = (headers: Headers) => {
    const { identity } = readCaller({ rawHeaders: Object.entries(headers).flat() }, config);
    return typeof identity === 'string' ? undefined : identity.name;
  };
  const printable = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  const token = printable.filter((value) => value !== '');
  /** Often the same one twice. */
  const twoOf = (value: fc.Arbitrary<string>) =>
    fc.tuple(value, fc.option(value, { freq: 1 })).map(([first, second]) => [first, second ?? first] as const);
  const blanks = fc.constantFrom('', ' ', '   ');
  const anyCase = (word: string) =>
    fc
      .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
      .map((upper) =>
        [...word].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter.toLowerCase())).join(''),
      );

  it('is identified by its content only: Bearer and SoTicket', () => {
    const spelling = (scheme: string) => fc.tuple(blanks, anyCase(scheme), blanks, blanks);
    fc.assert(
      fc.property(
        fc.constantFrom('Bearer', 'SoTicket').chain((scheme) => fc.tuple(spelling(scheme), spelling(scheme))),
        twoOf(token),
        ([one, other], [first, second]) => {
          const write = ([before, scheme, between, after]: typeof one, value: string) =>
            nameOf({ authorization: `${before}${scheme} ${between}${value}${after}` });
          expect(write(one, first)).toBeDefined();
          expect(write(one, first) === write(other, second)).toBe(first === second);
        },
      ),
    );
  });

  it('is identified by its content only: Basic', () => {
    const bits = fc.integer({ min: 0, max: 15 });
    const user = fc.string({ unit: 'binary', maxLength: 8 }).map((name) => `${name}:`);
    fc.assert(
      fc.property(twoOf(user), bits, fc.boolean(), ([first, second], junk, isPadded) => {
        const plain = (value: string) => Buffer.from(value).toString('base64');
        const odd = withJunk(plain(second), junk, isPadded);
        expect(nameOf({ authorization: `Basic ${plain(first)}` })).toBe(`Basic ${plain(first)}`);
        expect(nameOf({ authorization: `bAsIc  ${odd}` }) === nameOf({ authorization: `Basic ${plain(first)}` })).toBe(
          first === second,
        );
      }),
    );
  });
});

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The same bytes, with bits of no byte set, and perhaps without padding. */
function withJunk(base64: string, junk: number, isPadded: boolean): string {
  const digits = base64.replace(/=+$/, '');
  const spare = (digits.length * 6) % 8;
  const last = BASE64.indexOf(digits.at(-1) as string) | (junk & (2 ** spare - 1));
  return `${digits.slice(0, -1)}${BASE64[last]}${isPadded ? base64.slice(digits.length) : ''}`;
}
