import { describe, expect, it } from '@jest/globals';
import { inWords, titleOf } from '../explorer/src/model/document/documents.js';
import { createCredentials } from '../explorer/src/model/sending/credentials.js';
import { curl, type Draft, DraftError, prepare } from '../explorer/src/model/sending/request.js';
import { waterfallOf } from '../explorer/src/model/sending/waterfall.js';
import type { ReportedCall } from '../src/graphql/rest-report.js';

function draft(own: Partial<Draft> = {}): Draft {
  return { document: '{ me { id } }', operationName: undefined, variables: '', headers: '', explain: false, ...own };
}

describe('what the explorer sends', () => {
  it('is the operation, its variables and the headers that are not empty', () => {
    const { headers, body } = prepare(
      draft({
        operationName: 'Me',
        variables: '{ "id": 1 }',
        headers: '{ "Authorization": "Basic x", "so-language": " " }',
        explain: true,
      }),
    );

    expect(headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-explain': '1',
      authorization: 'Basic x',
    });
    expect(JSON.parse(body)).toEqual({ query: '{ me { id } }', operationName: 'Me', variables: { id: 1 } });
  });

  it.each([
    { what: 'no operation', own: { document: ' \n' } },
    { what: 'half an object', own: { variables: '{ "id":' } },
    { what: 'a list', own: { variables: '[1]' } },
    { what: 'null', own: { headers: 'null' } },
    { what: 'a text', own: { headers: '"x"' } },
  ])('is nothing, with a reason, for $what', ({ own }) => {
    expect(() => prepare(draft(own))).toThrow(DraftError);
  });

  it('can be pasted into a shell, quotation marks and all', () => {
    const request = prepare(draft({ document: `{ a(b: "it's") }`, headers: `{ "x-a": "o'neil" }` }));

    expect(curl('http://localhost:4000/graphql', request)).toBe(
      [
        'curl http://localhost:4000/graphql',
        `  -H 'accept: application/json'`,
        `  -H 'content-type: application/json'`,
        `  -H 'x-a: o'\\''neil'`,
        `  -d '{"query":"{ a(b: \\"it'\\''s\\") }","variables":{}}'`,
      ].join(' \\\n'),
    );
  });
});

describe('who sends an operation', () => {
  const bo = { name: 'bo', fullName: 'Bo Lindqvist', authorization: 'Basic Ym86Qm8=' };
  const credentials = createCredentials([bo]);

  it.each([
    { headers: '{ "Authorization": "Basic Ym86Qm8=" }', sender: bo },
    { headers: '{ "authorization": " basic   Ym86Qm8= " }', sender: bo },
    { headers: '{ "authorization": "Basic ym86Qm8=" }', sender: 'another' },
    { headers: '{ "authorization": "Bearer Ym86Qm8=" }', sender: 'another' },
    { headers: '{ "authorization": "Basic eA==" }', sender: 'another' },
    { headers: '{ "authorization": "" }', sender: 'nobody' },
    { headers: '', sender: 'nobody' },
    { headers: '{', sender: undefined },
  ])('is read from the headers only: $headers', ({ headers, sender }) => {
    expect(credentials.senderIn(headers)).toEqual(sender);
  });

  it('is replaced without losing other headers', () => {
    const headers = credentials.replacedIn('{ "Authorization": "Basic eA==", "so-language": "nb" }', bo);

    expect(JSON.parse(headers ?? '')).toEqual({ authorization: bo.authorization, 'so-language': 'nb' });
    const none = credentials.replacedIn(headers ?? '', undefined);
    expect(JSON.parse(none ?? '')).toEqual({ authorization: '', 'so-language': 'nb' });
  });

  it.each(['{ "so-language": "de", }', '{', '[]', 'null', '"x"'])(
    'is not replaced in headers that would be lost: %s',
    (headers) => {
      expect(credentials.replacedIn(headers, bo)).toBeUndefined();
      expect(credentials.replacedIn(headers, undefined)).toBeUndefined();
    },
  );

  it.each([
    { sender: 'bo', authorization: bo.authorization, isKnown: true },
    { sender: 'nobody', authorization: '', isKnown: true },
    { sender: 'another', authorization: '', isKnown: false },
    { sender: 'gone', authorization: '', isKnown: false },
    { sender: '', authorization: '', isKnown: false },
  ])('is that agent again, or a user without a credential, never another one: $sender', (expected) => {
    const { sender, authorization, isKnown } = expected;
    expect(JSON.parse(credentials.headersOfSender(sender))).toEqual({ authorization });
    expect(credentials.isKnown(sender)).toBe(isKnown);
  });
});

describe('a document', () => {
  const TWO = 'query One { me { id } }\nmutation Two { a }';

  it.each([
    { document: TWO, title: 'One' },
    { document: '# query No\nmutation Yes { a }', title: 'Yes' },
    { document: '{ me { id } }', title: 'me' },
    { document: 'query Half($a:', title: 'Half' },
    { document: 'mutation { say(message: "a query about prices") }', title: 'say' },
    { document: '{ say(a: """a "mutation of\n" it""") }', title: 'say' },
    { document: 'query ($a: A = {b: "c \\" query d"}) { me { id } }', title: 'me' },
    { document: '', title: 'New' },
  ])('is called $title', ({ document, title }) => {
    expect(titleOf(document)).toBe(title);
  });

  it('has operations whose names are read as words', () => {
    expect(['Board', 'HandOverAgain', 'KeepForTheFile'].map(inWords)).toEqual([
      'Board',
      'Hand over again',
      'Keep for the file',
    ]);
  });
});

describe('a waterfall', () => {
  const call = (own: Partial<ReportedCall>): ReportedCall => ({
    ...{ method: 'GET', route: 'X', status: 200, startMs: 0, durationMs: 1, records: null, bytes: 10, attempt: 1 },
    fields: [],
    ...own,
  });

  it('begins with the first call, and ends on its scale', () => {
    const late = call({ startMs: 50, durationMs: 20 });
    const early = call({ durationMs: 40, status: null });
    const { bars, ticks, totalMs, bytes } = waterfallOf({ calls: [late, early], servedWithoutCall: 0 });

    expect(bars).toEqual([
      { call: early, hasFailed: true, left: 0, width: 50 },
      { call: late, hasFailed: false, left: 62.5, width: 25 },
    ]);
    expect({ ticks, totalMs, bytes }).toEqual({ ticks: [0, 20, 40, 60, 80], totalMs: 70, bytes: 20 });
  });

  it.each([
    { durationMs: 0, ticks: [0, 0.1] },
    { durationMs: 0.7, ticks: [0, 0.2, 0.4, 0.6, 0.8] },
    { durationMs: 3, ticks: [0, 1, 2, 3] },
    { durationMs: 10, ticks: [0, 5, 10] },
    { durationMs: 9999, ticks: [0, 5000, 10_000] },
  ])('has a scale of round numbers for $durationMs ms', ({ durationMs, ticks }) => {
    expect(waterfallOf({ calls: [call({ durationMs })], servedWithoutCall: 0 }).ticks).toEqual(ticks);
  });
});
