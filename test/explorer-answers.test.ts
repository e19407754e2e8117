import { describe, expect, it } from '@jest/globals';
import { linkTo, sharedIn } from '../explorer/src/model/kept/share.js';
import { adviceOn, adviceOnFailure, unknownIn } from '../explorer/src/model/sending/advice.js';
import { basic } from '../explorer/src/model/sending/credentials.js';
import { type DraftError, prepare } from '../explorer/src/model/sending/request.js';
import { answerOf } from '../explorer/src/model/sending/send.js';
import { groupsOf, sumsOf, waterfallOf } from '../explorer/src/model/sending/waterfall.js';
import { displayed } from '../explorer/src/model/text/display.js';
import { ERROR_CODES, SENTENCES } from '../src/graphql/error-codes.js';
import type { ReportedCall } from '../src/graphql/rest-report.js';

const QUERY = { isMutation: false, hasCredential: true };
const MUTATION = { isMutation: true, hasCredential: true };

/** Prepares a request with these headers; gives the error. */
function refusal(headers: Record<string, unknown>): DraftError {
  try {
    prepare({
      document: '{ a }',
      operationName: undefined,
      variables: '',
      headers: JSON.stringify(headers),
      explain: false,
    });
  } catch (error) {
    return error as DraftError;
  }
  throw new Error('The headers were taken.');
}

