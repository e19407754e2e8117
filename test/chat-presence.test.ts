import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import { batchOf, noContent, notFound, sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

const PRESENCE = 'GET Presence/GetAll';
const CHAT_USERS = 'GET MDOList/chatuser';
const ASSOCIATES = 'POST Agents/Associate/GetAssociateList';

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
/** Without their queries. */
const calls = () => superOffice().requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);

/** Associate `n` has the Service user `100 + n`. */
const associate = (id: number) => ({ AssociateId: id, FullName: `User ${id}`, EjUserId: 100 + id });
const presence = (id: number) => ({ UserId: 100 + id, OngoingChats: id });

describe('chatPresence', () => {
  const everybody = range(1, 20).map((id) => ({
    UserId: id,
    DisplayName: `User ${id}`,
    OngoingChats: id % 3,
    Present: id % 2 === 0,
    ChatTopics: [1 + (id % 3), 4],
  }));

  it('shows everybody, with the keys of their topics, by one call', async () => {
    superOffice().on(PRESENCE, everybody);

    const answer = await ask('{ chatPresence { userId displayName ongoingChats present chatTopics { id } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatPresence).toEqual(
      everybody.map(({ UserId, DisplayName, OngoingChats, Present, ChatTopics }) => ({
        userId: UserId,
        displayName: DisplayName,
        ongoingChats: OngoingChats,
        present: Present,
        chatTopics: ChatTopics.map((id) => ({ id: `${id}` })),
      })),
    );
    expect(superOffice().calls()).toEqual([PRESENCE]);
  });

  it('reads each distinct topic once if more is selected', async () => {
    superOffice().on(PRESENCE, everybody);
    superOffice().on('GET ChatTopic/', ({ path }, response) => {
      const id = Number(path.split('/')[1]);
      sendJson(response, { ChatTopicId: id, Name: `Topic ${id}` });
    });

    const answer = await ask('{ chatPresence { chatTopics { name } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatPresence).toEqual(
      everybody.map(({ ChatTopics }) => ({ chatTopics: ChatTopics.map((id) => ({ name: `Topic ${id}` })) })),
    );
    expect(superOffice().calls().sort()).toEqual([...range(1, 4).map((id) => `GET ChatTopic/${id}`), PRESENCE].sort());
  });

  it('fails the topics of users who have one that may not be read, and of nobody else', async () => {
    superOffice().on(PRESENCE, [
      { UserId: 1, ChatTopics: [3] },
      { UserId: 2, ChatTopics: [4] },
    ]);
    superOffice().on('GET ChatTopic/3', {}, 403);
    superOffice().on('GET ChatTopic/4', { ChatTopicId: 4, Name: 'Sales' });

    const answer = await ask('{ chatPresence { userId chatTopics { name } } }');

    expect(answer.data.chatPresence).toEqual([
      { userId: 1, chatTopics: null },
      { userId: 2, chatTopics: [{ name: 'Sales' }] },
    ]);
    expect(answer.errors).toMatchObject([
      { path: ['chatPresence', 0, 'chatTopics'], extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('leaves out topics that are gone, and keys that mean no topic', async () => {
    superOffice().on(PRESENCE, [{ UserId: 1, ChatTopics: [0, 3, -1, 4] }]);
    superOffice().on('GET ChatTopic/3', notFound);
    superOffice().on('GET ChatTopic/4', { ChatTopicId: 4, Name: 'Sales' });

    const answer = await ask('{ chatPresence { userId chatTopics { name } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatPresence).toEqual([{ userId: 1, chatTopics: [{ name: 'Sales' }] }]);
  });

  it.each([
    ['missing', {}],
    ['null', { ChatTopics: null }],
    ['empty', { ChatTopics: [] }],
  ])('is shown without topics if they are %s', async (_name, fields) => {
    superOffice().on(PRESENCE, [{ UserId: 21, Present: true, ...fields }, everybody[0]]);

    const answer = await ask('{ chatPresence { userId present chatTopics { id } } }');

    expect(answer.data.chatPresence).toEqual([
      { userId: 21, present: true, chatTopics: [] },
      { userId: 1, present: false, chatTopics: [{ id: '2' }, { id: '4' }] },
    ]);
  });

  it.each([
    ['a text', '3, 4'],
    ['an object', { 3: true }],
    ['a number', 3],
    ['no keys', ['C4N4RY']],
  ])('fails the topics field, rather than showing none, if they are %s', async (_name, ChatTopics) => {
    superOffice().on(PRESENCE, [{ UserId: 21, Present: true, ChatTopics }, everybody[0]]);

    const answer = await ask('{ chatPresence { userId present chatTopics { id } } }');

    expect(answer.data.chatPresence).toEqual([
      { userId: 21, present: true, chatTopics: null },
      { userId: 1, present: false, chatTopics: [{ id: '2' }, { id: '4' }] },
    ]);
    expect(answer.errors).toMatchObject([
      { path: ['chatPresence', 0, 'chatTopics'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
  });

  it.each([{}, 'x', 7])('is UPSTREAM_BAD_RESPONSE when SuperOffice answers %j', async (body) => {
    superOffice().on(PRESENCE, body);

    const answer = await ask('{ chatPresence { userId } __typename }');

    expect(answer.data).toEqual({ chatPresence: null, __typename: 'Query' });
    expect(answer.errors).toMatchObject([{ path: ['chatPresence'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
  });
});

describe('ChatPresence.id', () => {
  it('is the key as text of digits, like the same key as a number', async () => {
    superOffice().on(PRESENCE, [{ UserId: 12 }, { UserId: '13', Present: true }]);

    const answer = await ask('{ chatPresence { id present } }');
    const numbers = await ask('{ chatPresence { id userId } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      chatPresence: [
        { id: '12', present: null },
        { id: '13', present: true },
      ],
    });
    expect(numbers.data.chatPresence[0]).toEqual({ id: '12', userId: 12 });
  });
});

describe('ChatPresence.user', () => {
  it('is found by ejUserId, all users with two calls, the caller included', async () => {
    superOffice().on(PRESENCE, range(1, 40).map(presence));
    superOffice().on(
      CHAT_USERS,
      range(1, 40).map((Id) => ({ Id })),
    );
    superOffice().on(ASSOCIATES, batchOf('AssociateId', range(1, 40).map(associate)));

    const answer = await ask('{ chatPresence { id user { id fullName ejUserId } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatPresence).toEqual(
      range(1, 40).map((id) => ({
        id: String(100 + id),
        user: { id: String(id), fullName: `User ${id}`, ejUserId: 100 + id },
      })),
    );
    expect(calls()).toEqual([PRESENCE, CHAT_USERS, ASSOCIATES]);
    const { path = '' } = superOffice().requests[1] ?? {};
    expect(new URLSearchParams(path.split('?')[1]).get('additional')).toBe('associate=True');
  });

  it('takes one read of associates more for each further hundred who may chat', async () => {
    superOffice().on(PRESENCE, range(1, 250).map(presence));
    superOffice().on(
      CHAT_USERS,
      range(1, 250).map((Id) => ({ Id })),
    );
    superOffice().on(ASSOCIATES, batchOf('AssociateId', range(1, 250).map(associate)));

    const answer = await ask('{ chatPresence { user { id } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatPresence[249]).toEqual({ user: { id: '250' } });
    expect(calls()).toEqual([PRESENCE, CHAT_USERS, ...Array(3).fill(ASSOCIATES)]);
  });

  it('is not the associate whose associate id is that number', async () => {
    superOffice().on(PRESENCE, [{ UserId: 5 }]);
    superOffice().on(CHAT_USERS, [{ Id: 5 }, { Id: 7 }]);
    superOffice().on(ASSOCIATES, [
      { AssociateId: 5, EjUserId: 12 },
      { AssociateId: 7, EjUserId: 5 },
    ]);

    const answer = await ask('{ chatPresence { user { id } } }');

    expect(answer.data).toEqual({ chatPresence: [{ user: { id: '7' } }] });
  });

  it('is null if no chat user has the id', async () => {
    superOffice().on(PRESENCE, [presence(1), presence(2), presence(3)]);
    superOffice().on(CHAT_USERS, [{ Id: 1 }, { Id: 4 }, { Id: 5 }, { Id: 0 }]);
    superOffice().on(ASSOCIATES, [associate(1), { AssociateId: 4, EjUserId: 0 }, null]);

    const answer = await ask('{ chatPresence { user { id } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatPresence: [{ user: { id: '1' } }, { user: null }, { user: null }] });
  });

  it.each([
    ['may not be read', (id: number) => (id === 2 ? 403 : 200), {}, 'FORBIDDEN'],
    ['has no id that can be read', () => 200, { EjUserId: 'canary' }, 'UPSTREAM_BAD_RESPONSE'],
  ])('is an error if a user %s, except for users who are found', async (_name, statusOf, broken, code) => {
    superOffice().on(PRESENCE, [presence(1), presence(2)]);
    superOffice().on(CHAT_USERS, [{ Id: 1 }, { Id: 2 }]);
    superOffice().on(ASSOCIATES, ({ body }, response) => {
      const ids = body as number[];
      const status = Math.max(...ids.map(statusOf));
      const records = ids.map((id) => ({ ...associate(id), ...(id === 2 && broken) }));
      sendJson(response, status === 200 ? records : {}, status);
    });

    const answer = await ask('{ chatPresence { id user { fullName } } }');

    expect(answer.data).toEqual({
      chatPresence: [
        { id: '101', user: { fullName: 'User 1' } },
        { id: '102', user: null },
      ],
    });
    expect(answer.errors).toMatchObject([{ path: ['chatPresence', 1, 'user'], extensions: { code } }]);
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  it('fails only its own field if the list of chat users cannot be read', async () => {
    superOffice().on(PRESENCE, [presence(1), presence(2)]);
    superOffice().on(CHAT_USERS, {}, 403);

    const answer = await ask('{ chatPresence { id user { id } } }');

    expect(answer.data.chatPresence).toEqual([
      { id: '101', user: null },
      { id: '102', user: null },
    ]);
    expect(answer.errors).toMatchObject(Array(2).fill({ extensions: { code: 'FORBIDDEN' } }));
    expect(calls()).toEqual([PRESENCE, CHAT_USERS]);
  });
});

describe('User.chatPresence', () => {
  it('is one call for each operation, wherever its users come from', async () => {
    superOffice().on('GET User/currentAssociate', associate(1));
    superOffice().on(PRESENCE, range(1, 5).map(presence));
    superOffice().on('GET ChatSession/ForCurrentUser', [
      { ChatSessionId: 1, User: associate(2), TransferTo: associate(3) },
      { ChatSessionId: 2, User: associate(2) },
    ]);
    superOffice().on(CHAT_USERS, [{ Id: 4 }, { Id: 5 }]);
    superOffice().on(ASSOCIATES, batchOf('AssociateId', range(4, 2).map(associate)));

    const answer = await ask(`{
      me { ...Busy }
      chatPresence { id }
      chatSessionsForCurrentUser { user { ...Busy } transferTo { ...Busy } }
      transferTargets { ...Busy }
    } fragment Busy on User { chatPresence { ongoingChats } }`);

    expect(answer.errors).toBeUndefined();
    const busy = (ongoingChats: number) => ({ chatPresence: { ongoingChats } });
    expect(answer.data).toEqual({
      me: busy(1),
      chatPresence: range(101, 5).map((id) => ({ id: String(id) })),
      chatSessionsForCurrentUser: [
        { user: busy(2), transferTo: busy(3) },
        { user: busy(2), transferTo: null },
      ],
      transferTargets: [busy(4), busy(5)],
    });
    expect(calls().sort()).toEqual(
      ['GET ChatSession/ForCurrentUser', CHAT_USERS, PRESENCE, 'GET User/currentAssociate', ASSOCIATES].sort(),
    );
  });

  it('is read for a user of which only the key is known', async () => {
    superOffice().on(ASSOCIATES, [associate(1), associate(2)]);
    superOffice().on(PRESENCE, range(1, 2).map(presence));

    const answer = await ask(`{
      _entities(representations: [{ __typename: "User", id: 1 }, { __typename: "User", id: 2 }]) {
        ... on User { id chatPresence { id } }
      }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data._entities).toEqual(
      range(1, 2).map((id) => ({ id: String(id), chatPresence: { id: String(100 + id) } })),
    );
    expect(calls()).toEqual([ASSOCIATES, PRESENCE]);
  });

  it.each([
    ['0', { EjUserId: 0 }],
    ['below 0', { EjUserId: -1 }],
    ['not told', {}],
  ])('is null, without a call, if the id of the Service user is %s', async (_name, ids) => {
    superOffice().on('GET User/currentAssociate', { AssociateId: 1, ...ids });

    const answer = await ask('{ me { id chatPresence { present } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ me: { id: '1', chatPresence: null } });
    expect(calls()).toEqual(['GET User/currentAssociate']);
  });

  it('is null for a user without a presence, even if the presence’s number equals their associate id', async () => {
    superOffice().on('GET User/currentAssociate', { AssociateId: 101, EjUserId: 9 });
    superOffice().on(PRESENCE, [presence(1)]);

    const answer = await ask('{ me { chatPresence { present } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ me: { chatPresence: null } });
  });

  it.each([
    [403, {}, 'FORBIDDEN'],
    [200, {}, 'UPSTREAM_BAD_RESPONSE'],
  ])('fails only its own field if the presence is answered with %s %j', async (status, body, code) => {
    superOffice().on('GET User/currentAssociate', associate(1));
    superOffice().on(PRESENCE, body, status);

    const answer = await ask('{ me { id chatPresence { present } } }');

    expect(answer.data).toEqual({ me: { id: '1', chatPresence: null } });
    expect(answer.errors).toMatchObject([{ path: ['me', 'chatPresence'], extensions: { code } }]);
  });

  it('is read again after a change', async () => {
    let isPresent = false;
    superOffice().on('POST ChatSession/1/AcceptTransfer', { ChatSessionId: 1, User: associate(1) });
    superOffice().on('POST Presence/SaveAll', (request, response) => {
      isPresent = true;
      noContent(request, response);
    });
    superOffice().on(PRESENCE, (_request, response) => sendJson(response, [{ ...presence(1), Present: isPresent }]));

    const answer = await ask(`mutation {
      acceptChatSessionTransfer(id: 1) { user { chatPresence { present } } }
      setChatPresence(presences: [{ userId: 101, present: true }]) { chatPresence { present } again: chatPresence { id } }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      acceptChatSessionTransfer: { user: { chatPresence: { present: false } } },
      setChatPresence: { chatPresence: [{ present: true }], again: [{ id: '101' }] },
    });
    expect(calls()).toEqual(['POST ChatSession/1/AcceptTransfer', PRESENCE, 'POST Presence/SaveAll', PRESENCE]);
  });
});

describe('a presence that SuperOffice refuses', () => {
  it.each([200, 400, 404])('names the key that it uses, if the answer is %d', async (status) => {
    superOffice().on(
      'POST Presence/SaveAll',
      { Error: true, ErrorType: 'SoArgumentException', Message: 'canary' },
      status,
    );

    const { errors } = await ask(
      'mutation { setChatPresence(presences: [{ userId: 5, present: true }]) { chatPresence { userId } } }',
    );

    expect(errors).toMatchObject([
      {
        message:
          'SuperOffice refused. It may not know one of these users: `userId` is the `ejUserId` of a user, not the associate id.',
        extensions: { outcome: 'REJECTED' },
      },
    ]);
  });
});
