import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import { batchOf, type Handler, sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade({ MAX_ALIASES: '1000', MAX_QUERY_FIELDS: '1000' });
const { ask } = pair;

/** As SuperOffice documents it for agents: no status, no `Error`. */
const REFUSED = { Message: 'The request is invalid: secret detail.', MessageDetail: 'secret detail' };

const upstreamError = (path: readonly (string | number)[], outcome?: string) => [
  expect.objectContaining({
    path,
    extensions: expect.objectContaining({
      code: 'UPSTREAM_ERROR',
      superOffice: { status: 200 },
      ...(outcome && { outcome }),
    }),
  }),
];

describe('an error body with status 200', () => {
  it.each([
    ['chatSession(id: 549) { status }', 'GET ChatSession/549'],
    ['chatTopic(id: 3) { name }', 'GET ChatTopic/3'],
    ['me { fullName }', 'GET User/currentAssociate'],
    ['chatSessionsForCurrentUser { status }', 'GET ChatSession/ForCurrentUser'],
    ['chatTopicsForCurrentUser { name }', 'GET ChatTopic/ForCurrentUser'],
    ['chatPresence { present }', 'GET Presence/GetAll'],
    ['transferTargets { fullName }', 'GET MDOList/chatuser'],
    ['chatSessions { edges { cursor } }', 'GET ChatSession?'],
    ['person(id: 65) { fullName }', 'POST Agents/Person/GetPersonList'],
    ['ticket(id: 7) { title }', 'POST Agents/Ticket/GetTickets'],
  ])('is UPSTREAM_ERROR at %s', async (field, call) => {
    pair.superOffice.on(call, REFUSED);

    const answer = await ask(`{ ${field} }`);

    expect(answer.errors).toEqual(upstreamError([field.split(/\W/)[0] as string]));
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(pair.superOffice.calls()).toHaveLength(1);
  });

  it.each([
    ['topic { isOpen }', 'GET ChatTopic/3/IsOpen', ['chatSession', 'topic', 'isOpen']],
    ['topic { members { canListen } }', 'GET ChatTopic/3/UserAgent', ['chatSession', 'topic', 'members']],
    ['messages { id }', 'GET ChatSession/549/Messages', ['chatSession', 'messages']],
    ['transcript', 'POST ChatSession/549/Transcript', ['chatSession', 'transcript']],
  ])('is UPSTREAM_ERROR at chatSession { %s }', async (field, call, path) => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, TopicId: 3 });
    pair.superOffice.on('GET ChatTopic/3', { ChatTopicId: 3 });
    pair.superOffice.on(call, REFUSED);

    expect((await ask(`{ chatSession(id: 549) { ${field} } }`)).errors).toEqual(upstreamError(path));
  });

  it.each([
    ['transferChatSession(id: 549, toAssociate: "bo") { id }', 'POST ChatSession/549/TransferTo/bo'],
    ['acceptChatSessionTransfer(id: 549) { id }', 'POST ChatSession/549/AcceptTransfer'],
    ['pickUpChatSession(id: 549) { id }', 'POST ChatSession/549/Pickup'],
    ['pickUpFirstChatSession { id }', 'POST ChatSession/Pickup'],
    ['createChatSession(topic: 3) { id }', 'POST ChatTopic/3/Sessions'],
    ['updateChatSession(id: 549, input: { customerName: "A" }) { id }', 'PATCH ChatSession/549'],
    ['deleteChatSession(id: 549) { id }', 'DELETE ChatSession/549'],
    ['addChatMessage(id: 549, message: { message: "Hi" }) { id }', 'POST ChatSession/549/Messages'],
    ['setChatPresence(presences: [{ userId: 1, present: true }]) { __typename }', 'POST Presence/SaveAll'],
    ['addChatTopicMember(id: 3, member: { userName: "bo" }) { canListen }', 'POST ChatTopic/3/UserAgent'],
    ['updateChatTopicMember(id: 3, member: { userName: "bo" }) { canListen }', 'PUT ChatTopic/3/UserAgent/bo'],
    ['removeChatTopicMember(id: 3, userName: "bo") { topic { id } }', 'DELETE ChatTopic/3/UserAgent/bo'],
  ])('is UPSTREAM_ERROR, REJECTED, for %s', async (field, call) => {
    pair.superOffice.on(call, REFUSED);

    const answer = await ask(`mutation { ${field} }`);

    expect(answer.errors).toEqual(upstreamError([field.split(/\W/)[0] as string], 'REJECTED'));
    expect(JSON.stringify(answer)).not.toContain('secret');
    // Not looked up: SuperOffice has said that it did nothing.
    expect(pair.superOffice.calls()).toEqual([call]);
  });

  it.each([
    ['Error: true', { Error: true, ErrorType: 'SoSecurityException', ErrorMessage: 'secret detail' }],
    ['an ErrorType alone', { ErrorType: 'SoSecurityException' }],
    ['an ErrorMessage alone', { ErrorMessage: 'secret detail' }],
  ])('is REJECTED with %s as well', async (_name, body) => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', body);

    const answer = await ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }');

    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_ERROR', outcome: 'REJECTED' } }]);
    expect(pair.superOffice.calls()).toHaveLength(1);
  });
});

