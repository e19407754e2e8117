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

/** An answer with 200 that conforms to the contract; `url` may be a path below the REST root. */
async function read<T>(method: string, url: string, options: CallOptions = {}): Promise<T> {
  const { url: root } = options.on ?? sandbox;
  const absolute = url.startsWith('http') ? url : root + url;
  const response = await call(method, absolute, options);
  const json: unknown = await response.json();
  expect({ status: response.status, json }).toMatchObject({ status: 200 });
  const path = absolute.slice(root.length);
  if (findOperation(method, path.split('?')[0] ?? '')) {
    expect(answerViolations(method, path, json)).toEqual([]);
  }
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

/** Every session of `sandbox`, which no test changes. */
let sessions: Promise<readonly Required<ChatSessionCarrier>[]> | undefined;
function readSessions() {
  const ids = Array.from({ length: 100 }, (_item, index) => 470 + index);
  return Promise.all(ids.map((id) => read<Required<ChatSessionCarrier>>('GET', `ChatSession/${id}`)));
}

/** The sessions whose carriers pass, by id. */
async function idsOf(isIn: (session: Required<ChatSessionCarrier>) => boolean): Promise<number[]> {
  sessions ??= readSessions();
  return (await sessions).filter(isIn).map(({ ChatSessionId }) => ChatSessionId);
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
        ...{ whenRequested: '2026-03-02T09:40:58Z', whenEnded: '0001-01-01T00:00:00Z', agent: 'Tobias Everhart' },
        ...{ associateId: 'tje0', personId: 65, 'person/fullName': 'Chloe Whitcombe' },
        'chatTopic/name': 'Customer support',
      },
    ]);
    expect(await rows(query, { headers: { 'SO-Language': 'de', 'SO-TimeZone': '' } })).toMatchObject([
      {
        ...{ status: 'Kunde schrieb zuletzt', whenRequested: '2026-03-02T10:40:58' },
        whenEnded: '0001-01-01T00:00:00',
      },
    ]);
  });

  it('nests its columns, with stored and display values, if it is full', async () => {
    const query = { $select: 'status,whenEnded,agent,associateId', $filter: 'chatSessionId = 549', $mode: 'Full' };
    const cell = (RawValue: unknown, DisplayValue: string) => ({
      RawValue,
      DisplayValue,
      LinkHint: '',
      TooltipHint: '',
    });
    expect(await rows(query)).toEqual([
      {
        ...{ PrimaryKey: 549, EntityName: 'chat', StyleHint: '', LinkHint: 'nav=chat&chat_session_id=549' },
        TableRight: { Mask: 1, Reason: '' },
        Column: {
          status: cell(5, 'Customer wrote last'),
          whenEnded: cell('0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'),
          agent: cell(12, 'Tobias Everhart'),
          associateId: cell(5, 'tje0'),
        },
      },
    ]);
  });

  it('has default columns if none are requested, and those that are documented', async () => {
    const [first = {}] = await rows({ $top: '1' });
    expect(first).toHaveProperty('firstMessage');
    const every = [
      ...['getAllRows', 'getNoRows', 'chatSessionId', 'firstMessage', 'lastMessage', 'whenRequested', 'whenStarted'],
      ...['whenEnded', 'duration', 'timeInQueue', 'queueLength', 'rating', 'agent', 'status', 'icon', 'date', 'type'],
      ...['text', 'associateId', 'contactId', 'personId', 'updatedDate', 'registeredDate', 'recordTypeText'],
      ...['chatTopic/chatTopicId', 'chatTopic/name', 'chatTopic/description', 'chatTopic/badgeHeader'],
      ...['associate/fullName', 'associate/userName', 'associate/ejUserId', 'associate/assocName'],
      ...['contact/contactId', 'contact/name', 'person/personId', 'person/fullName', 'person/email/emailAddress'],
    ];
    const [full = {}] = await rows({ $select: every.join(','), $filter: 'chatSessionId eq 555' });
    expect(Object.keys(full)).toEqual(['PrimaryKey', 'EntityName', ...every]);
    const { WhenStarted = '', WhenEnded = '' } = await read<ChatSessionCarrier>('GET', 'ChatSession/555');
    expect(full).toMatchObject({ duration: (Date.parse(WhenEnded) - Date.parse(WhenStarted)) / 1000 });
  });

  it.each(
    ['Name', 'Alias', 'Email', 'Phone', 'CompanyName']
      .map((part) => `customer${part}`)
      .concat('whenIdle', 'associate/associateId', 'transferTo', 'topicId'),
  )('has no column %s', async (column) => {
    expect((await call('GET', `${sandbox.url}ChatSession?$select=${column}`)).status).toBe(400);
  });

  it.each<[filter: string, isIn: (session: Required<ChatSessionCarrier>) => boolean]>([
    ['chatSessionId eq 549', ({ ChatSessionId }) => ChatSessionId === 549],
    ['chatSessionId ne 549', ({ ChatSessionId }) => ChatSessionId !== 549],
    ['chatSessionId gt 560', ({ ChatSessionId }) => ChatSessionId > 560],
    ['chatSessionId lt 480', ({ ChatSessionId }) => ChatSessionId < 480],
    ['chatSessionId > 560', ({ ChatSessionId }) => ChatSessionId > 560],
    ['chatSessionId less 480', ({ ChatSessionId }) => ChatSessionId < 480],
    ['chatSessionId greater 560', ({ ChatSessionId }) => ChatSessionId > 560],
    ['chatSessionId unequals 549', ({ ChatSessionId }) => ChatSessionId !== 549],
    ['chatSessionId in (549, 550,9999)', ({ ChatSessionId }) => [549, 550].includes(ChatSessionId)],
    ['chatSessionId between (549,552)', ({ ChatSessionId }) => ChatSessionId >= 549 && ChatSessionId <= 552],
    ['status oneOf (4,5)', ({ Status }) => Status === 'InQueue' || Status === 'CustomerLast'],
    ['status notOneOf (4,5)', ({ Status }) => Status !== 'InQueue' && Status !== 'CustomerLast'],
    ['STATUS EQ 6', ({ Status }) => Status === 'UserLast'],
    ['agent equals 12', ({ User }) => User?.AssociateId === 5],
    ['associateId associateIsOneOf (5,3)', ({ User }) => [5, 3].includes(User?.AssociateId ?? 0)],
    ['associateId associateIsNotOneOf (5,0)', ({ User }) => ![5, 0].includes(User?.AssociateId ?? 0)],
    ['associateId currentAssociate', ({ User }) => User?.AssociateId === 5],
    ['status in (4,5)', ({ Status }) => Status === 'InQueue' || Status === 'CustomerLast'],
    ['contactId equals 18', ({ Contact }) => Contact?.ContactId === 18],
    ['chatTopic/chatTopicId eq 823', ({ TopicId }) => TopicId === 823],
    ['person/personId gt 0', ({ Person }) => (Person?.PersonId ?? 0) > 0],
    ['personId oneOf (65)', ({ Person }) => Person?.PersonId === 65],
    ["firstMessage contains 'ORDER'", ({ FirstMessage }) => /order/i.test(FirstMessage ?? '')],
    ["person/fullName is 'chloe whitcombe'", ({ Person }) => Person?.FullName === 'Chloe Whitcombe'],
    ["text begins 'Hi!'", ({ FirstMessage }) => Boolean(FirstMessage?.startsWith('Hi!'))],
    ["firstMessage notContains 'order'", ({ FirstMessage }) => !/order/i.test(FirstMessage ?? '')],
    ["startswith(firstMessage,'Hi!')", ({ FirstMessage }) => Boolean(FirstMessage?.startsWith('Hi!'))],
    ["endswith(firstMessage, '?')", ({ FirstMessage }) => Boolean(FirstMessage?.endsWith('?'))],
    ["substringof('chargers',firstMessage)", ({ FirstMessage }) => Boolean(FirstMessage?.includes('chargers'))],
    ["date ge '2026-03-01T00:00:00Z'", ({ WhenRequested }) => WhenRequested >= '2026-03-01'],
    ["whenRequested beforeTime '2026-03-02T10:40:58+01:00'", ({ WhenRequested: at }) => at < '2026-03-02T09:40:58Z'],
    ["whenRequested afterTime '2026-03-02T09:40:58'", ({ WhenRequested }) => WhenRequested >= '2026-03-02T09:40:58Z'],
    ["whenRequested dateTime '2026-03-02T09:40:58'", ({ WhenRequested }) => WhenRequested === '2026-03-02T09:40:58Z'],
    ["date from '2026-03-02'", ({ WhenRequested }) => WhenRequested >= '2026-03-02'],
    ["date to '2026-03-02'", ({ WhenRequested }) => WhenRequested < '2026-03-03'],
    ['date beforeToday', ({ WhenRequested }) => WhenRequested < '2026-03-20'],
    ["whenRequested beforeTime '2026-03-02T09:40:58'", ({ WhenRequested }) => WhenRequested < '2026-03-02T09:40:58Z'],
    ["registeredDate date '2026-03-02'", ({ WhenRequested }) => WhenRequested.startsWith('2026-03-02')],
    ["date before '2026-03-02'", ({ WhenRequested }) => WhenRequested < '2026-03-02'],
    ["date after '2026-03-02T23:00:00'", ({ WhenRequested }) => WhenRequested >= '2026-03-03'],
    [
      "date dateBetween ('2026-02-01','2026-02-03')",
      ({ WhenRequested }) => WhenRequested >= '2026-02-01' && WhenRequested < '2026-02-04',
    ],
    ["whenEnded beforeTime '2030-01-01'", ({ WhenEnded }) => !WhenEnded.startsWith('0001')],
    [
      'status eq 5 or status eq 6 and associateId associateIsOneOf (5)',
      ({ Status, User }) => Status === 'CustomerLast' || (Status === 'UserLast' && User?.AssociateId === 5),
    ],
    [
      '(status eq 5 or status eq 6)  and associateId currentAssociate',
      ({ Status, User }) => (Status === 'CustomerLast' || Status === 'UserLast') && User?.AssociateId === 5,
    ],
  ])('is filtered by %s', async (filter, isIn) => {
    const found = await idsWhere(filter);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(await idsOf(isIn));
  });

  it('is filtered by a text with quotation marks, signs and words of the language itself, escaped by backslashes', async () => {
    const own = await startSandbox();
    for (const text of [
      "O'Neil's",
      "') or (chatSessionId gt 0",
      '%',
      "''",
      '\\',
      "\\') or chatSessionId gt 0 or firstMessage is ('",
    ]) {
      const body = { TopicId: 819, FirstMessage: text };
      const { ChatSessionId } = await read<ChatSessionCarrier>('POST', 'ChatSession', { on: own, body });
      const quoted = `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
      expect(await idsWhere(`firstMessage is ${quoted}`, { on: own })).toEqual([ChatSessionId]);
      expect(await idsWhere(`firstMessage contains ${quoted}`, { on: own })).toContain(ChatSessionId);
    }
    await own.stop();
  });

  it('reads a date without an offset in the caller’s time zone', async () => {
    const filter = "whenRequested dateTime '2026-03-02T10:40:58'";
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
    { $filter: 'chatSessionId ge 549' },
    { $filter: 'chatSessionId le 549' },
    { $filter: "firstMessage is 'O'Neil'" },
    // Not documented: a backslash is the escape.
    { $filter: "firstMessage is 'O''Neil'" },
    { $filter: "firstMessage is 'Kim" },
    { $filter: "firstMessage is 'Kim\\'" },
    { $filter: "firstMessage gt 'Kim'" },
    { $filter: "firstMessage is 'a' or firstMessage near 'b'" },
    { $filter: "whenRequested ge '2026-03-02'" },
    { $filter: "whenRequested date '2026-03-02'" },
    { $filter: 'associateId in (5)' },
    { $filter: 'associateId eq 5' },
    { $filter: 'agent in (12)' },
    { $filter: 'agent oneOf (12)' },
    { $filter: 'personId gt 0' },
    { $filter: 'duration greater 5' },
    { $filter: "icon is 'chat'" },
    { $orderBy: 'duration' },
    { $entities: 'person' },
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
    expect(unset).toMatchObject({ whenEnded: '0001-01-01T00:00:00Z' });
  });

  it('is paged by its links, without a gap or a row twice, while sessions are added', async () => {
    const own = await startSandbox();
    const found: unknown[] = [];
    let url: string | null | undefined = pathOf('ChatSession', { $top: '30', $select: 'chatSessionId', $skip: '0' });
    while (url) {
      const page: ArchiveCarrier = await read<ArchiveCarrier>('GET', url, { on: own });
      found.push(...(page.value ?? []).map(({ chatSessionId }) => chatSessionId));
      url = page['odata.nextLink'];
      if (found.length < 60) {
        await read('POST', 'ChatTopic/819/Sessions', { on: own });
      }
    }
    expect(found).toEqual(Array.from({ length: 101 }, (_item, index) => 470 + index));
    await own.stop();
  });

  it('has no link if its last row is on the page', async () => {
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
      if (page.length === 0) {
        break;
      }
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
    const first = await read<ArchiveCarrier>('GET', 'ChatTopic/820/Sessions?$top=1&$filter=rating%20gt%20-1');
    expect(first).toMatchObject({
      'odata.metadata': `${sandbox.url}ChatTopic/820/Sessions/$metadata`,
      'odata.nextLink': `${sandbox.url}ChatTopic/820/Sessions?%24top=1&%24filter=rating+gt+-1&%24skip=1`,
    });
  });
});

describe('a list of requests', () => {
  it('answers those of a person, as the batch read does', async () => {
    const [ticket] = await read<TicketCarrier[]>('POST', 'Agents/Ticket/GetTickets', { body: { TicketIds: [11] } });
    const select =
      'ticketId,title,createdAt,lastChanged,personId,contactId,status,categoryFullName,ticketStatusName,priorityName,ownedBy';
    expect(await rows({ $select: select, $filter: 'personId in (65)' }, { list: 'Ticket' })).toEqual([
      {
        ...{ PrimaryKey: '11', EntityName: 'ticket', ticketId: 11, title: ticket?.Title, createdAt: ticket?.CreatedAt },
        ...{ lastChanged: ticket?.LastChanged, personId: 65, contactId: ticket?.ContactId, status: 'Active' },
        ...{ categoryFullName: ticket?.CategoryFullname, ticketStatusName: ticket?.TicketStatusDisplayValue },
        ...{ priorityName: ticket?.PriorityName, ownedBy: ticket?.OwnedByName },
      },
    ]);
    expect(await rows({ $filter: 'status oneOf (6)', $select: 'status' }, { list: 'Ticket' })).toContainEqual(
      expect.objectContaining({ status: 'Spam' }),
    );
    expect(await idsWhere('person/personId eq 65', { list: 'Ticket' })).toEqual([11]);
    expect(await idsWhere('ownedBy/associateDbId associateIsOneOf (5)', { list: 'Ticket' })).not.toEqual([]);
  });

  it('has every column of its own that is documented, with what the records hold', async () => {
    const own = [
      ...['getAllRows', 'getNoRows', 'contactId', 'personId', 'saleId', 'projectId', 'ticketTypeName'],
      ...['ticketStatusName', 'categoryFullName', 'priorityName', 'ownedBy', 'ticketId', 'title', 'createdAt'],
      ...['lastChanged', 'author', 'readByOwner', 'firstReadByOwner', 'firstReadByUser', 'readByCustomer', 'status'],
      ...['origin', 'slevel', 'numberOfMessages', 'numberOfReplies', 'connectId', 'readStatus', 'realTimeSpentQueue'],
      ...['realTimeSpentExternally', 'realTimeSpentInternally', 'timeSpentQueue', 'timeSpentExternally'],
      ...['timeSpentInternally', 'timeSpent', 'timeToReply', 'timeToClose', 'realTimeToReply', 'realTimeToClose'],
      ...['repliedAt', 'closedAt', 'activated', 'deadline', 'has_attachment', 'tags', 'createdBy', 'content'],
      ...['messageLanguage', 'sentimentScore', 'suggestedCategory', 'createdByWorkflow'],
    ];
    const linked = ['createdBy', 'ownedBy'].flatMap((user) => [
      ...[`${user}/firstName`, `${user}/lastName`, `${user}/middleName`, `${user}/fullName`, `${user}/contactId`],
      ...[`${user}/personId`, `${user}/associateDbId`, `${user}/assocName`, `${user}/ejUserId`, `${user}/userName`],
    ]);
    const columns = [...own, ...linked];
    const [row = {}] = await rows({ $select: columns.join(), $filter: 'ticketId eq 6' }, { list: 'Ticket' });
    const body = { TicketIds: [6] };
    const [ticket] = await read<Required<TicketCarrier>[]>('POST', 'Agents/Ticket/GetTickets', { body });
    expect(Object.keys(row)).toEqual(['PrimaryKey', 'EntityName', ...columns]);
    expect(row).toMatchObject({
      // A time span is in seconds.
      ...{ timeSpent: (ticket?.TimeSpent ?? 0) * 60, realTimeToReply: (ticket?.RealTimeToReply ?? 0) * 60 },
      ...{ realTimeSpentQueue: ticket?.RealTimeSpentQueue, sentimentScore: ticket?.Sentiment },
      ...{ messageLanguage: ticket?.Language, 'createdBy/fullName': ticket?.CreatedByName },
    });
    expect(await idsWhere(`timeSpent equals ${row.timeSpent}`, { list: 'Ticket' })).toContain(6);
  });

  it.each(['getAllRows', 'getNoRows', 'messageLanguage', 'sentimentScore', 'suggestedCategory', 'createdBy/ejUserId'])(
    'is not ordered by %s, as documented',
    async ($orderBy) => {
      expect((await call('GET', sandbox.url + pathOf('Ticket', { $orderBy }))).status).toBe(400);
    },
  );

  it.each(['custId', 'baseStatus', 'ticketStatus', 'category', 'priority', 'ownedByAssociateId'])(
    'has no column %s',
    async (column) => {
      expect((await call('GET', `${sandbox.url}Ticket?$select=${column}`)).status).toBe(400);
    },
  );

  it('has closed ones if they are requested', async () => {
    const ids = async (query: Query) =>
      (await rows({ $select: 'ticketId,status', ...query }, { list: 'Ticket' })).map(({ EntityName, status }) => [
        EntityName,
        status === 'Closed',
      ]);
    const kinds = (pairs: readonly unknown[][]) => [...new Set(pairs.map((pair) => pair.join()))].sort();
    expect(kinds(await ids({}))).toEqual(['ticket,false']);
    expect(kinds(await ids({ $entities: 'ticketdisplayclosed' }))).toEqual(['ticketdisplayclosed,true']);
    expect(kinds(await ids({ $entities: 'ticket,ticketdisplayclosed' }))).toEqual([
      'ticket,false',
      'ticketdisplayclosed,true',
    ]);
    expect(await ids({ $entities: 'all' })).toEqual(await ids({ $entities: 'ticket,ticketdisplayclosed' }));
  });
});

describe('an archive by the name of its provider', () => {
  it.each([
    ['Archive/ChatSession', 'ChatSession'],
    ['archive/chatsession', 'ChatSession'],
    ['Archive/ChatSession/', 'ChatSession'],
    ['Archive/Ticket', 'Ticket'],
    ['archive/TICKET/', 'Ticket'],
  ])('answers %s as %s', async (path, list) => {
    const key = list === 'Ticket' ? 'ticketId' : 'chatSessionId';
    const query = { $select: key, $filter: `${key} gt 40`, $orderBy: `${key} desc`, $top: '5', $entities: 'all' };
    const own = await read<ArchiveCarrier>('GET', pathOf(list, query));
    const named = await read<ArchiveCarrier>('GET', pathOf(path, query));
    expect(named.value).toEqual(own.value);
    const next = named['odata.nextLink'] ?? '';
    expect(next.slice(sandbox.url.length).toLowerCase()).toMatch(new RegExp(`^archive/${list.toLowerCase()}\\?`));
    const page = await read<ArchiveCarrier>('GET', next);
    expect(page.value).toEqual((await read<ArchiveCarrier>('GET', own['odata.nextLink'] ?? '')).value);
  });

  it('has all entities if none are named, as documented', async () => {
    const entities = async (path: string) =>
      new Set((await rows({ $select: 'ticketId' }, { list: path })).map(({ EntityName }) => EntityName));
    expect(await entities('Ticket')).toEqual(new Set(['ticket']));
    expect(await entities('Archive/Ticket')).toEqual(new Set(['ticket', 'ticketdisplayclosed']));
  });

  it.each(['Archive/Chat', 'Archive/toString', 'Archive/ChatSession?$select=customerName'])(
    'refuses %s with 400',
    async (path) => {
      const response = await call('GET', sandbox.url + path);
      expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ Error: true })]);
    },
  );
});

describe('the archive agent', () => {
  const ASKED = {
    ProviderName: 'ChatSession',
    Columns: ['chatSessionId'],
    SortOrder: [{ Name: 'chatSessionId', Direction: 'DESC' }],
    Restriction: [],
    Entities: ['chat'],
    Page: 0,
    PageSize: 100,
  };
  const restriction = (Name: string, Operator: string, Values: readonly string[], more: object = {}) => ({
    ...{ Name, Operator, Values, IsActive: true, ...more },
  });
  type Item = { PrimaryKey: number; ColumnData: Record<string, { DisplayValue: string }> };
  const list = (changes: object, options: CallOptions = {}) =>
    read<Item[]>('POST', 'Agents/Archive/GetArchiveListByColumns', { ...options, body: { ...ASKED, ...changes } });
  const keysWhere = async (...Restriction: readonly object[]) =>
    (await list({ Restriction })).map(({ PrimaryKey }) => PrimaryKey);

  it('lists pages of rows in order, with values that name their types', async () => {
    const Columns = ['chatSessionId', 'status', 'whenRequested', 'date', 'duration', 'firstMessage', 'associateId'];
    const asked = { Columns, Restriction: [restriction('chatSessionId', '=', ['549'])] };
    const { FirstMessage } = await read<ChatSessionCarrier>('GET', 'ChatSession/549');
    const [item] = await list(asked);
    expect(item).toEqual({
      ...{ EntityName: 'chat', PrimaryKey: 549, LinkHint: 'nav=chat&chat_session_id=549', StyleHint: '' },
      ...{ TableRight: null, FieldProperties: {} },
      ColumnData: Object.fromEntries(
        Object.entries({
          ...{ chatSessionId: '[I:549]', status: 'Customer wrote last', whenRequested: '[DT:03/02/2026 09:40:58]' },
          ...{ date: '[D:02.03.2026]', duration: '[TS:0]', firstMessage: FirstMessage, associateId: 'tje0' },
        }).map(([name, DisplayValue]) => [name, { DisplayValue, TooltipHint: '', LinkHint: '' }]),
      ),
    });
    const keys = async (changes: object) => (await list(changes)).map(({ PrimaryKey }) => PrimaryKey);
    expect(await keys({ PageSize: 3 })).toEqual([569, 568, 567]);
    expect(await keys({ Page: 1, PageSize: 3 })).toEqual([566, 565, 564]);
    expect(await keys({ PageSize: 2, SortOrder: null, Entities: ['all'] })).toEqual([470, 471]);
  });

  it.each<[restriction: object, filter: string]>([
    [restriction('chatSessionId', 'greater', ['[I:560]']), 'chatSessionId gt 560'],
    [restriction('chatSessionId', 'less', ['[I:480]']), 'chatSessionId lt 480'],
    [restriction('chatSessionId', '>', ['560']), 'chatSessionId gt 560'],
    [restriction('chatTopic/chatTopicId', 'in', ['[I:820]', '821']), 'chatTopic/chatTopicId in (820,821)'],
    [restriction('status', 'oneOf', ['[I:4]', '[I:5]']), 'status oneOf (4,5)'],
    [restriction('associateId', 'associateIsOneOf', ['[I:5]']), 'associateId associateIsOneOf (5)'],
    [restriction('associateId', 'currentAssociate', []), 'associateId currentAssociate'],
    [
      restriction('whenRequested', 'afterTime', ['[DT:03/02/2026 09:40:58]']),
      "whenRequested afterTime '2026-03-02T09:40:58'",
    ],
    [restriction('date', 'before', ['[D:02.03.2026]']), "date before '2026-03-02'"],
    [restriction('firstMessage', 'contains', ['order']), "firstMessage contains 'order'"],
  ])('takes the restriction %j', async (one, filter) => {
    const keys = await keysWhere(one);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys).toEqual((await idsWhere(filter)).toReversed());
  });

  it('combines restrictions by their operators and parentheses', async () => {
    const a = (more: object) => restriction('status', 'oneOf', ['[I:5]'], more);
    const b = (more: object) => restriction('status', 'oneOf', ['[I:6]'], more);
    const c = restriction('associateId', 'associateIsOneOf', ['[I:5]']);
    const of = async (filter: string) => (await idsWhere(filter)).toReversed();
    const [five, six, mine] = ['status eq 5', 'status eq 6', 'associateId currentAssociate'];
    expect(await keysWhere(a({ InterOperator: 'Or' }), b({ InterOperator: 'And' }), c)).toEqual(
      await of(`${five} or ${six} and ${mine}`),
    );
    expect(
      await keysWhere(
        a({ InterOperator: 'Or', InterParenthesis: 1 }),
        b({ InterOperator: 'And', InterParenthesis: -1 }),
        c,
      ),
    ).toEqual(await of(`(${five} or ${six}) and ${mine}`));
    expect(await keysWhere(a({ IsActive: false }), c)).toEqual(await of(mine));
  });

  it('keeps texts as they are, even those that look like an encoded value', async () => {
    const own = await startSandbox();
    for (const text of ["O'Neil \\", '[I:3]', '[DT:03/02/2026 09:40:58]', '12', "') or (1 eq 1"]) {
      const body = { TopicId: 819, FirstMessage: text };
      const { ChatSessionId } = await read<ChatSessionCarrier>('POST', 'ChatSession', { on: own, body });
      const items = await list({ Restriction: [restriction('firstMessage', 'is', [text])] }, { on: own });
      expect(items.map(({ PrimaryKey }) => PrimaryKey)).toEqual([ChatSessionId]);
    }
    await own.stop();
  });

  it.each<[what: string, changes: object]>([
    ['an unknown provider', { ProviderName: 'Chat' }],
    ['an unknown column', { Columns: ['customerName'] }],
    ['an unknown order', { SortOrder: [{ Name: 'transferTo', Direction: 'ASC' }] }],
    ['an unknown entity', { Entities: ['person'] }],
    ['no restrictions', { Restriction: null }],
    ['a restriction of an unknown column', { Restriction: [restriction('topicId', 'equals', ['819'])] }],
    ['an operator of another type', { Restriction: [restriction('associateId', 'in', ['[I:5]'])] }],
    ['an operator that fails', { Restriction: [restriction('chatSessionId', 'ge', ['5'])] }],
    ['a text for a number', { Restriction: [restriction('chatSessionId', 'equals', ['x'])] }],
    ['an open parenthesis', { Restriction: [restriction('rating', 'equals', ['5'], { InterParenthesis: 1 })] }],
    [
      'a closing parenthesis alone',
      { Restriction: [restriction('rating', 'equals', ['5'], { InterParenthesis: -1 })] },
    ],
    [
      'endless parentheses',
      { Restriction: [restriction('rating', 'equals', ['5'], { InterParenthesis: 2 ** 31 - 1 })] },
    ],
    ['no page size', { PageSize: null }],
  ])('refuses %s with status 200 and a message, as agents do', async (_what, changes) => {
    const url = `${sandbox.url}Agents/Archive/GetArchiveListByColumns`;
    const response = await call('POST', url, { body: { ...ASKED, ...changes } });
    expect([response.status, await response.json()]).toEqual([
      200,
      { Message: 'The request is invalid.', MessageDetail: expect.any(String) },
    ]);
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
