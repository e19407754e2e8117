import { describe, expect, it } from '@jest/globals';
import { execute } from './helpers/facade.js';
import { expectRefusal, post, useTransfers } from './helpers/http-requests.js';

const { superOffice, facade } = useTransfers();

describe('an operation that GraphQL refuses', () => {
  it.each([
    { why: 'a list for an id', variables: { id: ['canary'], to: 'bo' } },
    { why: 'an object for an id', variables: { id: { canary: 1 }, to: 'bo' } },
    { why: 'a boolean for an id', variables: { id: true, to: 'canary' } },
    { why: 'a fraction for an id', variables: { id: 1.5, to: 'canary' } },
    { why: 'null for an id', variables: { id: null, to: 'canary' }, problem: 'must not be null' },
    { why: 'no id', variables: { to: 'canary' }, problem: 'is missing' },
    { why: 'a number for a text', variables: { id: '549', to: 5_555_555 }, variable: '$to of type String!' },
    { why: 'a list for a text', variables: { id: '549', to: ['canary'] }, variable: '$to of type String!' },
  ])('for its variables names them and repeats none: $why', async ({ variables, variable, problem }) => {
    const answer = await execute(
      facade().url,
      'mutation ($id: ID!, $to: String!) { transferChatSession(id: $id, toAssociate: $to) { id } }',
      variables,
    );

    expect(answer.status).toBe(400);
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toEqual([
      {
        message: `The variable ${variable ?? '$id of type ID!'} ${problem ?? 'has a value that is not allowed'}.`,
        locations: expect.any(Array),
        extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
      },
    ]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each([
    { query: '{ chatSession(id: { canary: 1 }) { id } }', named: 'The argument `id` of type ID!' },
    { query: '{ chatSession(id: CANARY) { id } }', named: 'The argument `id` of type ID!' },
    { query: '{ chatSession(id: 1.5) { id } }', named: 'The argument `id` of type ID!' },
    { query: '{ chatSession(id: [["canary"]]) { id } }', named: 'The argument `id` of type ID!' },
    {
      query: '{ chatSession(id: 549) @include(if: "canary") { id } }',
      named: 'The argument `if` of type Boolean!',
    },
    {
      query: 'query ($id: ID! = { canary: 1 }) { chatSession(id: $id) { id } }',
      named: 'The default of the variable $id of type ID!',
    },
    {
      query: 'query ($yes: Boolean = "canary") { chatSession(id: 549) @include(if: $yes) { id } }',
      named: 'The default of the variable $yes of type Boolean',
    },
    {
      query: 'mutation { transferChatSession(id: 549, toAssociate: 55555) { id } }',
      named: 'The argument `toAssociate` of type String!',
    },
    {
      query: '{ chatSession(id: 549) { fieldProperties(names: ["a", 55555]) { name } } }',
      named: 'The argument `names` of type [String!]',
    },
  ])('for a value in it does not repeat the value, and names its place: $query', async ({ query, named }) => {
    const answer = await execute(facade().url, query);

    expect(answer.status).toBe(400);
    expect(answer.errors).toEqual([
      {
        message: `${named} has a value that is not allowed.`,
        locations: expect.any(Array),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', requestId: expect.any(String) },
      },
    ]);
    expect(superOffice().calls()).toEqual([]);
  });

  it.each([
    { query: '{ chatSession(id: 549) { statsu } }', name: '"statsu" on type "ChatSession"' },
    { query: '{ chatSesion(id: 549) { id } }', name: '"chatSesion" on type "Query"' },
    { query: '{ chatSession(id: 549, ide: "canary") { id } }', name: '"ide" on field "Query.chatSession"' },
    { query: '{ chatSession { id } }', name: '"id" of type "ID!" is required' },
    { query: 'query ($id: IDD!) { chatSession(id: $id) { id } }', name: '"IDD"' },
    { query: '{ chatSession(id: 549) }', name: '"chatSession" of type "ChatSession"' },
  ])('names what is misspelt or missing: $query', async ({ query, name }) => {
    const answer = await execute(facade().url, query);

    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([
      { message: expect.stringContaining(name), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  it.each([
    '{ __typename',
    '{ chatSession(id: "canary',
    '{ a } canary canary',
    'canary',
    '{ chatSession(id: "canary" }',
  ])('for its syntax does not repeat it: %s', async (query) => {
    const answer = await execute(facade().url, query);

    expect(answer.status).toBe(400);
    expect(answer.errors).toEqual([
      {
        message: 'The document is not valid GraphQL: it has a syntax error at this location.',
        locations: [{ line: 1, column: expect.any(Number) }],
        extensions: { code: 'GRAPHQL_PARSE_FAILED', requestId: expect.any(String) },
      },
    ]);
  });

  it.each([
    { body: { query: 'query A { __typename } query B { __typename }' } },
    { body: { query: 'query A { __typename }', operationName: 'canary' } },
  ])('for a missing operation does not repeat its name: $body', async ({ body }) => {
    const reply = await post(facade(), JSON.stringify(body));

    expectRefusal(reply, { status: 400, code: 'OPERATION_RESOLUTION_FAILURE' });
    expect(reply.text).not.toContain('canary');
  });
});
