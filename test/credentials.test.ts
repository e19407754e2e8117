import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { TJE0, useFacade } from './helpers/facade.js';
import type { FakeSuperOffice } from './helpers/fake-superoffice.js';

const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';

type SentHeaders = Readonly<Record<string, string | readonly string[]>>;

interface RawAnswer {
  readonly status: number | undefined;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each operation's answer has its own shape.
  readonly body: any;
}

/** Sends an operation with exactly these headers: `fetch` adds some, and joins those that come twice. */
async function send(url: string, headers: SentHeaders, query: string = TRANSFER): Promise<RawAnswer> {
  const body = JSON.stringify({ query });
  const all: SentHeaders = {
    host: new URL(url).host,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value]));
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', headers: lines, agent: false }, async (response) => {
      const answer = await text(response);
      resolve({ status: response.statusCode, text: answer, body: JSON.parse(answer) });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The headers of every call, for any caller. */
function headersOfEveryCall(superOffice: FakeSuperOffice) {
  return {
    accept: 'application/json; charset=utf-8',
    'accept-encoding': expect.any(String),
    connection: expect.any(String),
    'content-length': '0',
    host: new URL(superOffice.url).host,
    'user-agent': 'superoffice-graphql',
  };
}

function answerTransfers(superOffice: FakeSuperOffice): void {
  superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });
}

describe('the headers that SuperOffice gets', () => {
  const { superOffice, facade, reached } = useForwarding({ ALLOWED_HOSTS: 'elsewhere.example' });

  it.each([
    { authorization: TJE0 },
    { authorization: 'Basic w6VzZTpww6Vzcw==' },
    { authorization: 'SoTicket 7T:NABhADIAMwA1+/=;x,y' },
    { authorization: 'Bearer 8A:Cust12345.AbC-dEf_gHi~123' },
    { authorization: `Bearer ${'x'.repeat(4096)}` },
  ])('hold the caller’s Authorization unchanged, and nothing that the caller did not send', async (headers) => {
    const { body } = await send(facade().url, headers);

    expect(body).toEqual({ data: { transferChatSession: { id: '549' } } });
    expect(reached()).toEqual([
      {
        ...headers,
        'accept-language': 'en',
        'so-timezone': 'UTC, includeTZOffset',
        ...headersOfEveryCall(superOffice()),
      },
    ]);
  });

  it('hold the caller’s languages, culture, time zone and app token, and no other header of the caller', async () => {
    const forwarded = {
      authorization: TJE0,
      'accept-language': 'nb-NO, nb;q=0.9, en;q=0.5',
      'so-language': 'NO',
      'so-culture': 'nb-NO',
      'so-timezone': 'W. Europe Standard Time, includeTZOffset',
      'so-apptoken': '0a1b2c3d4e5f',
    };

    await send(facade().url, {
      ...forwarded,
      accept: 'application/graphql-response+json',
      'accept-charset': 'utf-16',
      'apollographql-client-name': 'desk',
      baggage: 'user=1',
      'cache-control': 'no-cache',
      cookie: 'SoSession=secret; other=1',
      forwarded: 'host=elsewhere.example',
      host: 'elsewhere.example',
      'if-none-match': '"1"',
      origin: 'https://desk.example.com',
      referer: 'https://desk.example.com/',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      'user-agent': 'Desk/1.0',
      'x-api-key': 'secret',
      'x-forwarded-for': '10.1.2.3',
      'x-forwarded-host': 'elsewhere.example',
      'x-http-method-override': 'DELETE',
      'x-request-id': 'abcdefgh-1',
      'x-user': 'root',
      'x-xsrf-token': 'token',
    });

    expect(reached()).toEqual([{ ...forwarded, ...headersOfEveryCall(superOffice()) }]);
  });

  it.each([
    { zone: 'UTC', reaching: 'UTC, includeTZOffset' },
    { zone: '1', reaching: '1, includeTZOffset' },
    { zone: 'Europe/Oslo', reaching: 'Europe/Oslo, includeTZOffset' },
    { zone: 'US-NY,', reaching: 'US-NY, includeTZOffset' },
    { zone: ' , ,US-NY', reaching: 'US-NY, includeTZOffset' },
    { zone: ',', reaching: 'UTC, includeTZOffset' },
    { zone: 'UTC, includeTZOffset', reaching: 'UTC, includeTZOffset' },
    { zone: 'UTC,includeTZOffset', reaching: 'UTC,includeTZOffset' },
    { zone: 'US-NY, INCLUDETZOFFSET', reaching: 'US-NY, INCLUDETZOFFSET' },
    { zone: 'includeTZOffset', reaching: 'includeTZOffset' },
    { zone: 'INCLUDETZOFFSET', reaching: 'INCLUDETZOFFSET' },
    { zone: 'includeTZOffset, US-NY', reaching: 'includeTZOffset, US-NY' },
    { zone: 'includeTZOffset,460', reaching: 'includeTZOffset,460' },
    { zone: 'US-NY ,  includeTZOffset', reaching: 'US-NY ,  includeTZOffset' },
  ])('ask for the offset of dates once: $zone', async ({ zone, reaching }) => {
    await send(facade().url, { authorization: TJE0, 'so-timezone': zone });

    expect(reached()).toMatchObject([{ 'so-timezone': reaching }]);
  });
});

