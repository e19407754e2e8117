import { describe, expect, it } from '@jest/globals';
import { TJE0, useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;

const READS = [
  {
    field: 'person(id: 65)',
    call: 'POST Agents/Person/GetPersonList',
    body: [65],
    record: { PersonId: 65, FullName: 'Ø' },
    select: 'fullName',
    value: 'Ø',
  },
  {
    field: 'contact(id: 18)',
    call: 'POST Agents/Contact/GetContactList',
    body: [18],
    record: { ContactId: 18, Name: 'N' },
    select: 'name',
    value: 'N',
  },
  {
    field: 'project(id: 4)',
    call: 'POST Agents/Project/GetProjectList',
    body: [4],
    record: { ProjectId: 4, Name: 'P' },
    select: 'name',
    value: 'P',
  },
  {
    field: 'sale(id: 21)',
    call: 'POST Agents/Sale/GetSaleList',
    body: [21],
    record: { SaleId: 21, Title: 'S' },
    select: 'title',
    value: 'S',
  },
  {
    field: 'ticket(id: 11)',
    call: 'POST Agents/Ticket/GetTickets',
    body: { TicketIds: [11] },
    record: { TicketId: 11, Title: 'T' },
    select: 'title',
    value: 'T',
  },
  {
    field: 'user(id: 5)',
    call: 'POST Agents/Associate/GetAssociateList',
    body: [5],
    record: { AssociateId: 5, Name: 'tje0' },
    select: 'name',
    value: 'tje0',
  },
];

describe.each(READS)('$field', ({ field, call, body, record, select, value }) => {
  const name = field.split('(')[0] as string;

  it(`is ${call}, once`, async () => {
    pair.superOffice.on(call, [record]);

    const answer = await ask(`{ ${field} { id ${select} } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ [name]: { id: /\d+/.exec(field)?.[0], [select]: value } });
    expect(pair.superOffice.calls()).toEqual([call]);
    expect(pair.superOffice.requests[0]?.body).toEqual(body);
    expect(pair.superOffice.requests[0]?.headers).toMatchObject({
      authorization: TJE0,
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it('is null, without an error, when the record is gone', async () => {
    pair.superOffice.on(call, []);

    const answer = await ask(`{ ${field} { ${select} } }`);

    expect(answer).toMatchObject({ status: 200, data: { [name]: null } });
    expect(answer.errors).toBeUndefined();
  });

  it('is null with FORBIDDEN when the caller may not read it, and the rest answers', async () => {
    pair.superOffice.on(call, { Error: true, ErrorType: 'SoSecurityException', ErrorMessage: 'secret' }, 403);
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5 });

    const answer = await ask(`{ ${field} { ${select} } me { id } }`);

    expect(answer.data).toEqual({ [name]: null, me: { id: '5' } });
    expect(answer.errors).toMatchObject([{ path: [name], extensions: { code: 'FORBIDDEN' } }]);
    expect(answer.errors?.[0]?.extensions).not.toHaveProperty('outcome');
  });

  it.each(['0', '-1', '2147483648', '"abc"'])('refuses the id %s without a call', async (id) => {
    const answer = await ask(`{ ${name}(id: ${id}) { ${select} } }`);

    expect(answer).toMatchObject({ status: 200, data: { [name]: null } });
    expect(answer.errors).toMatchObject([{ path: [name], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('asks for the highest id', async () => {
    pair.superOffice.on(call, []);

    await ask(`{ ${name}(id: 2147483647) { ${select} } }`);

    expect(JSON.stringify(pair.superOffice.requests[0]?.body)).toContain('[2147483647]');
  });
});

describe('chatSession', () => {
  it('is GET ChatSession/{id}, once, links and unknown properties ignored', async () => {
    pair.superOffice.on('GET ChatSession/549', {
      ChatSessionId: 549,
      LastMessage: 'Hi',
      _Links: { Self: 'https://secret' },
      Later: 1,
    });

    const answer = await ask('{ chatSession(id: 549) { id lastMessage } }');

    expect(answer.data).toEqual({ chatSession: { id: '549', lastMessage: 'Hi' } });
    expect(pair.superOffice.calls()).toEqual(['GET ChatSession/549']);
  });

  it.each([
    ['404', 404, { Error: true, ErrorType: 'SoNotFoundException', ErrorMessage: 'no' }],
    ['404 and a page', 404, '<html>'],
    ['null', 200, null],
  ])('is null, without an error, when SuperOffice answers %s', async (_name, status, body) => {
    pair.superOffice.on('GET ChatSession/549', body, status);

    const answer = await ask('{ chatSession(id: 549) { id } }');

    expect(answer.data).toEqual({ chatSession: null });
    expect(answer.errors).toBeUndefined();
  });

  it('is null, without an error, when SuperOffice answers 204', async () => {
    pair.superOffice.on('GET ChatSession/549', (_request, response) => {
      response.writeHead(204).end();
    });

    expect(await ask('{ chatSession(id: 549) { id } }')).toMatchObject({ data: { chatSession: null } });
  });

  it('is never another session than the one asked for', async () => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 550, LastMessage: 'not yours' });

    const answer = await ask('{ chatSession(id: 549) { id lastMessage } }');

    expect(answer.data).toEqual({ chatSession: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
  });
});

describe('chatSessionsForCurrentUser', () => {
  it('is GET ChatSession/ForCurrentUser, queued sessions without a user included', async () => {
    pair.superOffice.on('GET ChatSession/ForCurrentUser', [
      { ChatSessionId: 1, Status: 'UserLast', User: { AssociateId: 5, Name: 'tje0' } },
      { ChatSessionId: 2, Status: 'InQueue', User: null },
      { ChatSessionId: 3, Status: 'InQueue', User: { AssociateId: 0, Name: '' } },
      null,
    ]);

    const answer = await ask('{ chatSessionsForCurrentUser { id status user { name } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSessionsForCurrentUser).toEqual([
      { id: '1', status: 'USER_LAST', user: { name: 'tje0' } },
      { id: '2', status: 'IN_QUEUE', user: null },
      { id: '3', status: 'IN_QUEUE', user: null },
    ]);
    expect(pair.superOffice.calls()).toEqual(['GET ChatSession/ForCurrentUser']);
  });

  it('is UPSTREAM_BAD_RESPONSE when SuperOffice answers with no list', async () => {
    pair.superOffice.on('GET ChatSession/ForCurrentUser', { ChatSessionId: 1 });

    const answer = await ask('{ chatSessionsForCurrentUser { id } }');

    expect(answer.data).toEqual({ chatSessionsForCurrentUser: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
  });
});

describe('me', () => {
  it('is GET User/currentAssociate', async () => {
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5, UserName: 'tje0', Type: 'InternalAssociate' });

    const answer = await ask('{ me { id userName type } }');

    expect(answer.data).toEqual({ me: { id: '5', userName: 'tje0', type: 'INTERNAL_ASSOCIATE' } });
    expect(pair.superOffice.calls()).toEqual(['GET User/currentAssociate']);
  });

  it.each([null, { AssociateId: 0 }, {}])('is null when SuperOffice answers %j', async (body) => {
    pair.superOffice.on('GET User/currentAssociate', body);

    const answer = await ask('{ me { id } }');

    expect(answer.data).toEqual({ me: null });
    expect(answer.errors).toBeUndefined();
  });

  it('is an error, not nobody, when SuperOffice refuses with a status of 200', async () => {
    pair.superOffice.on('GET User/currentAssociate', { Error: true, ErrorType: 'SoException', ErrorMessage: 'secret' });

    const answer = await ask('{ me { id } }');

    expect(answer.data).toEqual({ me: null });
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_ERROR', superOffice: { status: 200, errorType: 'SoException' } } },
    ]);
  });
});

describe('transferTargets', () => {
  const items = [
    { Id: 7, Name: 'Bo' },
    { Id: 0, Name: 'A heading' },
    { Id: 9, Name: 'Gone' },
    { Id: 4, Name: 'Mo', Deleted: true },
    { Id: 3 },
  ];

  it('is the MDO list of chat users, then one read of associates; none for the ids alone', async () => {
    pair.superOffice.on('GET MDOList/chatuser', items);
    pair.superOffice.on('POST Agents/Associate/GetAssociateList', [
      { AssociateId: 3, Name: 'mo' },
      { AssociateId: 7, Name: 'bo' },
    ]);

    const whole = await ask('{ transferTargets { id name } }');
    const ids = await ask('{ transferTargets { id } }');

    expect(whole.data).toEqual({
      transferTargets: [
        { id: '7', name: 'bo' },
        { id: '3', name: 'mo' },
      ],
    });
    expect(ids.data).toEqual({ transferTargets: [{ id: '7' }, { id: '9' }, { id: '3' }] });
    expect(pair.superOffice.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'GET MDOList/chatuser',
      'POST Agents/Associate/GetAssociateList',
      'GET MDOList/chatuser',
    ]);
  });

  it.each([
    ['', 'associate=True&removeSelf=True&onlyPresent=True'],
    ['(onlyPresent: null)', 'associate=True&removeSelf=True&onlyPresent=True'],
    ['(onlyPresent: false)', 'associate=True&removeSelf=True'],
    ['(topic: 819)', 'associate=True&removeSelf=True&onlyPresent=True&topicId=819'],
  ])('%s asks for %s', async (args, additional) => {
    pair.superOffice.on('GET MDOList/chatuser', []);

    const answer = await ask(`{ transferTargets${args} { id } }`);

    expect(answer.data).toEqual({ transferTargets: [] });
    const [request] = pair.superOffice.requests;
    expect(Object.fromEntries(new URLSearchParams(request?.path.split('?')[1]))).toEqual({ flat: 'true', additional });
  });
});

describe('relations', () => {
  const RECORDS = {
    contact: { call: 'POST Agents/Contact/GetContactList', record: { ContactId: 3, Name: 'contact' }, select: 'name' },
    country: { call: 'POST Agents/List/GetCountryList', record: { CountryId: 3, Name: 'country' }, select: 'name' },
    person: {
      call: 'POST Agents/Person/GetPersonList',
      record: { PersonId: 3, FullName: 'person' },
      select: 'fullName',
    },
    project: { call: 'POST Agents/Project/GetProjectList', record: { ProjectId: 3, Name: 'project' }, select: 'name' },
    sale: { call: 'POST Agents/Sale/GetSaleList', record: { SaleId: 3, Title: 'sale' }, select: 'title' },
    ticket: { call: 'POST Agents/Ticket/GetTickets', record: { TicketId: 3, Title: 'ticket' }, select: 'title' },
    user: { call: 'POST Agents/Associate/GetAssociateList', record: { AssociateId: 3, Name: 'user' }, select: 'name' },
  } as const;
  const HOPS = [
    ['person', 'PersonId', 'associate', 'AssociateId', 'user'],
    ['person', 'PersonId', 'contact', 'ContactId', 'contact'],
    ['person', 'PersonId', 'contactCountry', 'ContactCountryId', 'country'],
    ['person', 'PersonId', 'country', 'CountryId', 'country'],
    ['person', 'PersonId', 'supportAssociate', 'SupportAssociateId', 'user'],
    ['contact', 'ContactId', 'associate', 'AssociateId', 'user'],
    ['contact', 'ContactId', 'country', 'CountryId', 'country'],
    ['project', 'ProjectId', 'associate', 'AssociateId', 'user'],
    ['sale', 'SaleId', 'associate', 'AssociateId', 'user'],
    ['sale', 'SaleId', 'contact', 'ContactId', 'contact'],
    ['sale', 'SaleId', 'person', 'PersonId', 'person'],
    ['sale', 'SaleId', 'project', 'ProjectId', 'project'],
    ['ticket', 'TicketId', 'contact', 'ContactId', 'contact'],
    ['ticket', 'TicketId', 'mergedInto', 'ConnectId', 'ticket'],
    ['ticket', 'TicketId', 'ownedBy', 'OwnedByAssociateId', 'user'],
    ['ticket', 'TicketId', 'person', 'CustId', 'person'],
    ['ticket', 'TicketId', 'project', 'ProjectId', 'project'],
    ['ticket', 'TicketId', 'sale', 'SaleId', 'sale'],
    ['user', 'AssociateId', 'person', 'PersonId', 'person'],
  ] as const;

  it.each(HOPS)('%s (%s) has %s, by %s', async (from, key, field, foreignKey, to) => {
    const { call, select, record } = RECORDS[to];
    const parent = { [key]: 1, [foreignKey]: 3 };
    pair.superOffice.on(RECORDS[from].call, ({ body }, response) => {
      const answered = JSON.stringify(body).includes('[1]') ? parent : record;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([answered]));
    });
    if (to !== from) {
      pair.superOffice.on(call, [record]);
    }

    const whole = await ask(`{ ${from}(id: 1) { ${field} { id ${select} } } }`);
    const keyOnly = await ask(`{ ${from}(id: 1) { ${field} { id __typename } } }`);

    expect(whole).toMatchObject({ data: { [from]: { [field]: { id: '3', [select]: to } } } });
    expect(whole.errors).toBeUndefined();
    expect(keyOnly).toMatchObject({ data: { [from]: { [field]: { id: '3' } } } });
    expect(pair.superOffice.calls()).toEqual([RECORDS[from].call, call, RECORDS[from].call]);
  });

  it.each(HOPS)('%s (%s) has no %s where %s is 0 or -1', async (from, key, field, foreignKey, _to) => {
    for (const none of [0, -1]) {
      pair.superOffice.on(RECORDS[from].call, [{ [key]: 1, [foreignKey]: none }]);
      expect(await ask(`{ ${from}(id: 1) { ${field} { id } } }`)).toMatchObject({
        data: { [from]: { [field]: null } },
      });
    }
    expect(pair.superOffice.calls()).toHaveLength(2);
  });

  it.each([
    ['chatSession', 'GET ChatSession/1', { ChatSessionId: 1, TopicId: 819 }, 'topic', '819'],
    ['person', 'POST Agents/Person/GetPersonList', [{ PersonId: 1, TicketPriorityId: 2 }], 'ticketPriority', '2'],
    ['person', 'POST Agents/Person/GetPersonList', [{ PersonId: 1, SupportLanguageId: 3 }], 'supportLanguage', '3'],
    ['project', 'POST Agents/Project/GetProjectList', [{ ProjectId: 1, TypeId: 4 }], 'projectType', '4'],
    ['project', 'POST Agents/Project/GetProjectList', [{ ProjectId: 1, StatusId: 5 }], 'projectStatus', '5'],
    ['sale', 'POST Agents/Sale/GetSaleList', [{ SaleId: 1, SaleTypeId: 6 }], 'saleType', '6'],
    ['ticket', 'POST Agents/Ticket/GetTickets', [{ TicketId: 1, Category: 7 }], 'category', '7'],
    ['ticket', 'POST Agents/Ticket/GetTickets', [{ TicketId: 1, Priority: 8 }], 'priority', '8'],
    ['ticket', 'POST Agents/Ticket/GetTickets', [{ TicketId: 1, TicketStatus: 9 }], 'ticketStatus', '9'],
    ['ticket', 'POST Agents/Ticket/GetTickets', [{ TicketId: 1, TicketTypeId: 10 }], 'ticketType', '10'],
  ])('%s (%s) %j has %s { id }, without a further call', async (from, call, body, field, id) => {
    pair.superOffice.on(call, body);

    const answer = await ask(`{ ${from}(id: 1) { ${field} { id } } }`);

    expect(answer.data).toEqual({ [from]: { [field]: { id } } });
    expect(pair.superOffice.calls()).toEqual([call]);
  });

  it('joins a request’s owner by the associate id, never by the Service user id', async () => {
    pair.superOffice.on('POST Agents/Ticket/GetTickets', [
      { TicketId: 1, OwnedBy: 77, OwnedByAssociateId: 5 },
      { TicketId: 2, OwnedBy: 77 },
    ]);
    pair.superOffice.on('POST Agents/Associate/GetAssociateList', [
      { AssociateId: 5, Name: 'tje0' },
      { AssociateId: 77, Name: 'wrong' },
    ]);

    const answer = await ask(
      '{ a: ticket(id: 1) { ownedBy { name } ownedByEjUserId } b: ticket(id: 2) { ownedBy { name } } }',
    );

    expect(answer.data).toEqual({ a: { ownedBy: { name: 'tje0' }, ownedByEjUserId: 77 }, b: { ownedBy: null } });
  });

  it('reads a request’s customer from the newer properties, else from the older ones', async () => {
    pair.superOffice.on('POST Agents/Ticket/GetTickets', [
      { TicketId: 1, PersonFirstname: 'Åse', PersonFullname: null, CustFirstname: 'old', CustFullname: 'Åse Old' },
      { TicketId: 2, CustFirstname: 'Retha', CustMiddleName: 'T', CustLastname: 'Medhurst' },
    ]);

    const answer = await ask(`{
      a: ticket(id: 1) { personFirstname personFullname personLastname }
      b: ticket(id: 2) { personFirstname personMiddleName personLastname personFullname }
    }`);

    expect(answer.data).toEqual({
      a: { personFirstname: 'Åse', personFullname: 'Åse Old', personLastname: null },
      b: { personFirstname: 'Retha', personMiddleName: 'T', personLastname: 'Medhurst', personFullname: null },
    });
  });
});
