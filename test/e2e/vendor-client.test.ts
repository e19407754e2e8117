import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChatMessageType,
  ChatSessionFlags,
  EFieldRight,
  ETableRight,
  InterRestrictionOperator,
  OrderBySortType,
  TicketCategoryFlags,
  WebApi,
  WidgetRequiredFields,
} from '@superoffice/webapi';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { execute, startFacade } from '../helpers/facade.js';
import { type Exchange, type RecordingProxy, startRecordingProxy } from '../helpers/recording-proxy.js';

/** A call that the facade makes, and the call of SuperOffice's own client that does the same. */
interface Pair {
  /** The facade's call, as `src/superoffice/` declares it. */
  readonly route: string;
  /** The operation that makes it. */
  readonly operation: string;
  readonly call: (api: WebApi) => Promise<unknown>;
  /** The client's call, if its path differs. */
  readonly counterpart?: string;
  /** Who makes it; by default tje0. */
  readonly as?: 'bo';
  /** Values that only the client sends, and why; or why what the two send is not compared. */
  readonly request?: { readonly client: readonly string[]; readonly reason: string } | string;
}

const IDS = [1, 2, 3];
const COUNTRY_IDS = [578, 752, 826];

/** Records that are read by their keys in one call. */
function batch(type: string, route: string, call: Pair['call'], ids = IDS): Pair {
  const keys = ids.map((id) => `{ __typename: "${type}", id: "${id}" }`).join(' ');
  const operation = `{ _entities(representations: [${keys}]) { ... on ${type} { fieldProperties { name } } } }`;
  return { route, operation, call };
}

function list(name: string, call: Pair['call'], ids = IDS): Pair {
  return batch(name, `POST Agents/List/Get${name}List`, call, ids);
}

/** The client has no interface of REST for chats: its agent has a call for each of ours. */
function chat(route: string, agentCall: string, operation: string, call: Pair['call'], more: Partial<Pair> = {}): Pair {
  return { route, counterpart: `POST Agents/Chat/${agentCall}`, operation, call, ...more };
}

/** A member to be, in an operation and for the client. */
const memberOf = (userName: string) =>
  `userName: "${userName}", canListen: true, canRespond: true, canManage: false, canNotify: false`;
const member = (userName: string) => ({
  topicId: 820,
  user: { userName },
  canListen: true,
  canRespond: true,
  canManage: false,
  canNotify: false,
});

/** A user name that cannot stand in a path. */
const ODD_NAME = 'user+tag@example.com';

const PRESENCE = { userId: 12, present: false };

/** The first session that the pairs make. */
const MADE = 570;
/** The one that has waited longest. */
const PICKED_UP = 475;

