import { describe, expect, it } from '@jest/globals';
import { MEMBER } from './helpers/chat-carriers.js';
import { useFacade } from './helpers/facade.js';
import { json, noContent } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

describe('setChatPresence', () => {
  const SET = 'setChatPresence(presences: [{ userId: 11, present: true }])';

  it('reads everybody’s presence after the write if it is selected', async () => {
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
  ])('succeeds even if the presence is then answered with $status, $code', async ({ status, body, code }) => {
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
  ])('succeeds when SuperOffice answers %s', async (_name, handler) => {
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

  it.each(["o'neil@example.com", 'Åse Ñandú', '李小龙'])('are sent as %j in one path segment', async (userName) => {
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

  it('lose properties that are left out when they are updated', async () => {
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

  it('are removed, and the topic is read afterwards if more than its id is selected', async () => {
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