describe('a caller who names no language, culture, time zone or app token', () => {
  const configured = {
    'accept-language': 'nb',
    'so-culture': 'nb-NO',
    'so-timezone': 'Europe/Oslo, includeTZOffset',
    'so-apptoken': 'configured-token',
  };
  const { superOffice, facade, reached } = useForwarding({
    SUPEROFFICE_LANGUAGE: 'nb',
    SUPEROFFICE_CULTURE: 'nb-NO',
    SUPEROFFICE_TIME_ZONE: 'Europe/Oslo',
    SUPEROFFICE_APP_TOKEN: 'configured-token',
  });

  it.each([
    { sending: 'none of them', headers: {} },
    { sending: 'Accept-Language: *', headers: { 'accept-language': '*' } },
    { sending: 'Accept-Language: *;q=0.5', headers: { 'accept-language': '*;q=0.5' } },
    {
      sending: 'empty ones',
      headers: { 'accept-language': '', 'so-language': '', 'so-culture': '', 'so-timezone': ' ', 'so-apptoken': '' },
    },
  ])('gets the configured ones, sending $sending', async ({ headers }) => {
    await send(facade().url, { authorization: TJE0, ...headers });

    expect(reached()).toEqual([{ authorization: TJE0, ...configured, ...headersOfEveryCall(superOffice()) }]);
  });

  it.each([
    { named: 'accept-language', value: 'de' },
    { named: 'so-culture', value: 'de-DE' },
    { named: 'so-timezone', value: 'Europe/Berlin, includeTZOffset' },
    { named: 'so-apptoken', value: 'own-token' },
  ])('gets what it names instead of what is configured: $named', async ({ named, value }) => {
    await send(facade().url, { authorization: TJE0, [named]: value });

    expect(reached()).toEqual([
      { authorization: TJE0, ...configured, [named]: value, ...headersOfEveryCall(superOffice()) },
    ]);
  });

  it('gets its own SO-Language, and no configured Accept-Language beside it', async () => {
    await send(facade().url, { authorization: TJE0, 'so-language': 'GE' });

    const { 'accept-language': _, ...others } = configured;
    expect(reached()).toEqual([
      { authorization: TJE0, ...others, 'so-language': 'GE', ...headersOfEveryCall(superOffice()) },
    ]);
  });
});

describe('a header that is forwarded', () => {
  const { superOffice, facade } = useForwarding({ SUPEROFFICE_COOKIES: 'SoSession' });

  it.each([
    { name: 'authorization', values: [TJE0, 'Basic Ym86Qm8='] },
    { name: 'accept-language', values: ['en', 'nb'] },
    { name: 'cookie', values: ['SoSession=1', 'SoSession=2'] },
    { name: 'so-apptoken', values: ['1', '2'] },
    { name: 'so-culture', values: ['nb-NO', 'en-US'] },
    { name: 'so-language', values: ['NO', 'US'] },
    { name: 'so-timezone', values: ['UTC', '1'] },
    { name: 'x-xsrf-token', values: ['1', '2'] },
  ])('may not come twice: $name', async ({ name, values }) => {
    const both = await send(facade().url, { authorization: TJE0, [name]: values });
    const [first = '', second = ''] = values;
    const inTwoSpellings = await send(facade().url, {
      ...(name !== 'authorization' && { authorization: TJE0 }),
      [name]: first,
      [name.toUpperCase()]: second,
    });

    for (const { status, body } of [both, inTwoSpellings]) {
      expect(status).toBe(400);
      expect(body).toEqual(refusal('BAD_REQUEST'));
    }
    expect(superOffice().calls()).toEqual([]);
  });

  it.each(['accept-language', 'so-apptoken', 'so-culture', 'so-language', 'so-timezone'])(
    'must be printable ASCII: %s',
    async (name) => {
      for (const value of ['canaryæ', 'canary\tcanary', 'canary'.repeat(700)]) {
        const { status, body, text: answer } = await send(facade().url, { authorization: TJE0, [name]: value });

        expect(status).toBe(400);
        expect(body).toEqual(refusal('BAD_REQUEST'));
        expect(answer).not.toContain('canary');
      }
      expect(superOffice().calls()).toEqual([]);
    },
  );
});