/** In this order, on two tenants that are the same at the start: what one call changes, the next one finds changed. */
const PAIRS: readonly Pair[] = [
  batch('Person', 'POST Agents/Person/GetPersonList', (api) => api.getPersonAgent().getPersonListAsync(IDS)),
  batch('Contact', 'POST Agents/Contact/GetContactList', (api) => api.getContactAgent().getContactListAsync(IDS)),
  batch('Sale', 'POST Agents/Sale/GetSaleList', (api) => api.getSaleAgent().getSaleListAsync(IDS)),
  batch('Project', 'POST Agents/Project/GetProjectList', (api) => api.getProjectAgent().getProjectListAsync(IDS)),
  batch('Ticket', 'POST Agents/Ticket/GetTickets', (api) => api.getTicketAgent().getTicketsAsync(IDS)),
  batch('User', 'POST Agents/Associate/GetAssociateList', (api) => api.getAssociateAgent().getAssociateListAsync(IDS)),
  list('Business', (api) => api.getListAgent().getBusinessListAsync(IDS)),
  list('Category', (api) => api.getListAgent().getCategoryListAsync(IDS)),
  list('Country', (api) => api.getListAgent().getCountryListAsync(COUNTRY_IDS), COUNTRY_IDS),
  list('Currency', (api) => api.getListAgent().getCurrencyListAsync(IDS)),
  list('CustomerLanguage', (api) => api.getListAgent().getCustomerLanguageListAsync(IDS)),
  list('Position', (api) => api.getListAgent().getPositionListAsync(IDS)),
  list('ProjectStatus', (api) => api.getListAgent().getProjectStatusListAsync(IDS)),
  list('ProjectType', (api) => api.getListAgent().getProjectTypeListAsync(IDS)),
  list('SaleType', (api) => api.getListAgent().getSaleTypeListAsync(IDS)),
  list('TicketCategory', (api) => api.getListAgent().getTicketCategoryListAsync(IDS)),
  list('TicketPriority', (api) => api.getListAgent().getTicketPriorityListAsync(IDS)),
  list('TicketStatus', (api) => api.getListAgent().getTicketStatusListAsync(IDS)),
  list('TicketType', (api) => api.getListAgent().getTicketTypeListAsync(IDS)),
  {
    route: 'GET User/currentAssociate',
    counterpart: 'POST Agents/Associate/GetAssociate',
    operation: '{ me { id } }',
    call: (api) => api.getAssociateAgent().getAssociateAsync(5),
    request: { client: ['5'], reason: 'The client has no call for the current associate: it must know the id.' },
  },
  {
    route: 'GET MDOList/{listname}',
    counterpart: 'POST Agents/MDO/GetList',
    operation: '{ transferTargets(onlyPresent: false) { id } }',
    call: (api) => api.getMDOAgent().getListAsync('chatuser', true, 'associate=True&removeSelf=True', false),
    request: {
      client: ['false'],
      reason: 'The agent asks for the history of the list as well; REST has no such switch.',
    },
  },
  {
    route: 'POST Agents/Archive/GetArchiveListByColumns',
    operation: '{ chatSessions(first: 3, filter: { text: "order" }) { edges { node { id } } } }',
    call: (api) =>
      api.getArchiveAgent().getArchiveListByColumnsAsync(
        'ChatSession',
        ['chatSessionId'],
        [{ name: 'chatSessionId', direction: OrderBySortType.DESC }],
        ['firstMessage', 'lastMessage'].map((name, index) => ({
          name,
          operator: 'contains',
          values: ['order'],
          isActive: true,
          interParenthesis: index === 0 ? 1 : -1,
          interOperator: index === 0 ? InterRestrictionOperator.Or : InterRestrictionOperator.And,
        })),
        ['chat'],
        0,
        4,
      ),
  },
  chat('GET ChatSession/{id}', 'GetChatSessionEntity', '{ chatSession(id: 549) { status } }', (api) =>
    api.getChatAgent().getChatSessionEntityAsync(549),
  ),
  chat('GET ChatSession/ForCurrentUser', 'ChatSessionsForUser', '{ chatSessionsForCurrentUser { id } }', (api) =>
    api.getChatAgent().chatSessionsForUserAsync(),
  ),
  chat(
    'GET ChatSession/{id}/Messages',
    'GetChatMessages',
    '{ chatSession(id: 549) { messages { id } } }',
    (api) => api.getChatAgent().getChatMessagesAsync(549, 0),
    {
      request: {
        client: ['0'],
        reason: 'The agent’s call must say after which message; that of REST may leave it out.',
      },
    },
  ),
  chat(
    'POST ChatSession/{id}/Transcript',
    'GetChatTranscript',
    '{ chatSession(id: 549) { transcript(format: HTML) } }',
    (api) => api.getChatAgent().getChatTranscriptAsync(549, true),
  ),
  chat('GET ChatTopic/{id}', 'GetChatTopicEntity', '{ chatTopic(id: 819) { name } }', (api) =>
    api.getChatAgent().getChatTopicEntityAsync(819),
  ),
  chat('GET ChatTopic/ForCurrentUser', 'ChatTopicsForUser', '{ chatTopicsForCurrentUser { id } }', (api) =>
    api.getChatAgent().chatTopicsForUserAsync(),
  ),
  chat('GET ChatTopic/{id}/IsOpen', 'IsWithinOpeningHours', '{ chatTopic(id: 819) { isOpen } }', (api) =>
    api.getChatAgent().isWithinOpeningHoursAsync(819),
  ),
  chat(
    'GET ChatTopic/{id}/UserAgent',
    'GetChatTopicUserAgentList',
    '{ chatTopic(id: 820) { members { canListen } } }',
    (api) => api.getChatAgent().getChatTopicUserAgentListAsync(820),
  ),
  chat('GET Presence/GetAll', 'GetChatPresence', '{ chatPresence { userId } }', (api) =>
    api.getChatAgent().getChatPresenceAsync(),
  ),
  chat(
    'POST ChatTopic/{id}/Sessions',
    'CreateChatSessionForTopic',
    'mutation { createChatSession(topic: 819) { id } }',
    (api) => api.getChatAgent().createChatSessionForTopicAsync(819),
  ),
  chat(
    'POST ChatSession/{id}/Pickup',
    'PickUpChatSession',
    `mutation { pickUpChatSession(id: ${MADE}) { id } }`,
    (api) => api.getChatAgent().pickUpChatSessionAsync(MADE),
  ),
  chat(
    'POST ChatSession/{id}/Messages',
    'AddChatMessage',
    `mutation { addChatMessage(id: ${MADE}, message: { message: "Hello", type: TO_CUSTOMER }) { id } }`,
    (api) => api.getChatAgent().addChatMessageAsync(MADE, { message: 'Hello', type: ChatMessageType.ToCustomer }),
  ),
  chat(
    'POST ChatSession/{id}/TransferTo/{toAssociate}',
    'TransferChatSession',
    `mutation { transferChatSession(id: ${MADE}, toAssociate: "bo") { id } }`,
    (api) => api.getChatAgent().transferChatSessionAsync(MADE, 'bo'),
  ),
  chat(
    'POST ChatSession/{id}/RejectTransfer',
    'RejectChatSessionTransfer',
    `mutation { rejectChatSessionTransfer(id: ${MADE}) { id } }`,
    (api) => api.getChatAgent().rejectChatSessionTransferAsync(MADE),
    { as: 'bo' },
  ),
  chat(
    'POST ChatSession/{id}/TransferTo/{toAssociate}',
    'TransferChatSession',
    'mutation { transferChatSession(id: 549, toAssociate: "3") { id } }',
    (api) => api.getChatAgent().transferChatSessionAsync(549, '3'),
  ),
  chat(
    'POST ChatSession/{id}/AcceptTransfer',
    'AcceptChatSessionTransfer',
    'mutation { acceptChatSessionTransfer(id: 549) { id } }',
    (api) => api.getChatAgent().acceptChatSessionTransferAsync(549),
    { as: 'bo' },
  ),
  chat('POST ChatSession/{id}/Reset', 'ResetChatSession', `mutation { resetChatSession(id: ${MADE}) { id } }`, (api) =>
    api.getChatAgent().resetChatSessionAsync(MADE),
  ),
  chat('POST ChatSession/Pickup', 'PickUpFirstChatSession', 'mutation { pickUpFirstChatSession { id } }', (api) =>
    api.getChatAgent().pickUpFirstChatSessionAsync(),
  ),
  chat(
    'PATCH ChatSession/{id}',
    'SaveChatSessionEntity',
    `mutation { updateChatSession(id: ${MADE}, input: { customerName: "Ada" }) { id } }`,
    async (api) => {
      const session = await api.getChatAgent().getChatSessionEntityAsync(MADE);
      return api.getChatAgent().saveChatSessionEntityAsync({ ...session, customerName: 'Ada' });
    },
    {
      request:
        'The client sends the whole session back; a patch names what changes, so that it undoes nobody else’s change.',
    },
  ),
  chat(
    'DELETE ChatSession/{id}',
    'DeleteChatSessionEntity',
    `mutation { deleteChatSession(id: ${MADE}) { id } }`,
    (api) => api.getChatAgent().deleteChatSessionEntityAsync(MADE),
  ),
  chat(
    'POST ChatTopic/{id}/UserAgent',
    'AddChatTopicUserAgent',
    `mutation { addChatTopicMember(id: 820, member: { ${memberOf('ida')} }) { canListen } }`,
    (api) => api.getChatAgent().addChatTopicUserAgentAsync(820, member('ida')),
  ),
  chat(
    'PUT ChatTopic/{id}/UserAgent/{username}',
    'UpdateChatTopicUserAgent',
    `mutation { updateChatTopicMember(id: 820, member: { ${memberOf('ida')} }) { canListen } }`,
    (api) => api.getChatAgent().updateChatTopicUserAgentAsync(820, 'ida', member('ida')),
  ),
  chat(
    'DELETE ChatTopic/{id}/UserAgent/{username}',
    'DeleteChatTopicUserAgent',
    'mutation { removeChatTopicMember(id: 820, userName: "ida") { topic { id } } }',
    (api) => api.getChatAgent().deleteChatTopicUserAgentAsync(820, 'ida'),
  ),
  {
    route: 'POST Agents/Chat/TransferChatSession',
    operation: `mutation { transferChatSession(id: ${PICKED_UP}, toAssociate: "${ODD_NAME}") { id } }`,
    call: (api) => api.getChatAgent().transferChatSessionAsync(PICKED_UP, ODD_NAME),
  },
  {
    route: 'POST ChatTopic/{id}/UserAgent',
    counterpart: 'POST Agents/Chat/AddChatTopicUserAgent',
    operation: `mutation { addChatTopicMember(id: 820, member: { ${memberOf(ODD_NAME)} }) { canListen } }`,
    call: (api) => api.getChatAgent().addChatTopicUserAgentAsync(820, member(ODD_NAME)),
  },
  {
    route: 'POST Agents/Chat/UpdateChatTopicUserAgent',
    operation: `mutation { updateChatTopicMember(id: 820, member: { ${memberOf(ODD_NAME)} }) { canListen } }`,
    call: (api) => api.getChatAgent().updateChatTopicUserAgentAsync(820, ODD_NAME, member(ODD_NAME)),
  },
  {
    route: 'POST Agents/Chat/DeleteChatTopicUserAgent',
    operation: `mutation { removeChatTopicMember(id: 820, userName: "${ODD_NAME}") { topic { id } } }`,
    call: (api) => api.getChatAgent().deleteChatTopicUserAgentAsync(820, ODD_NAME),
  },
  chat(
    'POST Presence/SaveAll',
    'SaveChatPresence',
    `mutation { setChatPresence(presences: [{ userId: ${PRESENCE.userId}, present: ${PRESENCE.present} }]) { __typename } }`,
    (api) => api.getChatAgent().saveChatPresenceAsync([PRESENCE]),
  ),
];

