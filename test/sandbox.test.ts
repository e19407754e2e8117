import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type {
  AssociateCarrier,
  ChatSessionCarrier,
  ChatTopicCarrier,
  ContactCarrier,
  CountryCarrier,
  MdoListItemCarrier,
  PersonCarrier,
  TicketCarrier,
} from '../src/superoffice/carriers.js';

const UTC = { 'SO-TimeZone': 'UTC, includeTZOffset' };
const ENGLISH = { 'SO-Language': 'en' };
const LISTS = [
  { kind: 'Person', path: 'Agents/Person/GetPersonList', count: 120 },
  { kind: 'Contact', path: 'Agents/Contact/GetContactList', count: 40 },
  { kind: 'Project', path: 'Agents/Project/GetProjectList', count: 20 },
  { kind: 'Sale', path: 'Agents/Sale/GetSaleList', count: 60 },
  { kind: 'Associate', path: 'Agents/Associate/GetAssociateList', count: 16 },
  { kind: 'Country', path: 'Agents/List/GetCountryList', count: 12 },
] as const;
const EVERY_ID = Array.from({ length: 1000 }, (_item, index) => index);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

/** A call as tje0, in English and UTC; a header that is '' is not sent. */
function call(path: string, { on = sandbox, as = basic('tje0', 'Tje0'), headers = {}, ...init }: CallOptions = {}) {
  const all = { Authorization: as, ...UTC, ...ENGLISH, ...headers };
  const sent = Object.entries(all).filter(([, value]) => value !== '');
  return fetch(on.url + path, { ...init, headers: Object.fromEntries(sent) });
}