describe('cookies with an XSRF token', () => {
  const { superOffice, facade, reached } = useForwarding({ SUPEROFFICE_COOKIES: 'SoSession, XSRF-TOKEN' });

  it.each([
    { cookie: 'SoSession=a.b=c; XSRF-TOKEN=t1', forwarded: 'SoSession=a.b=c; XSRF-TOKEN=t1' },
    {
      cookie: '_ga=1; SoSession=abc;XSRF-TOKEN=t1; SoSession2=2; xSoSession=3',
      forwarded: 'SoSession=abc; XSRF-TOKEN=t1',
    },
    { cookie: 'theme=dark; SoSession=abc; SoSession', forwarded: 'SoSession=abc' },
    { cookie: 'SoSession=abc; SoSessionX', forwarded: 'SoSession=abc' },
    { cookie: 'SoSession=YWI=; XSRF-TOKEN==', forwarded: 'SoSession=YWI=; XSRF-TOKEN==' },
    { cookie: 'SoSession="a b"; XSRF-TOKEN=""', forwarded: 'SoSession="a b"' },
    { cookie: 'sosession=1; SoSession =2; "SoSession"=3; SoSession=abc', forwarded: 'SoSession=abc' },
  ])('are a credential, of which only the configured cookies are forwarded: $cookie', async ({ cookie, forwarded }) => {
    const { body } = await send(facade().url, { cookie, 'x-xsrf-token': 't1' });

    expect(body).toEqual({ data: { transferChatSession: { id: '549' } } });
    expect(reached()).toEqual([
      {
        cookie: forwarded,
        'x-xsrf-token': 't1',
        'accept-language': 'en',
        'so-timezone': 'UTC, includeTZOffset',
        ...headersOfEveryCall(superOffice()),
      },
    ]);
  });

  it.each([
    'SoSession=canary1; SoSession=canary2',
    'SoSession=canary; SoSession=canary',
    'SoSession=canary; SoSession=',
    'SoSession=; theme=dark;SoSession=canary',
    'XSRF-TOKEN=canary; SoSession=canary; XSRF-TOKEN=canary',
  ])('are refused if two have the same name: %s', async (cookie) => {
    const { status, body, text: answer } = await send(facade().url, { cookie, 'x-xsrf-token': 't1' });

    expect(status).toBe(400);
    expect(body).toEqual(refusal('BAD_REQUEST'));
    expect(answer).not.toContain('canary');
    expect(superOffice().calls()).toEqual([]);
  });

  it('are dropped beside an Authorization header', async () => {
    await send(facade().url, { authorization: TJE0, cookie: 'SoSession=abc; XSRF-TOKEN=t1', 'x-xsrf-token': 't1' });

    expect(reached()).toEqual([
      {
        authorization: TJE0,
        'accept-language': 'en',
        'so-timezone': 'UTC, includeTZOffset',
        ...headersOfEveryCall(superOffice()),
      },
    ]);
  });
});