/** Headers that differ, and why; headers with the same value are not listed. */
const HEADER_REASONS: Readonly<Record<string, string>> = {
  accept: 'We name the character set, as the documented samples do.',
  'accept-encoding': 'HTTP libraries unpack different sets of encodings.',
  'accept-language':
    'We pass the caller’s own header on; the client puts its language into SO-Language, which beats it.',
  'content-length': 'The bodies are not the same bytes.',
  'content-type': 'We name the character set, as the documented samples do, and no type where there is no body.',
  host: 'Each talks to a tenant of its own.',
  'so-browser-tz-offset': 'The client tells the zone of its machine, for web pages. Ours is a server.',
  'so-language': 'The client puts its language here.',
  'so-timezone': 'The same two parts, with a blank behind our comma.',
  'user-agent': 'Each gives its own name.',
};

/** Paths of the facade's calls that the client has no call for. */
const WITHOUT_COUNTERPART: Readonly<Record<string, string>> = {
  ChatSession: 'A list of REST. The client reads archives through its agent, whose rows have another form.',
  Ticket: 'A list of REST, as above.',
  'User/currentPrincipal': 'The probe for a moved tenant. The client has no call for the principal.',
};

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What REST adds to a record that is read or written by its own path, and agents do not. */
function withoutLinks(answer: unknown): unknown {
  if (!isObject(answer)) {
    return answer;
  }
  const { _Links, ...carrier } = answer;
  return carrier;
}

