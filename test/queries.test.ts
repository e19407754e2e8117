import { describe, expect, it } from '@jest/globals';
import { isUnionType } from 'graphql';
import { createSchema } from '../src/graphql/schema/schema.js';
import { TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';

const pair = useFacade();
const { ask } = pair;

/** Items of SuperOffice's lists, whose carriers are alike, and those with a carrier of their own. */
const LIST_ITEMS = [
  'business',
  'category',
  'currency',
  'customerLanguage',
  'position',
  'projectStatus',
  'projectType',
  'saleType',
  'ticketPriority',
];
const LIST_ENTITIES = ['country', 'ticketCategory', 'ticketStatus', 'ticketType'];
const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

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
  ...LIST_ITEMS.map((name) => ({
    field: `${name}(id: 9)`,
    call: `POST Agents/List/Get${upperFirst(name)}List`,
    body: [9],
    record: { Id: 9, Value: 'Ø' },
    select: 'value',
    value: 'Ø',
  })),
  ...LIST_ENTITIES.map((name) => ({
    field: `${name}(id: 9)`,
    call: `POST Agents/List/Get${upperFirst(name)}List`,
    body: [9],
    record: { [`${upperFirst(name)}Id`]: 9, Name: 'Ø' },
    select: 'name',
    value: 'Ø',
  })),
];

it('has a root field for every entity', () => {
  const schema = createSchema({ exposeSessionKey: false });
  const entities = schema.getType('_Entity');
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
    .filter(({ args }) => args.length === 1 && String(args[0]?.type) === 'ID!' && args[0]?.name === 'id')
    .map(({ type }) => String(type));

  expect(isUnionType(entities) && entities.getTypes().map(({ name }) => name)).toEqual(fields.sort());
});

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

  it('is never a session other than the requested one', async () => {
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 550, LastMessage: 'not yours' });

    const answer = await ask('{ chatSession(id: 549) { id lastMessage } }');

    expect(answer.data).toEqual({ chatSession: null });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
  });
});

