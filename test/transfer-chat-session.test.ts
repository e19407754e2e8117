import { describe, expect, it } from '@jest/globals';
import { newCredential, TJE0, useFacade } from './helpers/facade.js';

const TRANSFER = `mutation ($id: ID!, $to: String!) {
  transferChatSession(id: $id, toAssociate: $to) { id status user { id } transferTo { id userName } }
}`;

const pair = useFacade();
/** For answers with `Retry-After`, which would hold the reads of other tests. */
const throttled = useFacade();
const { ask } = pair;

describe('transferChatSession', () => {
  it('asks SuperOffice once, and answers with the session and its pending transfer', async () => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', {
      ChatSessionId: 549,
      Status: 'CustomerLast',
      User: { AssociateId: 5 },
      TransferTo: { AssociateId: 7, UserName: 'bo' },
    });

    const answer = await ask(TRANSFER, { id: '549', to: 'bo' });

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      transferChatSession: {
        id: '549',
        status: 'CUSTOMER_LAST',
        user: { id: '5' },
        transferTo: { id: '7', userName: 'bo' },
      },
    });
    expect(pair.superOffice.requests).toEqual([
      { method: 'POST', path: 'ChatSession/549/TransferTo/bo', body: undefined, headers: expect.anything() },
    ]);
    expect(pair.superOffice.requests[0]?.headers).toMatchObject({
      authorization: TJE0,
      accept: 'application/json; charset=utf-8',
      'content-length': '0',
      'so-timezone': 'UTC, includeTZOffset',
    });
  });

  it('answers with the unchanged session, without an error, if it is not the caller’s', async () => {
    pair.superOffice.on('POST ChatSession/550/TransferTo/', {
      ChatSessionId: 550,
      User: { AssociateId: 3 },
      TransferTo: null,
    });
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5 });

    const answer = await ask(TRANSFER, { id: '550', to: '7' });
    const me = await ask('{ me { id } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.transferChatSession).toMatchObject({ user: { id: '3' }, transferTo: null });
    expect(me.data).toEqual({ me: { id: '5' } });
  });

  it.each([
    { status: 400, code: 'UPSTREAM_ERROR', outcome: 'REJECTED' },
    { status: 401, code: 'UNAUTHENTICATED', outcome: 'REJECTED' },
    { status: 403, code: 'FORBIDDEN', outcome: 'REJECTED' },
    { status: 404, code: 'NOT_FOUND', outcome: 'REJECTED' },
    { status: 409, code: 'CONFLICT', outcome: 'REJECTED' },
    { status: 412, code: 'CONFLICT', outcome: 'REJECTED' },
    { status: 421, code: 'UPSTREAM_MISDIRECTED', outcome: 'REJECTED' },
    { status: 422, code: 'UPSTREAM_ERROR', outcome: 'REJECTED' },
    { status: 429, code: 'UPSTREAM_RATE_LIMITED', outcome: 'REJECTED', retryable: true, retryAfterMs: 2000 },
    { status: 500, code: 'UPSTREAM_ERROR', outcome: 'UNKNOWN' },
    { status: 502, code: 'UPSTREAM_ERROR', outcome: 'UNKNOWN' },
    { status: 503, code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN', retryAfterMs: 2000 },
    { status: 504, code: 'UPSTREAM_ERROR', outcome: 'UNKNOWN' },
  ])('is $code, $outcome, when SuperOffice answers $status', async ({ status, ...expected }) => {
    const body = {
      Error: true,
      ErrorType: 'SoSomethingException',
      ErrorMessage: 'secret detail',
      ErrorSource: 'SoSecret',
    };
    const retryAfter: Record<string, string> = 'retryAfterMs' in expected ? { 'retry-after': '2' } : {};
    const { superOffice, ask } = status === 429 ? throttled : pair;
    superOffice.on('POST ChatSession/392/TransferTo/bo', body, status, {
      'www-authenticate': 'Basic',
      ...retryAfter,
    });

    const answer = await ask(TRANSFER, { id: '392', to: 'bo' }, newCredential());

    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ transferChatSession: null });
    expect(answer.errors).toEqual([
      {
        message: expect.any(String),
        locations: [{ line: 2, column: 3 }],
        path: ['transferChatSession'],
        extensions: {
          ...expected,
          superOffice: { status, errorType: 'SoSomethingException' },
          requestId: answer.headers.get('x-request-id'),
        },
      },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/secret|SoSecret/);
    expect(answer.headers.get('www-authenticate')).toBeNull();
    expect(superOffice.calls()).toEqual([
      'POST ChatSession/392/TransferTo/bo', // not repeated
      ...(expected.outcome === 'UNKNOWN' ? ['GET ChatSession/392'] : []),
    ]);
  });

  it.each(['<script>', 'So Exception', 'A'.repeat(65), 7, null])(
    'shows no error type such as %p',
    async (ErrorType) => {
      pair.superOffice.on('POST ChatSession/392/', { ErrorType }, 400);

      const answer = await ask(TRANSFER, { id: '392', to: 'bo' });

      expect(answer.errors?.[0]?.extensions.superOffice).toEqual({ status: 400 });
    },
  );

  it.each([
    ['another session', { ChatSessionId: 550 }],
    ['a session without an id', {}],
    ['null', null],
    ['a list', [{ ChatSessionId: 549 }]],
    ['a text', 'moved'],
  ])('is UPSTREAM_BAD_RESPONSE, UNKNOWN, when SuperOffice answers with %s', async (_name, body) => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', body);

    const answer = await ask(TRANSFER, { id: '549', to: 'bo' });

    expect(answer.data).toEqual({ transferChatSession: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } }]);
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo', 'GET ChatSession/549']);
  });

  it.each([0, -1, 2147483648, 'abc', '0549', '+5', '5.0', ' 5', '', '१'])(
    'refuses the id %p without a call',
    async (id) => {
      const answer = await ask(TRANSFER, { id, to: 'bo' });

      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ transferChatSession: null });
      expect(answer.errors).toMatchObject([
        {
          message: 'Expected an id between 1 and 2147483647.',
          extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_SENT' },
        },
      ]);
      expect(pair.superOffice.calls()).toEqual([]);
    },
  );

  it.each([true, [549], 1.5, null, {}])('refuses the variable %p for an id as a request', async (id) => {
    const answer = await ask(TRANSFER, { id, to: 'bo' });

    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each([
    ['"549"', '549', '549'],
    ['549', 549, '549'],
    ['549.0', 549.0, '549'],
    ['1e3', 1e3, '1000'],
    ['2147483647', 2147483647, '2147483647'],
  ])('sends the id %s', async (_name, id, sent) => {
    pair.superOffice.on('POST ChatSession/', { ChatSessionId: Number(sent) });

    const answer = await ask(TRANSFER, { id, to: 'bo' });

    expect(answer.data.transferChatSession.id).toBe(sent);
    expect(pair.superOffice.calls()).toEqual([`POST ChatSession/${sent}/TransferTo/bo`]);
  });

  it.each([
    '',
    ' ',
    '\t',
    '\u00a0',
    ' bo',
    'bo ',
    ' 5',
    'a\r\nX-Evil: 1',
    'a\u0000',
    'a\u007f',
    'a\u0085',
    'a\u2028',
    '\ud800',
    'a\udc00b',
    'x'.repeat(256),
    'x'.repeat(60_000),
    // Ids of no associate.
    '0',
    '-1',
    '00',
    '-0',
    '+0',
    '-5',
  ])('refuses %j as a new associate without a call', async (to) => {
    const answer = await ask(TRANSFER, { id: '549', to });

    expect(answer.data).toEqual({ transferChatSession: null });
    expect(answer.errors).toMatchObject([
      {
        message: expect.stringContaining('Expected an associate id'),
        extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_SENT' },
      },
    ]);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each([
    'tje0',
    '5',
    "o'neil@example.com",
    'Åse Ñandú',
    'first.last',
    '李小龙',
    '👩‍💻',
    'a=b,c~d$e!f(g)',
    'x'.repeat(225),
    // Two ways to write the same letter are two names.
    'A\u030a',
    '\u00c5',
  ])('sends %j byte for byte, as one segment', async (to) => {
    pair.superOffice.on('POST ChatSession/', { ChatSessionId: 549 });

    const answer = await ask(TRANSFER, { id: '549', to });

    expect(answer.errors).toBeUndefined();
    const [path, ...more] = pair.superOffice.requests.map((request) => request.path);
    expect(more).toEqual([]);
    const [first, second, third, segment, ...rest] = path?.split('/') ?? [];
    expect([first, second, third, rest]).toEqual(['ChatSession', '549', 'TransferTo', []]);
    expect(Buffer.from(decodeURIComponent(segment ?? ''))).toEqual(Buffer.from(to));
  });

  it('forgets what was read before it, so that later reads are fresh', async () => {
    const session = (name: string) => ({ ChatSessionId: 549, User: { AssociateId: 5, FullName: name } });
    pair.superOffice.on('POST ChatSession/549/TransferTo/a', session('before'));
    pair.superOffice.on('POST ChatSession/549/RejectTransfer', session('after'));

    const answer = await ask(`mutation {
      a: transferChatSession(id: 549, toAssociate: "a") { user { fullName } }
      b: rejectChatSessionTransfer(id: 549) { user { fullName } }
    }`);

    expect(answer.data).toEqual({ a: { user: { fullName: 'before' } }, b: { user: { fullName: 'after' } } });
    expect(pair.superOffice.calls()).toEqual([
      'POST ChatSession/549/TransferTo/a',
      'POST ChatSession/549/RejectTransfer',
    ]);
  });
});
