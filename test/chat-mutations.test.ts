import { describe, expect, it } from '@jest/globals';
import { MEMBER, SESSION } from './helpers/chat-carriers.js';
import { createTestClock } from './helpers/clock.js';
import { newCredential, TJE0, useFacade } from './helpers/facade.js';
import { type Handler, json, noContent } from './helpers/fake-superoffice.js';

/** Of `SUPEROFFICE_WRITE_TIMEOUT_MS`: the default. */
const WRITE_TIMEOUT_MS = 8000;

const clock = createTestClock();
const pair = useFacade({}, { clock });
const { ask } = pair;
const superOffice = () => pair.superOffice;

const MEMBER_INPUT = '{ userName: "bo@example.com", canListen: true, canRespond: true }';
const SENT_MEMBER = { ...MEMBER, User: { UserName: 'bo@example.com' } };

interface Mutation {
  readonly name: string;
  /** The selection on `Mutation`, with `$id` if it takes an id. */
  readonly field: string;
  readonly id?: string;
  readonly call: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly answer: Handler;
  readonly data: unknown;
  /** The read that shows its outcome, if there is one. */
  readonly lookUp?: string;
}

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'acceptChatSessionTransfer',
    field: 'acceptChatSessionTransfer(id: $id) { id status user { id } }',
    id: '549',
    call: 'POST ChatSession/549/AcceptTransfer',
    answer: json(SESSION),
    data: { id: '549', status: 'USER_LAST', user: { id: '5' } },
  },
  {
    name: 'rejectChatSessionTransfer',
    field: 'rejectChatSessionTransfer(id: $id) { id transferTo { id } }',
    id: '549',
    call: 'POST ChatSession/549/RejectTransfer',
    answer: json(SESSION),
    data: { id: '549', transferTo: null },
  },
  {
    name: 'pickUpChatSession',
    field: 'pickUpChatSession(id: $id) { id user { id } }',
    id: '549',
    call: 'POST ChatSession/549/Pickup',
    answer: json(SESSION),
    data: { id: '549', user: { id: '5' } },
  },
  {
    name: 'pickUpFirstChatSession',
    field: 'pickUpFirstChatSession { id user { id } }',
    call: 'POST ChatSession/Pickup',
    answer: json(SESSION),
    data: { id: '549', user: { id: '5' } },
  },
  {
    name: 'resetChatSession',
    field: 'resetChatSession(id: $id) { id status user { id } }',
    id: '549',
    call: 'POST ChatSession/549/Reset',
    answer: json({ ChatSessionId: 549, Status: 'InQueue', User: { AssociateId: 0 } }),
    data: { id: '549', status: 'IN_QUEUE', user: null },
  },
  {
    name: 'createChatSession',
    field: 'createChatSession(topic: $id) { id topic { id } }',
    id: '3',
    call: 'POST ChatTopic/3/Sessions',
    answer: json({ ...SESSION, TopicId: 3 }),
    data: { id: '549', topic: { id: '3' } },
  },
  {
    name: 'updateChatSession',
    field: 'updateChatSession(id: $id, input: { customerName: "Åse" }) { id customerName }',
    id: '549',
    call: 'PATCH ChatSession/549',
    body: [{ op: 'replace', path: '/CustomerName', value: 'Åse' }],
    contentType: 'application/json-patch+json; charset=utf-8',
    answer: json({ ...SESSION, CustomerName: 'Åse' }),
    data: { id: '549', customerName: 'Åse' },
  },
  {
    name: 'deleteChatSession',
    field: 'deleteChatSession(id: $id) { id status user { id } topic { name } flags fieldProperties { name } }',
    id: '549',
    call: 'DELETE ChatSession/549',
    answer: noContent,
    data: { id: '549', status: null, user: null, topic: null, flags: [], fieldProperties: [] },
  },
  {
    name: 'addChatMessage',
    field: 'addChatMessage(id: $id, message: { message: "<b>Hi</b> 👋" }) { id message type }',
    id: '549',
    call: 'POST ChatSession/549/Messages',
    body: { Message: '<b>Hi</b> 👋', Type: 'ToCustomer' },
    contentType: 'application/json; charset=utf-8',
    answer: json({ ChatMessageId: 12, ChatSessionId: 549, Message: '<b>Hi</b> 👋', Type: 'ToCustomer' }),
    data: { id: '12', message: '<b>Hi</b> 👋', type: 'TO_CUSTOMER' },
    lookUp: 'GET ChatSession/549/Messages',
  },
  {
    name: 'setChatPresence',
    field: 'setChatPresence(presences: [{ userId: 11, present: true }, { userId: 12, present: false }]) { __typename }',
    call: 'POST Presence/SaveAll',
    body: [
      { UserId: 11, Present: true },
      { UserId: 12, Present: false },
    ],
    contentType: 'application/json; charset=utf-8',
    answer: noContent,
    data: { __typename: 'SetChatPresencePayload' },
  },
  {
    name: 'addChatTopicMember',
    field: `addChatTopicMember(id: $id, member: ${MEMBER_INPUT}) { topic { id } user { id userName } canRespond canManage }`,
    id: '3',
    call: 'POST ChatTopic/3/UserAgent',
    body: SENT_MEMBER,
    contentType: 'application/json; charset=utf-8',
    answer: json(MEMBER),
    data: { topic: { id: '3' }, user: { id: '7', userName: 'bo@example.com' }, canRespond: true, canManage: false },
  },
  {
    name: 'updateChatTopicMember',
    field: `updateChatTopicMember(id: $id, member: ${MEMBER_INPUT}) { topic { id } user { id } canListen canNotify }`,
    id: '3',
    call: 'PUT ChatTopic/3/UserAgent/bo%40example.com',
    body: SENT_MEMBER,
    contentType: 'application/json; charset=utf-8',
    answer: json(MEMBER),
    data: { topic: { id: '3' }, user: { id: '7' }, canListen: true, canNotify: false },
  },
  {
    name: 'removeChatTopicMember',
    field: 'removeChatTopicMember(id: $id, userName: "bo@example.com") { topic { id } }',
    id: '3',
    call: 'DELETE ChatTopic/3/UserAgent/bo%40example.com',
    answer: noContent,
    data: { topic: { id: '3' } },
  },
];

