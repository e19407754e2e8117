import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { type Answer, execute, startFacade } from './helpers/facade.js';
import {
  type FakeSuperOffice,
  type RecordedRequest,
  sendJson,
  startFakeSuperOffice,
} from './helpers/fake-superoffice.js';

/** Planned, and executed by graphql-js. */
const EXECUTORS = ['true', 'false'];
const LIMITS = { MAX_TOKENS: '10000', MAX_QUERY_FIELDS: '100' };

/** What a caller sees, without what no two answers have in common. */
function comparable({ status, headers, data, errors }: Answer) {
  return {
    status,
    cacheControl: headers.get('cache-control'),
    data: JSON.stringify(data),
    errors: errors?.map(({ extensions: { requestId: _, ...extensions }, ...error }) => ({ ...error, extensions })),
  };
}

describe('with and without COMPILED_EXECUTION, the documentation', () => {
  const sandboxes: Sandbox[] = [];
  const facades: Server[] = [];

  // Changes are made in both.
  beforeAll(async () => {
    for (const isCompiled of EXECUTORS) {
      const sandbox = await startSandbox();
      sandboxes.push(sandbox);
      facades.push(await startFacade(sandbox.url, { ...LIMITS, COMPILED_EXECUTION: isCompiled }));
    }
  });
  afterAll(async () => {
    await Promise.all(facades.map((facade) => facade.stop()));
    await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
  });

  const root = new URL('../', import.meta.url);
  const files = ['README.md', ...readdirSync(new URL('docs/', root)).map((name) => `docs/${name}`)];
  const operations = files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, root), 'utf8').matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, query = '']) => ({
        file,
        name: /(?:query|mutation) (\w+)/.exec(query)?.[1],
        query,
      })),
    );

  it('has operations', () => {
    expect(operations.length).toBeGreaterThan(10);
  });

  it.each(operations)('has the same answer: $file, $name', async ({ query }) => {
    const [planned, interpreted] = await Promise.all(
      facades.map(({ url }) => execute(url, query, { id: '549', toAssociate: '3' })),
    );

    expect(planned && comparable(planned)).toEqual(interpreted && comparable(interpreted));
  });
});

