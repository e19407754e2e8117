import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type {
  ArchiveCarrier,
  ChatSessionCarrier,
  CountryCarrier,
  ListItemCarrier,
  PersonCarrier,
  TicketCarrier,
  TicketCategoryEntityCarrier,
} from '../src/superoffice/carriers.js';
import { answerViolations, findOperation } from './contract/contract.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => new Date('2026-03-20T10:00:00Z') });
});
afterAll(() => sandbox.stop());

interface CallOptions {
  readonly on?: Sandbox;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function call(method: string, url: string, { body, headers }: CallOptions = {}) {
  return fetch(url, {
    method,
    headers: {
      Authorization: 'SoTicket 7T:tje0',
      'SO-TimeZone': 'UTC, includeTZOffset',
      'SO-Language': 'en',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** What is answered with 200, as the contract has it; `url` may be a path below the REST root. */
async function read<T>(method: string, url: string, options: CallOptions = {}): Promise<T> {
  const { url: root } = options.on ?? sandbox;
  const absolute = url.startsWith('http') ? url : root + url;
  const response = await call(method, absolute, options);
  const json: unknown = await response.json();
  expect({ status: response.status, json }).toMatchObject({ status: 200 });
  const path = absolute.slice(root.length);
  if (findOperation(method, path.split('?')[0] ?? '')) expect(answerViolations(method, path, json)).toEqual([]);
  return json as T;
}

type Row = Readonly<Record<string, unknown>>;
type Query = Readonly<Record<string, string>>;

function pathOf(list: string, query: Query): string {
  return `${list}?${new URLSearchParams(query)}`;
}

async function rows(query: Query, { list = 'ChatSession', ...options }: CallOptions & { list?: string } = {}) {
  const { value } = await read<ArchiveCarrier>('GET', pathOf(list, query), options);
  return value as readonly Row[];
}

async function idsWhere(filter: string, options: CallOptions & { list?: string } = {}): Promise<number[]> {
  const [key = ''] = options.list === 'Ticket' ? ['ticketId'] : ['chatSessionId'];
  return (await rows({ $select: key, $filter: filter }, options)).map((row) => Number(row[key]));
}

/** The sessions whose carriers pass, by id. */
async function idsOf(isIn: (session: Required<ChatSessionCarrier>) => boolean): Promise<number[]> {
  const ids = Array.from({ length: 100 }, (_item, index) => 470 + index);
  const sessions = await Promise.all(ids.map((id) => read<Required<ChatSessionCarrier>>('GET', `ChatSession/${id}`)));
  return sessions.filter(isIn).map(({ ChatSessionId }) => ChatSessionId);
}

describe('a list of sessions', () => {
  it('has the columns that are asked for, as they are shown', async () => {
    const query = {
      $select:
        'chatSessionId, status,whenRequested,whenEnded,agent,associateId,personId,person/fullName,chatTopic/name',
      $filter: 'chatSessionId eq 549',
    };
    expect(await rows(query)).toEqual([
      {
        ...{ PrimaryKey: '549', EntityName: 'chat', chatSessionId: 549, status: 'Customer wrote last' },
        ...{ whenRequested: '2026-03-02T09:40:58Z', whenEnded: null, agent: 'Tobias Everhart', associateId: 5 },
        ...{ personId: 65, 'person/fullName': 'Chloe Whitcombe', 'chatTopic/name': 'Customer support' },
      },
    ]);
    expect(await rows(query, { headers: { 'SO-Language': 'de', 'SO-TimeZone': '' } })).toMatchObject([
      { status: 'Kunde schrieb zuletzt', whenRequested: '2026-03-02T10:40:58' },
    ]);
  });

  it('has raw and shown values where it is full', async () => {
    const query = { $select: 'status,whenEnded,agent', $filter: 'chatSessionId = 549', $mode: 'Full' };
    const cell = (RawValue: unknown, DisplayValue: string) => ({
      RawValue,
      DisplayValue,
      LinkHint: '',
      TooltipHint: '',
    });
    expect(await rows(query)).toEqual([
      {
        ...{ PrimaryKey: '549', EntityName: 'chat', status: cell(5, 'Customer wrote last') },
        ...{ whenEnded: cell(null, ''), agent: cell(12, 'Tobias Everhart') },
      },
    ]);
  });

  it('has columns of its own where none are asked for, and every one that it knows', async () => {
    const [first = {}] = await rows({ $top: '1' });
    expect(first).toHaveProperty('firstMessage');
    const every = [
      ...['chatSessionId', 'firstMessage', 'lastMessage', 'whenRequested', 'whenStarted', 'whenEnded', 'whenIdle'],
      ...[
        'duration',
        'timeInQueue',
        'queueLength',
        'rating',
        'status',
        'agent',
        'associateId',
        'contactId',
        'personId',
      ],
      ...['customerName', 'customerAlias', 'customerEmail', 'customerPhone', 'customerCompanyName'],
      ...['chatTopic/chatTopicId', 'chatTopic/name', 'associate/associateId', 'associate/fullName'],
      ...['contact/contactId', 'contact/name', 'person/personId', 'person/fullName'],
    ];
    const [full = {}] = await rows({ $select: every.join(','), $filter: 'chatSessionId eq 555' });
    expect(Object.keys(full)).toEqual(['PrimaryKey', 'EntityName', ...every]);
    const { WhenStarted = '', WhenEnded = '' } = await read<ChatSessionCarrier>('GET', 'ChatSession/555');
    expect(full).toMatchObject({ duration: (Date.parse(WhenEnded) - Date.parse(WhenStarted)) / 1000 });
  });

  it.each<[filter: string, isIn: (session: Required<ChatSessionCarrier>) => boolean]>([
    ['chatSessionId eq 549', ({ ChatSessionId }) => ChatSessionId === 549],
    ['chatSessionId ne 549', ({ ChatSessionId }) => ChatSessionId !== 549],
    ['chatSessionId gt 560', ({ ChatSessionId }) => ChatSessionId > 560],
    ['chatSessionId ge 560', ({ ChatSessionId }) => ChatSessionId >= 560],
    ['chatSessionId lt 480', ({ ChatSessionId }) => ChatSessionId < 480],
    ['chatSessionId le 480', ({ ChatSessionId }) => ChatSessionId <= 480],
    ['chatSessionId in (549, 550,9999)', ({ ChatSessionId }) => [549, 550].includes(ChatSessionId)],
    ['chatSessionId between (549,552)', ({ ChatSessionId }) => ChatSessionId >= 549 && ChatSessionId <= 552],
    ['status oneOf (4,5)', ({ Status }) => Status === 'InQueue' || Status === 'CustomerLast'],
    ['status notOneOf (4,5)', ({ Status }) => Status !== 'InQueue' && Status !== 'CustomerLast'],
    ['STATUS EQ 6', ({ Status }) => Status === 'UserLast'],
    ['agent oneOf (12)', ({ User }) => User?.AssociateId === 5],
    ['associateId in (5,3)', ({ User }) => [5, 3].includes(User?.AssociateId ?? 0)],
    ['chatTopic/chatTopicId eq 823', ({ TopicId }) => TopicId === 823],
    ['personId gt 0', ({ Person }) => (Person?.PersonId ?? 0) > 0],
    ["firstMessage contains 'ORDER'", ({ FirstMessage }) => /order/i.test(FirstMessage ?? '')],
    ["customerName is 'chloe whitcombe'", ({ CustomerName }) => CustomerName === 'Chloe Whitcombe'],
    ["startswith(firstMessage,'Hi!')", ({ FirstMessage }) => Boolean(FirstMessage?.startsWith('Hi!'))],
    ["endswith(firstMessage, '?')", ({ FirstMessage }) => Boolean(FirstMessage?.endsWith('?'))],
    ["substringof('chargers',firstMessage)", ({ FirstMessage }) => Boolean(FirstMessage?.includes('chargers'))],
    ["whenRequested ge '2026-03-01T00:00:00Z'", ({ WhenRequested }) => WhenRequested >= '2026-03-01'],
    ["whenRequested lt '2026-03-02T10:40:58+01:00'", ({ WhenRequested }) => WhenRequested < '2026-03-02T09:40:58Z'],
    ["whenRequested afterTime '2026-03-02T09:40:57'", ({ WhenRequested }) => WhenRequested >= '2026-03-02T09:40:58Z'],
    ["whenRequested beforeTime '2026-03-02T09:40:58'", ({ WhenRequested }) => WhenRequested < '2026-03-02T09:40:58Z'],
    ["whenRequested date '2026-03-02'", ({ WhenRequested }) => WhenRequested.startsWith('2026-03-02')],
    ["whenRequested before '2026-03-02'", ({ WhenRequested }) => WhenRequested < '2026-03-02'],
    ["whenRequested after '2026-03-02T23:00:00'", ({ WhenRequested }) => WhenRequested >= '2026-03-03'],
    [
      "whenRequested dateBetween ('2026-02-01','2026-02-03')",
      ({ WhenRequested }) => WhenRequested >= '2026-02-01' && WhenRequested < '2026-02-04',
    ],
    ["whenEnded lt '2030-01-01'", ({ WhenEnded }) => !WhenEnded.startsWith('0001')],
    [
      'status eq 5 or status eq 6 and associateId eq 5',
      ({ Status, User }) => Status === 'CustomerLast' || (Status === 'UserLast' && User?.AssociateId === 5),
    ],
    [
      '(status eq 5 or status eq 6)  and associateId eq 5',
      ({ Status, User }) => (Status === 'CustomerLast' || Status === 'UserLast') && User?.AssociateId === 5,
    ],
  ])('is filtered by %s', async (filter, isIn) => {
    const found = await idsWhere(filter);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(await idsOf(isIn));
  });

  it('is filtered by a text with quotation marks, signs and words of the language itself', async () => {
    const own = await startSandbox();
    for (const text of ["O'Neil's", "') or (chatSessionId gt 0", '%', "''"]) {
      const body = { TopicId: 819, CustomerName: text };
      const { ChatSessionId } = await read<ChatSessionCarrier>('POST', 'ChatSession', { on: own, body });
      const quoted = `'${text.replaceAll("'", "''")}'`;
      expect(await idsWhere(`customerName is ${quoted}`, { on: own })).toEqual([ChatSessionId]);
      expect(await idsWhere(`customerName contains ${quoted}`, { on: own })).toContain(ChatSessionId);
    }
    await own.stop();
  });

  it('reads a date without an offset in the caller’s time zone', async () => {
    const filter = "whenRequested eq '2026-03-02T10:40:58'";
    expect(await idsWhere(filter)).toEqual([]);
    expect(await idsWhere(filter, { headers: { 'SO-TimeZone': 'NO' } })).toEqual([549]);
  });

  it.each([
    { $filter: 'chatSessionId' },
    { $filter: 'chatSessionId eq' },
    { $filter: 'eq 549' },
    { $filter: 'chatSessionId eq 549 and' },
    { $filter: 'chatSessionId eq 549)' },
    { $filter: '(chatSessionId eq 549' },
    { $filter: 'chatSessionId eq 549 chatSessionId eq 550' },
    { $filter: 'chatSessionId eq 549; drop' },
    { $filter: 'chatSessionId in ()' },
    { $filter: 'chatSessionId in (549' },
    { $filter: 'chatSessionId between (549)' },
    { $filter: 'chatSessionId eq (549,550)' },
    { $filter: "chatSessionId eq '549'" },
    { $filter: 'chatSessionId contains 5' },
    { $filter: 'chatSessionId near 549' },
    { $filter: 'chatSessionId eq 5x' },
    { $filter: "customerName is 'O'Neil'" },
    { $filter: "customerName is 'Kim" },
    { $filter: "customerName gt 'Kim'" },
    { $filter: "customerName is 'a' or customerName near 'b'" },
    { $filter: "startswith('Hi',firstMessage)" },
    { $filter: "length(firstMessage,'Hi')" },
    { $filter: "whenRequested gt 'yesterday'" },
    { $filter: 'whenRequested gt 5' },
    { $filter: 'status gt 5' },
    { $filter: 'transferTo eq 5' },
    { $filter: 'topicId eq 819' },
    { $filter: `${'('.repeat(60)}chatSessionId eq 549${')'.repeat(60)}` },
    { $select: 'chatSessionId,transferTo' },
    { $select: 'chatSessionId,' },
    { $orderBy: 'nothing' },
    { $orderBy: 'chatSessionId up' },
    { $top: '-1' },
    { $top: 'ten' },
    { $skip: '1.5' },
    { $mode: 'Thin' },
  ])('is refused with 400: %j', async (query) => {
    const response = await call('GET', sandbox.url + pathOf('ChatSession', query as Query));
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ Error: true })]);
  });

  it('is ordered by ids, or as asked, and then by ids', async () => {
    const every = (await rows({})).map(({ PrimaryKey }) => Number(PrimaryKey));
    expect(every).toEqual(Array.from({ length: 100 }, (_item, index) => 470 + index));
    const byId = await rows({ $orderBy: 'chatSessionId desc', $select: 'chatSessionId' });
    expect(byId.map(({ chatSessionId }) => chatSessionId)).toEqual(every.toReversed());

    const byRating = await rows({
      $orderby: 'rating desc, chatTopic/chatTopicId',
      $select: 'rating,chatTopic/chatTopicId',
    });
    const keys = byRating.map((row) => [
      -Number(row.rating),
      Number(row['chatTopic/chatTopicId']),
      Number(row.PrimaryKey),
    ]);
    const isOrdered = keys.every((key, index) => {
      const before = keys[index - 1] ?? key;
      const [difference = 0] = key.map((part, place) => part - (before[place] ?? 0)).filter((part) => part !== 0);
      return difference >= 0;
    });
    expect(isOrdered).toBe(true);
    const [unset] = await rows({ $orderBy: 'whenEnded', $select: 'whenEnded', $top: '1' });
    expect(unset).toMatchObject({ whenEnded: null });
  });

  it('is paged by its links, without a gap or a row twice, while sessions are added', async () => {
    const own = await startSandbox();
    const found: unknown[] = [];
    let url: string | null | undefined = pathOf('ChatSession', { $top: '30', $select: 'chatSessionId', $skip: '0' });
    while (url) {
      const page: ArchiveCarrier = await read<ArchiveCarrier>('GET', url, { on: own });
      found.push(...(page.value ?? []).map(({ chatSessionId }) => chatSessionId));
      url = page['odata.nextLink'];
      if (found.length < 60) await read('POST', 'ChatTopic/819/Sessions', { on: own });
    }
    expect(found).toEqual(Array.from({ length: 101 }, (_item, index) => 470 + index));
    await own.stop();
  });

  it('has no link where its last row is on the page', async () => {
    expect(await read('GET', 'ChatSession?$top=100')).toMatchObject({ 'odata.nextLink': null });
    expect(await read('GET', 'ChatSession?$top=99')).toMatchObject({ 'odata.nextLink': expect.any(String) });
    expect(await read('GET', 'ChatSession')).toMatchObject({ 'odata.nextLink': null });
  });

  it('is paged by key, newest first, while sessions are added and deleted', async () => {
    const own = await startSandbox();
    const found: number[] = [];
    let $filter = 'chatSessionId gt 0';
    for (;;) {
      const page = await rows(
        { $filter, $select: 'chatSessionId', $orderBy: 'chatSessionId desc', $top: '30' },
        { on: own },
      );
      if (page.length === 0) break;
      found.push(...page.map(({ chatSessionId }) => Number(chatSessionId)));
      await read('POST', 'ChatTopic/819/Sessions', { on: own });
      await call('DELETE', `${own.url}ChatSession/${found[0]}`);
      $filter = `chatSessionId lt ${found.at(-1)}`;
    }
    expect(found).toEqual(Array.from({ length: 100 }, (_item, index) => 569 - index));
    await own.stop();
  });

  it('may be of one topic', async () => {
    const ids = (await rows({}, { list: 'ChatTopic/820/Sessions' })).map(({ PrimaryKey }) => Number(PrimaryKey));
    expect(ids).toEqual(await idsOf(({ TopicId }) => TopicId === 820));
    const some = await idsWhere('status eq 9', { list: 'ChatTopic/820/Sessions' });
    expect(some).toEqual(await idsOf(({ TopicId, Status }) => TopicId === 820 && Status === 'Closed'));
    expect((await call('GET', `${sandbox.url}ChatTopic/821/Sessions`)).status).toBe(404);
    const first = await read<ArchiveCarrier>('GET', 'ChatTopic/820/Sessions?$top=1&$filter=rating%20ge%200');
    expect(first).toMatchObject({
      'odata.metadata': `${sandbox.url}ChatTopic/820/Sessions/$metadata`,
      'odata.nextLink': `${sandbox.url}ChatTopic/820/Sessions?%24top=1&%24filter=rating+ge+0&%24skip=1`,
    });
  });
});

describe('a list of requests', () => {
  it('answers those of a person, as the batch read does', async () => {
    const [ticket] = await read<TicketCarrier[]>('POST', 'Agents/Ticket/GetTickets', { body: { TicketIds: [11] } });
    const select = 'ticketId,title,createdAt,lastChanged,personId,contactId,ownedByAssociateId,baseStatus,category';
    expect(await rows({ $select: select, $filter: 'personId in (65)' }, { list: 'Ticket' })).toEqual([
      {
        ...{ PrimaryKey: '11', EntityName: 'ticket', ticketId: 11, title: ticket?.Title, createdAt: ticket?.CreatedAt },
        ...{ lastChanged: ticket?.LastChanged, personId: 65, contactId: ticket?.ContactId, baseStatus: 'Active' },
        ...{ ownedByAssociateId: ticket?.OwnedByAssociateId, category: ticket?.CategoryFullname },
      },
    ]);
    expect(await idsWhere('ticketId lt 4', { list: 'Ticket' })).toEqual([1, 2, 3]);
    expect(await rows({ $filter: 'baseStatus oneOf (6)', $select: 'baseStatus' }, { list: 'Ticket' })).toContainEqual(
      expect.objectContaining({ baseStatus: 'Spam' }),
    );
    expect((await call('GET', `${sandbox.url}Ticket?$select=custId`)).status).toBe(400);
  });
});

describe('the lists', () => {
  const EVERY_ID = Array.from({ length: 1000 }, (_item, index) => index);
  const list = <T>(name: string, headers = {}) =>
    read<T[]>('POST', `Agents/List/Get${name}List`, { body: EVERY_ID, headers });

  it.each([
    { name: 'Business', count: 8 },
    { name: 'Category', count: 5 },
    { name: 'Currency', count: 11 },
    { name: 'CustomerLanguage', count: 3 },
    { name: 'Position', count: 7 },
    { name: 'ProjectStatus', count: 4 },
    { name: 'ProjectType', count: 4 },
    { name: 'SaleType', count: 4 },
    { name: 'TicketPriority', count: 4 },
  ])('have $count of $name, each in its language', async ({ name, count }) => {
    const items = await list<Required<ListItemCarrier>>(name);
    expect(items.map(({ Id }) => Id)).toEqual(Array.from({ length: count }, (_item, index) => index + 1));
    expect(new Set(items.map(({ Value }) => Value)).size).toBe(count);
    expect(items.every(({ Value }) => Value && !Value.includes('"'))).toBe(true);
    const path = `Agents/List/Get${name}List`;
    expect(await read('POST', path, { body: [2, 999, 1, 2, 0] })).toEqual(items.slice(0, 2));
  });

  it('resolve what requests are made of', async () => {
    const body = { TicketIds: EVERY_ID };
    const tickets = await read<Required<TicketCarrier>[]>('POST', 'Agents/Ticket/GetTickets', { body });
    const categories = await list<Required<TicketCategoryEntityCarrier>>('TicketCategory');
    const priorities = await list<ListItemCarrier>('TicketPriority');
    const statuses = await list<Row>('TicketStatus');
    const types = await list<Row>('TicketType');
    for (const ticket of tickets) {
      expect(categories).toContainEqual(
        expect.objectContaining({
          TicketCategoryId: ticket.Category,
          Name: ticket.CategoryName,
          Fullname: ticket.CategoryFullname,
        }),
      );
      expect(priorities).toContainEqual(expect.objectContaining({ Id: ticket.Priority, Value: ticket.PriorityName }));
      expect(statuses).toContainEqual(
        expect.objectContaining({
          ...{ TicketStatusId: ticket.TicketStatus, Name: ticket.TicketStatusDisplayValue, Status: ticket.BaseStatus },
        }),
      );
      if (ticket.TicketTypeId > 0) {
        expect(types).toContainEqual(
          expect.objectContaining({ TicketTypeId: ticket.TicketTypeId, Name: ticket.TicketTypeName }),
        );
      }
    }
    const names = new Map(categories.map(({ TicketCategoryId, Fullname }) => [TicketCategoryId, Fullname]));
    for (const { ParentId, Name, Fullname } of categories) {
      expect(Fullname).toBe(ParentId > 0 ? `${names.get(ParentId)}/${Name}` : Name);
    }
  });

  it('resolve what persons, sales, projects and countries are made of', async () => {
    const records = <T>(path: string) => read<T[]>('POST', path, { body: EVERY_ID });
    const ids = async (name: string) => (await list<ListItemCarrier>(name)).map(({ Id }) => Id);
    const persons = await records<PersonCarrier>('Agents/Person/GetPersonList');
    const linked = (values: readonly (number | undefined)[]) => [...new Set(values)].filter((id = 0) => id > 0);
    expect(await ids('TicketPriority')).toEqual(
      expect.arrayContaining(linked(persons.map(({ TicketPriorityId }) => TicketPriorityId))),
    );
    expect(await ids('CustomerLanguage')).toEqual(
      expect.arrayContaining(linked(persons.map(({ SupportLanguageId }) => SupportLanguageId))),
    );
    const countries = await records<CountryCarrier>('Agents/List/GetCountryList');
    expect(await ids('Currency')).toEqual(
      expect.arrayContaining(linked(countries.map(({ CurrencyId }) => CurrencyId))),
    );
    const named = async (path: string, name: string, id: string, text: string) => {
      const items = await list<ListItemCarrier>(name);
      for (const record of await records<Row>(path)) {
        expect(items).toContainEqual(expect.objectContaining({ Id: record[id], Value: record[text] }));
      }
    };
    await named('Agents/Sale/GetSaleList', 'SaleType', 'SaleTypeId', 'SaleTypeName');
    await named('Agents/Project/GetProjectList', 'ProjectType', 'TypeId', 'Type');
    await named('Agents/Project/GetProjectList', 'ProjectStatus', 'StatusId', 'Status');
  });

  it('are in the caller’s language', async () => {
    const headers = { 'SO-Language': 'de' };
    expect((await list<ListItemCarrier>('SaleType', headers))[0]).toMatchObject({ Id: 1, Value: 'Neugeschäft' });
    expect((await list<Row>('TicketCategory', headers))[1]).toMatchObject({
      ...{ Name: 'Rechnungen', Fullname: 'Kundendienst/Rechnungen', DefaultTicketStatus: { Name: 'Offen' } },
    });
  });
});