const operation = ({ field, id }: Pick<Mutation, 'field' | 'id'>) =>
  id === undefined ? `mutation { ${field} }` : `mutation ($id: ID!) { ${field} }`;

describe.each(MUTATIONS)('$name', (mutation) => {
  const { name, id, call, body, contentType, answer: answerWith, data } = mutation;
  const callsOf = (outcome: string) => (outcome === 'UNKNOWN' && mutation.lookUp ? [call, mutation.lookUp] : [call]);
  const variables = id === undefined ? {} : { id };

  it('makes one call, and answers with what SuperOffice does', async () => {
    superOffice().on(call, answerWith);

    const answer = await ask(operation(mutation), variables);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ [name]: data });
    expect(JSON.stringify(answer)).not.toContain('secret-key');
    expect(superOffice().calls()).toEqual([call]);
    const { headers, body: sent } = superOffice().requests[0] ?? {};
    expect(sent).toEqual(body);
    expect(headers).toMatchObject({ authorization: TJE0, accept: 'application/json; charset=utf-8' });
    expect(headers?.['content-type']).toBe(contentType);
    expect(headers?.['transfer-encoding']).toBeUndefined();
    if (body === undefined) {
      expect(headers?.['content-length']).toBe(call.startsWith('POST') ? '0' : undefined);
    }
  });

  it.each([
    { status: 400, code: 'UPSTREAM_ERROR', outcome: 'REJECTED' },
    { status: 401, code: 'UNAUTHENTICATED', outcome: 'REJECTED' },
    { status: 403, code: 'FORBIDDEN', outcome: 'REJECTED' },
    { status: 404, code: 'NOT_FOUND', outcome: 'REJECTED' },
    { status: 409, code: 'CONFLICT', outcome: 'REJECTED' },
    { status: 429, code: 'UPSTREAM_RATE_LIMITED', outcome: 'REJECTED' },
    { status: 500, code: 'UPSTREAM_ERROR', outcome: 'UNKNOWN' },
    { status: 503, code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' },
  ])('is $code, $outcome, when SuperOffice answers $status', async ({ status, code, outcome }) => {
    superOffice().on(call, { Error: true, ErrorType: 'SoException', ErrorMessage: 'secret detail' }, status);

    const answer = await ask(operation(mutation), variables, newCredential());

    expect(answer.data).toEqual({ [name]: null });
    expect(answer.errors).toMatchObject([
      { path: [name], extensions: { code, outcome, superOffice: { status, errorType: 'SoException' } } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    expect(superOffice().calls()).toEqual(callsOf(outcome)); // not repeated
  });

  it.each<{ fault: string; code: string; handler: Handler }>([
    { fault: 'does not answer in time', code: 'UPSTREAM_TIMEOUT', handler: () => clock.pass(WRITE_TIMEOUT_MS) },
    {
      fault: 'breaks the connection off',
      code: 'UPSTREAM_UNAVAILABLE',
      handler: (_request, response) => {
        response.socket?.resetAndDestroy();
      },
    },
    {
      fault: 'redirects',
      code: 'UPSTREAM_BAD_RESPONSE',
      handler: (_request, response) => {
        response.writeHead(307, { location: '/api/v1/elsewhere' }).end();
      },
    },
  ])('is $code, UNKNOWN, when SuperOffice $fault', async ({ code, handler }) => {
    superOffice().on(call, handler);

    const answer = await ask(operation(mutation), variables);

    expect(answer.data).toEqual({ [name]: null });
    expect(answer.errors).toMatchObject([{ path: [name], extensions: { code, outcome: 'UNKNOWN' } }]);
    expect(superOffice().calls()).toEqual(callsOf('UNKNOWN')); // not repeated
  });
});

it.each(
  MUTATIONS.filter(({ id }) => id !== undefined).flatMap((mutation) =>
    ['0', '-1', '2147483648', '5.0', '..', 'a/b', '', '\ud800'].map((id) => ({
      ...mutation,
      id,
      written: JSON.stringify(id),
    })),
  ),
)('$name refuses the id $written without a call', async (mutation) => {
  const answer = await ask(operation(mutation), { id: mutation.id });

  expect(answer.data).toEqual({ [mutation.name]: null });
  expect(answer.errors).toMatchObject([
    { path: [mutation.name], extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_SENT' } },
  ]);
  expect(superOffice().calls()).toEqual([]);
});

describe('acceptChatSessionTransfer, rejectChatSessionTransfer, pickUpChatSession, resetChatSession and updateChatSession', () => {
  it.each(
    MUTATIONS.filter(({ call }) => / ChatSession\/549(\/[APR]\w+)?$/.test(call) && !call.startsWith('DELETE')).flatMap(
      (mutation) => [
        { ...mutation, what: 'another session', body: { ChatSessionId: 550 } },
        { ...mutation, what: 'a session without an id', body: {} },
        { ...mutation, what: 'a list', body: [{ ChatSessionId: 549 }] },
        { ...mutation, what: 'a text', body: 'done' },
      ],
    ),
  )('$name is UPSTREAM_BAD_RESPONSE, UNKNOWN, when SuperOffice answers with $what', async (mutation) => {
    superOffice().on(mutation.call, mutation.body);

    const answer = await ask(operation(mutation), { id: '549' });

    expect(answer.data).toEqual({ [mutation.name]: null });
    expect(answer.errors).toMatchObject([
      { path: [mutation.name], extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } },
    ]);
    expect(superOffice().calls()).toEqual([mutation.call]);
  });

  it.each(['acceptChatSessionTransfer', 'rejectChatSessionTransfer', 'resetChatSession', 'updateChatSession'])(
    '%s is UPSTREAM_BAD_RESPONSE, UNKNOWN, when SuperOffice answers with null',
    async (name) => {
      const mutation = MUTATIONS.find((candidate) => candidate.name === name) as Mutation;
      superOffice().on(mutation.call, null);

      const answer = await ask(operation(mutation), { id: '549' });

      expect(answer.data).toEqual({ [name]: null });
      expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } }]);
    },
  );
});