/** What both sides must send: the values in path, query and body, in any place. Null counts as left out. */
function valuesOf({ path, query, body }: Exchange, template: string): readonly string[] {
  const segments = path.split('/').map(decodeURIComponent);
  const inPath = template.split('/').flatMap((part, index) => (part.startsWith('{') ? [segments[index]] : []));
  return [...inPath, ...query.values(), ...leavesOf(body)].map(String).sort();
}

function leavesOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) {
    return [];
  }
  return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [value];
}

/** Newtonsoft accepts names in any case, so names are compared in lower case. */
function inSmallLetters(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inSmallLetters);
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), inSmallLetters(one)]))
    : value;
}

/** The client's enums of flags, by the last part of a property's path. Everything else is read as it is sent. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'FieldRight.Mask': EFieldRight,
  'TableRight.Mask': ETableRight,
  Flags: { ...ChatSessionFlags, ...TicketCategoryFlags },
  OfflineFields: WidgetRequiredFields,
  RequiredFields: WidgetRequiredFields,
};

interface Reading {
  count: number;
  readonly wrong: string[];
}

/** Counts the values that were sent, and notes those that the client reads as something else. */
function compareRead(sent: unknown, read: unknown, place: string, reading: Reading): void {
  if (Array.isArray(sent)) {
    for (const [index, item] of sent.entries()) {
      compareRead(item, (read as readonly unknown[] | undefined)?.[index], place, reading);
    }
  } else if (isObject(sent)) {
    const parts = (read ?? {}) as Json;
    for (const [key, value] of Object.entries(sent)) {
      const name = key.charAt(0).toLowerCase() + key.slice(1);
      // The keys of a map stay unchanged.
      compareRead(value, name in parts ? parts[name] : parts[key], `${place}.${key}`, reading);
    }
  } else {
    reading.count += 1;
    if (!isReadAs(sent, read, place)) {
      reading.wrong.push(`${place}: ${JSON.stringify(sent)} is read as ${JSON.stringify(read)}`);
    }
  }
}