interface CallOptions {
  readonly on?: Sandbox;
  readonly as?: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function read<T>(path: string, options?: CallOptions): Promise<T> {
  const response = await call(path, options);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

function readList<T>(path: string, body: unknown, options: CallOptions = {}): Promise<T[]> {
  const headers = { 'Content-Type': 'application/json', ...options.headers };
  return read<T[]>(path, { ...options, method: 'POST', body: JSON.stringify(body), headers });
}

function transfer(id: number, toAssociate: string, options: CallOptions = {}) {
  return read<ChatSessionCarrier>(`ChatSession/${id}/TransferTo/${encodeURIComponent(toAssociate)}`, {
    ...options,
    method: 'POST',
  });
}

async function refusal(path: string, options?: CallOptions) {
  const response = await call(path, options);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const body = (await response.json()) as Record<string, unknown>;
  expect(body).toEqual({
    Error: true,
    ErrorType: expect.stringMatching(/^[A-Za-z]{1,64}$/),
    ErrorMessage: expect.any(String),
    ErrorSource: expect.stringMatching(/^SuperOffice\.CRM/),
  });
  return { status: response.status, errorType: body.ErrorType, headers: response.headers };
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Sends a raw request, and returns the whole answer as text. */
async function sendRaw(on: Sandbox, lines: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(on.url).port), '127.0.0.1');
  socket.end(`${[...lines, 'Host: sandbox', 'Connection: close'].join('\r\n')}\r\n\r\n`);
  return readText(socket);
}

async function readEveryRecord(on: Sandbox) {
  const lists = LISTS.map(({ path }) => readList<Record<string, unknown>>(path, EVERY_ID, { on }));
  const tickets = readList<Record<string, unknown>>('Agents/Ticket/GetTickets', { TicketIds: EVERY_ID }, { on });
  return Promise.all([...lists, tickets]);
}

async function readEverySession(on: Sandbox): Promise<ChatSessionCarrier[]> {
  const ids = Array.from({ length: 100 }, (_item, index) => 470 + index);
  const sessions = await Promise.all(ids.map((id) => read<Record<string, unknown>>(`ChatSession/${id}`, { on })));
  return sessions.map(({ _Links, ...session }) => session);
}

describe('the data', () => {
  it.each(LISTS)('has $count of $kind, no two alike', async ({ kind, path, count }) => {
    const records = await readList<Record<string, unknown>>(path, EVERY_ID);

    expect(records).toHaveLength(count);
    const contents = records.map((record) => JSON.stringify({ ...record, [`${kind}Id`]: 0 }));
    expect(new Set(contents).size).toBe(count);
  });

  it('has 80 tickets and 100 chat sessions, in every status', async () => {
    expect(await readList('Agents/Ticket/GetTickets', { TicketIds: EVERY_ID })).toHaveLength(80);
    const sessions = await readEverySession(sandbox);
    expect(sessions).toHaveLength(100);
    expect(new Set(sessions.map(({ Status }) => Status)).size).toBe(12);
    const waiting = sessions.filter(({ Status }) => Status === 'InQueue').map(({ User }) => User?.AssociateId ?? null);
    expect(new Set(waiting)).toEqual(new Set([null, 0]));
  });

  it('names nothing twice', async () => {
    const [persons = [], contacts = [], , sales = []] = await readEveryRecord(sandbox);
    const sessions = await readEverySession(sandbox);
    const names = [
      ...persons.flatMap(({ FullName, Email, DirectPhone, MobilePhone }) => [
        FullName,
        Email,
        DirectPhone,
        MobilePhone,
      ]),
      ...contacts.map(({ FullName }) => FullName),
      ...sales.map(({ Title }) => Title),
      ...sessions.flatMap(({ SessionKey, FirstMessage }) => [SessionKey, FirstMessage]),
    ].filter((name) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('is the same on every start', async () => {
    const other = await startSandbox();
    try {
      expect(await readEveryRecord(other)).toEqual(await readEveryRecord(sandbox));
      expect(await readEverySession(other)).toEqual(await readEverySession(sandbox));
    } finally {
      await other.stop();
    }
  });

  it('nests in a session the records that the batch reads answer', async () => {
    const { User, Person, Contact, Project, Sale, Ticket, TransferTo } =
      await read<ChatSessionCarrier>('ChatSession/549');

    expect(await readList('Agents/Associate/GetAssociateList', [5])).toEqual([User]);
    expect(await readList('Agents/Person/GetPersonList', [65])).toEqual([Person]);
    expect(await readList('Agents/Contact/GetContactList', [Person?.ContactId])).toEqual([Contact]);
    expect(await readList('Agents/Project/GetProjectList', [Project?.ProjectId])).toEqual([Project]);
    expect(await readList('Agents/Sale/GetSaleList', [Sale?.SaleId])).toEqual([Sale]);
    expect(await readList('Agents/Ticket/GetTickets', { TicketIds: [11] })).toEqual([Ticket]);
    expect(TransferTo).toBeNull();
  });

  it('conforms to the contract', async () => {
    const contract = JSON.parse(readFileSync(new URL('contract/superoffice.json', import.meta.url), 'utf8'));
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addFormat('int32', {
      type: 'number',
      validate: (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31,
    });
    ajv.addFormat('double', true);
    ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)$/);
    ajv.addSchema(contract, 'contract');
    const check = (kind: string, value: unknown) => {
      const schema = contract.components.schemas[kind];
      // Compiled once for all records of a kind.
      const validate = ajv.getSchema(`contract#/components/schemas/${kind}`) as ValidateFunction;
      expect({ kind, isValid: validate(value), errors: validate.errors }).toMatchObject({ isValid: true });
      expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(value as object)));
    };

    const kinds = [...LISTS.map(({ kind }) => kind), 'Ticket'];
    for (const [index, records] of (await readEveryRecord(sandbox)).entries()) {
      for (const record of records) {
        check(kinds[index] ?? '', record);
      }
    }
    for (const session of await readEverySession(sandbox)) {
      check('ChatSessionEntity', session);
    }
    for (const item of await read<unknown[]>('MDOList/chatuser?flat=true')) {
      check('MDOListItem', item);
    }
  });
});

describe('reading', () => {
  it.each(LISTS)(
    'answers $kind once each and in the order of ids, without those that are not there',
    async ({ kind, path, count }) => {
      const every = await readList<Record<string, number>>(path, EVERY_ID);
      const [first = 0, second = 0] = every.map((record) => record[`${kind}Id`]);

      const found = await readList<Record<string, number>>(path, [second, 999_999, first, second, -1, 0]);

      expect(found).toEqual(every.slice(0, 2));
      expect(count).toBeGreaterThan(2);
    },
  );

  it('answers tickets in the order in which they were asked for', async () => {
    const found = await readList<TicketCarrier>('Agents/Ticket/GetTickets', { ticketIds: [11, 9_999, 3, 80] });
    expect(found.map(({ TicketId }) => TicketId)).toEqual([11, 3, 80]);
  });

  it('links one session to itself and to its archive, and an action’s answer not', async () => {
    const session = await read<Record<string, unknown>>('ChatSession/549');
    expect(session._Links).toEqual({ Self: `${sandbox.url}ChatSession/549`, Archive: `${sandbox.url}ChatSession` });
    expect(await transfer(550, 'ida')).not.toHaveProperty('_Links');
  });

  it('answers the caller', async () => {
    expect(await read('User/currentAssociate')).toMatchObject({ AssociateId: 5, Name: 'tje0', UserName: 'tje0' });
  });

  it('answers the sessions that go on in the caller’s topics', async () => {
    const sessions = await read<ChatSessionCarrier[]>('ChatSession/ForCurrentUser');
    const expected = (await readEverySession(sandbox)).filter(
      ({ TopicId, Status = 'Invalid', User }) =>
        (TopicId === 819 || TopicId === 823) &&
        (['PreChatForm', 'Faq', 'OfflineForm', 'InQueue'].includes(Status)
          ? !User?.AssociateId
          : ['CustomerLast', 'UserLast'].includes(Status)),
    );
    expect(sessions).toEqual(expected);
    expect(await read('ChatSession/ForCurrentUser', { as: 'SoTicket 7T:heod' })).toEqual([]);
  });

  it('answers who may chat by Service user id or by associate id', async () => {
    const list = (additional: string) =>
      read<MdoListItemCarrier[]>(`MDOList/chatuser?flat=true&additional=${encodeURIComponent(additional)}`);
    const ids = (items: readonly MdoListItemCarrier[]) => items.map(({ Id = 0 }) => Id).sort((a, b) => a - b);

    expect(ids(await list(''))).toEqual([7, 8, 9, 12, 14, 15, 16, 19, 21, 22, 24]);
    expect(ids(await list('associate=True'))).toEqual([2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 16]);
    expect(ids(await list('associate=True&onlyPresent=True'))).toEqual([2, 3, 4, 5, 6, 7, 10, 12]);
    expect(ids(await list('associate=true;topicId=823;removeSelf=True'))).toEqual([2, 7, 11]);
  });

  it('groups the users when the list need not be flat', async () => {
    const groups = await read<MdoListItemCarrier[]>('MDOList/ChatUser?additional=associate%3DTrue');
    expect(groups.map(({ Name, ChildItems }) => [Name, ChildItems?.length])).toEqual([
      ['Support', 8],
      ['Sales', 3],
    ]);
  });
});

describe('a transfer', () => {
  let own: Sandbox;
  beforeAll(async () => {
    own = await startSandbox();
  });
  afterAll(() => own.stop());

  it.each(['2', 'ida', 'IDA', 'Ida.Solbakken@Example.com', "o'neil@example.com", 'Åse Ñandú'])(
    'offers the caller’s session to %s, in the place of who had it before',
    async (toAssociate) => {
      const before = await read<Record<string, unknown>>('ChatSession/549', { on: own });

      const answered = await transfer(549, toAssociate, { on: own });

      const { TransferTo } = answered;
      expect(
        [TransferTo?.AssociateId, TransferTo?.Name, TransferTo?.UserName].map((name) => String(name).toLowerCase()),
      ).toContain(toAssociate.toLowerCase());
      const { _Links, ...unchanged } = before;
      expect(answered).toEqual({ ...unchanged, TransferTo });
      expect(await read('ChatSession/549', { on: own })).toEqual({ ...before, TransferTo });
    },
  );

  it.each([
    { what: 'somebody else’s', id: 550, toAssociate: 'ida' },
    { what: 'one offered to the caller', id: 551, toAssociate: 'ida' },
    { what: 'one in the queue', id: 556, toAssociate: 'ida' },
    { what: 'one that has ended', id: 555, toAssociate: 'ida' },
    { what: 'one meant for a retired user', id: 553, toAssociate: 'gunnar.berg@example.com' },
    { what: 'one meant for a user without a chat licence', id: 553, toAssociate: 'heod' },
  ])('leaves $what as it is, without an error', async ({ id, toAssociate }) => {
    const { _Links, ...before } = await read<Record<string, unknown>>(`ChatSession/${id}`, { on: own });

    expect(await transfer(id, toAssociate, { on: own })).toEqual(before);
    expect(await read(`ChatSession/${id}`, { on: own })).toMatchObject(before);
  });

  it('reads digits as an associate id, even where they are a user name', async () => {
    const path = (toAssociate: string) => `ChatSession/553/TransferTo/${toAssociate}`;
    expect(await refusal(path('4711'), { on: own, method: 'POST' })).toMatchObject({
      status: 400,
      errorType: 'ArgumentException',
    });
    expect((await transfer(553, '12', { on: own })).TransferTo?.UserName).toBe('4711');
  });

  it.each([
    { path: 'ChatSession/553/TransferTo/nobody', status: 400 },
    { path: 'ChatSession/553/TransferTo/%20', status: 400 },
    { path: 'ChatSession/553/TransferTo/99999999999', status: 400 },
    { path: 'ChatSession/553/TransferTo/user%20tag@example.com', status: 400 },
    { path: 'ChatSession/4000/TransferTo/bo', status: 404 },
    { path: 'ChatSession/2147483648/TransferTo/bo', status: 400 },
    { path: 'ChatSession/first/TransferTo/bo', status: 400 },
  ])('refuses $path with $status', async ({ path, status }) => {
    expect((await refusal(path, { on: own, method: 'POST' })).status).toBe(status);
  });

  it('is not seen in another sandbox', async () => {
    await transfer(549, 'bo', { on: own });
    expect(await read<ChatSessionCarrier>('ChatSession/549')).toMatchObject({ TransferTo: null });
  });
});

describe('a credential', () => {
  const caller = async (headers: Record<string, string>) =>
    (await read<AssociateCarrier>('User/currentAssociate', { as: '', headers })).Name;

  it.each([
    { Authorization: 'Basic dGplMDpUamUw' },
    { Authorization: `bASIC ${Buffer.from('TJE0:Tje0').toString('base64')}` },
    { Authorization: 'SoTicket 7T:tje0' },
    { Authorization: 'SOTicket 7T:tje0' },
    { Authorization: 'Bearer 8A:Sandbox.tje0' },
    { Cookie: 'a=b; SoSession=tje0; XSRF-TOKEN=x=1', 'X-XSRF-TOKEN': 'x=1' },
  ])('says who calls: %j', async (headers) => {
    expect(await caller(headers as Record<string, string>)).toBe('tje0');
  });

  it.each([
    { name: 'mone', user: "o'neil@example.com", password: 'Mone' },
    { name: 'utag', user: 'user+tag@example.com', password: 'Utag' },
    { name: 'aase', user: 'Åse Ñandú', password: 'Aase' },
    { name: 'aase', user: 'åSE ñANDÚ'.normalize('NFD'), password: 'Aase' },
    { name: 'bo', user: 'bo', password: 'Bo' },
  ])('is taken for $user', async ({ name, user, password }) => {
    expect(await caller({ Authorization: basic(user, password) })).toBe(name);
  });

  it.each([
    {},
    { Authorization: basic('tje0', 'tje0') },
    { Authorization: basic('gube', 'Gube') },
    { Authorization: basic('', '') },
    { Authorization: 'Basic !!!' },
    { Authorization: 'Basic' },
    { Authorization: 'SoTicket 7T:nobody' },
    { Authorization: 'Bearer tje0' },
    { Authorization: 'Negotiate abc' },
    { Cookie: 'SoSession=tje0; XSRF-TOKEN=1', 'X-XSRF-TOKEN': '2' },
    { Cookie: 'SoSession=tje0; XSRF-TOKEN=1' },
    { Authorization: basic('tje0', 'Tje0'), Cookie: 'SoSession=tje0; XSRF-TOKEN=1', 'X-XSRF-TOKEN': '1' },
  ])('is refused before anything else is looked at: %j', async (headers) => {
    const { status, headers: answered } = await refusal('no/such/path', {
      as: '',
      headers: headers as Record<string, string>,
    });
    expect(status).toBe(401);
    expect(answered.get('www-authenticate')).toMatch(/^Basic realm=/);
  });
});

describe('the media type', () => {
  it.each([
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/json; charset=utf-8', 'application/json'],
    ['text/json', 'text/json'],
    ['text/*', 'text/json'],
    ['application/json-patch+json', 'application/json-patch+json'],
    ['application/merge-patch+json', 'application/merge-patch+json'],
    ['text/html, application/xml;q=0.2', 'application/xml'],
    ['text/xml, application/json;q=0.5', 'text/xml'],
    ['application/json;q=0, */*', 'text/json'],
  ])('for Accept %j is %s', async (accept, type) => {
    const response = await call('User/currentAssociate', { headers: accept ? { Accept: accept } : {} });
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    const text = await response.text();
    if (type.endsWith('json')) {
      expect(JSON.parse(text)).toMatchObject({ AssociateId: 5 });
    } else {
      expect(text).toMatch(/^<\?xml .*\?><Associate xmlns:i=.*<AssociateId>5<\/AssociateId>.*<\/Associate>$/s);
    }
  });

  it('writes a list in XML under the carrier’s name', async () => {
    const response = await call('Agents/Person/GetPersonList', {
      method: 'POST',
      body: '[65]',
      headers: { Accept: 'application/xml', 'Content-Type': 'application/json' },
    });
    expect(await response.text()).toMatch(/<ArrayOfPerson [^>]*><Person><Position>.*<\/Person><\/ArrayOfPerson>$/s);
  });

  it('is refused with 406 when none of the accepted ones is there, and nothing is done', async () => {
    const options = { method: 'POST', headers: { Accept: 'text/html' } };
    expect((await refusal('ChatSession/553/TransferTo/bo', options)).status).toBe(406);
    expect(await read('ChatSession/553')).toMatchObject({ TransferTo: null });
  });
});

describe('the language', () => {
  const nameOfGermany = async (headers: Record<string, string>) => {
    const [country] = await readList<CountryCarrier>('Agents/List/GetCountryList', [276], {
      headers: { 'SO-Language': '', 'Accept-Language': '*', ...headers },
    });
    return country?.Name;
  };

  it.each([
    [{ 'SO-Language': 'en' }, 'Germany'],
    [{ 'SO-Language': 'nb' }, 'Tyskland'],
    [{ 'SO-Language': 'NO' }, 'Tyskland'],
    [{ 'Accept-Language': 'de-AT, en;q=0.5' }, 'Deutschland'],
    [{ 'Accept-Language': 'en;q=0.1, de;q=0.9' }, 'Deutschland'],
    [{ 'SO-Language': 'de', 'Accept-Language': 'nb' }, 'Deutschland'],
    [{ 'SO-Language': 'fr' }, 'Germany'],
    [{ 'Accept-Language': '*' }, 'US:"Germany";NO:"Tyskland";GE:"Deutschland"'],
    [{ 'SO-Language': '*', 'Accept-Language': 'nb' }, 'US:"Germany";NO:"Tyskland";GE:"Deutschland"'],
  ])('of %j answers %s', async (headers, name) => {
    expect(await nameOfGermany(headers as Record<string, string>)).toBe(name);
  });

  it('goes for texts in nested records too', async () => {
    const session = await read<ChatSessionCarrier>('ChatSession/549', { headers: { 'SO-Language': 'de' } });
    expect([
      session.Ticket?.TicketStatusDisplayValue,
      session.Contact?.CountryName,
      session.Sale?.SaleTypeName,
    ]).toEqual(['Offen', 'Vereinigtes Königreich', expect.not.stringContaining('"')]);
  });
});

describe('the time zone', () => {
  it.each([
    ['UTC, includeTZOffset', '2026-03-02T09:40:58Z', '0001-01-01T00:00:00Z'],
    ['1,includetzoffset', '2026-03-02T09:40:58Z', '0001-01-01T00:00:00Z'],
    ['UTC', '2026-03-02T09:40:58', '0001-01-01T00:00:00'],
    ['', '2026-03-02T10:40:58', '0001-01-01T00:00:00'],
    ['includeTZOffset', '2026-03-02T10:40:58+01:00', '0001-01-01T01:00:00+01:00'],
    ['NO, includeTZOffset', '2026-03-02T10:40:58+01:00', '0001-01-01T01:00:00+01:00'],
    ['261', '2026-03-02T10:40:58', '0001-01-01T00:00:00'],
    ['no ,  IncludeTzOffset', '2026-03-02T10:40:58+01:00', '0001-01-01T01:00:00+01:00'],
    ['includeTZOffset, DK', '2026-03-02T10:40:58+01:00', '0001-01-01T01:00:00+01:00'],
    ['140, includeTZOffset', '2026-03-02T10:40:58+01:00', '0001-01-01T01:00:00+01:00'],
    ['US-NY, includeTZOffset', '2026-03-02T04:40:58-05:00', '0001-01-01T00:00:00-05:00'],
    ['460,includeTZOffset', '2026-03-02T04:40:58-05:00', '0001-01-01T00:00:00-05:00'],
    ['US-HI', '2026-03-01T23:40:58', '0001-01-01T00:00:00'],
    ['AU-ACT, includeTZOffset', '2026-03-02T20:40:58+11:00', '0001-01-01T11:00:00+11:00'],
    ['BD, includeTZOffset', '2026-03-02T15:40:58+06:00', '0001-01-01T06:00:00+06:00'],
    ['AU-WA, includeTZOffset', '2026-03-02T17:40:58+08:00', '0001-01-01T08:00:00+08:00'],
    ['45', '2026-03-02T17:40:58', '0001-01-01T00:00:00'],
    ['US', '2026-03-02T04:40:58', '0001-01-01T00:00:00'],
    ['CA-NT, includeTZOffset', '2026-03-02T02:40:58-07:00', '0001-01-01T00:00:00-07:00'],
    // Known only by their ids.
    ['39, includeTZOffset', '2026-03-02T20:40:58+11:00', '0001-01-01T11:00:00+11:00'],
    ['46, includeTZOffset', '2026-03-02T10:40:58+01:00', '0001-01-01T01:00:00+01:00'],
    ['101', '2026-03-02T06:10:58', '0001-01-01T00:00:00'],
  ])('%j writes %s, and %s if there is no date', async (zone, requested, ended) => {
    const { WhenRequested, WhenEnded } = await read<ChatSessionCarrier>('ChatSession/549', {
      headers: { 'SO-TimeZone': zone },
    });
    expect([WhenRequested, WhenEnded]).toEqual([requested, ended]);
  });

  it.each([
    // How SuperOffice reads these is not documented. IANA's names are not among its codes.
    ...['Europe/Oslo', 'Europe/Atlantis', 'America/New_York', 'W. Europe Standard Time'],
    ...['XX', 'AU', '+02:00', '2', '98', '0460', 'undefined', 'UTC, NO'],
  ])('%j is refused with 400', async (zone) => {
    expect((await refusal('ChatSession/549', { headers: { 'SO-TimeZone': zone } })).status).toBe(400);
  });

  it.each([
    ['', 'NO'],
    ['includeTZOffset', 'NO'],
    ['us-ny, includeTZOffset', 'US-NY'],
    ['460', 'US-NY'],
    ['1', 'UTC'],
    ['45', 'AU-WA'],
    ['us', 'US'],
    ['39', '39'],
  ])('%j is named in a header of the answer: %s', async (zone, told) => {
    const { headers } = await call('ChatSession/549', { headers: { 'SO-TimeZone': zone } });
    expect(headers.get('SO-TimeZone')).toBe(told);
  });

  it('has a documented code and id, and rules for the years', async () => {
    const list = await read<{ value: Record<string, unknown>[] }>('TimeZone');
    expect(list.value.map(({ id, timeZone }) => `${timeZone} ${id}`)).toEqual([
      ...['UTC 1', 'AU-ACT 36', 'AU-WA 45', 'BD 50', 'CA-QC 114', 'DK 140', 'FR 156', 'NO 261', 'US-CA 425'],
      ...['US-HI 433', 'US-NY 460'],
    ]);
    expect(list.value.at(-1)).toEqual({
      ...{ PrimaryKey: '460', EntityName: 'timezone', id: 460, timeZone: 'US-NY', isActive: 1 },
      ...{ country: 'United States', region: 'New York', offset: '-5:00', daylight: '-4:00' },
    });
    expect((await read<{ value: unknown[] }>('TimeZone?$select=timeZone,id')).value[0]).toEqual({
      ...{ PrimaryKey: '1', EntityName: 'timezone', timeZone: 'UTC', id: 1 },
    });
    for (const path of ['TimeZone/base', 'TimeZone/current']) {
      expect(await read(path)).toMatchObject({
        ...{ TZLocationID: 261, TZLocationCode: 'NO' },
        TimeZoneDSTRules: { 2026: { StartDay: 29, StartMonth: 3, EndDay: 25, EndMonth: 10, TZOffset: 120 } },
      });
    }
  });

  it('of every chat topic is in the list', async () => {
    const { value } = await read<{ value: { id: number; timeZone: string }[] }>('TimeZone');
    const zones = await Promise.all([819, 820, 823].map((id) => read<ChatTopicCarrier>(`ChatTopic/${id}`)));
    for (const { OpeningHours } of zones) {
      const { TZLocationID, TZLocationCode } = OpeningHours?.TzLocation ?? {};
      expect(value).toContainEqual(expect.objectContaining({ id: TZLocationID, timeZone: TZLocationCode }));
    }
  });

  it('leaves dates of change in UTC', async () => {
    const dates = async (zone: string) => {
      const { Project } = await read<ChatSessionCarrier>('ChatSession/549', { headers: { 'SO-TimeZone': zone } });
      return Project?.Updated;
    };
    expect(await dates('NO, includeTZOffset')).toBe(await dates('UTC, includeTZOffset'));
  });
});

describe('what is selected', () => {
  const session = async (select: string) => {
    const { _Links, ...carrier } = await read<Record<string, unknown>>(`ChatSession/549${select}`);
    return carrier;
  };
  const names = async () => Object.keys(await session(''));

  it.each([
    { select: '?$select=CustomerName', kept: ['CustomerName'] },
    { select: '?$select=customername,%20STATUS', kept: ['CustomerName', 'Status'] },
    { select: '?$Select=chatSessionId', kept: ['ChatSessionId'] },
    { select: '?$select=Nothing', kept: [] },
  ])('of a session is there, and all else is null: $select', async ({ select, kept }) => {
    const [whole, selected] = [await session(''), await session(select)];
    const isKept = (name: string) => kept.includes(name);
    expect(selected).toEqual(
      Object.fromEntries((await names()).map((name) => [name, isKept(name) ? whole[name] : null])),
    );
  });

  it.each(['', '?$select=', '?$select=%20'])('is everything if nothing is named: %j', async (select) => {
    expect(await session(select)).toEqual(await session(''));
  });

  it('may be inside a nested record', async () => {
    const { User, ...rest } = await session('?$select=user/associateId,user/name');
    const nulls = Object.values(User as object).filter((value) => value === null);
    expect(User).toMatchObject({ AssociateId: 5, Name: 'tje0', FullName: null });
    expect(nulls).toHaveLength(Object.keys(User as object).length - 2);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
  });

  it('counts for the lists of agents and for topics too', async () => {
    const [person] = await readList<PersonCarrier>('Agents/Person/GetPersonList?$select=personId,firstname', [65]);
    expect(person).toMatchObject({ PersonId: 65, Firstname: 'Chloe', Lastname: null, Email: null });
    const [ticket] = await readList<TicketCarrier>('Agents/Ticket/GetTickets?$select=title', { TicketIds: [7] });
    expect(ticket).toMatchObject({ Title: expect.any(String), TicketId: null });
    expect(await read('ChatTopic/819?$select=name')).toMatchObject({ Name: 'Customer support', ChatTopicId: null });
  });
});

describe('user-defined and extra fields', () => {
  const ENCODED = /^\[(I:-?\d+|F:-?\d+(\.\d+)?|DT?:\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d\.\d{7})\]$/;

  it('of associates are encoded, but for texts', async () => {
    const associates = await readList<AssociateCarrier>('Agents/Associate/GetAssociateList', EVERY_ID);
    const values = associates.flatMap(({ CustomFields }) => Object.entries(CustomFields ?? {}));
    const texts = values.filter(([name]) => /^SuperOffice:1$|:DisplayText$|^x_desk_phone$/.test(name));
    const others = values.filter((entry) => !texts.includes(entry));
    expect(others.length).toBeGreaterThan(20);
    expect(others.filter(([, value]) => !ENCODED.test(value ?? ''))).toEqual([]);
    expect(texts.filter(([, value]) => value?.startsWith('['))).toEqual([]);
    expect(new Set(others.map(([, value]) => value?.replace(/:.*/, '')))).toEqual(new Set(['[I', '[F', '[D', '[DT']));
    expect(others.map(([, value]) => value)).toContain('[D:01/01/0001 00:00:00.0000000]');
  });

  it('are in CustomFields with those that are ExtraFields', async () => {
    const associates = await readList<AssociateCarrier>('Agents/Associate/GetAssociateList', EVERY_ID);
    const both = associates.filter(({ ExtraFields, CustomFields }) => ExtraFields && CustomFields);
    expect(both.length).toBeGreaterThan(3);
    for (const { ExtraFields, CustomFields } of both) {
      expect(CustomFields).toMatchObject(ExtraFields ?? {});
    }
  });
});

describe('what is not as it should be', () => {
  const json = { 'Content-Type': 'application/json' };
  const persons = 'Agents/Person/GetPersonList';

  it.each([
    { what: 'another MDO list', path: 'MDOList/country?flat=true', status: 404 },
    { what: 'a session that is not there', path: 'ChatSession/1', status: 404 },
    { what: 'an id that is none', path: 'ChatSession/12x', status: 400 },
    { what: 'an id out of range', path: 'ChatSession/-2147483649', status: 400 },
    { what: 'a bad switch', path: 'MDOList/chatuser?flat=yes', status: 400 },
    { what: 'a bad topic', path: 'MDOList/chatuser?flat=true&additional=topicId%3Dx', status: 400 },
    { what: 'no body', path: persons, method: 'POST', status: 400 },
    { what: 'a body of another type', path: persons, method: 'POST', body: '[1]', status: 415 },
    { what: 'broken JSON', path: persons, method: 'POST', body: '[1', headers: json, status: 400 },
    { what: 'an object for an array', path: persons, method: 'POST', body: '{"Ids":[1]}', headers: json, status: 400 },
    { what: 'texts for ids', path: persons, method: 'POST', body: '["1"]', headers: json, status: 400 },
    { what: 'a fraction for an id', path: persons, method: 'POST', body: '[1.5]', headers: json, status: 400 },
    { what: 'an id too big', path: persons, method: 'POST', body: '[2147483648]', headers: json, status: 400 },
    {
      what: 'a bare array of tickets',
      path: 'Agents/Ticket/GetTickets',
      method: 'POST',
      body: '[1]',
      headers: json,
      status: 400,
    },
    {
      what: 'more than 1 MiB',
      path: persons,
      method: 'POST',
      body: `[${' '.repeat(2 ** 20)}]`,
      headers: json,
      status: 413,
    },
  ])('is refused: $what with $status', async ({ path, status, ...options }) => {
    expect((await refusal(path, options)).status).toBe(status);
  });

  it.each([
    { method: 'DELETE', path: 'User/currentAssociate', allow: 'GET' },
    { method: 'GET', path: 'ChatSession/549/TransferTo/bo', allow: 'POST' },
    { method: 'POST', path: 'ChatSession/ForCurrentUser', allow: 'GET' },
  ])('is refused with 405: $method $path', async ({ method, path, allow }) => {
    const { status, headers } = await refusal(path, { method });
    expect([status, headers.get('allow')]).toEqual([405, allow]);
  });
});

describe('IIS and ASP.NET in front', () => {
  let bare: Sandbox;
  beforeAll(async () => {
    bare = await startSandbox({ likeIis: false });
  });
  afterAll(() => bare.stop());

  it.each([
    ...['a%3Cb', 'a%3Eb', 'a*b', 'a%2Ab', 'R&D', 'R%26D', 'a:b', 'a%3Ab', 'DOM%5Cbo', 'who%3F', '100%25'].map(
      (name) => ({
        name,
        status: 400,
      }),
    ),
    ...['%E0%A4%A', '%FF', '%zz'].map((name) => ({ name, status: 400 })),
    ...['user+tag@example.com', 'user%2Btag@example.com', 'user%252Btag@example.com', '%25zz%2541'].map((name) => ({
      name,
      status: 404,
    })),
    ...['a%2Fb', 'bin', 'App_Code', 'web.config', 'anna.cs', 'bo@example.ad', 'con', 'AUX', 'nul.x', 'lpt1'].map(
      (name) => ({ name, status: 404 }),
    ),
  ])('refuse $name in a path with a page and $status', async ({ name, status }) => {
    const response = await call(`ChatSession/549/TransferTo/${name}`, { method: 'POST' });
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=us-ascii']);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it.each(['R%26D', 'user+tag@example.com', 'bin'])('are absent if that is requested: %s', async (name) => {
    const response = await call(`ChatSession/549/TransferTo/${name}`, { method: 'POST', on: bare });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it.each([
    ['ChatSession/549/TransferTo/', 'x', 225],
    ['ChatSession/549/TransferTo/', '%C3%BC', 37],
    ['ChatTopic/820/UserAgent/', 'x', 228],
    ['Person/', 'x', 245],
  ])('refuse a path of more than 260 characters with a page and 400: %s%s', async (path, sign, longest) => {
    const [fitting, over] = await Promise.all(
      [longest, longest + 1].map((times) => call(path + sign.repeat(times), { method: 'POST' })),
    );
    const bareOver = await call(path + sign.repeat(longest + 1), { method: 'POST', on: bare });

    expect(fitting?.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect([over?.status, over?.headers.get('content-type')]).toEqual([400, 'text/html; charset=us-ascii']);
    expect(bareOver.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('take a query of any length', async () => {
    expect((await call(`MDOList/chatuser?flat=true&query=${'x'.repeat(300)}`)).status).toBe(200);
  });

  it('take a plus sign in a query and other signs in a path', async () => {
    expect((await call('MDOList/chatuser?flat=true&query=a+b:c*')).status).toBe(200);
    expect((await transfer(549, "o'neil@example.com")).TransferTo?.AssociateId).toBe(4);
    expect((await transfer(549, 'Åse Ñandú')).TransferTo?.AssociateId).toBe(7);
  });

  it('refuse a POST without a length', async () => {
    const post = ['POST /api/v1/ChatSession/549/TransferTo/bo HTTP/1.1', 'Authorization: SoTicket 7T:tje0'];
    expect(await sendRaw(sandbox, post)).toMatch(/^HTTP\/1\.1 411 /);
    expect(await sendRaw(sandbox, [...post, 'Content-Length: 0'])).toMatch(/^HTTP\/1\.1 200 /);
    expect(await sendRaw(bare, post)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    '/',
    '/Cust12345/api/v1/ChatSession/549',
    '/v1/ChatSession/549',
    '/api/v2/ChatSession/549',
    '/api/ChatSession/549',
  ])('answer 404 with a page outside of the REST root, to anybody: %s', async (path) => {
    const response = await fetch(new URL(path, sandbox.url));
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=us-ascii']);
  });

  it.each(['Nothing', 'ChatSession/549/', 'ChatSession/549/TransferTo/', 'Agents/Chat/Nothing'])(
    'answer 404 in ASP.NET’s words for a path that leads to no resource: %s',
    async (path) => {
      const response = await call(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ Message: expect.any(String), MessageDetail: expect.any(String) });
    },
  );
});

it('refuses a request target that is not a path, and two credentials', async () => {
  const ticket = 'Authorization: SoTicket 7T:tje0';
  expect(await sendRaw(sandbox, ['GET http://elsewhere/api/v1/User/currentAssociate HTTP/1.1', ticket])).toMatch(
    /^HTTP\/1\.1 400 /,
  );
  expect(await sendRaw(sandbox, ['GET //api/v1/User/currentAssociate HTTP/1.1', ticket])).toMatch(/^HTTP\/1\.1 404 /);
  expect(await sendRaw(sandbox, ['GET /api/v1/User/currentAssociate HTTP/1.1', ticket, ticket])).toMatch(
    /^HTTP\/1\.1 401 /,
  );
});

it('stops while a request is under way on a connection that stays open', async () => {
  const own = await startSandbox();
  const open = connect(Number(new URL(own.url).port), '127.0.0.1');
  open.on('error', () => {});
  open.write('POST /api/v1/Agents/Person/GetPersonList HTTP/1.1\r\nHost: x\r\nAuthorization: SoTicket 7T:tje0\r\n');
  open.write('Content-Type: application/json\r\nContent-Length: 10\r\n\r\n[1');
  await once(open, 'connect');
  // When this is answered, the sandbox has accepted the connection before it.
  await read('User/currentAssociate', { on: own });

  await own.stop();

  await expect(call('User/currentAssociate', { on: own })).rejects.toThrow();
});

it('keeps contacts and persons of several alphabets', async () => {
  const persons = await readList<PersonCarrier>('Agents/Person/GetPersonList', EVERY_ID);
  const contacts = await readList<ContactCarrier>('Agents/Contact/GetContactList', EVERY_ID);
  const names = [...persons.map(({ FullName }) => FullName), ...contacts.map(({ Name }) => Name)].join(' ');
  for (const script of ['Latin', 'Greek', 'Cyrillic', 'Arabic', 'Hebrew', 'Han', 'Hiragana', 'Hangul', 'Devanagari']) {
    expect(names).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
  }
});
