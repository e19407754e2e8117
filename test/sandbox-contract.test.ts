import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLNamedType, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { createSchema } from '../src/graphql/schema.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { answerViolations, schemas, violations } from './contract/contract.js';
import { execute, startFacade, TJE0 } from './helpers/facade.js';

const HEADERS = { authorization: TJE0, 'so-timezone': 'UTC, includeTZOffset', 'content-type': 'application/json' };
const EVERY_ID = Array.from({ length: 1000 }, (_item, index) => index + 1);
const SESSION_IDS = Array.from({ length: 100 }, (_item, index) => 470 + index);

let sandbox: Sandbox;
let facade: Server;
beforeAll(async () => {
  sandbox = await startSandbox();
  facade = await startFacade(sandbox.url, { EXPOSE_SESSION_KEY: 'true' });
});
afterAll(async () => {
  await facade.stop();
  await sandbox.stop();
});

/** An answer of the sandbox tenant, and what is wrong with it. */
async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: { ...HEADERS, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: each path answers with its own shape.
  const json: any = await response.json();
  return { status: response.status, json, violations: answerViolations(method, path, json) };
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
  ])('in every record of $path', async ({ path, body, count }) => {
    const { status, json, violations: wrong } = await call('POST', path, body);

    expect(status).toBe(200);
    expect(json).toHaveLength(count);
    expect(wrong).toEqual([]);
  });

  it.each([
    'ChatSession/ForCurrentUser',
    'User/currentAssociate',
    'MDOList/chatuser',
    'MDOList/chatuser?flat=true',
    'MDOList/chatuser?flat=true&additional=associate%3DTrue%26removeSelf%3DTrue%26onlyPresent%3DTrue%26topicId%3D819',
  ])('in GET %s', async (path) => {
    const { status, json, violations: wrong } = await call('GET', path);

    expect(status).toBe(200);
    expect(Object.keys(json).length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
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
    { what: 'no such path', method: 'GET', path: 'NoSuchThing', status: 404 },
  ])('in its refusal of $what', async ({ method, path, status }) => {
    const answer = await call(method, path);

    expect(answer.status).toBe(status);
    expect(violations(schemas.SoErrorBody ?? {}, answer.json)).toEqual([]);
    expect(answer.json).toMatchObject({ Error: true, ErrorType: expect.any(String), ErrorMessage: expect.any(String) });
  });

  it.each(['Europe/Oslo, includeTZOffset', 'Europe/Oslo', 'UTC'])('in dates of the time zone %s', async (timeZone) => {
    const answer = await call('GET', 'ChatSession/549', undefined, { 'so-timezone': timeZone });

    expect(answer.violations).toEqual([]);
  });
});

describe('a facade in front of the sandbox tenant', () => {
  const schema = createSchema({ exposeSessionKey: true });
  const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());

  /** Every field of a type and of the records it is linked to, down to a depth; parts of a record do not count. */
  function selectionOf(type: GraphQLObjectType, depth: number): string {
    const fields = fieldsOf(type).flatMap((field) => {
      const named = getNamedType(field.type);
      if (!isObjectType(named)) {
        return field.name;
      }
      const depthBelow = named.getFields().id === undefined ? depth : depth - 1;
      return depthBelow < 0 ? [] : `${field.name} ${selectionOf(named, depthBelow)}`;
    });
    return `{ ${['__typename', ...fields].join(' ')} }`;
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

  it("shows every field of every type in all of tje0's sessions, without an error", async () => {
    const selection = selectionOf(objectType('ChatSession'), 3);

    const { data, errors } = await execute(facade.url, `{ chatSessionsForCurrentUser ${selection} }`);

    const types = Object.values(schema.getTypeMap()).filter(isOurs);
    expect(errors).toBeUndefined();
    expect(data.chatSessionsForCurrentUser.length).toBeGreaterThan(10);
    expect(collectFields(data.chatSessionsForCurrentUser)).toEqual(
      new Map(types.map((type) => [type.name, new Set(Object.keys(type.getFields()))])),
    );
  });

  it('shows every field of every session, whoever has it, without an error', async () => {
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

  function isOurs(type: GraphQLNamedType): type is GraphQLObjectType {
    return isObjectType(type) && !/^_|^Query$|^Mutation$/.test(type.name);
  }
});