it('frees its Idempotency-Key, because nothing was done', async () => {
  pair.superOffice.on('POST ChatSession/549/TransferTo/bo', REFUSED);
  const query = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';
  const headers = { 'idempotency-key': 'key-of-a-refusal' };
  await ask(query, {}, headers);
  pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });

  expect((await ask(query, {}, headers)).errors).toBeUndefined();
  expect(pair.superOffice.calls()).toHaveLength(2);
});

describe('a record with a property of the name Message', () => {
  it('is not a refusal if it is a chat message', async () => {
    pair.superOffice.on('POST ChatSession/549/Messages', { ChatMessageId: 12, Message: 'Hi', ErrorMessage: null });
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    pair.superOffice.on('GET ChatSession/549/Messages', [{ ChatMessageId: 12, Message: 'Hi' }]);

    const added = await ask('mutation { addChatMessage(id: 549, message: { message: "Hi" }) { id message } }');
    const read = await ask('{ chatSession(id: 549) { messages { message } } }');

    expect(added).toMatchObject({ data: { addChatMessage: { id: '12', message: 'Hi' } } });
    expect(read).toMatchObject({ data: { chatSession: { messages: [{ message: 'Hi' }] } } });
  });

  it('is not a refusal if SuperOffice adds a message to its answer', async () => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, Message: 'new in version 12' });
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5, Message: 'new', ErrorType: 'new' });
    pair.superOffice.on('GET ChatSession?', { value: [], Message: 'new' });

    const answer = await ask('{ chatSession(id: 549) { id status } me { id } chatSessions { edges { cursor } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      chatSession: { id: '549', status: null },
      me: { id: '5' },
      chatSessions: { edges: [] },
    });
  });
});