describe('a caller without a credential', () => {
  const withCookies = useForwarding({ SUPEROFFICE_COOKIES: 'SoSession' });
  const withoutCookies = useForwarding();

  it.each<{ sending: string; headers: SentHeaders }>([
    { sending: 'nothing', headers: {} },
    { sending: 'an empty Authorization', headers: { authorization: '' } },
    { sending: 'a blank Authorization', headers: { authorization: '   ' } },
    { sending: 'Negotiate', headers: { authorization: 'Negotiate YIIZmFrZQ==' } },
    { sending: 'NTLM', headers: { authorization: 'NTLM TlRMTVNTUAAB' } },
    { sending: 'Digest', headers: { authorization: 'Digest username="tje0", realm="x", response="y"' } },
    { sending: 'Basic without a value', headers: { authorization: 'Basic' } },
    { sending: 'Basic with a blank', headers: { authorization: 'Basic ' } },
    { sending: 'Basic that is not base64', headers: { authorization: 'Basic !!!' } },
    { sending: 'Basic without a colon', headers: { authorization: 'Basic dGplMA==' } },
    { sending: 'two Basic in one', headers: { authorization: `${TJE0}, ${TJE0}` } },
    { sending: 'SoTicket without a value', headers: { authorization: 'SoTicket' } },
    { sending: 'Bearer without a value', headers: { authorization: 'Bearer  ' } },
    { sending: 'Bearer with two values', headers: { authorization: 'Bearer one two' } },
    { sending: 'Bearer of 8 KB', headers: { authorization: `Bearer ${'x'.repeat(8192)}` } },
    { sending: 'Bearer beyond ASCII', headers: { authorization: 'Bearer tøken' } },
    { sending: 'a value without a scheme', headers: { authorization: 'dGplMDpUamUw' } },
    { sending: 'a scheme that only begins like one', headers: { authorization: 'BasicX dGplMDpUamUw' } },
    { sending: 'the cookie alone', headers: { cookie: 'SoSession=abc' } },
    { sending: 'the token alone', headers: { 'x-xsrf-token': 't1' } },
    { sending: 'an empty token', headers: { cookie: 'SoSession=abc', 'x-xsrf-token': '' } },
    { sending: 'a token beyond ASCII', headers: { cookie: 'SoSession=abc', 'x-xsrf-token': 'tøken' } },
    { sending: 'no cookie of the configured name', headers: { cookie: 'Other=abc', 'x-xsrf-token': 't1' } },
    { sending: 'an empty cookie', headers: { cookie: 'SoSession=', 'x-xsrf-token': 't1' } },
    { sending: 'a cookie that is empty in quotes', headers: { cookie: 'SoSession=""', 'x-xsrf-token': 't1' } },
    { sending: 'a cookie without a value', headers: { cookie: 'SoSession', 'x-xsrf-token': 't1' } },
    { sending: 'a longer name without a value', headers: { cookie: 'SoSessionX', 'x-xsrf-token': 't1' } },
    { sending: 'another spelling of the name', headers: { cookie: 'sosession=abc', 'x-xsrf-token': 't1' } },
    { sending: 'a cookie beyond ASCII', headers: { cookie: 'SoSession=å', 'x-xsrf-token': 't1' } },
    {
      sending: 'an unknown scheme beside complete cookies',
      headers: { authorization: 'Negotiate YIIZmFrZQ==', cookie: 'SoSession=abc', 'x-xsrf-token': 't1' },
    },
  ])('is refused with a reason, without a call to SuperOffice, sending $sending', async ({ headers }) => {
    const { superOffice, facade } = withCookies;
    const { status, body } = await send(facade().url, headers);
    const typename = await send(facade().url, headers, '{ __typename }');
    const query = await send(facade().url, headers, '{ chatSession(id: 549) { id } }');

    expect(status).toBe(200);
    expect(body).toEqual({
      data: { transferChatSession: null },
      ...refusal('UNAUTHENTICATED', { path: ['transferChatSession'], outcome: 'NOT_SENT' }),
    });
    expect(query.body).toEqual({
      data: { chatSession: null },
      ...refusal('UNAUTHENTICATED', { path: ['chatSession'] }),
    });
    expect(typename).toMatchObject({ status: 200, body: { data: { __typename: 'Query' } } });
    expect(superOffice().calls()).toEqual([]);
  });

  it('is refused with a reason when it sends cookies to a server without configured cookies', async () => {
    const { superOffice, facade } = withoutCookies;
    const { status, body } = await send(facade().url, { cookie: 'SoSession=abc; =x; ', 'x-xsrf-token': 't1' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED', outcome: 'NOT_SENT' } }] });
    expect(superOffice().calls()).toEqual([]);
  });
});

/** A facade whose transfers succeed. */
function useForwarding(env: Record<string, string> = {}) {
  const pair = useFacade(env);
  beforeEach(() => answerTransfers(pair.superOffice));
  return {
    superOffice: () => pair.superOffice,
    facade: () => pair.facade,
    /** The headers of each call that reached SuperOffice. */
    reached: () => pair.superOffice.requests.map(({ headers }) => headers),
  };
}

/** Errors with exactly the given properties. */
function refusal(code: string, { path, outcome }: { path?: readonly string[]; outcome?: string } = {}) {
  return {
    errors: [
      {
        message: expect.any(String),
        ...(path && { path, locations: expect.any(Array) }),
        extensions: { code, requestId: expect.any(String), ...(outcome && { outcome }) },
      },
    ],
  };
}