describe('pickUpChatSession and pickUpFirstChatSession', () => {
  it.each([
    { name: 'pickUpChatSession', query: 'mutation { pickUpChatSession(id: 549) { id } }', answer: '200 with null' },
    { name: 'pickUpChatSession', query: 'mutation { pickUpChatSession(id: 549) { id } }', answer: '204' },
    { name: 'pickUpFirstChatSession', query: 'mutation { pickUpFirstChatSession { id } }', answer: '200 with null' },
    { name: 'pickUpFirstChatSession', query: 'mutation { pickUpFirstChatSession { id } }', answer: '204' },
  ])('$name is null, without an error, when SuperOffice answers $answer', async ({ name, query, answer: kind }) => {
    superOffice().on('POST ChatSession/', kind === '204' ? noContent : json(null));

    const answer = await ask(query);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ [name]: null });
    expect(superOffice().calls()).toHaveLength(1);
  });
});

describe('a mutation that is never null without an error', () => {
  it.each(
    ['createChatSession', 'addChatMessage', 'addChatTopicMember', 'updateChatTopicMember'].flatMap((name) => [
      { name, kind: '200 with null', handler: json(null) },
      { name, kind: '204', handler: noContent },
      { name, kind: 'a list', handler: json([{}]) },
      { name, kind: 'a text', handler: json('done') },
    ]),
  )('$name is UPSTREAM_BAD_RESPONSE, UNKNOWN, when SuperOffice answers $kind', async ({ name, handler }) => {
    const mutation = MUTATIONS.find((candidate) => candidate.name === name) as Mutation;
    superOffice().on(mutation.call, handler);

    const answer = await ask(operation(mutation), { id: mutation.id });

    expect(answer.data).toEqual({ [name]: null });
    expect(answer.errors).toMatchObject([
      { path: [name], extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } },
    ]);
    expect(superOffice().calls()).toEqual([mutation.call, ...(mutation.lookUp ? [mutation.lookUp] : [])]);
  });

  it.each(['createChatSession', 'pickUpFirstChatSession', 'addChatMessage'])(
    '%s is UPSTREAM_BAD_RESPONSE, UNKNOWN, when SuperOffice answers with a record without an id',
    async (name) => {
      const mutation = MUTATIONS.find((candidate) => candidate.name === name) as Mutation;
      superOffice().on(mutation.call, {});

      const answer = await ask(operation(mutation), mutation.id === undefined ? {} : { id: mutation.id });

      expect(answer.data).toEqual({ [name]: null });
      expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } }]);
    },
  );
});
