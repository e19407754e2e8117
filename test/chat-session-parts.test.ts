import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import { noContent, sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

const LIST = 'GET ChatSession/ForCurrentUser';
const CALLER = 'GET User/currentAssociate';

/** The caller is associate 5. */
const ME = { AssociateId: 5 };
const BO = { AssociateId: 3 };
const ADA = { AssociateId: 7 };

/** What SuperOffice says of a session, and the part in which it is. */
const CASES: readonly { readonly part: string; readonly session: Readonly<Record<string, unknown>> }[] = [
  { part: 'MINE', session: { Status: 'CustomerLast', User: ME } },
  { part: 'MINE', session: { Status: 'UserLast', User: ME, TransferTo: BO } },
  { part: 'MINE', session: { Status: 'UserLast', User: ME, TransferTo: ME } },
  { part: 'MINE', session: { Status: 'UserLast', User: { AssociateId: '5', FullName: 'Tobias' } } },
  { part: 'MINE', session: { Status: 6, User: ME } },
  { part: 'MINE', session: { Status: 'NewerThanTheSchema', User: ME } },
  { part: 'MINE', session: { Status: 'PreChatForm', User: ME } },
  { part: 'OFFERED', session: { Status: 'UserLast', User: BO, TransferTo: ME } },
  { part: 'OFFERED', session: { Status: 'CustomerLast', User: null, TransferTo: ME } },
  { part: 'OFFERED', session: { Status: 'InQueue', TransferTo: ME } },
  { part: 'QUEUED', session: { Status: 'InQueue', User: null } },
  { part: 'QUEUED', session: { Status: 'InQueue', User: { AssociateId: 0 } } },
  { part: 'QUEUED', session: { Status: 'InQueue', User: {} } },
  { part: 'QUEUED', session: { Status: 'InQueue', TransferTo: BO } },
  { part: 'OTHERS', session: { Status: 'CustomerLast', User: BO } },
  { part: 'OTHERS', session: { Status: 'UserLast', User: BO, TransferTo: ADA } },
  { part: 'OTHERS', session: { Status: 'UserLast' } },
  { part: 'OTHERS', session: { Status: 'NewerThanTheSchema', User: BO } },
  { part: 'BEFORE_QUEUE', session: { Status: 'Invalid' } },
  { part: 'BEFORE_QUEUE', session: { Status: 'PreChatForm' } },
  { part: 'BEFORE_QUEUE', session: { Status: 'Faq', User: { AssociateId: -1 } } },
  { part: 'BEFORE_QUEUE', session: { Status: 'OfflineForm', User: BO } },
  { part: 'ENDED', session: { Status: 'Finished', User: ME } },
  { part: 'ENDED', session: { Status: 'Closed', User: ME, TransferTo: ME } },
  { part: 'ENDED', session: { Status: 'Deleted', User: BO, TransferTo: ME } },
  { part: 'ENDED', session: { Status: 'RequestPosted' } },
  { part: 'ENDED', session: { Status: 'ClosedFromQueue', User: null } },
];

const SESSIONS = CASES.map(({ session }, index) => ({
  ChatSessionId: index + 1,
  TopicId: 1 + (index % 2),
  ...session,
}));
const idsOf = (parts: readonly string[]) =>
  CASES.flatMap(({ part }, index) => (parts.includes(part) ? [{ id: String(index + 1) }] : []));

describe('ChatSession.part', () => {
  it.each(CASES)('is $part of $session', async ({ part, session }) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, ...session });
    superOffice().on(CALLER, ME);

    const answer = await ask('{ chatSession(id: 549) { part } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSession: { part } });
  });

  it('costs one call for all sessions, which `me` and the sessions’ own lists share', async () => {
    superOffice().on(LIST, SESSIONS);
    superOffice().on(CALLER, { ...ME, FullName: 'Tobias' });

    const answer = await ask(`{
      me { id } again: me { fullName }
      all: chatSessionsForCurrentUser { id part }
      mine: chatSessionsForCurrentUser(parts: [MINE]) { id }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      me: { id: '5' },
      again: { fullName: 'Tobias' },
      all: CASES.map(({ part }, index) => ({ id: String(index + 1), part })),
      mine: idsOf(['MINE']),
    });
    expect(superOffice().calls().sort()).toEqual([LIST, CALLER].sort());
  });

  it.each([
    ['waits, with nobody', { Status: 'InQueue', User: { AssociateId: 0 }, TransferTo: null }, 'QUEUED'],
    ['is with a bot', { Status: 'UserLast', User: null }, 'OTHERS'],
    ['has not come to the queue', { Status: 'Faq' }, 'BEFORE_QUEUE'],
    ['has ended, whoever had it', { Status: 'Closed', User: ME, TransferTo: ME }, 'ENDED'],
  ])('is decided without reading who calls if the session %s', async (_name, session, part) => {
    superOffice().on(LIST, [{ ChatSessionId: 1, ...session }]);

    const answer = await ask('{ chatSessionsForCurrentUser { part } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSessionsForCurrentUser: [{ part }] });
    expect(superOffice().calls()).toEqual([LIST]);
  });

  it('is not read if it is not selected', async () => {
    superOffice().on(LIST, SESSIONS);

    const answer = await ask(
      'query ($no: Boolean = false) { chatSessionsForCurrentUser { id part @include(if: $no) } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(superOffice().calls()).toEqual([LIST]);
  });

  it('is read once in an operation of several changes', async () => {
    superOffice().on(CALLER, ME);
    superOffice().on('POST ChatSession/1/AcceptTransfer', { ChatSessionId: 1, Status: 'UserLast', User: ME });
    superOffice().on('POST ChatSession/2/TransferTo/3', {
      ...{ ChatSessionId: 2, Status: 'UserLast', User: ME, TransferTo: BO },
    });
    superOffice().on('POST ChatSession/3/Reset', { ChatSessionId: 3, Status: 'InQueue', User: null });
    superOffice().on('POST ChatSession/4/RejectTransfer', { ChatSessionId: 4, Status: 'UserLast', User: BO });
    superOffice().on('DELETE ChatSession/5', noContent);

    const answer = await ask(`mutation {
      a: acceptChatSessionTransfer(id: 1) { part }
      b: transferChatSession(id: 2, toAssociate: "3") { part transferTo { id } }
      c: resetChatSession(id: 3) { part }
      d: rejectChatSessionTransfer(id: 4) { part }
      e: deleteChatSession(id: 5) { part }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      a: { part: 'MINE' },
      b: { part: 'MINE', transferTo: { id: '3' } },
      c: { part: 'QUEUED' },
      d: { part: 'OTHERS' },
      e: { part: null },
    });
    expect(superOffice().calls()).toEqual([
      'POST ChatSession/1/AcceptTransfer',
      CALLER,
      'POST ChatSession/2/TransferTo/3',
      'POST ChatSession/3/Reset',
      'POST ChatSession/4/RejectTransfer',
      'DELETE ChatSession/5',
    ]);
  });

  it('is an error only if it depends on who calls, and that cannot be read', async () => {
    superOffice().on(LIST, [
      { ChatSessionId: 1, Status: 'InQueue' },
      { ChatSessionId: 2, Status: 'UserLast', User: ME },
      { ChatSessionId: 3, Status: 'Closed', User: ME },
      { ChatSessionId: 4, Status: 'UserLast', TransferTo: BO },
    ]);
    superOffice().on(CALLER, {}, 403);

    const answer = await ask('{ chatSessionsForCurrentUser { id part } }');

    expect(answer.data.chatSessionsForCurrentUser).toEqual([
      { id: '1', part: 'QUEUED' },
      { id: '2', part: null },
      { id: '3', part: 'ENDED' },
      { id: '4', part: null },
    ]);
    expect(answer.errors).toMatchObject(
      [1, 3].map((index) => ({
        path: ['chatSessionsForCurrentUser', index, 'part'],
        extensions: { code: 'FORBIDDEN' },
      })),
    );
    expect(superOffice().calls()).toEqual([LIST, CALLER]);
  });

  it('is never the caller’s own if the caller is not an associate', async () => {
    superOffice().on(LIST, SESSIONS);
    superOffice().on(CALLER, { AssociateId: 0 });

    const answer = await ask('{ chatSessionsForCurrentUser { part } }');

    expect(answer.errors).toBeUndefined();
    const parts: { readonly part: string }[] = answer.data.chatSessionsForCurrentUser;
    expect(parts.filter(({ part }) => part === 'MINE' || part === 'OFFERED')).toEqual([]);
  });

  it.each([
    ['its status', { Status: { canary: 1 }, User: ME }],
    ['its user', { Status: 'UserLast', User: { AssociateId: 'canary' } }],
    ['who is to take it', { Status: 'InQueue', TransferTo: ['canary'] }],
  ])('is UPSTREAM_BAD_RESPONSE if %s cannot be read, and the rest is shown', async (_name, session) => {
    superOffice().on(LIST, [{ ChatSessionId: 1, ...session }, SESSIONS[1]]);
    superOffice().on(CALLER, ME);

    const answer = await ask('{ chatSessionsForCurrentUser { part } }');

    expect(answer.data.chatSessionsForCurrentUser).toEqual([{ part: null }, { part: 'MINE' }]);
    expect(answer.errors).toMatchObject([
      { path: ['chatSessionsForCurrentUser', 0, 'part'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  it.each([[{}], [{ Status: null, User: ME }]])('is null if SuperOffice sends no status: %j', async (session) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, ...session });

    const answer = await ask('{ chatSession(id: 549) { part } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSession: { part: null } });
    expect(superOffice().calls()).toEqual(['GET ChatSession/549']);
  });
});

describe('the parts of chatSessionsForCurrentUser', () => {
  const PARTS = ['MINE', 'OFFERED', 'QUEUED', 'OTHERS', 'BEFORE_QUEUE', 'ENDED'];

  it.each([
    { parts: ['MINE'], calls: [LIST, CALLER] },
    { parts: ['OFFERED'], calls: [LIST, CALLER] },
    { parts: ['OTHERS'], calls: [LIST, CALLER] },
    { parts: ['OFFERED', 'MINE', 'QUEUED'], calls: [LIST, CALLER] },
    // No need to read who calls.
    { parts: ['ENDED'], calls: [LIST] },
    { parts: PARTS, calls: [LIST] },
    { parts: [], calls: [] },
  ])('are $parts, by $calls', async ({ parts, calls }) => {
    superOffice().on(LIST, SESSIONS);
    superOffice().on(CALLER, ME);

    const answer = await ask(
      'query ($parts: [ChatSessionPart!]) { chatSessionsForCurrentUser(parts: $parts) { id } }',
      { parts },
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(idsOf(parts));
    expect(superOffice().calls()).toEqual(calls);
  });

  it.each(['', '(parts: null)', '(topics: null)'])(
    'include all sessions, also those without a status, if the argument is left out: %s',
    async (args) => {
      superOffice().on(LIST, [{ ChatSessionId: 1 }, { ChatSessionId: 2, Status: 'UserLast', User: ME, TopicId: 'x' }]);

      const answer = await ask(`{ chatSessionsForCurrentUser${args} { id } }`);

      expect(answer.data).toEqual({ chatSessionsForCurrentUser: [{ id: '1' }, { id: '2' }] });
      expect(superOffice().calls()).toEqual([LIST]);
    },
  );

  it('leave out a session without a status', async () => {
    superOffice().on(LIST, [
      { ChatSessionId: 1, User: ME },
      { ChatSessionId: 2, Status: 'InQueue' },
    ]);

    const answer = await ask(`{ chatSessionsForCurrentUser(parts: [${PARTS}]) { id } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSessionsForCurrentUser: [{ id: '2' }] });
  });

  it.each([
    ['a status', '(parts: [ENDED])', { Status: true }],
    ['a user', '(parts: [MINE])', { Status: 'UserLast', User: 'canary' }],
    ['a topic', '(topics: [3])', { TopicId: 'canary' }],
  ])('are an error, never a shorter list, if %s cannot be read', async (_name, args, session) => {
    superOffice().on(LIST, [{ ChatSessionId: 1, ...session }]);
    superOffice().on(CALLER, ME);

    const answer = await ask(`{ chatSessionsForCurrentUser${args} { id } }`);

    expect(answer.data).toEqual({ chatSessionsForCurrentUser: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
  });

  it('are an error if they depend on who calls, and that cannot be read', async () => {
    superOffice().on(LIST, SESSIONS);
    superOffice().on(CALLER, {}, 403);

    const answer = await ask(
      '{ a: chatSessionsForCurrentUser(parts: [MINE]) { id } b: chatSessionsForCurrentUser(parts: [ENDED]) { id } }',
    );

    expect(answer.data).toEqual({ a: null, b: idsOf(['ENDED']) });
    expect(answer.errors).toMatchObject([{ path: ['a'], extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('the topics of chatSessionsForCurrentUser', () => {
  it.each([
    { topics: ['2'], expected: [2, 4] },
    { topics: ['1', '2'], expected: [1, 2, 3, 4] },
    { topics: ['9'], expected: [] },
  ])('are $topics', async ({ topics, expected }) => {
    superOffice().on(LIST, [
      { ChatSessionId: 1, TopicId: 1 },
      { ChatSessionId: 2, TopicId: 2 },
      { ChatSessionId: 3, TopicId: '1' },
      { ChatSessionId: 4, TopicId: '2' },
      { ChatSessionId: 5, TopicId: 0 },
      { ChatSessionId: 6 },
    ]);

    const answer = await ask('query ($topics: [ID!]) { chatSessionsForCurrentUser(topics: $topics) { id } }', {
      topics,
    });

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(expected.map((id) => ({ id: String(id) })));
    expect(superOffice().calls()).toEqual([LIST]);
  });

  it('narrow the parts, without reading who calls for a session of another topic', async () => {
    superOffice().on(LIST, [
      { ChatSessionId: 1, TopicId: 1, Status: 'UserLast', User: ME },
      { ChatSessionId: 2, TopicId: 2, Status: 'InQueue' },
    ]);

    const answer = await ask('{ chatSessionsForCurrentUser(parts: [MINE, QUEUED], topics: [2]) { id } }');

    expect(answer.data).toEqual({ chatSessionsForCurrentUser: [{ id: '2' }] });
    expect(superOffice().calls()).toEqual([LIST]);
  });

  it('are none, without a call, for an empty list', async () => {
    const answer = await ask('{ chatSessionsForCurrentUser(topics: []) { id } }');

    expect(answer.data).toEqual({ chatSessionsForCurrentUser: [] });
    expect(superOffice().calls()).toEqual([]);
  });

  it.each(['0', '-1', 'C4N4RY', '2147483648'])('cannot be %s: refused without a call', async (topic) => {
    const answer = await ask('query ($topic: ID!) { chatSessionsForCurrentUser(topics: [3, $topic]) { id } }', {
      topic,
    });

    expect(answer.data).toEqual({ chatSessionsForCurrentUser: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(superOffice().calls()).toEqual([]);
  });
});

describe('who calls', () => {
  it('differs for each caller', async () => {
    superOffice().on(LIST, [{ ChatSessionId: 1, Status: 'UserLast', User: ME, TransferTo: BO }]);
    superOffice().on(CALLER, ({ headers }, response) =>
      sendJson(response, headers.authorization === 'Bearer bo' ? BO : headers.authorization === 'Bearer me' ? ME : ADA),
    );
    const partFor = async (authorization: string) =>
      (await ask('{ chatSessionsForCurrentUser { part } }', {}, { authorization })).data.chatSessionsForCurrentUser;

    const parts = await Promise.all(['Bearer bo', 'Bearer me', 'Bearer ada'].map(partFor));

    expect(parts).toEqual([[{ part: 'OFFERED' }], [{ part: 'MINE' }], [{ part: 'OTHERS' }]]);
  });
});
