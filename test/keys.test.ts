import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

const PERSONS = 'POST Agents/Person/GetPersonList';

describe('a key that is a text of digits', () => {
  it('is the key of a record of a batch', async () => {
    superOffice().on(PERSONS, [{ PersonId: '65', FullName: 'Chloe' }]);

    const answer = await ask('{ person(id: 65) { id fullName } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ person: { id: '65', fullName: 'Chloe' } });
  });

  it('is the key of a record that is read alone', async () => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: '549', TopicId: '3', Rating: 4 });

    const answer = await ask('{ chatSession(id: 549) { id rating topic { id } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatSession: { id: '549', rating: 4, topic: { id: '3' } } });
  });

  it('is the key of a nested record, and leads to the same record as the number', async () => {
    superOffice().on('GET ChatSession/ForCurrentUser', [
      { ChatSessionId: '1', Person: { PersonId: '65', FullName: 'Chloe' }, User: { AssociateId: '5', Name: 'tje0' } },
      { ChatSessionId: 2, Sale: { SaleId: 7, PersonId: '65' } },
      { ChatSessionId: 3, Sale: { SaleId: '8', PersonId: 65 } },
    ]);

    const answer = await ask(`{ chatSessionsForCurrentUser {
      id person { id } user { id userName } sale { id person { fullName } }
    } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual([
      { id: '1', person: { id: '65' }, user: { id: '5', userName: null }, sale: null },
      { id: '2', person: null, user: null, sale: { id: '7', person: { fullName: 'Chloe' } } },
      { id: '3', person: null, user: null, sale: { id: '8', person: { fullName: 'Chloe' } } },
    ]);
    expect(superOffice().calls()).toEqual(['GET ChatSession/ForCurrentUser']);
  });

  it('shows that a transfer took effect', async () => {
    superOffice().on('POST ChatSession/549/TransferTo/', { ChatSessionId: '549', TransferTo: { AssociateId: '6' } });

    const answer = await ask('mutation { transferChatSession(id: 549, toAssociate: "6") { id transferTo { id } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ transferChatSession: { id: '549', transferTo: { id: '6' } } });
  });

  it('is not another number', async () => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549, Rating: '4', Rank: '1' });

    const answer = await ask('{ chatSession(id: 549) { rating rank } }');

    expect(answer.data).toEqual({ chatSession: { rating: null, rank: null } });
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
      { extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
  });
});

const WITHOUT_KEY = [
  { what: 'none', key: undefined },
  { what: 'null', key: null },
  { what: 'a text', key: 'C4N4RY' },
  { what: 'a fraction', key: 6.5 },
  { what: 'beyond int32', key: '2147483648' },
  { what: 'a list', key: [65] },
];

describe('an invalid key', () => {
  it.each(WITHOUT_KEY)('does not make a record of a batch count as gone: $what', async ({ key }) => {
    superOffice().on(PERSONS, [
      { PersonId: key, FullName: 'C4N4RY' },
      { PersonId: 66, FullName: 'Kim' },
    ]);

    const answer = await ask('{ a: person(id: 65) { fullName } b: person(id: 66) { fullName } }');

    expect(answer.data).toEqual({ a: null, b: { fullName: 'Kim' } });
    expect(answer.errors).toMatchObject([{ path: ['a'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
  });

  it.each(
    [
      {
        list: 'GET ChatSession/ForCurrentUser',
        name: 'ChatSessionId',
        query: '{ chatSessionsForCurrentUser { status } }',
      },
      { list: 'GET ChatTopic/ForCurrentUser', name: 'ChatTopicId', query: '{ chatTopicsForCurrentUser { name } }' },
      { list: 'GET MDOList/chatuser', name: 'Id', query: '{ transferTargets { id } }' },
      { list: 'GET Presence/GetAll', name: 'UserId', query: '{ chatPresence { present } }' },
    ].flatMap((list) => WITHOUT_KEY.map((one) => ({ ...list, ...one }))),
  )('is an error of the list of $list: $what', async ({ list, name, query, key }) => {
    superOffice().on(list, [{ [name]: 7 }, { [name]: key, Name: 'C4N4RY' }, null]);

    const answer = await ask(query);

    expect(Object.values(answer.data)).toEqual([null]);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
  });

  it.each(WITHOUT_KEY)('is an error of the messages of a session: $what', async ({ key }) => {
    superOffice().on('GET ChatSession/549', { ChatSessionId: 549 });
    superOffice().on('GET ChatSession/549/Messages', [{ ChatMessageId: key, Message: 'C4N4RY' }]);

    const answer = await ask('{ chatSession(id: 549) { id messages { message } } }');

    expect(answer.data).toEqual({ chatSession: { id: '549', messages: null } });
    expect(answer.errors).toMatchObject([
      { path: ['chatSession', 'messages'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
  });

  it('of 0 or below means that there is no such record', async () => {
    superOffice().on(PERSONS, [{ PersonId: 0, FullName: '' }, { PersonId: '-1' }, null]);
    superOffice().on('GET ChatSession/ForCurrentUser', [{ ChatSessionId: 0 }, { ChatSessionId: 7 }, null]);

    const answer = await ask('{ person(id: 65) { fullName } chatSessionsForCurrentUser { id } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ person: null, chatSessionsForCurrentUser: [{ id: '7' }] });
  });
});
