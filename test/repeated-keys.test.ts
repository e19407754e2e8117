import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;

/** Lists of records that each have a key. */
const LISTS = [
  {
    call: 'GET ChatSession/ForCurrentUser',
    operation: '{ list: chatSessionsForCurrentUser { id name: customerName } }',
    record: (id: number, name: string) => ({ ChatSessionId: id, CustomerName: name }),
  },
  {
    call: 'GET ChatTopic/ForCurrentUser',
    operation: '{ list: chatTopicsForCurrentUser { id name } }',
    record: (id: number, name: string) => ({ ChatTopicId: id, Name: name }),
  },
  {
    call: 'GET Presence/GetAll',
    operation: '{ list: chatPresence { id name: displayName } }',
    record: (id: number, name: string) => ({ UserId: id, DisplayName: name }),
  },
  {
    call: 'GET ChatSession/549/Messages',
    operation: '{ chatSession(id: 549) { list: messages { id name: message } } }',
    record: (id: number, name: string) => ({ ChatMessageId: id, ChatSessionId: 549, Message: name }),
  },
];

describe.each(LISTS)('the records of $call', ({ call, operation, record }) => {
  const read = async (records: readonly unknown[]) => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    pair.superOffice.on(call, records);
    const { data, errors } = await ask(operation);
    return { list: data.list ?? data.chatSession?.list, errors };
  };

  it('are UPSTREAM_BAD_RESPONSE if two different ones have the same key', async () => {
    const { list, errors } = await read([record(1, 'Ada'), record(2, 'Bo'), record(1, 'C4N4RY')]);

    expect(list ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
    expect(JSON.stringify(errors)).not.toContain('C4N4RY');
  });

  it('are shown once if they come twice, in the order of their first copies', async () => {
    const { list, errors } = await read([record(2, 'Bo'), record(1, 'Ada'), record(2, 'Bo'), null, record(1, 'Ada')]);

    expect(errors).toBeUndefined();
    expect(list).toEqual([
      { id: '2', name: 'Bo' },
      { id: '1', name: 'Ada' },
    ]);
  });

  it('without a key, 0 or below, may come more than once', async () => {
    const { list, errors } = await read([record(0, 'a'), record(1, 'Ada'), record(0, 'b'), record(-1, 'c')]);

    expect(errors).toBeUndefined();
    expect(list).toEqual([{ id: '1', name: 'Ada' }]);
  });
});

describe('a batch', () => {
  const PAIR = '{ a: person(id: 1) { fullName } b: person(id: 2) { fullName } }';
  const person = (id: number | string, name: string) => ({ PersonId: id, FullName: name });

  it.each([
    ['at once', [person(1, 'Ada'), person(1, 'C4N4RY'), person(2, 'Bo')]],
    ['apart', [person(1, 'C4N4RY'), person(2, 'Bo'), person(1, 'Ada')]],
    ['three times', [person(1, 'Ada'), person(1, 'C4N4RY'), person(2, 'Bo'), person(1, 'Ada')]],
    ['once as digits', [person(1, 'Ada'), person('1', 'C4N4RY'), person(2, 'Bo')]],
  ])('fails only the record of which there are two different ones: %s', async (_how, records) => {
    pair.superOffice.on('POST Agents/Person/GetPersonList', records);

    const answer = await ask(PAIR);

    expect(answer.data).toEqual({ a: null, b: { fullName: 'Bo' } });
    expect(answer.errors).toMatchObject([{ path: ['a'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
    expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    expect(pair.superOffice.calls()).toHaveLength(1);
  });
});

it('a search that finds a record twice is UPSTREAM_BAD_RESPONSE, because its rows are counted', async () => {
  const row = (id: number) => ({ EntityName: 'chat', PrimaryKey: id });
  pair.superOffice.on('POST Agents/Archive/GetArchiveListByColumns', [row(7), row(7), row(8)]);

  const answer = await ask('{ chatSessions(first: 2, filter: { text: "x" }) { edges { node { id } } } }');

  expect(answer.errors).toMatchObject([{ path: ['chatSessions'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
});