interface Head {
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

function answer(body: unknown, { status = 200, headers = {} }: Head = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return answerOf({ status, headers: [...new Headers(headers)], body: text, durationMs: 1 });
}

function error(code: string, more: Record<string, unknown> = {}) {
  return { message: `Told by the server of ${code}.`, extensions: { code, ...more } };
}

describe('a header that cannot be sent', () => {
  it.each([
    { name: 'so language', value: 'en' },
    { name: 'sø-language', value: 'en' },
    { name: 'authorization:', value: 'Basic x' },
    { name: '', value: 'x' },
  ])('is reported by its name, for the name: "$name"', ({ name, value }) => {
    const { message, where } = refusal({ [name]: value });

    expect(message).toContain('invalid name');
    expect(message).toContain(name || 'empty name');
    expect(where).toBe('headers');
  });

  it.each([
    { value: 'Basic secret\nx' },
    { value: 'Bearer secret\u{1f511}' },
    { value: 'secret\0' },
    { value: 'secretł' },
  ])('is reported by its name, not by its value, for the value: $value', ({ value }) => {
    const { message } = refusal({ 'so-language': 'en', Authorization: value });

    expect(message).toContain('header authorization');
    expect(message).not.toMatch(/secret|so-language/);
  });

  it.each([[{}], [['secret']], [null]])('is reported if its value is not text: %j', (value) => {
    expect(refusal({ 'x-a': value }).message).toMatch(/^The value of the header x-a is not text/);
  });

  it('is reported with only the beginning of a long name', () => {
    expect(refusal({ [`a b${'c'.repeat(5000)}`]: 'x' }).message.length).toBeLessThan(250);
  });
});

describe('an answer', () => {
  it.each([
    { body: '<html>', is: false },
    { body: '', is: false },
    { body: 'null', is: false },
    { body: '[{}]', is: false },
    { body: '{"message":"no route"}', is: false },
    { body: '{"errors":"no"}', is: false },
    { body: '{"data":null}', is: true },
    { body: '{"errors":[null]}', is: true },
  ])('is one of GraphQL’s by its form: $body', ({ body, is }) => {
    expect(answer(body).isGraphql).toBe(is);
  });

  it('keeps the first message of errors that are alike', () => {
    const { errors } = answer({ errors: [error('A'), { message: 'Other', extensions: { code: 'A' } }, error('B'), 1] });

    expect(errors.map(({ code, message, times }) => [code, message, times])).toEqual([
      ['A', 'Told by the server of A.', 2],
      ['B', 'Told by the server of B.', 1],
      ['ERROR', '', 1],
    ]);
  });

  it('has the headers that a page can read', () => {
    const { headers, requestId } = answer({ data: {} }, { headers: { 'x-request-id': 'abc', vary: 'Origin' } });

    expect(headers).toEqual([
      ['vary', 'Origin'],
      ['x-request-id', 'abc'],
    ]);
    expect(requestId).toBe('abc');
  });
});

describe('the advice on an answer', () => {
  it('is absent if there is nothing to do but read', () => {
    expect(adviceOn(answer({ data: { a: 1 } }), QUERY)).toBeUndefined();
  });

  it.each(ERROR_CODES)('has a sentence for every code of the server, after the server’s message: %s', (code) => {
    const told = answer({ data: null, errors: [{ message: `Told of it.`, extensions: { code } }] });
    const advice = adviceOn(told, QUERY);

    expect(advice?.text).toContain('Told of it.');
    expect(advice?.title).not.toBe(adviceOn(answer({ errors: [error('SOME_OTHER')] }), QUERY)?.title);
    expect(adviceOn(answer({ errors: [{ message: SENTENCES[code], extensions: { code } }] }), QUERY)?.text).toMatch(
      / .*\.$/,
    );
  });

  it('is on the most serious of several errors, in any order', () => {
    const codes = ['NOT_FOUND', 'OPERATION_LIMIT_EXCEEDED', 'FORBIDDEN'];
    const several = answer({ data: { a: null }, errors: codes.map((code) => error(code)) });

    expect(adviceOn(several, QUERY)?.title).toBe('This is not allowed');
  });

  it.each([
    { code: 'GRAPHQL_PARSE_FAILED', path: undefined, told: 'At line 4, column 14.' },
    { code: 'GRAPHQL_VALIDATION_FAILED', path: undefined, told: 'At line 4, column 14.' },
    { code: 'NOT_FOUND', path: ['people', 0, 'contact'], told: 'At people.0.contact, line 4, column 14.' },
  ])('names the place in the operation, and leads to it: $code', ({ code, path, told }) => {
    const place = { line: 4, column: 14 };
    const advice = adviceOn(answer({ errors: [{ ...error(code), path, locations: [place] }] }), QUERY);

    expect(advice?.text).toContain(`Told by the server of ${code}. ${told}`);
    expect(advice?.place).toEqual(place);
  });

  it('names no place if the server names none, or one of another form', () => {
    for (const locations of [undefined, [], 'x', [null], [{ line: '1', column: 2 }]]) {
      expect(adviceOn(answer({ errors: [{ ...error('BAD_USER_INPUT'), locations }] }), QUERY)?.place).toBeUndefined();
    }
  });

  it.each(['NOT_SENT', 'REJECTED'])('says that a change was not made if the server knows that: %s', (outcome) => {
    for (const code of ['NOT_FOUND', 'UPSTREAM_ERROR', 'BAD_USER_INPUT']) {
      expect(adviceOn(answer({ data: null, errors: [error(code, { outcome })] }), MUTATION)?.text).toMatch(
        /This change was not made\.$/,
      );
    }
  });

  it('says that an earlier request made the change, rather than that the outcome is unknown', () => {
    const advice = adviceOn(
      answer({ data: null, errors: [error('RESULT_NOT_KEPT', { outcome: 'UNKNOWN' })] }),
      MUTATION,
    );

    expect(advice?.title).toBe('The change was made before');
    expect(advice?.text).toBe('Told by the server of RESULT_NOT_KEPT.');
    const kinds = (...codes: string[]) =>
      answer({ errors: codes.map((code) => error(code, { outcome: 'UNKNOWN' })) }).errors;
    expect(unknownIn(kinds('RESULT_NOT_KEPT'))).toBeUndefined();
    expect(unknownIn(kinds('RESULT_NOT_KEPT', 'UPSTREAM_TIMEOUT'))?.code).toBe('UPSTREAM_TIMEOUT');
  });

  it.each(['unreachable', 'offline'] as const)(
    'says what to do when the server is back, after it was %s',
    (failure) => {
      expect(adviceOnFailure(failure, QUERY).whenBack).toBe('Run the operation again.');
      expect(adviceOnFailure(failure, MUTATION).whenBack).toMatch(/may have been made: read the record/);
    },
  );

  it('leads to the user’s own header that is the reason, and to variables', () => {
    const request = (headers: Record<string, string>, variables = '') =>
      prepare({
        document: '{ a }',
        operationName: undefined,
        variables,
        headers: JSON.stringify(headers),
        explain: false,
      });
    const adviceFor = (code: string, headers: Record<string, string>, variables?: string) =>
      adviceOn(answer({ data: null, errors: [error(code)] }), { ...QUERY, request: request(headers, variables) });

    expect(adviceFor('UPSTREAM_TIMEOUT', { 'X-Request-Timeout-Ms': '1' })).toMatchObject({
      text: expect.stringMatching(/x-request-timeout-ms.*raise or remove it/),
      remedy: 'headers',
    });
    expect(adviceFor('UPSTREAM_TIMEOUT', {})?.text).toMatch(/SuperOffice is slow/);
    expect(adviceFor('BAD_USER_INPUT', {}, '{"id": 0}')?.remedy).toBe('variables');
    expect(adviceFor('BAD_USER_INPUT', {})?.remedy).toBeUndefined();
    const refused = answer({
      errors: [{ message: 'Expected an idempotency-key of …', extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(adviceOn(refused, { ...QUERY, request: request({ 'idempotency-key': '' }) })?.remedy).toBeUndefined();
    expect(adviceOn(refused, { ...QUERY, request: request({ 'idempotency-key': 'x' }) })?.remedy).toBe('headers');
  });

  it.each([false, true])(
    'blames no header that the user has not written if the status is 406, of a stream: %s',
    (isSubscription) => {
      const refused = answer({ errors: [error('BAD_REQUEST')] }, { status: 406 });
      const request = (headers: string) =>
        prepare({
          document: '{ a }',
          operationName: undefined,
          variables: '',
          headers,
          explain: false,
          isSubscription,
        });

      expect(adviceOn(refused, { ...QUERY, isSubscription, request: request('') })).toEqual({
        title: 'The server refused the request',
        text: 'Told by the server of BAD_REQUEST.',
      });
      expect(
        adviceOn(refused, { ...QUERY, isSubscription, request: request('{"Accept": "image/png"}') }),
      ).toMatchObject({ title: expect.stringContaining('header accept'), remedy: 'headers' });
    },
  );

  it.each(['UNAUTHENTICATED', 'FORBIDDEN'])('leads to the field for the credential, for %s', (code) => {
    const refused = answer({ data: { me: null }, errors: [error('NOT_FOUND'), error(code)] });

    expect(adviceOn(refused, QUERY)).toMatchObject({ text: `Told by the server of ${code}.`, remedy: 'credential' });
  });

  it('distinguishes a refused credential from a missing one', () => {
    const refused = answer({ data: { me: null }, errors: [error('UNAUTHENTICATED')] });
    const titles = [true, false].map((hasCredential) => adviceOn(refused, { ...QUERY, hasCredential })?.title);

    expect(titles).toEqual(['The credential was refused', 'No credential was sent']);
  });

  it('puts a change with an unknown outcome first', () => {
    const unknown = answer({
      data: { a: null, b: null },
      errors: [error('UNAUTHENTICATED'), error('UPSTREAM_TIMEOUT', { outcome: 'UNKNOWN' })],
    });

    expect(adviceOn(unknown, MUTATION)?.text).toMatch(/read the record/);
  });

  it.each([
    { code: 'RATE_LIMITED', more: { retryAfterMs: 12_500 }, headers: {}, text: 'in 13 s.' },
    { code: 'RATE_LIMITED', more: {}, headers: { 'retry-after': '30' }, text: 'in 30 s.' },
    { code: 'OVERLOADED', more: {}, headers: {}, text: 'Run it again later.' },
    {
      code: 'UPSTREAM_RATE_LIMITED',
      more: {},
      headers: { 'retry-after': 'Fri, 27 Nov 2026 14:00:00 GMT' },
      text: 'after Fri, 27 Nov 2026 14:00:00 GMT.',
    },
  ])('says when to send it again: $code, $text', ({ code, more, headers, text }) => {
    const advice = adviceOn(answer({ errors: [error(code, more)] }, { status: 429, headers }), QUERY);

    expect(advice?.text).toContain(`Told by the server of ${code}.`);
    expect(advice?.text).toContain(text);
  });

  it.each([
    { status: 413, code: 'PAYLOAD_TOO_LARGE', title: /too large/, remedy: undefined },
    { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', title: /content-type/, remedy: 'headers' },
    { status: 431, code: 'BAD_REQUEST', title: /headers/, remedy: 'headers' },
  ])('says what is wrong with a request that was refused with $status', ({ status, code, title, remedy }) => {
    const advice = adviceOn(answer({ errors: [error(code)] }, { status }), QUERY);

    expect(advice?.title).toMatch(title);
    expect(advice?.remedy).toBe(remedy);
  });

  it('repeats what the server says of another request that it refused', () => {
    const advice = adviceOn(answer({ errors: [error('GRAPHQL_VALIDATION_FAILED')] }, { status: 400 }), QUERY);

    expect(advice).toEqual({
      title: 'The operation does not fit the schema',
      text: 'Told by the server of GRAPHQL_VALIDATION_FAILED.',
    });
  });

  it('names the request for the log if something went wrong in the server', () => {
    const broken = answer(
      { data: null, errors: [error('INTERNAL_SERVER_ERROR')] },
      { headers: { 'x-request-id': 'r-1' } },
    );

    expect(adviceOn(broken, QUERY)?.text).toContain('r-1');
  });

  it.each([
    { status: 200, text: /200/, remedy: undefined },
    { status: 401, text: /sign in/, remedy: 'reload' },
    { status: 403, text: /sign in/, remedy: 'reload' },
    { status: 404, text: /does not pass requests for this address/, remedy: undefined },
    { status: 413, text: /too large/, remedy: undefined },
    { status: 429, text: /in 7 s/, remedy: undefined },
    { status: 502, text: /stopped or starting/, remedy: 'server' },
    { status: 503, text: /stopped or starting/, remedy: 'server' },
    { status: 504, text: /waited too long/, remedy: undefined },
  ])('says that something in front of the server has answered, with $status', ({ status, text, remedy }) => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'retry-after': '7' };
    const advice = adviceOn(answer('<html>', { status, headers }), QUERY);

    expect(advice?.title).toBe('Not GraphQL: a web page came back');
    expect(advice?.text).toMatch(text);
    expect(advice?.remedy).toBe(remedy);
  });

  it('distinguishes a web page from an empty answer and from anything else', () => {
    const titles = ['<html>', '', '{"message":"no route"}'].map(
      (body) =>
        adviceOn(answer(body, { headers: body === '<html>' ? { 'content-type': 'text/html' } : {} }), QUERY)?.title,
    );

    expect(titles.map((title) => title?.split(': ')[1])).toEqual([
      'a web page came back',
      'an empty answer came back',
      'something else came back',
    ]);
  });

  it.each(['stopped', 'offline', 'unreachable', 'broken'] as const)(
    'says that a change, not a query, may have been executed if no answer came: %s',
    (failure) => {
      expect(adviceOnFailure(failure, MUTATION).text).toMatch(/may have been made/);
      expect(adviceOnFailure(failure, QUERY).text).not.toMatch(/change/);
    },
  );

  it.each([200, 408, 502, 503, 504])(
    'says that a change may have been made if a proxy answered instead of the server, with %d',
    (status) => {
      expect(adviceOn(answer('', { status }), MUTATION)?.text).toMatch(/may have been made/);
      expect(adviceOn(answer('', { status }), QUERY)?.text).not.toMatch(/change/);
    },
  );
});

describe('an answer that is long', () => {
  it('is shown as it is up to a bound', () => {
    const text = 'a\n'.repeat(1000);

    expect(displayed(text)).toEqual({ text, isCut: false });
    expect(displayed('')).toEqual({ text: '', isCut: false });
  });

  it.each([
    { what: 'many lines', text: `${'x'.repeat(99)}\n`.repeat(10_000) },
    { what: 'one line', text: 'x'.repeat(1_000_000) },
    { what: 'a long line among others', text: `{\n"a": "${'x'.repeat(500_000)}"\n}` },
  ])('is shown in part: $what', ({ text }) => {
    const shown = displayed(text);

    expect(shown.isCut).toBe(true);
    expect(shown.text.length).toBeLessThan(310_000);
    expect(Math.max(...shown.text.split('\n').map(({ length }) => length))).toBeLessThan(2_100);
    expect(text.slice(0, 1000)).toBe(shown.text.slice(0, 1000));
  });

  it('ends with a whole line', () => {
    const { text } = displayed(`${'x'.repeat(99)}\n`.repeat(10_000));

    expect(new Set(text.split('\n'))).toEqual(new Set(['x'.repeat(99), '…']));
  });
});

describe('REST calls that are alike', () => {
  const call = (own: Partial<ReportedCall>): ReportedCall => ({
    ...{ method: 'GET', route: 'A', status: 200, startMs: 0, durationMs: 1, records: null, bytes: 10, attempt: 1 },
    fields: [],
    ...own,
  });
  const grouped = (calls: readonly ReportedCall[]) => groupsOf(waterfallOf({ calls, servedWithoutCall: 0 }).bars);
  const shapeOf = (calls: readonly ReportedCall[]) =>
    grouped(calls).map(({ bars }) => `${bars[0]?.call.method} ${bars[0]?.call.route} × ${bars.length}`);

  it('are one group if they have the same method and route, at the place of the first', () => {
    const a = (startMs: number) => call({ startMs });
    const calls = [a(1), call({ route: 'B', startMs: 2 }), a(3), call({ method: 'POST', startMs: 4 }), a(5)];

    expect(shapeOf(calls)).toEqual(['GET A × 3', 'GET B × 1', 'POST A × 1']);
  });

  it('stay separate if there are only two, and have keys of their own', () => {
    const groups = grouped([call({}), call({ startMs: 1 }), call({ route: 'B' }), call({ route: 'B', attempt: 2 })]);

    expect(groups.map(({ bars }) => bars.length)).toEqual([1, 1, 1, 1]);
    expect(new Set(groups.map(({ key }) => key)).size).toBe(4);
  });

  it('lose no call', () => {
    const calls = Array.from({ length: 159 }, (_, index) => call({ route: `R${index % 7}`, startMs: index % 13 }));
    const shown = grouped(calls).flatMap(({ bars }) => bars.map((bar) => bar.call));

    expect(new Set(shown)).toEqual(new Set(calls));
    expect(shown).toHaveLength(159);
  });

  it('are described as one: from when to when, what came, and for which fields', () => {
    const [group] = grouped([
      call({ startMs: 5, durationMs: 10, records: { asked: 2, got: 2 }, fields: ['a', 'b'] }),
      call({ startMs: 8, durationMs: 2, status: 500, records: { asked: 1, got: 0 }, fields: ['b'] }),
      call({ startMs: 9, durationMs: 11, status: null, bytes: 0 }),
    ]);

    expect(group && sumsOf(group)).toEqual({
      startMs: 5,
      durationMs: 15,
      bytes: 20,
      records: { asked: 3, got: 2 },
      fields: ['a', 'b'],
      statuses: [
        { status: 200, times: 1, hasFailed: false },
        { status: 500, times: 1, hasFailed: true },
        { status: null, times: 1, hasFailed: true },
      ],
    });
  });
});

describe('a user and a password', () => {
  it.each([
    { user: 'tje0', password: 'Tje0' },
    { user: 'åse', password: 'pässwörd ✓ \u{1f511}' },
    { user: 'a b', password: ':with:colons:' },
    { user: 'x', password: '' },
  ])('become a Basic header in UTF-8: $user', ({ user, password }) => {
    const [scheme, value = ''] = (basic(user, password) ?? '').split(' ');

    expect(scheme).toBe('Basic');
    expect(Buffer.from(value, 'base64').toString('utf8')).toBe(`${user}:${password}`);
  });

  it('are refused if the user name has a colon, because that would start the password', () => {
    expect(basic('a:b', 'c')).toBeUndefined();
  });
});

describe('a link to an operation', () => {
  const ENDPOINT = 'https://example.com/graphql';
  const linkOf = (shared: Parameters<typeof linkTo>[1]) => {
    const made = linkTo(ENDPOINT, shared);
    return 'link' in made ? made.link : made.reason;
  };
  const fragmentOf = (link: string) => new URL(link).hash;

  it.each([
    { document: 'query A($a: ID!) { b(a: $a) }\n# & = + % ? \u{1f511} å', variables: '{ "a": "1 & 2 = +%" }' },
    { document: '{ a }', variables: '' },
    { document: '{ a }', variables: '  ' },
  ])('opens the same: $document', ({ document, variables }) => {
    const link = linkOf({ document, variables });

    expect(link.startsWith(`${ENDPOINT}#`)).toBe(true);
    expect(sharedIn(fragmentOf(link))).toEqual({ document, variables: variables.trim() });
  });

  it('holds nothing but the operation and its variables', () => {
    const tab = { id: 'tab', document: '{ a }', variables: '{}', headers: '{ "authorization": "Basic secret" }' };

    expect([...new URLSearchParams(fragmentOf(linkOf(tab)).slice(1)).keys()]).toEqual(['operation', 'variables']);
  });

  it('is not made if it would be too long', () => {
    expect(linkOf({ document: `{ ${'a '.repeat(10_000)} }`, variables: '' })).toMatch(/too long/);
  });

  it.each([
    { document: '{ a }', variables: '{"id": "1",}', told: /variables are not a JSON object/ },
    { document: '{ a }', variables: '[1]', told: /variables are not a JSON object/ },
    { document: ' \n', variables: '', told: /no operation yet/ },
  ])('is not made if nobody could open it: $document, $variables', ({ document, variables, told }) => {
    expect(linkOf({ document, variables })).toMatch(told);
  });

  it('is read with its parameters in any order', () => {
    expect(sharedIn('#variables=%7B%7D&operation={a}')).toEqual({ document: '{a}', variables: '{}' });
  });

  it.each(['', '#', '#top', '#x&operation={a}'])('is not every fragment: "%s"', (fragment) => {
    expect(sharedIn(fragment)).toBeUndefined();
  });

  it.each([
    '#operation=',
    '#operation=%20',
    '#variables={}',
    '#operation=%E0%A4%A%',
    '#operation={a}%',
    '#operation={a}%C3&variables={}',
    '#operation={a}&variables=[1]',
    '#operation={a}&variables=null',
    '#operation={a}&variables={',
    '#operation={a}&variables=1',
    `#operation=${'a'.repeat(20_000)}`,
  ])('is not read if it has another form', (fragment) => {
    expect(sharedIn(fragment)).toBe('unreadable');
  });

  it('can bring no headers', () => {
    const shared = sharedIn('#operation={a}&headers={"authorization":"x"}&id=1');

    expect(shared).toEqual({ document: '{a}', variables: '' });
  });
});