function isReadAs(sent: unknown, read: unknown, place: string): boolean {
  if (sent === null || sent === undefined) {
    // The client makes a list of null.
    return read === null || read === undefined || (Array.isArray(read) && read.length === 0);
  }
  if (read instanceof Date) {
    return read.getTime() === Date.parse(String(sent));
  }
  if (isDuration(read)) {
    const [hours = 0, minutes = 0, seconds = 0] = String(sent).split(':').map(Number);
    return read.asSeconds() === hours * 3600 + minutes * 60 + seconds;
  }
  const [, flags] = Object.entries(FLAGS).find(([end]) => `.${place}`.endsWith(`.${end}`)) ?? [];
  if (flags !== undefined && typeof sent === 'string') {
    return read === sent.split(', ').reduce((mask, name) => mask | Number(flags[name] ?? 0), 0);
  }
  return sent === read;
}

function isDuration(value: unknown): value is { asSeconds(): number } {
  return typeof value === 'object' && value !== null && 'asSeconds' in value;
}

describe('SuperOffice’s own client', () => {
  const running: { stop(): Promise<void> }[] = [];
  let sandbox: Sandbox;
  let facade: Server;
  let ours: RecordingProxy;
  let theirs: RecordingProxy;

  beforeAll(async () => {
    const now = () => new Date('2026-03-02T10:00:00Z');
    sandbox = await startSandbox({ now });
    const twin = await startSandbox({ now });
    ours = await startRecordingProxy(sandbox.url);
    theirs = await startRecordingProxy(twin.url);
    facade = await startFacade(ours.url);
    running.push(facade, ours, theirs, sandbox, twin);
  });
  afterAll(async () => {
    for (const server of running) {
      await server.stop();
    }
  });

  const headers = new Map<string, [ours: unknown, theirs: unknown]>();
  const reading: Reading = { count: 0, wrong: [] };

  it.each(PAIRS)('does $route: $operation', async ({ route, operation, counterpart = route, call, as, request }) => {
    const authorization = sandbox.agents.find(({ name }) => name === (as ?? 'tje0'))?.authorization ?? '';

    const { errors } = await execute(facade.url, operation, {}, { authorization });
    const read = await call(clientOf(theirs, authorization));

    const [method, template = ''] = route.split(' ');
    const own = ours.takeExchanges().find((one) => one.method === method && matches(one.path, template)) as Exchange;
    const other = theirs.takeExchanges().at(-1) as Exchange;
    expect(errors).toBeUndefined();
    expect(`${other.method} ${other.path}`).toBe(counterpart.replace('{listname}', 'chatuser'));
    expect([other.status, other.contentType]).toEqual([own.status, own.contentType]);
    expect(other.answer).toEqual(withoutLinks(own.answer));
    expect(own.answer).not.toEqual([]);
    if (counterpart === route) {
      expect(inSmallLetters(other.body)).toEqual(inSmallLetters(own.body));
    } else if (typeof request !== 'string') {
      const all = [...valuesOf(own, template), ...(request?.client ?? [])];
      expect(valuesOf(other, counterpart.split(' ')[1] ?? '')).toEqual(all.sort());
    }
    if (other.status !== 204) {
      compareRead(other.answer, read, '', reading);
    }
    for (const name of [...Object.keys(own.headers), ...Object.keys(other.headers)]) {
      if (own.headers[name] !== other.headers[name]) {
        headers.set(name, [own.headers[name], other.headers[name]]);
      }
    }
  });

  it('sends other headers only if a reason is written down, and reads everything that the tenant sends', () => {
    process.stdout.write(
      `Compared with @superoffice/webapi: ${PAIRS.length} calls, ${reading.count} values of their answers.\n`,
    );

    expect([...headers.keys()].sort()).toEqual(Object.keys(HEADER_REASONS).sort());
    expect(reading.wrong).toEqual([]);
    expect(PAIRS.length).toBeGreaterThan(15);
    expect(reading.count).toBeGreaterThan(600);
  });

  it('sends the same session as the facade if PATCH is refused', async () => {
    const before = await startSandbox({ refusesPatch: true });
    const proxy = await startRecordingProxy(before.url);
    const server = await startFacade(proxy.url);
    const authorization = sandbox.agents[0]?.authorization ?? '';

    const { errors } = await execute(
      server.url,
      'mutation { updateChatSession(id: 500, input: { customerName: "Ada" }) { customerName } }',
      {},
      { authorization },
    );
    const chats = clientOf(proxy, authorization).getChatAgent();
    await chats.saveChatSessionEntityAsync({ ...(await chats.getChatSessionEntityAsync(500)), customerName: 'Ada' });

    const exchanges = proxy.takeExchanges();
    await server.stop();
    await proxy.stop();
    await before.stop();
    const bodies = ['ChatSession/500', 'Agents/Chat/SaveChatSessionEntity'].map(
      (path) => exchanges.findLast((one) => one.path === path && isObject(one.body))?.body,
    );
    expect(errors).toBeUndefined();
    expect(exchanges.map(({ method, status }) => [method, status])).toEqual([
      ...[
        ['PATCH', 405],
        ['GET', 200],
        ['PUT', 200],
      ],
      ...[
        ['POST', 200],
        ['POST', 200],
      ],
    ]);
    const [own, other] = bodies.map((body) => leavesByPlace(inSmallLetters(body)));
    expect([...(other?.keys() ?? [])].sort()).toEqual([...(own?.keys() ?? [])].sort());
    // Dates have three fraction digits in the client, and flags are numbers.
    expect([...(other ?? [])].filter(([place, value]) => !isSame(own?.get(place), value, place))).toEqual([]);
  });

  it('has a counterpart for every path that the facade declares', () => {
    const paired = new Set(PAIRS.map(({ route }) => route.split(' ')[1] ?? ''));
    const declared = declaredPaths();

    expect(declared.size).toBeGreaterThan(35);
    expect(new Set([...paired, ...Object.keys(WITHOUT_COUNTERPART)])).toEqual(declared);
  });
});