describe('with and without COMPILED_EXECUTION, an answer is the same', () => {
  let superOffice: FakeSuperOffice;
  const facades: Server[] = [];

  beforeAll(async () => {
    superOffice = await startFakeSuperOffice();
    for (const isCompiled of EXECUTORS) {
      facades.push(await startFacade(superOffice.url, { ...LIMITS, COMPILED_EXECUTION: isCompiled }));
    }
    superOffice.on('GET ChatSession/', SESSION);
    superOffice.on('GET ChatSession?', { value: [{ PrimaryKey: '7' }] });
    superOffice.on('GET Ticket?', { value: [{ PrimaryKey: '7' }] });
    superOffice.on('GET ChatSession/9', { Message: 'secret detail' }, 404);
    superOffice.on('GET ChatSession/8', { ...SESSION, ChatSessionId: 'eight' });
    superOffice.on('POST ChatSession/7/TransferTo/bo', { ...SESSION, ChatSessionId: 7 });
    superOffice.on('POST ChatSession/6/TransferTo/bo', { Message: 'secret detail' }, 500);
    superOffice.on('GET ChatSession/7/Messages', [{ ChatMessageId: 1, Message: 'hi' }, { ChatMessageId: 0 }, null, 3]);
    superOffice.on('POST Agents/Person/GetPersonList', ({ body }: RecordedRequest, response) => {
      const ids = body as readonly number[];
      if (ids.includes(13)) {
        sendJson(response, { Message: 'secret detail' }, 403);
      } else {
        sendJson(
          response,
          ids.filter((id) => id !== 12).map((PersonId) => ({ PersonId, FullName: `P ${PersonId}`, ContactId: 5 })),
        );
      }
    });
    superOffice.on('POST Agents/Contact/GetContactList', { Message: 'secret detail' }, 500);
    superOffice.on('POST Agents/Associate/GetAssociateList', [{ AssociateId: 3, FullName: 3 }]);
  });
  afterAll(async () => {
    await Promise.all(facades.map((facade) => facade.stop()));
    await superOffice.stop();
  });

  const SESSION = {
    ChatSessionId: 7,
    Status: 'Unheard',
    WhenRequested: 'yesterday',
    CustomerName: { first: 'x' },
    User: { AssociateId: 3, FullName: 'Tje' },
    Person: { PersonId: 11 },
    Contact: 'none',
    Ticket: { TicketId: 'x', Title: 'y' },
    FieldProperties: { Name: { FieldRight: { Mask: 'Read, Write' }, FieldLength: 'long' }, Other: null },
  };

  const REPRESENTATIONS = [
    { __typename: 'Person', id: 11 },
    { __typename: 'Person', id: '12' },
    { __typename: 'Person', id: '13' },
    { __typename: 'Person', id: 'x' },
    { __typename: 'Nobody', id: '1' },
    { __typename: 'User', id: '3' },
    { __typename: 'ChatSession', id: '8' },
  ];

  it.each([
    {
      what: 'values of wrong types',
      query: '{ chatSession(id: 7) { id status whenRequested customerName contact { id } ticket { id title } } }',
    },
    { what: 'a record that is gone', query: '{ chatSession(id: 9) { id } other: chatSession(id: 7) { id } }' },
    { what: 'an invalid key', query: '{ chatSession(id: 8) { customerAlias id person { id fullName } } }' },
    {
      what: 'lists',
      query:
        '{ chatSession(id: 7) { messages { id message } fieldProperties(names: ["Name", "Other"]) { name fieldLength fieldRight { mask canRead } } } }',
    },
    {
      what: 'relations that fail',
      query:
        '{ chatSession(id: 7) { person { fullName contact { name associate { fullName } } } user { id fullName } } person(id: 13) { id } }',
    },
    {
      what: 'bad arguments',
      query: '{ person(id: 0) { id } chatSessions(first: 0) { edges { node { id } } } contact(id: "x") { id } }',
    },
    {
      what: 'fragments and aliases',
      query:
        '{ a: chatSession(id: 7) { ...A b: person { ...B } } } fragment A on ChatSession { id person { fullName } } fragment B on Person { __typename key: id contact { id } }',
    },
    {
      what: 'variables',
      query: 'query ($id: ID!, $named: Boolean!) { person(id: $id) { id fullName @include(if: $named) } }',
      variables: { id: 11, named: false },
    },
    {
      what: 'variables, other values',
      query: 'query ($id: ID!, $named: Boolean!) { person(id: $id) { id fullName @include(if: $named) } }',
      variables: { id: 11, named: true },
    },
    ...[
      'person(id: 11) @include(if: $named) { id }',
      'person(id: 11) { contact { id name @skip(if: $named) } }',
      'person(id: 11) { chatSessions { edges { node { id customerName @skip(if: $named) } } } }',
      'person(id: 11) { tickets { edges { node { title @include(if: $named) } } } }',
    ].map((fields) => ({
      what: `a condition that is null in ${fields}`,
      query: `query ($named: Boolean = true) { __typename ${fields} }`,
      variables: { named: null },
    })),
    {
      what: 'changes, with a condition that is null',
      query:
        'mutation ($named: Boolean = true) { a: transferChatSession(id: 7, toAssociate: "bo") { id } b: transferChatSession(id: 7, toAssociate: "bo") @skip(if: $named) { id } }',
      variables: { named: null },
    },
    { what: 'variables that are missing', query: 'query ($id: ID!) { person(id: $id) { id } }' },
    {
      what: 'variables of wrong types',
      query:
        'query ($id: ID!, $first: Int) { person(id: $id) { id chatSessions(first: $first) { pageInfo { hasNextPage } } } }',
      variables: { id: { canary: 1 }, first: 'canary' },
    },
    {
      what: 'dates that are none',
      query: 'query ($from: DateTime) { chatSessions(filter: { requestedFrom: $from }) { edges { cursor } } }',
      variables: { from: 'canary' },
    },
    {
      what: 'entities',
      query:
        'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Person { id fullName contact { name } } ... on User { fullName } ... on ChatSession { id } } }',
      variables: { r: REPRESENTATIONS },
    },
    { what: 'the SDL', query: '{ _service { sdl } }' },
    { what: 'introspection', query: getIntrospectionQuery() },
    {
      what: 'changes',
      query:
        'mutation { a: transferChatSession(id: 6, toAssociate: "bo") { id } b: transferChatSession(id: 7, toAssociate: "bo") { id person { fullName } ticket { id } } c: transferChatSession(id: 0, toAssociate: "bo") { id } }',
    },
    { what: 'an operation that is not there', query: 'query A { __typename } query B { __typename }' },
    {
      what: 'a key that prototypes have',
      query: '{ __proto__: __typename constructor: person(id: 11) { __proto__: fullName toString: id } }',
    },
  ])('$what', async ({ query, variables }) => {
    const answers: unknown[] = [];
    const calls: unknown[] = [];
    for (const { url } of facades) {
      superOffice.forget();
      answers.push(comparable(await execute(url, query, variables)));
      calls.push(superOffice.calls().sort());
    }

    expect(JSON.stringify(answers)).not.toContain('"code":"GRAPHQL_VALIDATION_FAILED"');
    expect(answers[0]).toEqual(answers[1]);
    expect(calls[0]).toEqual(calls[1]);
  });
});
