import { describe, expect, it } from '@jest/globals';
import { adviceOn, adviceOnFailure } from '../explorer/src/model/advice.js';
import { type DraftError, prepare } from '../explorer/src/model/request.js';
import { answerOf } from '../explorer/src/model/send.js';

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
  return answerOf({ status, headers: new Headers(headers) }, text, 1);
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
  ])('is told by its name, for the name: "$name"', ({ name, value }) => {
    const { message, where } = refusal({ [name]: value });

    expect(message).toContain('named');
    expect(message).toContain(name || 'empty name');
    expect(where).toBe('headers');
  });

  it.each([
    { value: 'Basic secret\nx' },
    { value: 'Bearer secret\u{1f511}' },
    { value: 'secret\0' },
    { value: 'secretł' },
  ])('is told by its name, and not by its value, for the value: $value', ({ value }) => {
    const { message } = refusal({ 'so-language': 'en', Authorization: value });

    expect(message).toContain('header authorization');
    expect(message).not.toMatch(/secret|so-language/);
  });

  it.each([[{}], [['secret']], [null]])('is told where it is no text: %j', (value) => {
    expect(refusal({ 'x-a': value }).message).toMatch(/^The value of the header x-a is no text/);
  });

  it('is told with no more than the beginning of a long name', () => {
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
  it('is none where there is nothing to do but read', () => {
    expect(adviceOn(answer({ data: { a: 1 } }), QUERY)).toBeUndefined();
    expect(adviceOn(answer({ data: { a: null }, errors: [error('NOT_FOUND')] }), QUERY)).toBeUndefined();
  });

  it('leads to where the credential is entered, and tells a wrong one from none', () => {
    const refused = answer({ data: { me: null }, errors: [error('UNAUTHENTICATED')] });

    expect(adviceOn(refused, QUERY)).toMatchObject({
      title: 'SuperOffice refused the credential',
      remedy: 'credential',
    });
    expect(adviceOn(refused, { ...QUERY, hasCredential: false })).toMatchObject({
      title: 'No credential was sent',
      remedy: 'credential',
    });
  });

  it('puts a change of which nobody knows the outcome first', () => {
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
    { status: 406, title: /accept/, remedy: 'headers' },
    { status: 413, title: /too large/, remedy: undefined },
    { status: 415, title: /content-type/, remedy: 'headers' },
    { status: 431, title: /headers/, remedy: 'headers' },
  ])('says what is wrong with a request that was refused with $status', ({ status, title, remedy }) => {
    const advice = adviceOn(answer({ errors: [error('BAD_REQUEST')] }, { status }), QUERY);

    expect(advice?.title).toMatch(title);
    expect(advice?.remedy).toBe(remedy);
  });

  it('repeats what the server says of another request that it refused', () => {
    const advice = adviceOn(answer({ errors: [error('GRAPHQL_VALIDATION_FAILED')] }, { status: 400 }), QUERY);

    expect(advice).toEqual({
      title: 'The server refused the request',
      text: 'Told by the server of GRAPHQL_VALIDATION_FAILED.',
    });
  });

  it('names the request for the log where something went wrong in the server', () => {
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
    { status: 404, text: /does not lead this address/, remedy: undefined },
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

  it('tells a web page from nothing at all and from anything else', () => {
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
    'says that a change may have been made where no answer came, and of a query it does not: %s',
    (failure) => {
      expect(adviceOnFailure(failure, MUTATION).text).toMatch(/may have been made/);
      expect(adviceOnFailure(failure, QUERY).text).not.toMatch(/change/);
    },
  );

  it.each([200, 408, 502, 503, 504])(
    'says that a change may have been made where a proxy answered in its place, with %d',
    (status) => {
      expect(adviceOn(answer('', { status }), MUTATION)?.text).toMatch(/may have been made/);
      expect(adviceOn(answer('', { status }), QUERY)?.text).not.toMatch(/change/);
    },
  );
});