/** The templates of all paths in the code of the facade. */
function declaredPaths(): ReadonlySet<string> {
  const folders = ['superoffice', 'graphql/resolvers'].map((name) => new URL(`../../src/${name}/`, import.meta.url));
  const code = folders.flatMap((folder) =>
    readdirSync(folder, { encoding: 'utf8', recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8')),
  );
  const found = [
    /route: '([^']+)'/g,
    /'(ChatSession\/[^']+)'/g,
    /'(Agents\/[^']+)'/g,
    /getList<[\w.]+>\(\s*'(\w+)'/g,
  ].flatMap((pattern) =>
    [...code.join('\n').matchAll(pattern)].map(([text, path = '']) =>
      text.startsWith('getList') ? `Agents/List/Get${path}List` : path,
    ),
  );
  return new Set(found);
}

function clientOf({ url }: RecordingProxy, authorization: string): WebApi {
  return new WebApi({
    baseUrl: url.replace('v1/', ''),
    axiosConfig: { headers: { Authorization: authorization } },
    languageCode: 'en',
    timezone: 'UTC',
    timezoneInclude: true,
  });
}

/** `user.associateid` -> its value, without null and empty values. */
function leavesByPlace(value: unknown, place = ''): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object') {
    return new Map(value === undefined ? [] : [[place, value]]);
  }
  return new Map(Object.entries(value ?? {}).flatMap(([key, one]) => [...leavesByPlace(one, `${place}.${key}`)]));
}

function isSame(own: unknown, other: unknown, place: string): boolean {
  const isFlags = typeof own === 'string' && typeof other === 'number' && /(flags|mask)$/.test(place);
  return own === other || isFlags || Date.parse(String(own)) === Date.parse(String(other));
}

function matches(path: string, template: string): boolean {
  const pattern = template.replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}
