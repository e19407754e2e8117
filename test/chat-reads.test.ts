import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import { batchOf, sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe('the messages of a chat session', () => {
  const MESSAGES = 'GET ChatSession/549/Messages';

  it.each([
    ['all', '', ''],
    ['all, where after is null', '(after: null)', ''],
    ['those after a message', '(after: 12)', '?after=12'],
    ['those after the last possible key', '(after: "2147483647")', '?after=2147483647'],
  ])('are read by one call: %s', async (_name, args, query) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice().on(MESSAGES, [{ ChatMessageId: 13 }, { ChatMessageId: 14 }]);

    const answer = await ask(`{ chatSession(id: 549) { messages${args} { id } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSession: { messages: [{ id: '13' }, { id: '14' }] } });
    expect(superOffice().calls()).toEqual(['GET ChatSession/549', `${MESSAGES}${query}`]);
  });

  it.each(['0', '-1', 'x', '2147483648', '1&x=1'])('after %j are refused without a call for them', async (after) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, Status: 'Closed' });

    const answer = await ask('query ($after: ID) { chatSession(id: 549) { status messages(after: $after) { id } } }', {
      after,
    });

    expect(answer.data).toEqual({ chatSession: { status: 'CLOSED', messages: null } });
    expect(answer.errors).toMatchObject([
      { path: ['chatSession', 'messages'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(superOffice().calls()).toEqual(['GET ChatSession/549']);
  });

  it('have every field, with their text as it was sent', async () => {
    const text = '<b onclick="x()">Hi</b>\r\n  &amp; "Åse" \\ \u2028 👩‍💻 {"Error":true}\t';
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice().on(MESSAGES, [
      {
        ChatMessageId: 13,
        ChatSessionId: 549,
        Type: 'Special',
        Message: text,
        Author: text,
        ReadByCustomer: 1,
        SpecialType: 'TransferedSession',
        SpecialParam: text,
        WhenPosted: '2031-07-02T09:40:58.7473756Z',
      },
    ]);

    const answer = await ask(`{ chatSession(id: 549) { messages {
      id session { id } type message author readByCustomer specialType specialParam whenPosted
    } } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSession.messages).toEqual([
      {
        id: '13',
        session: { id: '549' },
        type: 'SPECIAL',
        message: text,
        author: text,
        readByCustomer: 1,
        specialType: 'TRANSFERED_SESSION',
        specialParam: text,
        whenPosted: '2031-07-02T09:40:58.747Z',
      },
    ]);
    expect(superOffice().calls()).toEqual(['GET ChatSession/549', MESSAGES]);
  });

  it.each([
    ['Invalid', 'INVALID'],
    ['ToCustomer', 'TO_CUSTOMER'],
    ['ToUser', 'TO_USER'],
    ['Special', 'SPECIAL'],
    ['Video', 'UNKNOWN'],
  ])('of the type %s are %s', async (sent, shown) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice().on(MESSAGES, [{ ChatMessageId: 13, Type: sent }]);

    const answer = await ask('{ chatSession(id: 549) { messages { type } } }');

    expect(answer.data.chatSession.messages).toEqual([{ type: shown }]);
  });

  it('know the session they were read from, which is not read again', async () => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, Status: 'Closed' });
    superOffice().on(
      MESSAGES,
      range(1, 20).map((id) => ({ ChatMessageId: id, ChatSessionId: 549 })),
    );

    const answer = await ask('{ chatSession(id: 549) { messages { session { status } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSession.messages).toEqual(Array(20).fill({ session: { status: 'CLOSED' } }));
    expect(superOffice().calls()).toEqual(['GET ChatSession/549', MESSAGES]);
  });

  it('are an empty list if SuperOffice has none, and leave out entries that are not messages', async () => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice().on(MESSAGES, []);
    superOffice().on(`${MESSAGES}?after=1`, [null, { ChatMessageId: 13 }, null]);

    const answer = await ask('{ chatSession(id: 549) { all: messages { id } some: messages(after: 1) { id } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSession: { all: [], some: [{ id: '13' }] } });
  });
});

