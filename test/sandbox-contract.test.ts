import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLField, type GraphQLNamedType, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { createSchema } from '../src/graphql/schema/schema.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { answerViolations, schemas, violations } from './contract/contract.js';
import { execute, startFacade, TJE0 } from './helpers/facade.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';

const HEADERS = { authorization: TJE0, 'so-timezone': 'UTC, includeTZOffset', 'content-type': 'application/json' };
const EVERY_ID = Array.from({ length: 1000 }, (_item, index) => index + 1);
const SESSION_IDS = Array.from({ length: 100 }, (_item, index) => 470 + index);

let sandbox: Sandbox;
let facade: Server;
beforeAll(async () => {
  sandbox = await startSandbox();
  facade = await startFacade(sandbox.url, {
    EXPOSE_SESSION_KEY: 'true',
    MAX_TOKENS: '10000',
    // Operations with every field make hundreds of calls, which a busy machine takes long for.
    OPERATION_TIMEOUT_MS: '60000',
    SUPEROFFICE_READ_TIMEOUT_MS: '60000',
  });
});
afterAll(async () => {
  await facade.stop();
  await sandbox.stop();
});

/** An answer of the sandbox tenant, and its problems. */
async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  { url } = sandbox,
) {
  const response = await fetch(url + path, {
    method,
    headers: { ...HEADERS, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const { status } = response;
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: each path answers with its own shape.
  const json: any = text === '' ? undefined : JSON.parse(text);
  return { status, json, violations: answerViolations(method, path, json, status) };
}

describe('the sandbox tenant keeps the contract', () => {
  it('in each of its 100 chat sessions', async () => {
    const answers = await Promise.all(SESSION_IDS.map((id) => call('GET', `ChatSession/${id}`)));

    expect(answers.map(({ status }) => status)).toEqual(SESSION_IDS.map(() => 200));
    expect(answers.flatMap(({ violations: wrong }) => wrong)).toEqual([]);
    expect(answers.map(({ json }) => json.ChatSessionId)).toEqual(SESSION_IDS);
  });

  it.each([
    { path: 'Agents/Person/GetPersonList', body: EVERY_ID, count: 120 },
    { path: 'Agents/Contact/GetContactList', body: EVERY_ID, count: 40 },
    { path: 'Agents/Project/GetProjectList', body: EVERY_ID, count: 20 },
    { path: 'Agents/Sale/GetSaleList', body: EVERY_ID, count: 60 },
    { path: 'Agents/Ticket/GetTickets', body: { TicketIds: EVERY_ID }, count: 80 },
    { path: 'Agents/Associate/GetAssociateList', body: EVERY_ID, count: 16 },
    { path: 'Agents/List/GetCountryList', body: EVERY_ID, count: 12 },
    { path: 'Agents/List/GetBusinessList', body: EVERY_ID, count: 8 },
    { path: 'Agents/List/GetCategoryList', body: EVERY_ID, count: 5 },
    { path: 'Agents/List/GetCurrencyList', body: EVERY_ID, count: 11 },
    { path: 'Agents/List/GetCustomerLanguageList', body: EVERY_ID, count: 3 },
    { path: 'Agents/List/GetPositionList', body: EVERY_ID, count: 7 },
    { path: 'Agents/List/GetProjectStatusList', body: EVERY_ID, count: 4 },
    { path: 'Agents/List/GetProjectTypeList', body: EVERY_ID, count: 4 },
    { path: 'Agents/List/GetSaleTypeList', body: EVERY_ID, count: 4 },
    { path: 'Agents/List/GetTicketCategoryList', body: EVERY_ID, count: 6 },
    { path: 'Agents/List/GetTicketPriorityList', body: EVERY_ID, count: 4 },
    { path: 'Agents/List/GetTicketStatusList', body: EVERY_ID, count: 7 },
    { path: 'Agents/List/GetTicketTypeList', body: EVERY_ID, count: 3 },
  ])('in every record of $path', async ({ path, body, count }) => {
    const { status, json, violations: wrong } = await call('POST', path, body);

    expect(status).toBe(200);
    expect(json).toHaveLength(count);
    expect(wrong).toEqual([]);
  });

  it.each([
    'ChatSession/ForCurrentUser',
    'ChatSession/default',
    'ChatSession/549/Messages',
    'ChatSession?$top=100',
    'ChatSession?$select=chatSessionId,status,rating,contactId&$filter=status oneOf (4,5)&$mode=Full&$top=10',
    'ChatTopic/ForCurrentUser',
    'ChatTopic/default',
    'ChatTopic/819/Sessions?$select=chatSessionId&$orderBy=chatSessionId desc&$top=10',
    'ChatTopic/819/UserAgent',
    'ChatTopic/819/UserAgent/tje0',
    'ChatTopic/UserAgents?flat=true',
    'Presence/GetAll',
    'Ticket?$select=ticketId&$orderBy=ticketId desc&$top=10',
    'User/currentAssociate',
    'TimeZone',
    'TimeZone/base',
    'TimeZone/current',
    'MDOList/chatuser',
    'MDOList/chatuser?flat=true',
    'MDOList/chatuser?flat=true&additional=associate%3DTrue%26removeSelf%3DTrue%26onlyPresent%3DTrue%26topicId%3D819',
  ])('in GET %s', async (path) => {
    const { status, json, violations: wrong } = await call('GET', path);

    expect(status).toBe(200);
    expect(Object.keys(json).length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  it('in every chat topic there is, and in whether it is open', async () => {
    const { json: presences } = await call('GET', 'Presence/GetAll');
    const ids = [...new Set<number>(presences.flatMap(({ ChatTopics }: { ChatTopics: number[] }) => ChatTopics))];

    const topics = await Promise.all(ids.map((id) => call('GET', `ChatTopic/${id}`)));
    const open = await Promise.all(ids.map((id) => call('GET', `ChatTopic/${id}/IsOpen`)));

    expect(ids.length).toBeGreaterThan(2);
    expect([...topics, ...open].flatMap(({ violations: wrong }) => wrong)).toEqual([]);
    expect(topics.map(({ json }) => json.ChatTopicId)).toEqual(ids);
  });

  it('in the messages and the transcript of every chat session', async () => {
    const messages = await Promise.all(SESSION_IDS.map((id) => call('GET', `ChatSession/${id}/Messages`)));
    const transcripts = await Promise.all(
      SESSION_IDS.map((id) => call('POST', `ChatSession/${id}/Transcript?html=${id % 2 === 0}`)),
    );

    expect([...messages, ...transcripts].flatMap(({ violations: wrong }) => wrong)).toEqual([]);
    expect(messages.flatMap(({ json }) => json).length).toBeGreaterThan(SESSION_IDS.length);
  });

  it('in what it answers to writes', async () => {
    const tenant = await startSandbox();
    const send = (method: string, path: string, body?: unknown, contentType = 'application/json') =>
      call(method, path, body, { 'content-type': contentType }, tenant);
    const { json: created } = await send('POST', 'ChatTopic/819/Sessions');
    const session = `ChatSession/${created.ChatSessionId}`;
    const { json: queued } = await send('GET', session);

    const answers = [
      await send('POST', 'ChatTopic/819/Sessions'),
      await send('POST', 'ChatSession/Pickup'),
      await send('POST', `${session}/Pickup`),
      await send('POST', `${session}/AcceptTransfer`),
      await send('POST', `${session}/RejectTransfer`),
      await send('POST', `${session}/Messages`, { Message: 'Hi', Type: 'ToCustomer' }),
      await send(
        'PATCH',
        session,
        [{ op: 'replace', path: '/CustomerName', value: 'Ada' }],
        'application/json-patch+json',
      ),
      await send('PUT', session, { ...queued, CustomerName: 'Ada' }),
      await send('POST', `${session}/Reset`),
      await send('DELETE', session),
      await send('POST', 'ChatTopic/820/UserAgent', { TopicId: 820, User: { UserName: 'ida' }, CanListen: true }),
      await send('PUT', 'ChatTopic/820/UserAgent/ida', { TopicId: 820, User: { UserName: 'ida' }, CanManage: true }),
      await send('DELETE', 'ChatTopic/820/UserAgent/ida'),
      await send('POST', 'Presence/SaveAll', [{ UserId: 7, Present: false }]),
    ];

    await tenant.stop();
    expect(answers.map(({ violations: wrong }) => wrong)).toEqual(answers.map(() => []));
    expect(answers.map(({ status }) => status)).toEqual([
      ...[200, 200, 200, 200, 200, 200, 200, 200, 200, 204],
      ...[200, 200, 204, 204],
    ]);
  });

  it('in a call of an agent whose body is null, as the official client sends it', async () => {
    const answer = await call('POST', 'Agents/Chat/GetChatSessionEntity?chatSessionEntityId=549', null);

    expect(answer).toMatchObject({ status: 200, json: { ChatSessionId: 549 }, violations: [] });
  });

  it('in a session whose flags are sent back as numbers', async () => {
    const tenant = await startSandbox();
    const path = 'ChatSession/549';
    const { json: before } = await call('GET', path, undefined, {}, tenant);

    const answer = await call('PUT', path, { ...before, Flags: 1 }, {}, tenant);

    await tenant.stop();
    expect(answer).toMatchObject({ status: 200, json: { Flags: 'UserIsTyping' }, violations: [] });
  });

  it('in a transfer that takes effect, and in one that does not', async () => {
    const own = await call('POST', 'ChatSession/549/TransferTo/2');
    const sessions = await Promise.all(SESSION_IDS.map((id) => call('GET', `ChatSession/${id}`)));
    const foreign = sessions.find(
      ({ json }) => json.User?.AssociateId > 0 && json.User.UserName !== own.json.User.UserName,
    );
    const unchanged = await call('POST', `ChatSession/${foreign?.json.ChatSessionId}/TransferTo/2`);

    expect([own.status, unchanged.status]).toEqual([200, 200]);
    expect([...own.violations, ...unchanged.violations]).toEqual([]);
    expect(own.json.TransferTo.AssociateId).toBe(2);
    expect(unchanged.json.TransferTo).toEqual(foreign?.json.TransferTo);
  });

  it.each([
    { what: 'an unknown session', method: 'GET', path: 'ChatSession/99999', status: 404 },
    { what: 'an unknown associate', method: 'POST', path: 'ChatSession/549/TransferTo/nobody', status: 400 },
  ])('in its refusal of $what', async ({ method, path, status }) => {
    const answer = await call(method, path);

    expect(answer.status).toBe(status);
    expect(violations(schemas.SoErrorBody ?? {}, answer.json)).toEqual([]);
    expect(answer.json).toMatchObject({ Error: true, ErrorType: expect.any(String), ErrorMessage: expect.any(String) });
  });

  it.each(['US-NY, includeTZOffset', 'includeTZOffset', 'NO', '460', 'UTC'])(
    'in dates of the time zone %s',
    async (timeZone) => {
      const answer = await call('GET', 'ChatSession/549', undefined, { 'so-timezone': timeZone });

      expect(answer.violations).toEqual([]);
    },
  );
});

describe('a facade in front of the sandbox tenant', () => {
  const schema = createSchema({ exposeSessionKey: true });
  const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());

  const costsCall = ({ description }: GraphQLField<unknown, unknown>) => /REST:\s(GET|POST)\s/.test(description ?? '');

  /**
   * Every field of a type and of the records it is linked to, down to a depth; parts of a record do not count. Fields
   * that cost a call of their own are left to `ownCallsOf`.
   */
  function selectionOf(type: GraphQLObjectType, depth: number): string {
    const fields = fieldsOf(type).filter((field) => !costsCall(field));
    return `{ ${['__typename', ...fields.flatMap((field) => selectField(field, depth))].join(' ')} }`;
  }

  /** The fields that cost a call of their own, each with the whole of its records. */
  function ownCallsOf(type: string): string {
    const fields = fieldsOf(objectType(type)).filter(costsCall);
    return `{ ${['__typename', ...fields.flatMap((field) => selectField(field, 2))].join(' ')} }`;
  }

  function selectField({ name, type }: GraphQLField<unknown, unknown>, depth: number): string[] {
    const named = getNamedType(type);
    if (!isObjectType(named)) {
      return [name];
    }
    const depthBelow = named.getFields().id === undefined ? depth : depth - 1;
    return depthBelow < 0 ? [] : [`${name} ${selectionOf(named, depthBelow)}`];
  }

  function objectType(name: string): GraphQLObjectType {
    return schema.getType(name) as GraphQLObjectType;
  }

  /** Type -> the fields that were shown of it. */
  function collectFields(
    data: unknown,
    seen = new Map<string, Set<string>>(),
  ): ReadonlyMap<string, ReadonlySet<string>> {
    if (Array.isArray(data)) {
      for (const item of data) {
        collectFields(item, seen);
      }
    } else if (typeof data === 'object' && data !== null) {
      const { __typename, ...fields } = data as Readonly<Record<string, unknown>>;
      const type = String(__typename);
      seen.set(type, new Set([...(seen.get(type) ?? []), ...Object.keys(fields)]));
      collectFields(Object.values(fields), seen);
    }
    return seen;
  }

  it('shows every field of every type, without an error', async () => {
    const all = (type: string, depth: number) => selectionOf(objectType(type), depth);
    const queries = [
      `chatSessionsForCurrentUser ${all('ChatSession', 3)}`,
      `chatSession(id: 549) ${ownCallsOf('ChatSession')}`,
      `chatTopicsForCurrentUser ${all('ChatTopic', 2)}`,
      `chatTopic(id: 820) ${all('ChatTopic', 1)}`,
      `chatTopic(id: 819) ${ownCallsOf('ChatTopic')}`,
      `chatSessions ${all('ChatSessionConnection', 1)}`,
      `chatSessionsForCurrentUser { __typename ticket { __typename ticketType ${ownCallsOf('TicketType')} } }`,
      `chatPresence ${all('ChatPresence', 1)}`,
      `chatPresence ${ownCallsOf('ChatPresence')}`,
      `me ${ownCallsOf('User')}`,
      `person(id: 65) ${ownCallsOf('Person')}`,
      `business(id: 1) ${all('Business', 1)} category(id: 1) ${all('Category', 1)} position(id: 1) ${all('Position', 1)}`,
    ];

    const answers = await Promise.all(queries.map((query) => execute(facade.url, `{ ${query} }`)));

    const subscriptions = [
      `chatSessionUpdates ${all('ChatSessionsUpdate', 1)}`,
      `chatSessionUpdate(id: 549) ${all('ChatSessionUpdate', 1)}`,
      `chatMessageUpdates(sessions: [{ session: 549 }]) ${all('ChatMessagesUpdate', 1)}`,
    ];
    const updates = await Promise.all(
      subscriptions.map(async (field) => (await subscribe(facade.url, `subscription { ${field} }`)).value()),
    );
    leaveAll();

    const seen = new Map<string, Set<string>>();
    collectFields(updates, seen);
    for (const { data } of answers) {
      collectFields(Object.values(data), seen);
    }
    const types = Object.values(schema.getTypeMap()).filter(isOurs);
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    expect(answers[0]?.data.chatSessionsForCurrentUser.length).toBeGreaterThan(10);
    expect(Object.fromEntries([...seen].map(([type, fields]) => [type, [...fields].sort()]))).toEqual(
      Object.fromEntries(types.map((type) => [type.name, Object.keys(type.getFields()).sort()])),
    );
  });

  it('shows every field of every session, of any user, without an error', async () => {
    const selection = selectionOf(objectType('ChatSession'), 2);

    const answers = await Promise.all(
      SESSION_IDS.map((id) => execute(facade.url, `query ($id: ID!) { chatSession(id: $id) ${selection} }`, { id })),
    );

    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    expect(answers.map(({ data }) => data.chatSession.id)).toEqual(SESSION_IDS.map(String));
  });

  it("shows every field of the caller and of those who can take the caller's sessions", async () => {
    const selection = selectionOf(objectType('User'), 2);

    const answer = await execute(facade.url, `{ me ${selection} transferTargets(onlyPresent: false) ${selection} }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.me).toMatchObject({ name: 'tje0' });
    expect(answer.data.transferTargets.length).toBeGreaterThan(1);
  });

  it.each([
    ['US-NY', '2026-03-02T04:40:58.000-05:00'],
    ['460, includeTZOffset', '2026-03-02T04:40:58.000-05:00'],
    ['includeTZOffset, US-NY', '2026-03-02T04:40:58.000-05:00'],
    ['includeTZOffset', '2026-03-02T10:40:58.000+01:00'],
    ['INCLUDETZOFFSET,utc', '2026-03-02T09:40:58.000Z'],
  ])("shows dates with the offset of the caller's SO-TimeZone: %s", async (zone, shown) => {
    const headers = { 'so-timezone': zone };
    const answer = await execute(facade.url, '{ chatSession(id: 549) { whenRequested whenEnded } }', {}, headers);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatSession).toEqual({ whenRequested: shown, whenEnded: null });
  });

  it('reads the encoded values of custom fields', async () => {
    const names = '["SuperOffice:1", "SuperOffice:2", "SuperOffice:3", "SuperOffice:4", "x_is_on_site"]';
    const answer = await execute(
      facade.url,
      `{ transferTargets(onlyPresent: false) {
        customFields(names: ${names}) { name value int float boolean date dateTime }
      } }`,
    );

    const entries: readonly Record<string, unknown>[] = answer.data.transferTargets.flatMap(
      ({ customFields }: { customFields: Record<string, unknown>[] }) => customFields,
    );
    const shown = (name: string, field: string) =>
      new Set(entries.filter((entry) => entry.name === name).map((entry) => entry[field]));
    expect(answer.errors).toBeUndefined();
    expect(shown('SuperOffice:1', 'value')).toEqual(new Set(['Day shift', 'Late shift']));
    expect(shown('SuperOffice:1', 'int')).toEqual(new Set([null]));
    expect([...shown('SuperOffice:2', 'int')].every((int) => [1, 2, 3].includes(int as number))).toBe(true);
    expect(shown('x_is_on_site', 'boolean')).toEqual(new Set([true, false]));
    expect([...shown('SuperOffice:4', 'float')].every((float) => typeof float === 'number')).toBe(true);
    const days = [...shown('SuperOffice:3', 'date')];
    expect(days).toEqual([...shown('SuperOffice:3', 'dateTime')].map((time) => time && String(time).slice(0, 10)));
    expect(days).toEqual(expect.arrayContaining([null, expect.stringMatching(/^2024-03-\d\d$/)]));
  });

  function isOurs(type: GraphQLNamedType): type is GraphQLObjectType {
    return isObjectType(type) && !/^_|^(Query|Mutation|Subscription)$|^ErrorExtensions|Payload$/.test(type.name);
  }
});
