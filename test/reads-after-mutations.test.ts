import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import { noContent, sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

/** Mutations, with what of their answer is a topic that was read before. */
const READ_ANEW = [
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
];

/** They have tests of their own: one is answered with the member, the other without a topic. */
const OTHERS = ['transferChatSession', 'deleteChatSession'];

describe('what an operation reads after a mutation', () => {
  it('shows the state after the mutation', async () => {
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

  it('is read again after every mutation', async () => {
    const { data } = await ask('{ __schema { mutationType { fields { name } } } }');
    const names: string[] = data.__schema.mutationType.fields.map(({ name }: { readonly name: string }) => name);

    expect([...READ_ANEW.map(({ field }) => /\w+/.exec(field)?.[0]), ...OTHERS].toSorted()).toEqual(names.toSorted());
  });

  it.each(READ_ANEW)('is read again, although it was read before: $field', async ({ call, field }) => {
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
  ])('is not read if it came with the answer: $field', async ({ call, field }) => {
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

  it('does not reuse records of earlier answers: the next mutation does not show what one answered', async () => {
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

  it('continues in order after a mutation that failed', async () => {
    superOffice().on('POST ChatSession/549/Pickup', {}, 403);
    superOffice().on('DELETE ChatSession/550', noContent);

    const answer = await ask('mutation { pickUpChatSession(id: 549) { id } deleteChatSession(id: 550) { id } }');

    expect(answer.data).toEqual({ pickUpChatSession: null, deleteChatSession: { id: '550' } });
    expect(answer.errors).toMatchObject([{ path: ['pickUpChatSession'], extensions: { code: 'FORBIDDEN' } }]);
    expect(superOffice().calls()).toEqual(['POST ChatSession/549/Pickup', 'DELETE ChatSession/550']);
  });
});