describe('a batch', () => {
  const ids = Array.from({ length: 20 }, (_, index) => index + 1);
  const QUERY = `{ ${ids.map((id) => `p${id}: person(id: ${id}) { fullName }`).join(' ')} }`;
  const persons = batchOf(
    'PersonId',
    ids.map((PersonId) => ({ PersonId, FullName: `Person ${PersonId}` })),
  );

  it.each<[string, Handler]>([
    ['an error body', (_request, response) => sendJson(response, REFUSED)],
    ['null', (_request, response) => sendJson(response, null)],
    ['no content', (_request, response) => response.writeHead(204).end()],
  ])('that is answered with %s because of one record is halved until that one is alone', async (_name, refuse) => {
    pair.superOffice.on('POST Agents/Person/GetPersonList', (request, response) =>
      ((request.body as number[]).includes(7) ? refuse : persons)(request, response),
    );

    const answer = await ask(QUERY);

    expect(answer.errors).toMatchObject([{ path: ['p7'], extensions: { code: 'UPSTREAM_ERROR' } }]);
    expect(answer.data.p7).toBeNull();
    expect(answer.data.p8).toEqual({ fullName: 'Person 8' });
    expect(pair.superOffice.calls()).toHaveLength(1 + 2 * 5);
  });

  it.each(['""', '{}', '7', 'true'])(
    'that is answered with %s is UPSTREAM_BAD_RESPONSE, and asked once',
    async (body) => {
      pair.superOffice.on('POST Agents/Person/GetPersonList', JSON.parse(body));

      const answer = await ask(QUERY);

      expect(answer.errors).toHaveLength(20);
      expect(answer.errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
      expect(pair.superOffice.calls()).toHaveLength(1);
    },
  );
});

describe('null', () => {
  it.each([
    ['chatSession(id: 549) { status }', 'GET ChatSession/549'],
    ['chatTopic(id: 3) { name }', 'GET ChatTopic/3'],
  ])('means, for one record, that it is gone: %s', async (field, call) => {
    pair.superOffice.on(call, null);

    const answer = await ask(`{ ${field} }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data[field.split('(')[0] as string]).toBeNull();
  });

  it.each([
    ['pickUpChatSession(id: 549) { id }', 'POST ChatSession/549/Pickup'],
    ['pickUpFirstChatSession { id }', 'POST ChatSession/Pickup'],
  ])('means for %s that no session waits', async (field, call) => {
    pair.superOffice.on(call, null);

    const answer = await ask(`mutation { ${field} }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data[field.split(/\W/)[0] as string]).toBeNull();
  });

  it.each([
    [
      'transferChatSession(id: 549, toAssociate: "bo") { id }',
      'POST ChatSession/549/TransferTo/bo',
      'GET ChatSession/549',
    ],
    ['createChatSession(topic: 3) { id }', 'POST ChatTopic/3/Sessions', undefined],
    [
      'addChatMessage(id: 549, message: { message: "Hi" }) { id }',
      'POST ChatSession/549/Messages',
      'GET ChatSession/549/Messages',
    ],
    ['addChatTopicMember(id: 3, member: { userName: "bo" }) { canListen }', 'POST ChatTopic/3/UserAgent', undefined],
  ])(
    'is UPSTREAM_BAD_RESPONSE, UNKNOWN, for a change that has to answer with a record: %s',
    async (field, call, lookUp) => {
      pair.superOffice.on(call, null);

      const answer = await ask(`mutation { ${field} }`);

      expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } }]);
      expect(pair.superOffice.calls()).toEqual([call, ...(lookUp === undefined ? [] : [lookUp])]);
    },
  );

  it.each([
    ['chatSessionsForCurrentUser { id }', 'GET ChatSession/ForCurrentUser'],
    ['chatPresence { present }', 'GET Presence/GetAll'],
    ['transferTargets { fullName }', 'GET MDOList/chatuser'],
  ])('is a refusal where a list is expected: %s', async (field, call) => {
    pair.superOffice.on(call, null);

    expect((await ask(`{ ${field} }`)).errors).toEqual(upstreamError([field.split(' ')[0] as string]));
  });
});

describe('a change that needs no answer', () => {
  const CHANGES: readonly [string, string][] = [
    ['deleteChatSession(id: 549) { id }', 'DELETE ChatSession/549'],
    ['setChatPresence(presences: [{ userId: 1, present: true }]) { __typename }', 'POST Presence/SaveAll'],
    ['removeChatTopicMember(id: 3, userName: "bo") { topic { id } }', 'DELETE ChatTopic/3/UserAgent/bo'],
  ];

  it.each(
    CHANGES.flatMap(([field, call]) => ['null', '""', '{}', '[]', '0', ''].map((body) => ({ field, call, body }))),
  )('succeeds when $call answers 200 with "$body"', async ({ field, call, body }) => {
    pair.superOffice.on(call, (_request, response) => {
      response
        .writeHead(200, body === '' ? { 'content-length': '0' } : { 'content-type': 'application/json' })
        .end(body);
    });

    expect((await ask(`mutation { ${field} }`)).errors).toBeUndefined();
  });

  it.each(CHANGES)('is UPSTREAM_BAD_RESPONSE, UNKNOWN, if a web page comes instead: %s', async (field, call) => {
    pair.superOffice.on(call, '<html>', 200, { 'content-type': 'text/html' });

    expect((await ask(`mutation { ${field} }`)).errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } },
    ]);
  });
});

describe('an answer that is not the expected record', () => {
  const BODIES = ['""', '{}', '[]', '0', '"done"'];

  it.each(BODIES)('is UPSTREAM_BAD_RESPONSE for a read: %s', async (body) => {
    pair.superOffice.on('GET ChatSession/549', JSON.parse(body));

    const answer = await ask('{ chatSession(id: 549) { status } }');

    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
  });

  it.each(BODIES)('is UPSTREAM_BAD_RESPONSE, UNKNOWN, for a member: %s', async (body) => {
    pair.superOffice.on('POST ChatTopic/3/UserAgent', JSON.parse(body));

    const answer = await ask('mutation { addChatTopicMember(id: 3, member: { userName: "bo" }) { canListen } }');

    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } }]);
  });
});
