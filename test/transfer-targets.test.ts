import { describe, expect, it } from '@jest/globals';
import { execute, useFacade } from './helpers/facade.js';
import { batchOf, notFound } from './helpers/fake-superoffice.js';
import { useRecordedSandbox } from './helpers/recorded-sandbox.js';

const CHAT_USERS = 'GET MDOList/chatuser';
const MEMBERS = 'GET ChatTopic/819/UserAgent';
const ASSOCIATES = 'POST Agents/Associate/GetAssociateList';
const PRESENCE = 'GET Presence/GetAll';

describe('transferTargets with canRespond', () => {
  const pair = useFacade();
  const { ask } = pair;
  const superOffice = () => pair.superOffice;
  const calls = () =>
    superOffice()
      .requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`)
      .sort();

  const MEMBER_LIST = [
    { TopicId: 819, User: { AssociateId: 3, FullName: 'Bo' }, CanRespond: true },
    { TopicId: 819, User: { AssociateId: '4' }, CanRespond: true },
    { TopicId: 819, User: { AssociateId: 7 }, CanListen: true, CanRespond: false, CanManage: true },
    { TopicId: 819, User: { AssociateId: 8 } },
    { TopicId: 819, User: null, CanRespond: true },
    { TopicId: 819, User: { AssociateId: 0 }, CanRespond: true },
    // May respond, and is not present.
    { TopicId: 819, User: { AssociateId: 10 }, CanRespond: true },
  ];

  it('leaves out members who may not respond, by one call more', async () => {
    superOffice().on(
      CHAT_USERS,
      [3, 4, 7, 8, 9].map((Id) => ({ Id })),
    );
    superOffice().on(MEMBERS, MEMBER_LIST);
    superOffice().on(
      ASSOCIATES,
      batchOf(
        'AssociateId',
        [3, 4, 7, 8, 9].map((id) => ({ AssociateId: id, Name: `u${id}` })),
      ),
    );

    const answer = await ask('{ transferTargets(topic: 819, canRespond: true) { id name } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      transferTargets: [
        { id: '3', name: 'u3' },
        { id: '4', name: 'u4' },
      ],
    });
    expect(calls()).toEqual([MEMBERS, CHAT_USERS, ASSOCIATES].sort());
  });

  it.each(['', ', canRespond: false', ', canRespond: null'])('is not checked: topic: 819%s', async (more) => {
    superOffice().on(CHAT_USERS, [{ Id: 3 }, { Id: 7 }]);

    const answer = await ask(`{ transferTargets(topic: 819${more}) { id } }`);

    expect(answer.data).toEqual({ transferTargets: [{ id: '3' }, { id: '7' }] });
    expect(calls()).toEqual([CHAT_USERS]);
  });

  it.each(['canRespond: true', 'topic: null, canRespond: true', 'onlyPresent: false, canRespond: true'])(
    'needs a topic, and is refused without a call: %s',
    async (args) => {
      const answer = await ask(`{ transferTargets(${args}) { id } }`);

      expect(answer.data).toEqual({ transferTargets: null });
      expect(answer.errors).toMatchObject([
        { message: expect.stringContaining('Expected `topic`'), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
      expect(calls()).toEqual([]);
    },
  );

  it.each([
    ['there is no such topic', notFound, 'NOT_FOUND'],
    ['its members are no list', {}, 'UPSTREAM_BAD_RESPONSE'],
    ['a member’s user cannot be read', [{ User: 'canary', CanRespond: true }], 'UPSTREAM_BAD_RESPONSE'],
  ])('is an error, without any users, if %s', async (_name, members, code) => {
    superOffice().on(CHAT_USERS, [{ Id: 3 }]);
    superOffice().on(MEMBERS, members);

    const answer = await ask('{ transferTargets(topic: 819, canRespond: true) { id } }');

    expect(answer.data).toEqual({ transferTargets: null });
    expect(answer.errors).toMatchObject([{ path: ['transferTargets'], extensions: { code } }]);
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});

describe('a transfer dialog in the sandbox tenant', () => {
  const tenant = useRecordedSandbox();

  it('offers only members who may respond, and shows how busy each one is', async () => {
    const query = (args: string) => `{ transferTargets(${args}) { id chatPresence { id ongoingChats user { id } } } }`;

    const all = await execute(tenant.facade.url, query('topic: 819'));
    tenant.proxy.take();
    const some = await execute(tenant.facade.url, query('topic: 819, canRespond: true'));

    expect(tenant.proxy.take().sort()).toEqual(
      [MEMBERS, PRESENCE, CHAT_USERS, CHAT_USERS, ASSOCIATES, ASSOCIATES].sort(),
    );
    const idsOf = ({ data }: typeof all) => data.transferTargets.map(({ id }: { readonly id: string }) => id);
    expect(idsOf(all)).toContain('10');
    expect(idsOf(some).length).toBeGreaterThan(2);
    expect(idsOf(some)).not.toContain('10');
    for (const { id, chatPresence } of some.data.transferTargets) {
      expect(chatPresence).toEqual({
        id: expect.any(String),
        ongoingChats: expect.any(Number),
        user: { id },
      });
    }
  });
});
