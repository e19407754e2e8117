import { describe, expect, it } from '@jest/globals';
import { TJE0, useFacade } from './helpers/facade.js';
import type { Handler } from './helpers/fake-superoffice.js';
import { notFound, sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade({ SUPEROFFICE_READ_TIMEOUT_MS: '1000', SUPEROFFICE_WRITE_TIMEOUT_MS: '1000' });
const { ask } = pair;
const superOffice = () => pair.superOffice;

const noContent: Handler = (_request, response) => {
  response.writeHead(204).end();
};
const json = (body: unknown): Handler => {
  return (_request, response) => sendJson(response, body);
};

const SESSION = { ChatSessionId: 549, Status: 'UserLast', User: { AssociateId: 5 }, SessionKey: 'secret-key' };
const MEMBER = {
  TopicId: 3,
  User: { AssociateId: 7, UserName: 'bo@example.com' },
  CanListen: true,
  CanRespond: true,
  CanManage: false,
  CanNotify: false,
};
const MEMBER_INPUT = '{ userName: "bo@example.com", canListen: true, canRespond: true }';
const SENT_MEMBER = { ...MEMBER, User: { UserName: 'bo@example.com' } };

interface Mutation {
  readonly name: string;
  /** What is selected of `Mutation`, with `$id` where it takes an id. */
  readonly field: string;
  readonly id?: string;
  readonly call: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly answer: Handler;
  readonly data: unknown;
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

    const answer = await ask(operation(mutation), variables);

    expect(answer.data).toEqual({ [name]: null });
    expect(answer.errors).toMatchObject([
      { path: [name], extensions: { code, outcome, superOffice: { status, errorType: 'SoException' } } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    expect(superOffice().calls()).toEqual([call]); // not repeated
  });

  it.each<{ fault: string; code: string; handler: Handler }>([
    { fault: 'does not answer in time', code: 'UPSTREAM_TIMEOUT', handler: () => {} },
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
    expect(superOffice().calls()).toEqual([call]); // not repeated
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
    expect(superOffice().calls()).toEqual([mutation.call]);
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

describe('updateChatSession', () => {
  const UPDATE = 'mutation ($input: UpdateChatSessionInput!) { updateChatSession(id: 549, input: $input) { id } }';

  it.each([
    { input: { status: 'CLOSED' }, path: '/Status', value: 'Closed' },
    { input: { status: 'PRE_CHAT_FORM' }, path: '/Status', value: 'PreChatForm' },
    { input: { status: 'CLOSED_FROM_QUEUE' }, path: '/Status', value: 'ClosedFromQueue' },
    { input: { customerAlias: 'Åse 🦊' }, path: '/CustomerAlias', value: 'Åse 🦊' },
    { input: { customerAlias: '' }, path: '/CustomerAlias', value: '' },
    { input: { customerAlias: null }, path: '/CustomerAlias', value: null },
    { input: { customerName: 'Åse' }, path: '/CustomerName', value: 'Åse' },
    { input: { customerName: null }, path: '/CustomerName', value: null },
    { input: { customerEmail: 'a@b.example' }, path: '/CustomerEmail', value: 'a@b.example' },
    { input: { customerEmail: null }, path: '/CustomerEmail', value: null },
    { input: { customerPhone: '+47 1' }, path: '/CustomerPhone', value: '+47 1' },
    { input: { customerPhone: null }, path: '/CustomerPhone', value: null },
    { input: { customerCompanyName: 'Nordvik' }, path: '/CustomerCompanyName', value: 'Nordvik' },
    { input: { customerCompanyName: null }, path: '/CustomerCompanyName', value: null },
    { input: { person: '65' }, path: '/Person', value: { PersonId: 65 } },
    { input: { person: null }, path: '/Person', value: null },
    { input: { contact: '18' }, path: '/Contact', value: { ContactId: 18 } },
    { input: { contact: null }, path: '/Contact', value: null },
    { input: { project: '4' }, path: '/Project', value: { ProjectId: 4 } },
    { input: { project: null }, path: '/Project', value: null },
    { input: { sale: '21' }, path: '/Sale', value: { SaleId: 21 } },
    { input: { sale: null }, path: '/Sale', value: null },
    { input: { ticket: '11' }, path: '/Ticket', value: { TicketId: 11 } },
    { input: { ticket: null }, path: '/Ticket', value: null },
  ])('sends $input as one operation of a JSON Patch', async ({ input, path, value }) => {
    superOffice().on('PATCH ChatSession/549', SESSION);

    const answer = await ask(UPDATE, { input });

    expect(answer.errors).toBeUndefined();
    expect(superOffice().calls()).toEqual(['PATCH ChatSession/549']);
    expect(superOffice().requests[0]?.body).toEqual([{ op: 'replace', path, value }]);
  });

  it('sends all that is to be changed at once, and nothing else', async () => {
    superOffice().on('PATCH ChatSession/549', SESSION);

    await ask(UPDATE, { input: { ticket: '11', customerAlias: null, status: 'USER_LAST' } });

    expect(superOffice().requests).toHaveLength(1);
    const operations = superOffice().requests[0]?.body as { readonly path: string }[];
    expect(operations.sort((a, b) => a.path.localeCompare(b.path))).toEqual([
      { op: 'replace', path: '/CustomerAlias', value: null },
      { op: 'replace', path: '/Status', value: 'UserLast' },
      { op: 'replace', path: '/Ticket', value: { TicketId: 11 } },
    ]);
  });

  it.each([{}, { status: null }])('refuses %j, which changes nothing, without a call', async (input) => {
    const answer = await ask(UPDATE, { input });

    expect(answer.data).toEqual({ updateChatSession: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_SENT' } }]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each(
    ['person', 'contact', 'project', 'sale', 'ticket'].flatMap((field) =>
      ['0', '-1', 'abc', '2147483648', ''].map((id) => ({ [field]: id })),
    ),
  )('refuses %j without a call', async (input) => {
    const answer = await ask(UPDATE, { input });

    expect(answer.data).toEqual({ updateChatSession: null });
    expect(answer.errors).toMatchObject([
      {
        message: 'Expected an id between 1 and 2147483647.',
        extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_SENT' },
      },
    ]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each([{ status: 'UNKNOWN' }, { status: 'Closed' }, { sessionKey: 'x' }, { customerName: 7 }])(
    'refuses %j as a request',
    async (input) => {
      const answer = await ask(UPDATE, { input });

      expect(answer.status).toBe(400);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(superOffice().calls()).toEqual([]);
    },
  );

  it('shows the session as it is afterwards, and the records nested in it', async () => {
    superOffice().on('PATCH ChatSession/549', {
      ...SESSION,
      Person: { PersonId: 65, FullName: 'Chloe' },
      _Links: { Self: 'https://online3.superoffice.com/' },
    });

    const answer = await ask(
      'mutation { updateChatSession(id: 549, input: { person: 65 }) { status person { fullName } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ updateChatSession: { status: 'USER_LAST', person: { fullName: 'Chloe' } } });
    expect(superOffice().calls()).toEqual(['PATCH ChatSession/549']);
  });

  describe('where PATCH is refused', () => {
    const CHANGE = `mutation { updateChatSession(id: 549, input: { customerName: "Åse", contact: null, sale: 21 }) {
      id customerName contact { id } lastMessage
    } }`;
    const WHOLE = {
      ChatSessionId: 549,
      TopicId: 3,
      Status: 'UserLast',
      User: { AssociateId: 5, FullName: 'Tobias' },
      Person: { PersonId: 65, FullName: 'Chloe' },
      Contact: { ContactId: 18, Name: 'Nordvik' },
      CustomerName: 'Chloe',
      CustomerConsented: true,
      FirstMessage: 'Hi',
      LastMessage: '<b>Bye</b>',
      WhenRequested: '2020-07-02T09:40:58.7473756Z',
      WhenEnded: '0001-01-01T00:00:00Z',
      SessionKey: 'secret-key',
      InitialQueuePos: 2,
      Flags: 'CustomerIsTyping',
      Sale: null,
      TransferTo: null,
      Rating: 0,
      TableRight: { Mask: 'FULL', Reason: '' },
    };
    const MERGED = { ...WHOLE, CustomerName: 'Åse', Contact: null, Sale: { SaleId: 21 } };

    it.each([405, 415, 501])('with %d, reads the session and writes it back whole', async (status) => {
      superOffice().on('PATCH ChatSession/549', {}, status);
      superOffice().on('GET ChatSession/549', { ...WHOLE, _Links: { Self: 'https://online3.superoffice.com/' } });
      superOffice().on('PUT ChatSession/549', { ...MERGED, Sale: { SaleId: 21, Heading: 'x' } });

      const answer = await ask(CHANGE);

      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({
        updateChatSession: { id: '549', customerName: 'Åse', contact: null, lastMessage: '<b>Bye</b>' },
      });
      expect(superOffice().calls()).toEqual(['PATCH ChatSession/549', 'GET ChatSession/549', 'PUT ChatSession/549']);
      const put = superOffice().requests[2];
      expect(put?.body).toMatchObject(MERGED);
      expect(put?.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(JSON.stringify(answer)).not.toContain('secret-key');
    });

    it.each([400, 401, 403, 404, 406, 409, 412, 422, 429, 500, 502, 503])(
      'with %d, does not write another way',
      async (status) => {
        superOffice().on('PATCH ChatSession/549', {}, status);
        superOffice().on('GET ChatSession/549', WHOLE);
        superOffice().on('PUT ChatSession/549', MERGED);

        const answer = await ask(CHANGE);

        expect(answer.data).toEqual({ updateChatSession: null });
        expect(answer.errors).toHaveLength(1);
        if (status === 409 || status === 412) {
          expect(answer.errors).toMatchObject([{ extensions: { code: 'CONFLICT', outcome: 'REJECTED' } }]);
        }
        expect(superOffice().calls()).toEqual(['PATCH ChatSession/549']);
      },
    );

    it.each<{ what: string; code: string; handler: Handler }>([
      { what: '403', code: 'FORBIDDEN', handler: (_request, response) => sendJson(response, {}, 403) },
      { what: '404', code: 'NOT_FOUND', handler: notFound },
      { what: '500', code: 'UPSTREAM_ERROR', handler: (_request, response) => sendJson(response, {}, 500) },
      { what: 'not at all', code: 'UPSTREAM_TIMEOUT', handler: () => {} },
      { what: 'another session', code: 'UPSTREAM_BAD_RESPONSE', handler: json({ ...WHOLE, ChatSessionId: 550 }) },
      { what: 'a list', code: 'UPSTREAM_BAD_RESPONSE', handler: json([WHOLE]) },
    ])('is $code, NOT_SENT, when the session is then answered with $what', async ({ code, handler }) => {
      superOffice().on('PATCH ChatSession/549', {}, 405);
      superOffice().on('GET ChatSession/549', handler);
      superOffice().on('PUT ChatSession/549', MERGED);

      const answer = await ask(CHANGE);

      expect(answer.data).toEqual({ updateChatSession: null });
      expect(answer.errors).toMatchObject([{ path: ['updateChatSession'], extensions: { code, outcome: 'NOT_SENT' } }]);
      expect(superOffice().calls()).toEqual(['PATCH ChatSession/549', 'GET ChatSession/549']);
    });

    it.each([
      ['200 with null', json(null)],
      ['204', noContent],
    ])('writes nothing when the session is then answered with %s', async (_name, handler) => {
      superOffice().on('PATCH ChatSession/549', {}, 405);
      superOffice().on('GET ChatSession/549', handler);
      superOffice().on('PUT ChatSession/549', MERGED);

      const answer = await ask(CHANGE);

      expect(answer.data).toEqual({ updateChatSession: null });
      expect(answer.errors).toMatchObject([{ extensions: { outcome: 'NOT_SENT' } }]);
      expect(superOffice().calls()).toEqual(['PATCH ChatSession/549', 'GET ChatSession/549']);
    });

    it.each([
      { status: 403, code: 'FORBIDDEN', outcome: 'REJECTED' },
      { status: 405, code: 'UPSTREAM_ERROR', outcome: 'REJECTED' },
      { status: 412, code: 'CONFLICT', outcome: 'REJECTED' },
      { status: 500, code: 'UPSTREAM_ERROR', outcome: 'UNKNOWN' },
    ])('is $code, $outcome, when PUT then answers $status', async ({ status, code, outcome }) => {
      superOffice().on('PATCH ChatSession/549', {}, 405);
      superOffice().on('GET ChatSession/549', WHOLE);
      superOffice().on('PUT ChatSession/549', {}, status);

      const answer = await ask(CHANGE);

      expect(answer.errors).toMatchObject([{ extensions: { code, outcome, superOffice: { status } } }]);
      expect(superOffice().calls()).toEqual(['PATCH ChatSession/549', 'GET ChatSession/549', 'PUT ChatSession/549']);
    });
  });
});

describe('addChatMessage', () => {
  const ADD = 'mutation ($message: ChatMessageInput!) { addChatMessage(id: 549, message: $message) { id } }';
  const ADDED = { ChatMessageId: 12, ChatSessionId: 549, Message: 'Hi' };

  it.each([
    { message: { message: 'Hi' }, sent: { Message: 'Hi', Type: 'ToCustomer' } },
    { message: { message: 'Hi', type: null, author: null }, sent: { Message: 'Hi', Type: 'ToCustomer' } },
    { message: { message: 'Hi', type: 'TO_USER' }, sent: { Message: 'Hi', Type: 'ToUser' } },
    {
      message: { message: ' "<i>ø</i>"\r\n\u2028\u0007 ', author: 'Åse', specialParam: '["a"]', type: 'TO_CUSTOMER' },
      sent: {
        Message: ' "<i>ø</i>"\r\n\u2028\u0007 ',
        Author: 'Åse',
        SpecialParam: '["a"]',
        Type: 'ToCustomer',
      },
    },
  ])('sends a message as it is, case %#', async ({ message, sent }) => {
    superOffice().on('POST ChatSession/549/Messages', ADDED);

    const answer = await ask(ADD, { message });

    expect(answer.errors).toBeUndefined();
    expect(superOffice().requests.map(({ body }) => body)).toEqual([sent]);
  });

  it.each([{ type: 'SPECIAL' }, { type: 'ToCustomer' }, { specialType: 'BLOCK' }, { message: null }])(
    'refuses a message with %j as a request',
    async (fields) => {
      const answer = await ask(ADD, { message: { message: 'Hi', ...fields } });

      expect(answer.status).toBe(400);
      expect(superOffice().calls()).toEqual([]);
    },
  );

  it('answers with the session’s key without a call', async () => {
    superOffice().on('POST ChatSession/549/Messages', ADDED);

    const answer = await ask(
      'mutation { addChatMessage(id: 549, message: { message: "Hi" }) { id session { id __typename } } }',
    );

    expect(answer.data).toEqual({ addChatMessage: { id: '12', session: { id: '549', __typename: 'ChatSession' } } });
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Messages']);
  });

  it('answers with more of the session by one call, after the write', async () => {
    superOffice().on('GET ChatSession/549', SESSION);
    superOffice().on('POST ChatSession/549/Messages', ADDED);

    const answer = await ask(
      'mutation { addChatMessage(id: 549, message: { message: "Hi" }) { session { id status } } }',
    );

    expect(answer.data).toEqual({ addChatMessage: { session: { id: '549', status: 'USER_LAST' } } });
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Messages', 'GET ChatSession/549']);
  });

  it('leaves the message added when the session may not be read', async () => {
    superOffice().on('GET ChatSession/549', {}, 403);
    superOffice().on('POST ChatSession/549/Messages', ADDED);

    const answer = await ask(
      'mutation { addChatMessage(id: 549, message: { message: "Hi" }) { id session { status } } }',
    );

    expect(answer.data).toEqual({ addChatMessage: { id: '12', session: null } });
    expect(answer.errors).toMatchObject([{ path: ['addChatMessage', 'session'], extensions: { code: 'FORBIDDEN' } }]);
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Messages', 'GET ChatSession/549']);
  });
});

describe('setChatPresence', () => {
  const SET = 'setChatPresence(presences: [{ userId: 11, present: true }])';

  it('reads everybody’s presence after the write where it is selected', async () => {
    superOffice().on('POST Presence/SaveAll', noContent);
    superOffice().on('GET Presence/GetAll', [{ UserId: 11, Present: true, DisplayName: 'Bo' }]);

    const answer = await ask(`mutation { ${SET} { chatPresence { userId present displayName } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      setChatPresence: { chatPresence: [{ userId: 11, present: true, displayName: 'Bo' }] },
    });
    expect(superOffice().calls()).toEqual(['POST Presence/SaveAll', 'GET Presence/GetAll']);
  });

  it.each([
    { status: 403, body: {}, code: 'FORBIDDEN' },
    { status: 500, body: {}, code: 'UPSTREAM_ERROR' },
    { status: 200, body: {}, code: 'UPSTREAM_BAD_RESPONSE' },
  ])('is done although the presence is then answered with $status, $code', async ({ status, body, code }) => {
    superOffice().on('POST Presence/SaveAll', noContent);
    superOffice().on('GET Presence/GetAll', body, status);

    const answer = await ask(`mutation { ${SET} { chatPresence { userId } } }`);

    expect(answer.data).toEqual({ setChatPresence: { chatPresence: null } });
    expect(answer.errors).toMatchObject([{ path: ['setChatPresence', 'chatPresence'], extensions: { code } }]);
    expect(superOffice().calls()).toEqual(['POST Presence/SaveAll', 'GET Presence/GetAll']);
  });

  it.each([
    ['200 with null', json(null)],
    ['200 with a list', json([])],
  ])('is done when SuperOffice answers %s', async (_name, handler) => {
    superOffice().on('POST Presence/SaveAll', handler);

    const answer = await ask(`mutation { ${SET} { __typename } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ setChatPresence: { __typename: 'SetChatPresencePayload' } });
  });
});

describe('the members of a chat topic', () => {
  const BAD_NAMES = ['0', '-1', '', ' bo', 'bo ', 'a\u0000', 'a\u2028', '\ud800', 'x'.repeat(256)];
  const OPERATIONS = [
    {
      name: 'addChatTopicMember',
      query: 'mutation ($name: String!) { addChatTopicMember(id: 3, member: { userName: $name }) { canListen } }',
    },
    {
      name: 'updateChatTopicMember',
      query: 'mutation ($name: String!) { updateChatTopicMember(id: 3, member: { userName: $name }) { canListen } }',
    },
    {
      name: 'removeChatTopicMember',
      query: 'mutation ($name: String!) { removeChatTopicMember(id: 3, userName: $name) { topic { id } } }',
    },
  ];

  it.each(
    OPERATIONS.flatMap((entry) =>
      BAD_NAMES.map((userName) => ({ ...entry, userName, written: JSON.stringify(userName).slice(0, 20) })),
    ),
  )('$name refuses the user name $written without a call', async ({ name, query, userName }) => {
    superOffice().on('POST ChatTopic/3/UserAgent', MEMBER);

    const answer = await ask(query, { name: userName });

    expect(answer.data).toEqual({ [name]: null });
    expect(answer.errors).toMatchObject([
      { path: [name], extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_SENT' } },
    ]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each(["o'neil@example.com", 'Åse Ñandú', '李小龙'])('are named %j in one segment', async (userName) => {
    superOffice().on('PUT ChatTopic/3/UserAgent/', MEMBER);
    superOffice().on('DELETE ChatTopic/3/UserAgent/', noContent);
    const [, update, remove] = OPERATIONS.map(({ query }) => query) as [string, string, string];

    const updated = await ask(update, { name: userName });
    const removed = await ask(remove, { name: userName });

    expect([updated.errors, removed.errors]).toEqual([undefined, undefined]);
    const segments = superOffice().requests.map(({ path }) => path.split('/'));
    expect(segments.map((all) => all.slice(0, 3))).toEqual(Array(2).fill(['ChatTopic', '3', 'UserAgent']));
    expect(segments.map((all) => all.slice(3).map(decodeURIComponent))).toEqual([[userName], [userName]]);
  });

  it('lose what is left out when they are updated', async () => {
    superOffice().on('PUT ChatTopic/3/UserAgent/bo', MEMBER);

    await ask('mutation { updateChatTopicMember(id: 3, member: { userName: "bo", canManage: true }) { canManage } }');

    expect(superOffice().requests.map(({ body }) => body)).toEqual([
      {
        TopicId: 3,
        User: { UserName: 'bo' },
        CanListen: false,
        CanRespond: false,
        CanManage: true,
        CanNotify: false,
      },
    ]);
  });

  it('are removed, and the topic is read afterwards where more than its id is selected', async () => {
    superOffice().on('DELETE ChatTopic/3/UserAgent/bo', noContent);
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3, Name: 'Support' });
    superOffice().on('GET ChatTopic/3/UserAgent', [MEMBER]);

    const answer = await ask(
      'mutation { removeChatTopicMember(id: 3, userName: "bo") { topic { name members { user { id } } } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      removeChatTopicMember: { topic: { name: 'Support', members: [{ user: { id: '7' } }] } },
    });
    expect(superOffice().calls()).toEqual([
      'DELETE ChatTopic/3/UserAgent/bo',
      'GET ChatTopic/3',
      'GET ChatTopic/3/UserAgent',
    ]);
  });
});

describe('what an operation reads after a mutation', () => {
  it('is as it is afterwards', async () => {
    const members = ['7'];
    let lastMessage = 'before';
    superOffice().on('GET ChatSession/549', (_request, response) =>
      sendJson(response, { ChatSessionId: 549, TopicId: 3, LastMessage: lastMessage }),
    );
    superOffice().on('POST ChatSession/549/Messages', (_request, response) => {
      lastMessage = 'Hi';
      sendJson(response, { ChatMessageId: 12, ChatSessionId: 549, Message: 'Hi' });
    });
    superOffice().on('POST ChatSession/549/TransferTo/7', (_request, response) => {
      members.push('8');
      sendJson(response, { ChatSessionId: 549, TopicId: 3, TransferTo: { AssociateId: 7 } });
    });
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3, Name: 'Support' });
    superOffice().on('GET ChatTopic/3/UserAgent', (_request, response) =>
      sendJson(
        response,
        members.map((id) => ({ TopicId: 3, User: { AssociateId: Number(id) } })),
      ),
    );

    const answer = await ask(`mutation {
      a: addChatMessage(id: 549, message: { message: "Hi" }) { session { lastMessage } }
      b: transferChatSession(id: 549, toAssociate: "7") { transferTo { id } topic { members { user { id } } } }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      a: { session: { lastMessage: 'Hi' } },
      b: { transferTo: { id: '7' }, topic: { members: [{ user: { id: '7' } }, { user: { id: '8' } }] } },
    });
    expect(superOffice().calls()).toEqual([
      'POST ChatSession/549/Messages',
      'GET ChatSession/549',
      'POST ChatSession/549/TransferTo/7',
      'GET ChatTopic/3',
      'GET ChatTopic/3/UserAgent',
    ]);
  });

  it.each([
    { call: 'POST ChatSession/549/AcceptTransfer', field: 'acceptChatSessionTransfer(id: 549) { ...OfSession }' },
    { call: 'POST ChatSession/549/RejectTransfer', field: 'rejectChatSessionTransfer(id: 549) { ...OfSession }' },
    { call: 'POST ChatSession/549/Pickup', field: 'pickUpChatSession(id: 549) { ...OfSession }' },
    { call: 'POST ChatSession/Pickup', field: 'pickUpFirstChatSession { ...OfSession }' },
    { call: 'POST ChatSession/549/Reset', field: 'resetChatSession(id: 549) { ...OfSession }' },
    { call: 'POST ChatTopic/3/Sessions', field: 'createChatSession(topic: 3) { ...OfSession }' },
    {
      call: 'PATCH ChatSession/549',
      field: 'updateChatSession(id: 549, input: { status: CLOSED }) { ...OfSession }',
    },
    {
      call: 'POST ChatSession/549/Messages',
      field: 'addChatMessage(id: 549, message: { message: "Hi" }) { session { ...OfSession } }',
    },
    {
      call: 'POST ChatTopic/3/UserAgent',
      field: 'addChatTopicMember(id: 3, member: { userName: "bo" }) { topic { name } }',
    },
    {
      call: 'PUT ChatTopic/3/UserAgent/bo',
      field: 'updateChatTopicMember(id: 3, member: { userName: "bo" }) { topic { name } }',
    },
    {
      call: 'DELETE ChatTopic/3/UserAgent/bo',
      field: 'removeChatTopicMember(id: 3, userName: "bo") { topic { name } }',
    },
    {
      call: 'POST Presence/SaveAll',
      field: 'setChatPresence(presences: []) { chatPresence { chatTopics { name } } }',
    },
  ])('is read anew, though it was read before: $field', async ({ call, field }) => {
    let reads = 0;
    superOffice().on('GET ChatTopic/3', (_request, response) => {
      reads += 1;
      sendJson(response, { ChatTopicId: 3, Name: `read ${reads}` });
    });
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, TopicId: 3 });
    superOffice().on('GET Presence/GetAll', [{ UserId: 11, ChatTopics: [3] }]);
    superOffice().on('POST ChatSession/9/Reset', { ChatSessionId: 9, TopicId: 3 });
    superOffice().on(call, { ChatSessionId: 549, ChatMessageId: 12, TopicId: 3 });

    const answer = await ask(`
      mutation { before: resetChatSession(id: 9) { ...OfSession } after: ${field} }
      fragment OfSession on ChatSession { topic { name } }
    `);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.before).toEqual({ topic: { name: 'read 1' } });
    expect(JSON.stringify(answer.data.after)).toContain('"read 2"');
    expect(reads).toBe(2);
  });

  it.each([
    { call: 'POST ChatSession/549/AcceptTransfer', field: 'acceptChatSessionTransfer(id: 549)' },
    { call: 'POST ChatSession/Pickup', field: 'pickUpFirstChatSession' },
    { call: 'POST ChatTopic/3/Sessions', field: 'createChatSession(topic: 3)' },
    { call: 'PATCH ChatSession/549', field: 'updateChatSession(id: 549, input: { status: CLOSED })' },
  ])('is not read where it came with the answer: $field', async ({ call, field }) => {
    superOffice().on(call, {
      ChatSessionId: 549,
      Status: 'UserLast',
      Person: { PersonId: 65, FullName: 'Chloe' },
      Ticket: { TicketId: 11, CustId: 65 },
    });
    superOffice().on('GET ChatSession/549/Messages', [{ ChatMessageId: 12, ChatSessionId: 549 }]);

    const answer = await ask(
      `mutation { session: ${field} { ticket { person { fullName } } messages { session { status } } } }`,
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.session).toEqual({
      ticket: { person: { fullName: 'Chloe' } },
      messages: [{ session: { status: 'USER_LAST' } }],
    });
    expect(superOffice().calls()).toEqual([call, 'GET ChatSession/549/Messages']);
  });

  it('does not bring a deleted session back', async () => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, Status: 'UserLast' });
    superOffice().on('POST ChatSession/549/Messages', { ChatMessageId: 12, ChatSessionId: 549 });
    superOffice().on('DELETE ChatSession/549', noContent);

    const answer = await ask(`mutation {
      addChatMessage(id: 549, message: { message: "Hi" }) { session { status } }
      deleteChatSession(id: 549) { id status lastMessage }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      addChatMessage: { session: { status: 'USER_LAST' } },
      deleteChatSession: { id: '549', status: null, lastMessage: null },
    });
    expect(superOffice().calls()).toEqual([
      'POST ChatSession/549/Messages',
      'GET ChatSession/549',
      'DELETE ChatSession/549',
    ]);
  });

  it('does not hold a record that came before: what a mutation answered is not shown by the next', async () => {
    const nameOf = (name: string) => ({ ChatSessionId: 549, TopicId: 3, Person: { PersonId: 65, FullName: name } });
    superOffice().on('POST ChatSession/549/AcceptTransfer', nameOf('before'));
    superOffice().on('POST ChatSession/549/Reset', {
      ChatSessionId: 549,
      Ticket: { TicketId: 11, CustId: 65 },
    });
    superOffice().on('POST Agents/Person/GetPersonList', [{ PersonId: 65, FullName: 'after' }]);

    const answer = await ask(`mutation {
      a: acceptChatSessionTransfer(id: 549) { person { fullName } }
      b: resetChatSession(id: 549) { ticket { person { fullName } } }
    }`);

    expect(answer.data).toEqual({
      a: { person: { fullName: 'before' } },
      b: { ticket: { person: { fullName: 'after' } } },
    });
    expect(superOffice().calls()).toEqual([
      'POST ChatSession/549/AcceptTransfer',
      'POST ChatSession/549/Reset',
      'POST Agents/Person/GetPersonList',
    ]);
  });

  it('goes on after a mutation that failed, in order', async () => {
    superOffice().on('POST ChatSession/549/Pickup', {}, 403);
    superOffice().on('DELETE ChatSession/550', noContent);

    const answer = await ask('mutation { pickUpChatSession(id: 549) { id } deleteChatSession(id: 550) { id } }');

    expect(answer.data).toEqual({ pickUpChatSession: null, deleteChatSession: { id: '550' } });
    expect(answer.errors).toMatchObject([{ path: ['pickUpChatSession'], extensions: { code: 'FORBIDDEN' } }]);
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Pickup', 'DELETE ChatSession/550']);
  });
});

describe('addChatMessage', () => {
  it('is UPSTREAM_BAD_RESPONSE, UNKNOWN, when SuperOffice answers with a message of another session', async () => {
    superOffice().on('POST ChatSession/549/Messages', { ChatMessageId: 7, ChatSessionId: 550, Message: 'not yours' });

    const answer = await ask('mutation { addChatMessage(id: 549, message: { message: "Hi" }) { id message } }');

    expect(answer.data).toEqual({ addChatMessage: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' } }]);
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Messages']);
  });
});
