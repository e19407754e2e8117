import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type {
  ChatMessageCarrier,
  ChatPresenceCarrier,
  ChatSessionCarrier,
  ChatSessionStatus,
  ChatTopicAgentCarrier,
  ChatTopicCarrier,
  MdoListItemCarrier,
} from '../src/superoffice/carriers.js';
import { answerViolations, schemas, violations } from './contract/contract.js';

/** A Friday, 11 o'clock in Oslo. */
const NOW = '2026-03-20T10:00:00Z';
const UNSET = '0001-01-01T00:00:00Z';
const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';

let clock = new Date(NOW);
let sandbox: Sandbox;
beforeEach(async () => {
  clock = new Date(NOW);
  sandbox = await startSandbox({ now: () => clock });
});
afterEach(() => sandbox.stop());

interface CallOptions {
  readonly as?: string;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly on?: Sandbox;
}

function call(method: string, path: string, { as = 'tje0', body, type, headers, on = sandbox }: CallOptions = {}) {
  return fetch(on.url + path, {
    method,
    headers: {
      Authorization: `SoTicket 7T:${as}`,
      'SO-TimeZone': 'UTC, includeTZOffset',
      'SO-Language': 'en',
      ...(body !== undefined && { 'Content-Type': type ?? 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** An answer with 200 that conforms to the contract. */
async function answer<T>(method: string, path: string, options?: CallOptions): Promise<T> {
  const response = await call(method, path, options);
  const json: unknown = await response.json();
  expect({ status: response.status, json }).toMatchObject({ status: 200 });
  expect(answerViolations(method, path, json)).toEqual([]);
  return json as T;
}

async function refusalStatus(method: string, path: string, options?: CallOptions): Promise<number> {
  const response = await call(method, path, options);
  const json: unknown = await response.json();
  expect(json).toMatchObject({ Error: true, ErrorType: expect.any(String), ErrorMessage: expect.any(String) });
  expect(violations(schemas.SoErrorBody ?? {}, json)).toEqual([]);
  return response.status;
}

async function session(id: number): Promise<Required<ChatSessionCarrier>> {
  const { _Links, ...carrier } = await answer<Required<ChatSessionCarrier> & { _Links: unknown }>(
    'GET',
    `ChatSession/${id}`,
  );
  return carrier;
}

/** A carrier without any selected property. */
function nulls(carrier: object) {
  return Object.fromEntries(Object.keys(carrier).map((property) => [property, null]));
}

function act(action: string, options?: CallOptions): Promise<ChatSessionCarrier> {
  return answer<ChatSessionCarrier>('POST', `ChatSession/${action}`, options);
}

function patch(id: number, operations: unknown, options: CallOptions = {}) {
  return answer<ChatSessionCarrier>('PATCH', `ChatSession/${id}`, { body: operations, type: JSON_PATCH, ...options });
}

function set(id: number, properties: Readonly<Record<string, unknown>>) {
  return patch(
    id,
    Object.entries(properties).map(([name, value]) => ({ op: 'replace', path: `/${name}`, value })),
  );
}

function messages(id: number, after = ''): Promise<Required<ChatMessageCarrier>[]> {
  return answer('GET', `ChatSession/${id}/Messages${after}`);
}

describe('an action on a session of customer support', () => {
  const ALL: readonly ChatSessionStatus[] = [
    ...(['PreChatForm', 'InQueue', 'CustomerLast', 'UserLast', 'Closed', 'ClosedFromQueue'] as const),
  ];
  const OPEN = ALL.slice(0, 4);
  // Bo has it, and offers it to tje0. Mone is a member, Ida manages, Desk is in another topic.
  it.each([
    { action: 'AcceptTransfer', as: 'tje0', effective: ALL },
    { action: 'AcceptTransfer', as: 'bo', effective: [] },
    { action: 'AcceptTransfer', as: 'mone', effective: [] },
    { action: 'AcceptTransfer', as: 'ida', effective: [] },
    { action: 'RejectTransfer', as: 'tje0', effective: ALL },
    { action: 'RejectTransfer', as: 'bo', effective: [] },
    { action: 'RejectTransfer', as: 'mone', effective: [] },
    { action: 'RejectTransfer', as: 'ida', effective: [] },
    { action: 'Reset', as: 'bo', effective: OPEN },
    { action: 'Reset', as: 'ida', effective: OPEN },
    { action: 'Reset', as: 'tje0', effective: [] },
    { action: 'Reset', as: 'mone', effective: [] },
    { action: 'Pickup', as: 'mone', effective: ['InQueue'] },
    { action: 'Pickup', as: 'ida', effective: ['InQueue'] },
    { action: 'Pickup', as: 'desk', effective: [] },
    { action: 'Pickup', as: 'yuki', effective: [] },
    { action: 'Pickup', as: 'kdev', effective: [] },
  ] as const)('$action by $as has an effect only in $effective', async ({ action, as, effective }) => {
    for (const status of ALL) {
      const { ChatSessionId: id = 0 } = await answer<ChatSessionCarrier>('POST', 'ChatTopic/819/Sessions');
      await set(id, { User: { AssociateId: 3 }, Status: status });
      await set(id, { TransferTo: { AssociateId: 5 } });
      const before = await session(id);

      const answered = await answer<ChatSessionCarrier | null>('POST', `ChatSession/${id}/${action}`, { as });

      const after = await session(id);
      const hasEffect = (effective as readonly ChatSessionStatus[]).includes(status);
      expect({ status, isChanged: JSON.stringify(after) !== JSON.stringify(before) }).toEqual({
        status,
        isChanged: hasEffect,
      });
      expect(answered).toEqual(action === 'Pickup' && !hasEffect ? null : after);
    }
  });

  it('that has no chat licence picks nothing up, member or not', async () => {
    await answer('POST', 'ChatTopic/819/UserAgent', { body: { User: { Name: 'heod' }, CanRespond: true } });
    expect(await act('556/Pickup', { as: 'heod' })).toBeNull();
    expect(await act('Pickup', { as: 'heod' })).toBeNull();
  });
});

describe('a session', () => {
  it('is picked up: the caller has it, and the customer is welcomed', async () => {
    const before = await session(556);
    const spoken = await messages(556);

    const picked = await act('556/Pickup');

    const welcome = 'Hello, and welcome to <b>Nordvik Systems</b>! How can I help?';
    expect(picked).toEqual({
      ...before,
      User: expect.objectContaining({ AssociateId: 5 }),
      Status: 'UserLast',
      WhenStarted: NOW,
      WhenIdle: NOW,
      LastMessage: welcome,
      ChatbotIsActive: false,
      Rank: expect.any(Number),
    });
    expect(await messages(556)).toEqual([
      ...spoken,
      expect.objectContaining({ Type: 'ToCustomer', SpecialType: 'Welcome', Message: welcome, WhenPosted: NOW }),
    ]);
    expect(await act('556/Pickup', { as: 'bo' })).toBeNull();
    expect(await answer('GET', 'ChatTopic/819')).toMatchObject({ LastAccept: NOW });
  });

  it('that waited longest is picked up first, until none is left', async () => {
    await set(558, { WhenRequested: '2026-01-01T08:00:00Z' });
    const waiting: ChatSessionCarrier[] = (
      await answer<ChatSessionCarrier[]>('GET', 'ChatSession/ForCurrentUser')
    ).filter(({ Status }) => Status === 'InQueue');
    const byWaiting = waiting
      .toSorted((left, right) => String(left.WhenRequested).localeCompare(String(right.WhenRequested)))
      .map(({ ChatSessionId }) => ChatSessionId);

    const picked: (number | undefined)[] = [];
    for (const _id of byWaiting) {
      picked.push((await act('Pickup')).ChatSessionId);
    }

    expect(picked).toEqual(byWaiting);
    expect(await act('Pickup')).toBeNull();
  });

  it('is accepted by whom it was offered to, and that is noted', async () => {
    const before = await session(551);
    const accepted = await act('551/AcceptTransfer');

    expect(accepted).toEqual({
      ...before,
      User: before.TransferTo,
      TransferTo: null,
      Rank: expect.any(Number),
    });
    expect((await messages(551)).at(-1)).toMatchObject({ Type: 'Special', SpecialType: 'TransferedSession' });
    expect(accepted).not.toHaveProperty('_Links');
  });

  it('is left with its user when whom it was offered to rejects it, and that is noted', async () => {
    const before = await session(551);
    expect(await act('551/RejectTransfer')).toEqual({ ...before, TransferTo: null });
    expect((await messages(551)).at(-1)).toMatchObject({ Type: 'Special', SpecialType: 'TransferRejected' });
  });

  it('goes back to the queue, and can be picked up again', async () => {
    const before = await session(554);
    expect(await act('554/Reset')).toEqual({
      ...before,
      ...{ User: null, TransferTo: null, Status: 'InQueue', WhenStarted: UNSET, Rank: 0 },
    });
    expect(await act('554/Pickup', { as: 'aase' })).toMatchObject({ User: { AssociateId: 7 }, Status: 'UserLast' });
  });

  it('has a rank that none of its user’s other active sessions has', async () => {
    await act('556/Pickup');
    await act('557/Pickup');
    await act('551/AcceptTransfer');
    await set(549, { Status: 'Closed' });
    await act('558/Pickup');
    const ranks = (await answer<ChatSessionCarrier[]>('GET', 'ChatSession/ForCurrentUser'))
      .filter(({ User, Status }) => User?.AssociateId === 5 && Status?.endsWith('Last'))
      .map(({ Rank = 0 }) => Rank)
      .sort((left, right) => left - right);
    expect(ranks).toEqual(ranks.map((_rank, index) => index + 1));
  });

  it('is gone when it is deleted, and its id is not given again', async () => {
    const response = await call('DELETE', 'ChatSession/569');
    expect([response.status, await response.text()]).toEqual([204, '']);
    for (const path of ['', '/Messages']) {
      expect(await refusalStatus('GET', `ChatSession/569${path}`)).toBe(404);
    }
    for (const path of ['Transcript', 'Pickup', 'Reset', 'AcceptTransfer', 'Messages']) {
      expect(await refusalStatus('POST', `ChatSession/569/${path}`, { body: {} })).toBe(404);
    }
    expect(await refusalStatus('DELETE', 'ChatSession/569')).toBe(404);
    expect(await answer('POST', 'ChatTopic/819/Sessions')).toMatchObject({ ChatSessionId: 570 });
  });

  it('is opened on a topic, and waits', async () => {
    const opened = await answer<ChatSessionCarrier>('POST', 'ChatTopic/823/Sessions');
    expect(opened).toMatchObject({
      ...{
        ChatSessionId: 570,
        TopicId: 823,
        Status: 'InQueue',
        User: null,
        SessionKey: expect.stringMatching(/^\w{32}$/),
      },
      ...{ WhenRequested: NOW, WhenStarted: UNSET, WhenEnded: UNSET },
    });
    expect(await session(570)).toEqual(opened);
    expect(await messages(570)).toEqual([expect.objectContaining({ Type: 'Special', SpecialType: 'NewSession' })]);
  });

  it('is created from a carrier, in which property names come in any letter case', async () => {
    const sent = { topicID: 820, customername: 'Kim', FirstMessage: 'x'.repeat(1100), person: { personId: 65 } };
    const created = await answer<ChatSessionCarrier>('POST', 'ChatSession', { body: sent });
    expect(created).toMatchObject({
      ...{ ChatSessionId: 570, TopicId: 820, CustomerName: 'Kim', Person: { PersonId: 65, Firstname: 'Chloe' } },
      ...{ FirstMessage: 'x'.repeat(1024), Status: 'InQueue', _Links: { Self: `${sandbox.url}ChatSession/570` } },
    });
    expect((await messages(570)).at(-1)).toMatchObject({ Type: 'ToUser', Author: 'Kim', Message: 'x'.repeat(1100) });
    const blank = await answer<ChatSessionCarrier>('GET', 'ChatSession/default');
    expect(blank).toMatchObject({ ChatSessionId: 0, TopicId: 0, User: null });
    expect(await refusalStatus('POST', 'ChatSession', { body: blank })).toBe(400);
  });
});

describe('writing a session', () => {
  it('by JSON Patch changes what it names, in any letter case', async () => {
    const before = await session(553);
    const changed = await patch(553, [
      { op: 'test', path: '/status', value: 'UserLast' },
      { op: 'replace', path: '/customerName', value: 'Kim' },
      { op: 'add', path: '/PERSON', value: { PersonId: 65 } },
      { op: 'remove', path: '/customerPhone' },
      { op: 'replace', path: '/Rating', value: 4 },
      { op: 'test', path: '/Person/PersonId', value: 65 },
    ]);
    const { Person } = changed;
    expect(changed).toEqual({
      ...{ ...before, CustomerName: 'Kim', Person, CustomerPhone: '', Rating: 4 },
      _Links: { Self: `${sandbox.url}ChatSession/553`, Archive: `${sandbox.url}ChatSession` },
    });
    expect(Person).toMatchObject({ PersonId: 65, Firstname: 'Chloe' });
    expect(await patch(553, [{ op: 'replace', path: '/Person/PersonId', value: 66 }])).toMatchObject({
      Person: { PersonId: 66, Firstname: expect.not.stringMatching('Chloe') },
    });
    expect(await patch(553, [{ op: 'replace', path: '/Person', value: null }])).toMatchObject({ Person: null });
  });

  it.each([
    { path: '/CustomerName', type: JSON_PATCH },
    { path: 'CustomerName', type: JSON_PATCH },
    { path: 'customername', type: JSON_PATCH },
    { path: '/CUSTOMERNAME', type: JSON_PATCH },
    { path: 'customerName', type: 'application/json' },
    { path: '/CustomerName', type: 'application/json; charset=utf-8' },
  ])('by JSON Patch names a property as $path, sent as $type', async ({ path, type }) => {
    const changed = await patch(553, [{ op: 'replace', path, value: 'Kim' }], { type });
    expect(changed).toMatchObject({ CustomerName: 'Kim' });
    expect(await session(553)).toMatchObject({ CustomerName: 'Kim' });
  });

  it('by JSON Patch goes into a nested record without a slash in front', async () => {
    const body = [{ op: 'replace', path: 'person/personId', value: 66 }];
    expect(await patch(553, [{ op: 'replace', path: 'Person', value: { PersonId: 65 } }, ...body])).toMatchObject({
      Person: { PersonId: 66 },
    });
  });

  it('by an object in plain JSON is a merge patch', async () => {
    const body = { customername: 'Kim', Rating: 2 };
    expect(await patch(549, body, { type: 'application/json' })).toMatchObject({ CustomerName: 'Kim', Rating: 2 });
  });

  it('answers what `$select` names, with null for the rest', async () => {
    const body = [{ op: 'replace', path: 'Rating', value: 3 }];
    const response = await call('PATCH', 'ChatSession/553?$select=rating,Person/personId', { body, type: JSON_PATCH });
    const { _Links, ...carrier } = (await response.json()) as Record<string, unknown>;
    expect(response.status).toBe(200);
    expect(_Links).toEqual({ Self: `${sandbox.url}ChatSession/553`, Archive: `${sandbox.url}ChatSession` });
    expect(carrier).toEqual({ ...nulls(await session(553)), Rating: 3, Person: carrier.Person });
  });

  it('by JSON Patch changes nothing when a test fails', async () => {
    const before = await session(553);
    const operations = [
      { op: 'replace', path: '/CustomerName', value: 'Kim' },
      { op: 'test', path: '/Status', value: 'InQueue' },
    ];
    expect(await refusalStatus('PATCH', 'ChatSession/553', { body: operations, type: JSON_PATCH })).toBe(409);
    expect(await session(553)).toEqual(before);
  });

  it('by merge patch does not reach what is null', async () => {
    const merge = (body: unknown) =>
      answer<ChatSessionCarrier>('PATCH', 'ChatSession/549', { body, type: MERGE_PATCH });
    expect(await merge({ transferTo: { AssociateId: 3 }, customerName: 'Kim' })).toMatchObject({
      TransferTo: null,
      CustomerName: 'Kim',
    });
    expect(await merge({ person: { personId: 66 }, Sale: null })).toMatchObject({
      Person: { PersonId: 66 },
      Sale: null,
    });
  });

  it.each([
    { what: 'no array', body: {}, status: 400 },
    { what: 'an unknown property', body: [{ op: 'replace', path: '/Nothing', value: 1 }], status: 400 },
    { what: 'a path into nothing', body: [{ op: 'replace', path: '/TransferTo/AssociateId', value: 3 }], status: 400 },
    { what: 'an empty path', body: [{ op: 'replace', path: '', value: 1 }], status: 400 },
    { what: 'nothing but a slash', body: [{ op: 'replace', path: '/', value: 1 }], status: 400 },
    { what: 'another operation', body: [{ op: 'copy', path: '/Rating', from: '/Rank' }], status: 400 },
    { what: 'another operation', body: [{ op: 'move', path: '/Rating', from: '/Rank' }], status: 400 },
    {
      what: 'a person who is not there',
      body: [{ op: 'replace', path: '/Person', value: { PersonId: 9999 } }],
      status: 400,
    },
    { what: 'an unknown status', body: [{ op: 'replace', path: '/Status', value: 'Asleep' }], status: 400 },
    { what: 'a text for a number', body: [{ op: 'replace', path: '/Rating', value: '4' }], status: 400 },
    { what: 'a number for a text', body: [{ op: 'replace', path: '/CustomerName', value: 4 }], status: 400 },
    { what: 'a date that is none', body: [{ op: 'replace', path: '/WhenEnded', value: 'today' }], status: 400 },
    { what: 'another key', body: [{ op: 'replace', path: '/ChatSessionId', value: 4 }], status: 400 },
    { what: 'another media type', body: [], type: 'text/json', status: 415 },
    { what: 'no object to merge', body: [], type: MERGE_PATCH, status: 400 },
    { what: 'neither', body: 4, type: 'application/json', status: 400 },
  ])('by a patch with $what is refused with $status', async ({ body, type = JSON_PATCH, status }) => {
    expect(await refusalStatus('PATCH', 'ChatSession/549', { body, type })).toBe(status);
  });

  it('by PUT of the carrier as it was read changes nothing, in any language and time zone', async () => {
    const before = await session(554);
    const headers = { 'SO-TimeZone': '', 'SO-Language': 'de' };
    const read = await answer<ChatSessionCarrier>('GET', 'ChatSession/554', { headers });
    const written = await answer<ChatSessionCarrier>('PUT', 'ChatSession/554', { headers, body: read });
    expect(written).toEqual(read);
    expect(await session(554)).toEqual(before);
  });

  it('by PUT resets what is missing in the body, but for what is SuperOffice’s own', async () => {
    const { SessionKey, Rank, TableRight, FieldProperties } = await session(549);
    const body = { TopicId: 819, Status: 'Finished', User: { AssociateId: 5 }, WhenRequested: '2026-03-02T09:40:58Z' };
    const written = await answer<ChatSessionCarrier>('PUT', 'ChatSession/549', { body });
    expect(written).toMatchObject({ ...body, SessionKey, TableRight, FieldProperties, Person: null, CustomerName: '' });
    expect([Rank, written.Rank]).toEqual([expect.any(Number), 0]);
    expect(await refusalStatus('PUT', 'ChatSession/549', { body: { ChatSessionId: 550 } })).toBe(400);
    expect(await refusalStatus('PUT', 'ChatSession/549', { body, type: JSON_PATCH })).toBe(415);
    expect(await refusalStatus('PUT', 'ChatSession/9999', { body })).toBe(404);
  });

  it('ends it, and opens it again', async () => {
    expect(await set(554, { Status: 'Closed' })).toMatchObject({ Status: 'Closed', WhenEnded: NOW, TransferTo: null });
    expect((await messages(554)).at(-1)).toMatchObject({ SpecialType: 'ClosedByUser' });
    clock = new Date('2026-03-20T10:05:00Z');
    expect(await set(554, { Status: 'Finished' })).toMatchObject({ Status: 'Finished', WhenEnded: NOW });
    expect(await set(554, { Status: 'InQueue' })).toMatchObject({ Status: 'InQueue', WhenEnded: UNSET });
    const WhenEnded = '2026-03-20T09:59:00Z';
    expect(await set(554, { Status: 'Closed', WhenEnded })).toMatchObject({ WhenEnded });
  });

  it('reads a date without an offset in the caller’s time zone', async () => {
    const body = [{ op: 'replace', path: '/WhenFetched', value: '2026-07-01T12:00:00' }];
    const headers = { 'SO-TimeZone': 'NO' };
    expect(await patch(553, body, { headers })).toMatchObject({ WhenFetched: '2026-07-01T12:00:00' });
    expect(await session(553)).toMatchObject({ WhenFetched: '2026-07-01T10:00:00Z' });
  });

  it('by PATCH is refused by versions without it, by PUT not', async () => {
    const other = await startSandbox({ refusesPatch: true });
    const body = [{ op: 'replace', path: '/Rating', value: 3 }];
    const response = await call('PATCH', 'ChatSession/549', { body, type: JSON_PATCH, on: other });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PUT, DELETE']);
    const put = await call('PUT', 'ChatSession/549', { body: { TopicId: 819 }, on: other });
    expect(put.status).toBe(200);
    await other.stop();
  });
});

describe('a message', () => {
  const post = (id: number, body: unknown, as?: string) =>
    answer<Required<ChatMessageCarrier>>('POST', `ChatSession/${id}/Messages`, { body, ...(as && { as }) });

  it('of the session’s user makes it the customer’s turn', async () => {
    const last = (await messages(549)).at(-1);
    const posted = await post(549, { Type: 'ToCustomer', Message: 'One moment, <b>please</b>' });
    expect(posted).toEqual({
      ...{ ChatMessageId: expect.any(Number), ChatSessionId: 549, Type: 'ToCustomer', SpecialType: 'None' },
      ...{ Message: 'One moment, <b>please</b>', Author: 'Tobias Everhart', WhenPosted: NOW },
      ...{ SpecialParam: '', ReadByCustomer: 0 },
    });
    expect(posted.ChatMessageId).toBeGreaterThan(last?.ChatMessageId ?? 0);
    expect(await session(549)).toMatchObject({
      ...{ Status: 'UserLast', LastMessage: 'One moment, <b>please</b>', WhenIdle: NOW },
    });
    expect(await messages(549, `?after=${last?.ChatMessageId}`)).toEqual([posted]);
  });

  it('of the customer, posted by anybody, makes it the user’s turn', async () => {
    await post(553, { type: 'touser', message: 'Hello?' }, 'mone');
    expect(await session(553)).toMatchObject({ Status: 'CustomerLast', LastMessage: 'Hello?', WhenIdle: NOW });
    expect((await messages(553)).at(-1)).toMatchObject({ Type: 'ToUser', ReadByCustomer: 1 });
  });

  it('is copied to the session up to 1024 characters, and never by half of one', async () => {
    await post(549, { Message: `${'x'.repeat(1023)}😕` });
    expect((await session(549)).LastMessage).toBe('x'.repeat(1023));
  });

  it.each([
    { what: 'somebody else', id: 549, as: 'bo', body: { Type: 'ToCustomer', Message: 'Hi' }, status: 403 },
    { what: 'the user of one that has ended', id: 555, body: { Type: 'ToCustomer', Message: 'Hi' }, status: 403 },
    { what: 'a customer in the queue', id: 556, body: { Type: 'ToUser', Message: 'Hi' }, status: 403 },
    { what: 'nobody to nobody', id: 9999, body: { Message: 'Hi' }, status: 404 },
    { what: 'the user without a word', id: 549, body: { Message: '' }, status: 400 },
    { what: 'the user as the system', id: 549, body: { Type: 'Special', Message: 'Hi' }, status: 400 },
    { what: 'the user in an array', id: 549, body: [], status: 400 },
  ])('of $what is refused with $status', async ({ id, as = 'tje0', body, status }) => {
    expect(await refusalStatus('POST', `ChatSession/${id}/Messages`, { body, as })).toBe(status);
  });
});

describe('the conversations', () => {
  let seeded: Sandbox;
  beforeAll(async () => {
    seeded = await startSandbox({ now: () => new Date(NOW) });
  });
  afterAll(() => seeded.stop());

  async function readAll() {
    const ids = Array.from({ length: 100 }, (_item, index) => 470 + index);
    return Promise.all(
      ids.map(async (id) => ({
        session: await answer<ChatSessionCarrier>('GET', `ChatSession/${id}`, { on: seeded }),
        conversation: await answer<Required<ChatMessageCarrier>[]>('GET', `ChatSession/${id}/Messages`, { on: seeded }),
      })),
    );
  }

  it('agree with their sessions', async () => {
    const wrong = (await readAll()).filter(({ session: { Status = 'Invalid', ...carrier }, conversation }) => {
      const said = conversation.filter(({ Type }) => Type !== 'Special');
      const last = said.at(-1);
      const isAgreed =
        said.length === 0
          ? carrier.LastMessage === null && carrier.FirstMessage === null
          : last?.Message === carrier.LastMessage &&
            last?.WhenPosted === carrier.WhenIdle &&
            (Status === 'Invalid' || said[0]?.Message === carrier.FirstMessage) &&
            (Status !== 'CustomerLast' || last?.Type === 'ToUser') &&
            (Status !== 'UserLast' || last?.Type === 'ToCustomer');
      const posted = conversation.map(({ WhenPosted }) => WhenPosted);
      const isOrdered = posted.every((date, index) => index === 0 || date >= (posted[index - 1] ?? ''));
      return !isAgreed || !isOrdered || conversation.length < 2 || conversation.length > 12;
    });
    expect(wrong).toEqual([]);
  });

  it('hold HTML, what should not be run, special messages, files and a bot’s delayed lines', async () => {
    const conversations = (await readAll()).map(({ conversation }) => conversation);
    const all = conversations.flat();
    expect(new Set(all.map(({ ChatMessageId }) => ChatMessageId)).size).toBe(all.length);
    const text = all.map(({ Message }) => Message).join('\n');
    for (const part of ['<b>', '<i>', '<ul><li>', '<script>', '.jpg', '.pdf']) {
      expect(text).toContain(part);
    }
    expect(new Set(all.map(({ SpecialType }) => SpecialType))).toEqual(
      new Set([
        ...['None', 'Welcome', 'Url', 'Block', 'NewSession', 'SessionDeleted', 'FaqSuccessQuestion', 'ClosedByUser'],
        ...['ClosedByCustomer', 'ClosedByIdle', 'ClickedOption', 'BotMessage', 'Options', 'IllegalFileType'],
      ]),
    );
    const isDelayed = (ids: readonly number[]) => ids.some((id, index) => id < (ids[index - 1] ?? 0));
    expect(conversations.some((lines) => isDelayed(lines.map(({ ChatMessageId }) => ChatMessageId)))).toBe(true);
  });

  it('are the same on every start, and after an id', async () => {
    const every = await messages(549);
    expect(await answer('GET', 'ChatSession/549/Messages', { on: seeded })).toEqual(every);
    expect(await messages(549, `?after=${every[2]?.ChatMessageId}`)).toEqual(every.slice(3));
    expect(await messages(549, '?after=99999')).toEqual([]);
    expect(await refusalStatus('GET', 'ChatSession/549/Messages?after=x')).toBe(400);
  });

  it('have a transcript, as text and as HTML, without special messages', async () => {
    await set(553, { CustomerName: 'Kim <kim@example.org>' });
    await answer('POST', 'ChatSession/553/Messages', { body: { Type: 'ToUser', Message: 'a <b>word</b>' } });
    const text = await answer<string>('POST', 'ChatSession/553/Transcript?html=false');
    const html = await answer<string>('POST', 'ChatSession/553/Transcript?html=true');
    const said = (await messages(553)).filter(({ Type }) => Type !== 'Special');
    expect(text.split('\r\n')).toEqual(said.map(({ Author, Message }) => `${Author}: ${Message}`));
    expect(await answer('POST', 'ChatSession/553/Transcript')).toBe(text);
    expect(html).toContain('<p><b>Kim &lt;kim@example.org&gt;</b>: a <b>word</b></p>');
    expect(html.match(/<p>/g)).toHaveLength(said.length);
    expect(await refusalStatus('POST', 'ChatSession/553/Transcript?html=1')).toBe(400);
  });
});

describe('a topic', () => {
  it('is answered whole, with links if it is read alone', async () => {
    const { _Links, ...support } = await answer<ChatTopicCarrier & { _Links: unknown }>('GET', 'ChatTopic/819');
    expect(_Links).toEqual({ Self: `${sandbox.url}ChatTopic/819`, Archive: `${sandbox.url}ChatTopic` });
    expect(Object.keys(support).sort()).toEqual(Object.keys(schemas.ChatTopicEntity?.properties ?? {}).sort());
    const own = await answer<ChatTopicCarrier[]>('GET', 'ChatTopic/ForCurrentUser');
    expect(own.map(({ ChatTopicId }) => ChatTopicId)).toEqual([819, 823]);
    expect(own[0]).toEqual(support);
    const norwegian = await answer<ChatTopicCarrier>('GET', 'ChatTopic/823', { headers: { 'SO-Language': 'nb' } });
    expect(norwegian).toMatchObject({
      Language: { Id: 2, Value: 'Norsk' },
      TicketPriority: { Id: 3, Value: 'Høy' },
      OpeningHours: { TzLocation: { TZLocationCode: 'NO', TimeZoneDSTRules: { '2026': { TZOffset: 120 } } } },
    });
    await answer('GET', 'ChatTopic/820');
    expect(await answer('GET', 'ChatTopic/default')).toMatchObject({ ChatTopicId: 0, Name: '' });
    expect(await refusalStatus('GET', 'ChatTopic/821')).toBe(404);
    expect(await refusalStatus('DELETE', 'ChatTopic/819')).toBe(405);
  });

  it.each([
    { id: 819, at: '2026-03-22T03:00:00Z', isOpen: true, why: 'has no opening hours' },
    { id: 823, at: '2026-03-20T06:59:59Z', isOpen: false, why: 'opens at 8 in Oslo' },
    { id: 823, at: '2026-03-20T07:00:00Z', isOpen: true, why: 'has opened' },
    { id: 823, at: '2026-03-20T10:30:00Z', isOpen: false, why: 'has lunch' },
    { id: 823, at: '2026-03-20T11:00:00Z', isOpen: true, why: 'has had lunch' },
    { id: 823, at: '2026-03-20T14:00:00Z', isOpen: false, why: 'closes early on Fridays' },
    { id: 823, at: '2026-03-19T14:00:00Z', isOpen: true, why: 'closes at 4 otherwise' },
    { id: 823, at: '2026-07-02T06:00:00Z', isOpen: true, why: 'opens at 8 in summer too' },
    { id: 823, at: '2026-03-21T10:00:00Z', isOpen: false, why: 'is closed on Saturdays' },
    { id: 820, at: '2026-03-21T10:00:00Z', isOpen: true, why: 'opens on Saturday mornings' },
    { id: 820, at: '2026-03-20T07:59:59Z', isOpen: false, why: 'opens at 9 in Copenhagen' },
    { id: 820, at: '2026-03-20T08:00:00Z', isOpen: true, why: 'has opened at 9 in Copenhagen' },
  ])('$id $why: at $at it is open: $isOpen', async ({ id, at, isOpen }) => {
    clock = new Date(at);
    expect(await answer('GET', `ChatTopic/${id}/IsOpen`)).toBe(isOpen);
  });

  it('has members, who can be added, changed, replaced and taken off', async () => {
    const members = () => answer<ChatTopicAgentCarrier[]>('GET', 'ChatTopic/820/UserAgent');
    const names = async () => (await members()).map(({ User }) => User?.Name);
    expect(await names()).toEqual(['bo', 'mone', 'utag', 'yuki', 'desk']);

    const added = { User: { UserName: 'ida.solbakken@example.com' }, CanListen: true };
    expect(await answer('POST', 'ChatTopic/820/UserAgent', { body: added })).toEqual({
      ...{ TopicId: 820, User: expect.objectContaining({ AssociateId: 2 }) },
      ...{ CanListen: true, CanRespond: false, CanManage: false, CanNotify: false },
    });
    await answer('POST', 'ChatTopic/820/UserAgent', { body: { user: { associateId: 3 }, canManage: true } });
    expect(await names()).toEqual(['bo', 'mone', 'utag', 'yuki', 'desk', 'ida']);
    expect((await members())[0]).toMatchObject({ CanRespond: false, CanManage: true });

    expect(await answer('PUT', 'ChatTopic/820/UserAgent/4711', { body: { CanListen: true } })).toMatchObject({
      ...{ User: { AssociateId: 12 }, CanListen: true, CanRespond: false },
    });
    expect(await answer('GET', `ChatTopic/820/UserAgent/${encodeURIComponent("o'neil@example.com")}`)).toMatchObject({
      ...{ User: { Name: 'mone' }, CanNotify: true },
    });
    expect((await call('DELETE', 'ChatTopic/820/UserAgent/MONE')).status).toBe(204);
    expect(await refusalStatus('GET', 'ChatTopic/820/UserAgent/mone')).toBe(404);
    expect(await refusalStatus('DELETE', 'ChatTopic/820/UserAgent/mone')).toBe(404);
    expect(await refusalStatus('PUT', 'ChatTopic/820/UserAgent/tje0', { body: {} })).toBe(404);

    const body = [{ User: { Name: 'ida' } }, { User: { Name: 'bo' } }, { User: { Name: 'ida' }, CanRespond: true }];
    expect(await answer('PUT', 'ChatTopic/820/UserAgent', { body })).toMatchObject([
      { User: { Name: 'ida' }, CanRespond: true },
      { User: { Name: 'bo' }, CanRespond: false },
    ]);
    expect(await refusalStatus('POST', 'ChatTopic/820/UserAgent', { body: { User: { Name: 'nobody' } } })).toBe(400);
    expect(await refusalStatus('POST', 'ChatTopic/820/UserAgent', { body: { CanListen: true } })).toBe(400);
    expect(await refusalStatus('POST', 'ChatTopic/820/UserAgent', { body: { User: {}, CanListen: 1 } })).toBe(400);
  });

  it('gives a new member its sessions', async () => {
    const count = async () => (await answer<unknown[]>('GET', 'ChatSession/ForCurrentUser', { as: 'heod' })).length;
    expect(await count()).toBe(0);
    await answer('POST', 'ChatTopic/820/UserAgent', { body: { User: { Name: 'heod' }, CanListen: true } });
    expect(await count()).toBeGreaterThan(0);
  });

  it('offers who may chat, by Service user id', async () => {
    const ids = async (query: string) =>
      (await answer<MdoListItemCarrier[]>('GET', `ChatTopic/UserAgents?${query}`)).map(({ Id = 0 }) => Id);
    expect((await ids('flat=true')).toSorted((a, b) => a - b)).toEqual([7, 8, 9, 12, 14, 15, 16, 19, 21, 22, 24]);
    expect(await ids('flat=true&onlyPresent=true')).not.toContain(16);
    expect(await ids('flat=false')).toEqual([1, 2]);
  });
});

describe('presence', () => {
  const all = () => answer<Required<ChatPresenceCarrier>[]>('GET', 'Presence/GetAll');
  const save = (body: unknown) => call('POST', 'Presence/SaveAll', { body });

  it('is by Service user id, with the active sessions and the topics of each', async () => {
    const presences = await all();
    expect(presences.map(({ UserId }) => UserId)).toEqual([7, 8, 9, 12, 14, 15, 16, 19, 21, 22, 24]);
    const own = (await answer<ChatSessionCarrier[]>('GET', 'ChatSession/ForCurrentUser')).filter(
      ({ User, Status }) => User?.AssociateId === 5 && Status?.endsWith('Last'),
    );
    expect(presences[3]).toMatchObject({ Present: true, OngoingChats: own.length, ChatTopics: [819, 823] });
    await act('556/Pickup');
    expect((await all())[3]).toMatchObject({ OngoingChats: own.length + 1 });
  });

  it('is saved, nothing but it', async () => {
    const [first, ...others] = await all();
    expect((await save([{ userId: 7, present: false, displayName: 'X', ongoingChats: 9 }])).status).toBe(204);
    expect(await all()).toEqual([{ ...first, Present: false }, ...others]);
    expect((await save([{ UserId: 7, Present: true }])).status).toBe(204);
    expect(await all()).toEqual([first, ...others]);
  });

  it.each([
    { body: {}, status: 400 },
    { body: [{ UserId: 5, Present: true }], status: 400 },
    { body: [{ UserId: 7, Present: 'yes' }], status: 400 },
  ])('of $body is refused', async ({ body, status }) => {
    expect(await refusalStatus('POST', 'Presence/SaveAll', { body })).toBe(status);
  });
});

it('writes sessions, topics and null in XML', async () => {
  const xml = async (method: string, path: string) =>
    (await call(method, path, { headers: { Accept: 'application/xml' } })).text();
  expect(await xml('POST', 'ChatSession/549/Pickup')).toMatch(/<ChatSessionEntity [^>]*i:nil="true" \/>$/);
  expect(await xml('GET', 'ChatTopic/823')).toContain('<TimeZoneDSTRules><Item><Key>2024</Key><Value><StartDay>31<');
  expect(await xml('GET', 'Presence/GetAll')).toContain('<ChatTopics><int>819</int><int>823</int></ChatTopics>');
  expect(await xml('POST', 'ChatSession/549/Transcript?html=true')).toMatch(/<string [^>]*>&lt;p&gt;/);
  expect(await xml('GET', 'ChatTopic/819/IsOpen')).toMatch(/<boolean [^>]*>true<\/boolean>$/);
});