describe('chatTopic', () => {
  it('is GET ChatTopic/{id}, once, links and unknown properties ignored', async () => {
    pair.superOffice.on('GET ChatTopic/819', { ChatTopicId: 819, Name: 'Support', _Links: { Self: 'x' }, Later: 1 });

    const answer = await ask('{ chatTopic(id: 819) { id name } }');

    expect(answer.data).toEqual({ chatTopic: { id: '819', name: 'Support' } });
    expect(pair.superOffice.calls()).toEqual(['GET ChatTopic/819']);
  });

  it('is never a topic other than the requested one', async () => {
    pair.superOffice.on('GET ChatTopic/819', { ChatTopicId: 820, Name: 'not yours' });

    const answer = await ask('{ chatTopic(id: 819) { id name } }');

    expect(answer.data).toEqual({ chatTopic: null });
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

  it.each([null, { AssociateId: 0 }, { AssociateId: '-1' }])('is null when SuperOffice answers %j', async (body) => {
    pair.superOffice.on('GET User/currentAssociate', body);

    const answer = await ask('{ me { id } }');

    expect(answer.data).toEqual({ me: null });
    expect(answer.errors).toBeUndefined();
  });

  it.each([{}, { UserName: 'tje0' }, { AssociateId: null, UserName: 'tje0' }, { AssociateId: 'C4N4RY' }])(
    'is an error, not nobody, when SuperOffice answers %j',
    async (body) => {
      pair.superOffice.on('GET User/currentAssociate', body);

      const answer = await ask('{ me { userName } }');

      expect(answer.data).toEqual({ me: null });
      expect(answer.errors).toMatchObject([{ path: ['me'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
      expect(JSON.stringify(answer)).not.toContain('C4N4RY');
    },
  );

  it('is an error, not null, when SuperOffice refuses with a status of 200', async () => {
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

  it('is the MDO list of chat users, then one read of associates, which ids alone do not need', async () => {
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
  /** A kind of record: its type, its key, how it is read, and a field to know it by. */
  interface Kind {
    readonly type: string;
    readonly key: string;
    readonly call: string;
    readonly select: string;
  }
  const kind = (type: string, key: string, call: string, select: string): Kind => ({ type, key, call, select });
  const item = (type: string): Kind => kind(type, 'Id', `POST Agents/List/Get${type}List`, 'value');
  const KINDS: Readonly<Record<string, Kind>> = {
    chatSession: kind('ChatSession', 'ChatSessionId', 'GET ChatSession/', 'customerName'),
    chatTopic: kind('ChatTopic', 'ChatTopicId', 'GET ChatTopic/', 'name'),
    contact: kind('Contact', 'ContactId', 'POST Agents/Contact/GetContactList', 'name'),
    country: kind('Country', 'CountryId', 'POST Agents/List/GetCountryList', 'name'),
    currency: item('Currency'),
    customerLanguage: item('CustomerLanguage'),
    person: kind('Person', 'PersonId', 'POST Agents/Person/GetPersonList', 'fullName'),
    project: kind('Project', 'ProjectId', 'POST Agents/Project/GetProjectList', 'name'),
    projectStatus: item('ProjectStatus'),
    projectType: item('ProjectType'),
    sale: kind('Sale', 'SaleId', 'POST Agents/Sale/GetSaleList', 'title'),
    saleType: item('SaleType'),
    ticket: kind('Ticket', 'TicketId', 'POST Agents/Ticket/GetTickets', 'title'),
    ticketCategory: kind('TicketCategory', 'TicketCategoryId', 'POST Agents/List/GetTicketCategoryList', 'name'),
    ticketPriority: item('TicketPriority'),
    ticketStatus: kind('TicketStatus', 'TicketStatusId', 'POST Agents/List/GetTicketStatusList', 'name'),
    ticketType: kind('TicketType', 'TicketTypeId', 'POST Agents/List/GetTicketTypeList', 'name'),
    user: kind('User', 'AssociateId', 'POST Agents/Associate/GetAssociateList', 'name'),
  };
  const HOPS = [
    ['chatSession', 'topic', 'TopicId', 'chatTopic'],
    ['country', 'currency', 'CurrencyId', 'currency'],
    ['person', 'associate', 'AssociateId', 'user'],
    ['person', 'contact', 'ContactId', 'contact'],
    ['person', 'contactCountry', 'ContactCountryId', 'country'],
    ['person', 'country', 'CountryId', 'country'],
    ['person', 'supportAssociate', 'SupportAssociateId', 'user'],
    ['person', 'supportLanguage', 'SupportLanguageId', 'customerLanguage'],
    ['person', 'ticketPriority', 'TicketPriorityId', 'ticketPriority'],
    ['contact', 'associate', 'AssociateId', 'user'],
    ['contact', 'country', 'CountryId', 'country'],
    ['project', 'associate', 'AssociateId', 'user'],
    ['project', 'projectStatus', 'StatusId', 'projectStatus'],
    ['project', 'projectType', 'TypeId', 'projectType'],
    ['sale', 'associate', 'AssociateId', 'user'],
    ['sale', 'contact', 'ContactId', 'contact'],
    ['sale', 'person', 'PersonId', 'person'],
    ['sale', 'project', 'ProjectId', 'project'],
    ['sale', 'saleType', 'SaleTypeId', 'saleType'],
    ['ticket', 'category', 'Category', 'ticketCategory'],
    ['ticket', 'contact', 'ContactId', 'contact'],
    ['ticket', 'mergedInto', 'ConnectId', 'ticket'],
    ['ticket', 'ownedBy', 'OwnedByAssociateId', 'user'],
    ['ticket', 'person', 'CustId', 'person'],
    ['ticket', 'priority', 'Priority', 'ticketPriority'],
    ['ticket', 'project', 'ProjectId', 'project'],
    ['ticket', 'sale', 'SaleId', 'sale'],
    ['ticket', 'ticketStatus', 'TicketStatus', 'ticketStatus'],
    ['ticket', 'ticketType', 'TicketTypeId', 'ticketType'],
    ['ticketCategory', 'parent', 'ParentId', 'ticketCategory'],
    ['ticketType', 'defaultTicketPriority', 'DefaultTicketPriority', 'ticketPriority'],
    ['ticketType', 'defaultTicketStatus', 'DefaultTicketStatus', 'ticketStatus'],
    ['user', 'person', 'PersonId', 'person'],
  ].map(([from = '', field = '', foreignKey = '', to = '']) => ({
    from,
    field,
    foreignKey,
    to,
    parent: KINDS[from] as Kind,
    child: KINDS[to] as Kind,
  }));

  /** Has SuperOffice know some records of a kind. */
  function know({ key, call }: Kind, records: readonly Readonly<Record<string, unknown>>[]): void {
    pair.superOffice.on(call, ({ method, path, body }, response) => {
      const ids = method === 'GET' ? [Number(path.split('/')[1])] : idsIn(body);
      const found = records.filter((record) => ids.includes(record[key] as number));
      sendJson(response, method === 'GET' ? found[0] : found);
    });
  }

  /** Asks for the records 1 and 2 of a kind. */
  function askFor({ type }: Kind, selection: string) {
    return ask(`{
      _entities(representations: [{ __typename: "${type}", id: 1 }, { __typename: "${type}", id: 2 }]) {
        ... on ${type} { ${selection} }
      }
    }`);
  }

  const idsIn = (body: unknown): number[] => (Array.isArray(body) ? body : (body as { TicketIds: number[] }).TicketIds);
  /** `GET ChatTopic/3` or `POST Agents/…`, for each of the ids. */
  const callsFor = ({ call }: Kind, ids: readonly number[]) =>
    call.startsWith('GET') ? ids.map((id) => `${call}${id}`) : [call];
  const bodyFor = ({ call }: Kind, ids: readonly number[]) => {
    if (call.startsWith('GET')) {
      return undefined;
    }
    return call.endsWith('GetTickets') ? { TicketIds: ids } : ids;
  };
  const property = ({ select }: Kind) => select.charAt(0).toUpperCase() + select.slice(1);

  it.each(HOPS)(
    '$from has $field, by $foreignKey, in one call for all',
    async ({ field, foreignKey, parent, child }) => {
      const parents = [1, 2].map((id) => ({ [parent.key]: id, [foreignKey]: 3 }));
      const children = [{ [child.key]: 3, [property(child)]: 'shown' }];
      know(child, children);
      know(parent, parent === child ? [...parents, ...children] : parents);

      const whole = await askFor(parent, `${field} { id ${child.select} }`);

      const shown = { [field]: { id: '3', [child.select]: 'shown' } };
      expect(whole.errors).toBeUndefined();
      expect(whole.data).toEqual({ _entities: [shown, shown] });
      expect(pair.superOffice.calls()).toEqual([...callsFor(parent, [1, 2]), ...callsFor(child, [3])]);
      expect(pair.superOffice.requests.at(-1)?.body).toEqual(bodyFor(child, [3]));
    },
  );

  it.each(HOPS)('$from has the key of $field without a further call', async ({ field, foreignKey, parent, child }) => {
    know(
      parent,
      [1, 2].map((id) => ({ [parent.key]: id, [foreignKey]: id + 2 })),
    );

    const keys = await askFor(parent, `${field} { __typename id }`);

    expect(keys.errors).toBeUndefined();
    expect(keys.data).toEqual({
      _entities: ['3', '4'].map((id) => ({ [field]: { __typename: child.type, id } })),
    });
    expect(pair.superOffice.calls()).toEqual(callsFor(parent, [1, 2]));
  });

  it.each(HOPS)('$from has no $field if $foreignKey is 0 or -1', async ({ field, foreignKey, parent, child }) => {
    know(parent, [
      { [parent.key]: 1, [foreignKey]: 0 },
      { [parent.key]: 2, [foreignKey]: -1 },
    ]);

    const answer = await askFor(parent, `${field} { id ${child.select} }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ _entities: [{ [field]: null }, { [field]: null }] });
    expect(pair.superOffice.calls()).toEqual(callsFor(parent, [1, 2]));
  });

  it.each(HOPS)(
    '$from has no $field when that is gone, without an error',
    async ({ field, foreignKey, parent, child }) => {
      const parents = [1, 2].map((id) => ({ [parent.key]: id, [foreignKey]: 3 }));
      pair.superOffice.on(child.call, child.call.startsWith('GET') ? null : []);
      know(parent, parents);

      const answer = await askFor(parent, `${field} { ${child.select} }`);

      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({ _entities: [{ [field]: null }, { [field]: null }] });
    },
  );

  it('to a topic that may not be read fails only the topics of its members', async () => {
    pair.superOffice.on('GET Presence/GetAll', [
      { UserId: 1, ChatTopics: [3, 4] },
      { UserId: 2, ChatTopics: [3] },
    ]);
    pair.superOffice.on('GET ChatTopic/3', { ChatTopicId: 3, Name: 'Support' });
    pair.superOffice.on('GET ChatTopic/4', { Error: true, ErrorType: 'SoSentryException' }, 403);

    const answer = await ask('{ chatPresence { userId chatTopics { name } } }');

    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(answer.data.chatPresence).toMatchObject([{ userId: 1 }, { userId: 2, chatTopics: [{ name: 'Support' }] }]);
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