describe('the transcript of a chat session', () => {
  const TEXT = ' 09:40 Chloe: <b>"Hi"</b> &amp; \\\r\n\u2028 09:41 Åse: 👩‍💻\n\n';
  const HTML = '<p class="x">Chloe: <script>alert(1)</script></p>\r\n';

  it.each([
    { args: '', html: false },
    { args: '(format: TEXT)', html: false },
    { args: '(format: null)', html: false },
    { args: '(format: HTML)', html: true },
  ])('$args is read by one call without a body, html=$html, and shown as it was sent', async ({ args, html }) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice().on('POST ChatSession/549/Transcript?html=false', TEXT);
    superOffice().on('POST ChatSession/549/Transcript?html=true', HTML);

    const answer = await ask(`{ chatSession(id: 549) { transcript${args} } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSession: { transcript: html ? HTML : TEXT } });
    expect(superOffice().calls()).toEqual(['GET ChatSession/549', `POST ChatSession/549/Transcript?html=${html}`]);
    const { headers, body } = superOffice().requests[1] ?? {};
    expect(body).toBeUndefined();
    expect(headers?.['content-length']).toBe('0');
    expect(headers?.['content-type']).toBeUndefined();
  });

  it.each([
    ['200 with null', 200],
    ['204', 204],
  ])('is null, without an error, if there is none: %s', async (_name, status) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, Status: 'Closed' });
    superOffice().on('POST ChatSession/549/Transcript', null, status);

    const answer = await ask('{ chatSession(id: 549) { status transcript } }');

    expect(answer.data).toEqual({ chatSession: { status: 'CLOSED', transcript: null } });
    expect(answer.errors).toBeUndefined();
  });

  it('that is empty is an empty text', async () => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice().on('POST ChatSession/549/Transcript', '');

    const answer = await ask('{ chatSession(id: 549) { transcript } }');

    expect(answer).toMatchObject({ data: { chatSession: { transcript: '' } } });
  });
});

describe('a read that fails costs its own field', () => {
  it.each([
    { status: 403, code: 'FORBIDDEN' },
    { status: 404, code: 'NOT_FOUND' },
    { status: 500, code: 'UPSTREAM_ERROR' },
  ])('with $code, when SuperOffice answers $status', async ({ status, code }) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, TopicId: 3, Status: 'Closed' });
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3, Name: 'Support' });
    for (const path of [
      'GET ChatSession/549/Messages',
      'POST ChatSession/549/Transcript',
      'GET ChatTopic/3/IsOpen',
      'GET ChatTopic/3/UserAgent',
    ]) {
      superOffice().on(path, { Error: true, ErrorMessage: 'secret detail' }, status);
    }

    const answer = await ask(
      '{ chatSession(id: 549) { status messages { id } transcript topic { name isOpen members { canListen } } } }',
    );

    expect(answer.data).toEqual({
      chatSession: {
        status: 'CLOSED',
        messages: null,
        transcript: null,
        topic: { name: 'Support', isOpen: null, members: null },
      },
    });
    expect(answer.errors?.map(({ path }) => path?.join('.')).sort()).toEqual([
      'chatSession.messages',
      'chatSession.topic.isOpen',
      'chatSession.topic.members',
      'chatSession.transcript',
    ]);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(Array(4).fill(code));
    expect(answer.errors?.map(({ extensions }) => extensions.outcome)).toEqual(Array(4).fill(undefined));
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    expect(superOffice().calls()).toHaveLength(6); // none repeated
  });

  it.each([
    { path: 'GET ChatSession/549/Messages', body: { ChatMessageId: 1 }, field: 'chatSession.messages' },
    { path: 'GET ChatSession/549/Messages', body: 'C4N4RY', field: 'chatSession.messages' },
    { path: 'POST ChatSession/549/Transcript', body: 7, field: 'chatSession.transcript' },
    { path: 'POST ChatSession/549/Transcript', body: { text: 'C4N4RY' }, field: 'chatSession.transcript' },
    { path: 'GET ChatTopic/3/IsOpen', body: 1, field: 'chatSession.topic.isOpen' },
    { path: 'GET ChatTopic/3/IsOpen', body: 'true', field: 'chatSession.topic.isOpen' },
    { path: 'GET ChatTopic/3/IsOpen', body: null, field: 'chatSession.topic.isOpen' },
    { path: 'GET ChatTopic/3/UserAgent', body: {}, field: 'chatSession.topic.members' },
    { path: 'GET ChatTopic/3/UserAgent', body: 'C4N4RY', field: 'chatSession.topic.members' },
    { path: 'GET ChatTopic/3', body: [], field: 'chatSession.topic' },
    { path: 'GET ChatTopic/3', body: { ChatTopicId: 4 }, field: 'chatSession.topic' },
  ])('with UPSTREAM_BAD_RESPONSE at $field, when $path answers $body', async ({ path, body, field }) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, TopicId: 3, Status: 'Closed' });
    superOffice().on('GET ChatSession/549/Messages', []);
    superOffice().on('POST ChatSession/549/Transcript', 'all of it');
    superOffice().on('GET ChatTopic/3', { ChatTopicId: 3, Name: 'Support' });
    superOffice().on('GET ChatTopic/3/IsOpen', true);
    superOffice().on('GET ChatTopic/3/UserAgent', []);
    const whole: Record<string, unknown> = {
      status: 'CLOSED',
      messages: [],
      transcript: 'all of it',
      topic: { name: 'Support', isOpen: true, members: [] },
    };
    if (path === 'GET ChatTopic/3') {
      superOffice().on('GET ChatTopic/3', (request, response) =>
        sendJson(response, request.path === 'ChatTopic/3' ? body : []),
      );
    } else {
      superOffice().on(path, body);
    }
    const [, first = '', second] = field.split('.');
    const expected =
      second === undefined
        ? { ...whole, [first]: null }
        : { ...whole, [first]: { ...(whole[first] as object), [second]: null } };

    const answer = await ask(
      '{ chatSession(id: 549) { status messages { id } transcript topic { name isOpen members { canListen } } } }',
    );

    expect(answer.data).toEqual({ chatSession: expected });
    expect(answer.errors).toMatchObject([{ path: field.split('.'), extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
  });

  it('with UPSTREAM_BAD_RESPONSE, when a property has another type', async () => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice().on('GET ChatSession/549/Messages', [
      { ChatMessageId: 1, Message: 7, ReadByCustomer: true, WhenPosted: 'C4N4RY', Type: 3.5, Author: 'Åse' },
      { ChatMessageId: 2, Message: 'Hi' },
    ]);

    const answer = await ask(
      '{ chatSession(id: 549) { messages { id message readByCustomer whenPosted type author } } }',
    );

    expect(answer.data.chatSession.messages).toEqual([
      { id: '1', message: null, readByCustomer: null, whenPosted: null, type: null, author: 'Åse' },
      { id: '2', message: 'Hi', readByCustomer: null, whenPosted: null, type: null, author: null },
    ]);
    expect(answer.errors?.map(({ path }) => path?.join('.')).sort()).toEqual(
      ['message', 'readByCustomer', 'type', 'whenPosted'].map((field) => `chatSession.messages.0.${field}`),
    );
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
  });
});

describe('fifty sessions with topic, user, person, contact and country', () => {
  it('cost one call a list, one a distinct topic, and one a kind of record that is not nested', async () => {
    const sessions = range(1, 50).map((id) => ({
      ChatSessionId: id,
      TopicId: 1 + (id % 3),
      User: { AssociateId: 5 + (id % 2), FullName: `User ${id % 2}` },
      Contact: { ContactId: 18 + (id % 5), Name: `Contact ${id % 5}`, CountryId: 1 + (id % 4) },
      // Half of the persons belong to a company other than the session's, which then has to be read.
      Person: { PersonId: 100 + id, FullName: `Person ${id}`, ContactId: id % 2 ? 18 + (id % 5) : 1000 + (id % 7) },
    }));
    superOffice().on('GET ChatSession/ForCurrentUser', sessions);
    superOffice().on('GET ChatTopic/', ({ path }, response) => {
      const id = Number(path.split('/')[1]);
      sendJson(response, { ChatTopicId: id, Name: `Topic ${id}` });
    });
    superOffice().on(
      'POST Agents/Contact/GetContactList',
      batchOf(
        'ContactId',
        range(1000, 7).map((id) => ({ ContactId: id, Name: `Other ${id}`, CountryId: 1 + (id % 4) })),
      ),
    );
    superOffice().on(
      'POST Agents/List/GetCountryList',
      batchOf(
        'CountryId',
        range(1, 4).map((id) => ({ CountryId: id, Name: `Country ${id}` })),
      ),
    );

    const answer = await ask(`{ chatSessionsForCurrentUser {
      topic { id name } user { fullName } person { fullName contact { name country { name } } }
      contact { name country { name } }
    } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      sessions.map(({ TopicId, User, Contact, Person }) => ({
        topic: { id: `${TopicId}`, name: `Topic ${TopicId}` },
        user: { fullName: User.FullName },
        contact: { name: Contact.Name, country: { name: `Country ${Contact.CountryId}` } },
        person: {
          fullName: Person.FullName,
          contact:
            Person.ContactId < 1000
              ? {
                  name: `Contact ${Person.ContactId - 18}`,
                  country: {
                    name: `Country ${sessions.find((session) => session.Contact.ContactId === Person.ContactId)?.Contact.CountryId}`,
                  },
                }
              : { name: `Other ${Person.ContactId}`, country: { name: `Country ${1 + (Person.ContactId % 4)}` } },
        },
      })),
    );
    expect(superOffice().calls().sort()).toEqual([
      'GET ChatSession/ForCurrentUser',
      'GET ChatTopic/1',
      'GET ChatTopic/2',
      'GET ChatTopic/3',
      'POST Agents/Contact/GetContactList',
      'POST Agents/List/GetCountryList',
    ]);
  });

  it('read a person of whom only the key is nested', async () => {
    superOffice().on('GET ChatSession/ForCurrentUser', [{ ChatSessionId: 549, Person: { PersonId: 65 } }]);
    superOffice().on('POST Agents/Person/GetPersonList', [{ PersonId: 65, FullName: 'Kari' }]);

    const { data } = await ask('{ chatSessionsForCurrentUser { person { id fullName } } }');

    expect(data).toEqual({ chatSessionsForCurrentUser: [{ person: { id: '65', fullName: 'Kari' } }] });
  });

  it('cost only the list if only the keys of topics and countries are selected', async () => {
    superOffice().on(
      'GET ChatSession/ForCurrentUser',
      range(1, 50).map((id) => ({
        ChatSessionId: id,
        TopicId: id,
        Person: { PersonId: id, ContactId: id, CountryId: id },
      })),
    );

    const answer = await ask(
      '{ chatSessionsForCurrentUser { topic { id } person { contact { id } country { id } } contact { id } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser[49]).toEqual({
      topic: { id: '50' },
      person: { contact: { id: '50' }, country: { id: '50' } },
      contact: null,
    });
    expect(superOffice().calls()).toEqual(['GET ChatSession/ForCurrentUser']);
  });

  it('have the messages of each by one call, and a topic that is refused at its own sessions only', async () => {
    superOffice().on('GET ChatSession/', ({ path }, response) => {
      const id = Number(path.split('/')[1]);
      sendJson(response, [{ ChatMessageId: 100 + id }]);
    });
    superOffice().on(
      'GET ChatSession/ForCurrentUser',
      range(1, 6).map((id) => ({ ChatSessionId: id, TopicId: 1 + (id % 2) })),
    );
    superOffice().on('GET ChatTopic/1', {}, 403);
    superOffice().on('GET ChatTopic/2', { ChatTopicId: 2, Name: 'Sales' });

    const answer = await ask('{ chatSessionsForCurrentUser { id messages { id } topic { name } } }');

    expect(answer.data.chatSessionsForCurrentUser).toEqual(
      range(1, 6).map((id) => ({
        id: `${id}`,
        messages: [{ id: `${100 + id}` }],
        topic: id % 2 ? { name: 'Sales' } : null,
      })),
    );
    expect(answer.errors).toHaveLength(3);
    expect(answer.errors).toMatchObject(
      Array(3).fill({ extensions: { code: 'FORBIDDEN', superOffice: { status: 403 } } }),
    );
    expect(superOffice().calls()).toHaveLength(1 + 6 + 2);
  });
});
