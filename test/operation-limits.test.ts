import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLObjectType,
  getIntrospectionQuery,
  getNamedType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
  print,
  type SelectionNode,
  visit,
} from 'graphql';
import { operationSizes } from '../src/graphql/pipeline/limits/operation-size.js';
import { createSchema } from '../src/graphql/schema/schema.js';
import * as documented from './generated/operations.js';
import { type Answer, TJE0, useFacade } from './helpers/facade.js';

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** Nested fields, this many including the last. */
const nested = (levels: number, field: string, last: string) =>
  `${`${field} { `.repeat(levels - 1)}${last}${' }'.repeat(levels - 1)}`;

const CODE = 'OPERATION_LIMIT_EXCEEDED';

function expectRefusal(answer: Answer, ...expected: string[]): void {
  expect(answer).toMatchObject({
    status: 400,
    errors: expected.map((what) => ({ message: `Expected at most ${what}.`, extensions: { code: CODE } })),
  });
  expect(answer.errors).toHaveLength(expected.length);
  expect(answer).not.toHaveProperty('data');
}

/** Each limit, with a document of a given size. */
const LIMITS = [
  {
    setting: 'MAX_TOKENS',
    byDefault: 1000,
    unit: 'tokens',
    document: (size: number) => `{ me { fieldProperties(names: [${times(size - 15, () => '""')}]) { name } } }`,
  },
  {
    setting: 'MAX_DEPTH',
    byDefault: 12,
    unit: 'levels of fields',
    document: (size: number) => `{ ticket(id: 1) { ${nested(size - 1, 'mergedInto', 'id')} } }`,
  },
  {
    setting: 'MAX_INTROSPECTION_DEPTH',
    byDefault: 20,
    unit: 'levels of fields below __schema and __type',
    document: (size: number) => `{ __type(name: "User") { ${nested(size, 'ofType', 'name')} } }`,
  },
  {
    setting: 'MAX_ALIASES',
    byDefault: 15,
    unit: 'aliases',
    document: (size: number) => `{ me { ${times(size, (index) => `a${index}: id`)} } }`,
  },
  {
    setting: 'MAX_DIRECTIVES',
    byDefault: 10,
    unit: 'directives',
    document: (size: number) => `{ me { ${times(size, () => 'id @include(if: true)')} } }`,
  },
  {
    setting: 'MAX_QUERY_FIELDS',
    byDefault: 20,
    unit: 'fields at the root of a query',
    document: (size: number) => `{ ${times(size, () => '__typename')} }`,
  },
  {
    setting: 'MAX_MUTATION_FIELDS',
    byDefault: 10,
    unit: 'fields at the root of a mutation',
    document: (size: number) => `mutation { ${times(size, () => '__typename')} }`,
  },
  {
    setting: 'MAX_DOCUMENT_OPERATIONS',
    byDefault: 5,
    unit: 'operations',
    document: (size: number) => times(size, (index) => `query Operation${index} { __typename }`),
  },
];

/** With the name of its first operation if it has several. */
function askFirst(url: string, query: string): Promise<Answer> {
  const [, operationName] = /^query (\w+)/.exec(query) ?? [];
  return post(url, { query, operationName });
}

async function post(url: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: TJE0 },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

const pair = useFacade();
const { ask } = pair;

describe('an operation', () => {
  it.each(LIMITS)('may have $byDefault $unit, and no more', async ({ byDefault, unit, document }) => {
    expect(await askFirst(pair.facade.url, document(byDefault))).toMatchObject({ status: 200 });
    expectRefusal(await askFirst(pair.facade.url, document(byDefault + 1)), `${byDefault} ${unit}`);
  });

  describe('with all limits set', () => {
    const value = (setting: string) => (setting === 'MAX_TOKENS' ? 90 : 7);
    const strict = useFacade(Object.fromEntries(LIMITS.map(({ setting }) => [setting, `${value(setting)}`])));

    it.each(LIMITS)('may have as many $unit as $setting says, and no more', async ({ setting, unit, document }) => {
      const limit = value(setting);

      expect(await askFirst(strict.facade.url, document(limit))).toMatchObject({ status: 200 });
      expectRefusal(await askFirst(strict.facade.url, document(limit + 1)), `${limit} ${unit}`);
    });
  });

  it('lists every limit that it exceeds', async () => {
    const answer = await ask(`{ ${times(21, (index) => `a${index}: __typename @include(if: true)`)} }`);

    expectRefusal(answer, '15 aliases', '10 directives', '20 fields at the root of a query');
  });

  it('has an alias also where the alias is the field’s own name, and on __typename', async () => {
    expectRefusal(await ask(`{ me { ${times(16, () => 'id: id')} } }`), '15 aliases');
    expectRefusal(await ask(`{ me { ${times(16, () => 't: __typename')} } }`), '15 aliases');
    expect(await ask(`{ me { ${times(40, () => 'id __typename')} } }`)).toMatchObject({ status: 200 });
  });

  it('has the directives of its own, of its fragments and of their spreads', async () => {
    const withSkips = (count: number) => `{
      me {
        ...F @skip(if: false)
        ... @skip(if: false) { id @skip(if: false) ...F }
        ${times(count, () => 'name @skip(if: false)')}
      }
    }
    fragment F on User { ... on User @skip(if: false) { userName @skip(if: false) } }`;

    expect(await ask(withSkips(3))).toMatchObject({ status: 200 });
    expectRefusal(await ask(withSkips(4)), '10 directives');
    expect(await ask(`query ${times(11, () => '@nope')} { __typename }`)).toMatchObject({
      errors: expect.arrayContaining([{ message: 'Expected at most 10 directives.', extensions: expect.anything() }]),
    });
  });

  it('is not deeper for its fragments, and as deep as the fields in them', async () => {
    const document = (levels: number) => `
      query { ticket(id: 1) { ... on Ticket { ... { ...F } } } }
      fragment F on Ticket { ... on Ticket { ${nested(levels - 1, 'mergedInto', '...G')} } }
      fragment G on Ticket { id }`;

    expect(await ask(document(12))).toMatchObject({ status: 200 });
    expectRefusal(await ask(document(13)), '12 levels of fields');
  });

  it('counts a fragment each time it is spread', async () => {
    const aliases = 'fragment F on User { a: id b: id c: id d: id e: id f: id g: id h: id }';
    const fields = `fragment F on Query { ${times(11, () => '__typename')} }`;

    expect(await ask(`{ me { ...F } } ${aliases}`)).toMatchObject({ status: 200 });
    expectRefusal(await ask(`{ me { ...F ...F } } ${aliases}`), '15 aliases');
    expect(await ask(`{ ...F } ${fields}`)).toMatchObject({ status: 200 });
    expectRefusal(await ask(`{ ... on Query { ...F } ...F } ${fields}`), '20 fields at the root of a query');
  });

  it('is counted without the other operations of its document', async () => {
    const aliases = times(10, (index) => `a${index}: __typename`);
    const tooMany = (name: string) => `query ${name} { ${aliases} ${aliases} }`;
    const query = `query One { ${aliases} } query Two { ${aliases} }`;

    expect(await askFirst(pair.facade.url, query)).toMatchObject({ status: 200 });
    expectRefusal(await askFirst(pair.facade.url, `${query} ${tooMany('Three')} ${tooMany('Four')}`), '15 aliases');
  });
});

describe('a document made to be expensive', () => {
  const doubling = (type: string, last: string) =>
    `${times(30, (index) => `fragment F${index} on ${type} { ...F${index + 1} ...F${index + 1} }`)}
     fragment F30 on ${type} { ${last} }`;

  const DOCUMENTS = [
    {
      what: 'aliases that double 30 times',
      query: `{ me { ...F0 } } ${doubling('User', 'a: id')}`,
      over: '15 aliases',
    },
    {
      what: 'directives that double 30 times',
      query: `{ me { ...F0 } } ${doubling('User', 'id @skip(if: true)')}`,
      over: '10 directives',
    },
    {
      what: 'root fields that double 30 times',
      query: `{ ...F0 } ${doubling('Query', '__typename')}`,
      over: '20 fields at the root of a query',
    },
    {
      what: 'mutations that double 30 times',
      query: `mutation { ...F0 } ${doubling('Mutation', 'pickUpFirstChatSession { id }')}`,
      over: '10 fields at the root of a mutation',
    },
    {
      what: '100 transfers, each with its alias',
      query: `mutation { ${times(100, (index) => `a${index}: transferChatSession(id: ${index}, toAssociate: "bo") { id }`)} }`,
      over: '1000 tokens',
    },
    {
      what: '16 transfers, each with its alias',
      query: `mutation { ${times(16, (index) => `a${index}: transferChatSession(id: ${index}, toAssociate: "bo") { id }`)} }`,
      over: '15 aliases',
      and: '10 fields at the root of a mutation',
    },
    ...[300, 3300, 5000].map((levels) => ({
      what: `a selection ${levels} deep`,
      query: `{ ticket(id: 1) { ${nested(levels, 'mergedInto', 'id')} } }`,
      over: levels > 300 ? '1000 tokens' : '12 levels of fields',
    })),
    ...[4900, 5000, 50_000].map((levels) => ({
      what: `a list ${levels} deep`,
      query: `{ me { fieldProperties(names: ${'['.repeat(levels)}${']'.repeat(levels)}) } }`,
      over: '1000 tokens',
    })),
    { what: 'inline fragments 3000 deep', query: `{ ${nested(3000, '...', '__typename')} }`, over: '1000 tokens' },
    {
      what: '40 times 40 inline fragments',
      query: `{ ${times(40, () => `... on Query { ${times(40, () => '... on Query { me { id } }')} }`)} }`,
      over: '1000 tokens',
    },
    {
      what: '1000 chat sessions',
      query: `{ ${times(1000, () => 'chatSession(id: 1) { id }')} }`,
      over: '1000 tokens',
    },
    {
      what: 'a chain of 1200 fragments',
      query: `{ me { ...F0 } } ${times(1200, (index) => `fragment F${index} on User { ...F${index + 1} }`)}
        fragment F1200 on User { id }`,
      over: '1000 tokens',
    },
  ];

  it.each(DOCUMENTS)('is refused, and the next one is answered: $what', async ({ query, over, and }) => {
    expectRefusal(await ask(query), over, ...(and === undefined ? [] : [and]));
    expect(await ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it('is refused if fragments form a circle', async () => {
    const answer = await ask('{ me { ...A } } fragment A on User { a: id ...B } fragment B on User { ...A ...B }');

    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }, {}] });
  });

  describe('under limits that are set high', () => {
    const lenient = useFacade(
      Object.fromEntries(
        LIMITS.map(({ setting }) => [
          setting,
          setting.endsWith('DEPTH') ? '500' : setting.endsWith('OPERATIONS') ? '1000' : '10000',
        ]),
      ),
    );

    it.each(DOCUMENTS)('breaks nothing: $what', async ({ query }) => {
      const answer = await lenient.ask(query);

      expect(JSON.stringify(answer)).not.toMatch(/call stack|INTERNAL_SERVER_ERROR/);
      expect(await lenient.ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
    });

    /** Documents with this many nested selection sets. */
    const NESTED = [
      { of: 'inline fragments', document: (sets: number) => `{ ${nested(sets, '...', '__typename')} }` },
      {
        of: 'a chain of fragments',
        document: (sets: number) =>
          `{ ...F1 } ${times(sets - 2, (index) => `fragment F${index + 1} on Query { ...F${index + 2} }`)}
           fragment F${sets - 1} on Query { __typename }`,
      },
      {
        of: 'inline fragments in fragments',
        document: (sets: number) =>
          `{ ${nested(sets - 200, '...', '...F')} } fragment F on Query { ${nested(200, '...', '__typename')} }`,
      },
      {
        of: 'fields and inline fragments',
        document: (sets: number) =>
          `{ __schema { queryType { ${nested(sets - 3, '... on __Type', 'ofType { __typename }')} } } }`,
      },
    ];

    it.each(NESTED)('is nested 500 deep at most: $of', async ({ document }) => {
      expect(await lenient.ask(document(500))).toMatchObject({ status: 200, data: expect.anything() });
      expectRefusal(await lenient.ask(document(501)), '500 selection sets within each other');
    });
  });
});

describe('a document with many errors', () => {
  const MORE = 'There are more errors than this answer lists.';
  const FLOODS = [
    { what: 'directives', query: `query ${times(10_000, () => '@aa')} { __typename }` },
    { what: 'directives, as far as they are counted', query: `query ${times(400, () => '@aa')} { __typename }` },
    { what: 'variables', query: `query (${times(1000, () => '$a: a')}) { __typename }` },
    { what: 'variables, as far as they are counted', query: `query (${times(200, () => '$a: a')}) { __typename }` },
    { what: 'fields', query: `{ me { ${times(5000, (index) => `nope${index}`)} } }` },
    { what: 'fields, as far as they are counted', query: `{ me { ${times(900, (index) => `nope${index}`)} } }` },
    { what: 'long names', query: `{ me { ${times(5, (index) => `${'n'.repeat(9000)}${index}`)} } }` },
    {
      what: 'long circles',
      query: `{ me { ...F0 } } ${times(100, (index) => `fragment F${index} on User { ...F${(index + 1) % 100} ...F0 }`)}`,
    },
    { what: 'conflicts', query: `{ me { ${times(300, (index) => `x: f${index % 20}(a: ${index})`)} } }` },
    { what: 'values', query: `{ me { fieldProperties(names: [${times(900, () => '{}')}]) { name } } }` },
  ];

  it.each(FLOODS)('is answered with 5 errors at most, in short: $what', async ({ query }) => {
    const answer = await ask(query);

    expect(answer.status).toBe(400);
    expect(answer.errors?.length).toBeGreaterThan(0);
    expect(answer.errors?.length).toBeLessThanOrEqual(5);
    expect(JSON.stringify({ errors: answer.errors }).length).toBeLessThan(4096);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(await ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('says that there are more', async () => {
    const code = 'GRAPHQL_VALIDATION_FAILED';

    expect((await ask(`{ me { ${times(5, (index) => `nope${index}`)} } }`)).errors).toMatchObject([
      ...[0, 1, 2, 3].map((index) => ({ message: expect.stringContaining(`nope${index}`), extensions: { code } })),
      { message: MORE, extensions: { code } },
    ]);
    expect((await ask(`{ me { ${times(4, (index) => `nope${index}`)} } }`)).errors).toHaveLength(4);
  });

  it('says for variables too that there are more', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `v${index}`);
    const answer = await ask(
      `query (${names.map((name) => `$${name}: [String!]`).join(' ')}) {
        me { ${names.map((name) => `${name}: fieldProperties(names: $${name}) { name }`).join(' ')} }
      }`,
      Object.fromEntries(names.map((name) => [name, [5]])),
    );

    expect(answer.status).toBe(400);
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(Array(5).fill('BAD_USER_INPUT'));
    expect(answer.errors?.at(-1)?.message).toBe(MORE);
  });

  describe('with MAX_ERRORS=2', () => {
    const few = useFacade({ MAX_ERRORS: '2' });

    it('is answered with 2', async () => {
      expect((await few.ask('{ a b c d }')).errors).toHaveLength(2);
    });
  });
});

describe('a mutation that comes twice with the same arguments', () => {
  const transfer = (alias: string, id: string) => `${alias}: transferChatSession(id: ${id}, toAssociate: "bo") { id }`;
  const REPEATED = [
    { what: 'a number and a text', query: `mutation { ${transfer('a', '549')} ${transfer('b', '"549"')} }` },
    { what: 'a variable', query: `mutation ($id: ID!) { ${transfer('a', '549')} ${transfer('b', '$id')} }` },
    { what: 'a variable twice', query: `mutation ($id: ID!) { ${transfer('a', '$id')} ${transfer('b', '$id')} }` },
    {
      what: 'a variable’s default',
      query: `mutation ($none: ID! = 549) { ${transfer('a', '549')} ${transfer('b', '$none')} }`,
    },
    {
      what: 'fragments',
      query: `mutation { ... on Mutation { ${transfer('a', '549')} } ...F } fragment F on Mutation { ${transfer('b', '549')} }`,
    },
    {
      what: 'arguments in another order',
      query: `mutation { ${transfer('a', '549')} transferChatSession(toAssociate: "bo", id: "549") { id } }`,
    },
    {
      what: 'arguments written otherwise',
      query: `mutation ($bo: String! = "bo") { ${transfer('a', '549')} transferChatSession(id: 549, toAssociate: $bo) { id } }`,
    },
    {
      what: 'a third one',
      query: `mutation { ${transfer('a', '549')} ${transfer('b', '550')} ${transfer('c', '549')} }`,
    },
  ];

  const DIFFERENT = [
    {
      what: 'two messages',
      query: `mutation {
        a: addChatMessage(id: 549, message: { message: "Hi", type: TO_USER }) { id }
        b: addChatMessage(id: 549, message: { message: "there", type: TO_USER }) { id }
      }`,
      path: 'POST ChatSession/549/Messages',
    },
    {
      what: 'two members',
      query: `mutation {
        a: addChatTopicMember(id: 549, member: { userName: "bo" }) { canListen }
        b: addChatTopicMember(id: 549, member: { userName: "ann" }) { canListen }
      }`,
      path: 'POST ChatTopic/',
    },
    {
      what: 'two associates',
      query: `mutation { ${transfer('a', '549')} b: transferChatSession(id: 549, toAssociate: "5") { id } }`,
      path: 'POST ChatSession/549/TransferTo/',
    },
  ];

  it.each(REPEATED)('is refused before anything is sent: $what', async ({ query }) => {
    for (const id of ['549', 549]) {
      expect(await ask(query, { id })).toMatchObject({
        status: 400,
        errors: [
          {
            message: 'Expected each change of a record at most once: two mutations have the same arguments.',
            extensions: { code: CODE },
          },
        ],
      });
    }
    expect(pair.superOffice.calls()).toEqual([]);
  });

  describe('with SCHEMA_PREFIX', () => {
    const prefixed = useFacade({ SCHEMA_PREFIX: 'SuperOffice' });

    it.each(REPEATED)('is refused as well: $what', async ({ query }) => {
      expect(await prefixed.ask(query, { id: 549 })).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: CODE } }],
      });
      expect(prefixed.superOffice.calls()).toEqual([]);
    });
  });

  it('is the same if its response key is the same', async () => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });

    const answer = await ask(
      `mutation { ${transfer('a', '549')} ...F ...F } fragment F on Mutation { ${transfer('a', '549')} }`,
    );

    expect(answer.data).toEqual({ a: { id: '549' } });
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it('is refused if its input is written differently', async () => {
    const inline = '{ author: "Bo", message: "Hi", type: TO_USER }';
    const query = `mutation ($m: ChatMessageInput!) {
      addChatMessage(id: 549, message: $m) { id }
      a: addChatMessage(id: "549", message: ${inline}) { id }
    }`;

    expect(await ask(query, { m: { type: 'TO_USER', message: 'Hi', author: 'Bo' } })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: CODE } }],
    });
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each(DIFFERENT)('is another mutation with other arguments: $what', async ({ query, path }) => {
    pair.superOffice.on(path, {});

    expect((await ask(query)).status).toBe(200);
    expect(pair.superOffice.calls().filter((call) => call.startsWith(path))).toHaveLength(2);
  });

  it('is another mutation for another id, and next to another field', async () => {
    pair.superOffice.on('POST ChatSession/549/', { ChatSessionId: 549 });
    pair.superOffice.on('POST ChatSession/550/', { ChatSessionId: 550 });

    const answer = await ask(
      `mutation { ${transfer('a', '549')} ${transfer('b', '550')} rejectChatSessionTransfer(id: 549) { id } }`,
    );

    expect(answer.data).toEqual({ a: { id: '549' }, b: { id: '550' }, rejectChatSessionTransfer: { id: '549' } });
    expect(pair.superOffice.calls()).toHaveLength(3);
  });

  it('may be repeated where it is not executed', async () => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });

    const answer = await ask(
      `mutation ($no: Boolean!) { ${transfer('a', '549')} ... @include(if: $no) { ${transfer('b', '549')} } }`,
      { no: false },
    );

    expect(answer.data).toEqual({ a: { id: '549' } });
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it('may be repeated if it takes no id', async () => {
    pair.superOffice.on('POST ChatSession/Pickup', { ChatSessionId: 549 });

    const answer = await ask('mutation { a: pickUpFirstChatSession { id } b: pickUpFirstChatSession { id } }');

    expect(answer.data).toEqual({ a: { id: '549' }, b: { id: '549' } });
  });

  it('is refused for its variables if they are wrong', async () => {
    const query = `mutation ($id: ID!) { ${transfer('a', '$id')} ${transfer('b', '$id')} }`;

    expect(await ask(query, { id: true })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(pair.superOffice.calls()).toEqual([]);
  });
});

describe('ordinary use', () => {
  const schema = createSchema({ exposeSessionKey: false });
  it('is what tools ask for the schema', async () => {
    const query = getIntrospectionQuery({
      inputValueDeprecation: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      oneOf: true,
    });

    const answer = await ask(query);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.__schema.types.length).toBeGreaterThan(50);
  });

  it('is a transfer with all fields of the session and of the records in it', async () => {
    pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 });
    const selection = allFields(schema.getType('ChatSession') as GraphQLObjectType, 1);

    const answer = await ask(`mutation { transferChatSession(id: 549, toAssociate: "bo") ${selection} }`);

    expect(answer).toMatchObject({
      status: 200,
      data: { transferChatSession: { __typename: 'ChatSession', id: '549' } },
    });
  });

  it.each(Object.entries(documented))(
    'is what the documentation shows, as Apollo Client sends it: %s',
    async (_name, document) => {
      expect(await ask(print(withTypenames(document)), { id: 549, toAssociate: 'bo' })).toMatchObject({ status: 200 });
    },
  );

  it('is what a gateway of a supergraph sends', async () => {
    const entities = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Person { fullName contact { __typename id name } } }
    }`;

    expect(await ask('{ _service { sdl } }')).toMatchObject({ status: 200 });
    expect(await ask(entities, { representations: [] })).toMatchObject({ status: 200 });
  });

  /** All fields without required arguments, with related records to this depth. */
  function allFields(type: GraphQLObjectType, levels: number): string {
    const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
    return `{ __typename ${fields.map((field) => withSelection(field, levels)).join(' ')} }`;
  }

  function withSelection({ name, type }: GraphQLField<unknown, unknown>, levels: number): string {
    const named = getNamedType(type);
    if (!isObjectType(named)) {
      return name;
    }
    return levels > 0 ? `${name} ${allFields(named, levels - 1)}` : '';
  }

  /** As Apollo Client does: in every selection but an operation's own. */
  function withTypenames(document: DocumentNode): DocumentNode {
    return visit(document, {
      Field: (field) => {
        if (field.selectionSet === undefined) {
          return undefined;
        }
        const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
        return {
          ...field,
          selectionSet: { ...field.selectionSet, selections: [...field.selectionSet.selections, typename] },
        };
      },
    });
  }
});

describe('the size of an operation', () => {
  /** A selection as text. A fragment spreads only those after it. */
  const selection = (depth: number, from: number): fc.Arbitrary<string> => {
    const directives = fc.constantFrom('', '', '@a', '@a @b(c: [[1], {d: 2}])');
    const field = fc
      .tuple(fc.constantFrom('', '', 'x: '), fc.constantFrom('f', 'g', '__typename', '__schema', '__type'), directives)
      .map((parts) => parts.join(' '));
    if (depth === 0) {
      return field;
    }
    const below = selections(depth - 1, from);
    return fc.oneof(
      field,
      fc.tuple(field, below).map(([name, selected]) => `${name} { ${selected} }`),
      fc
        .tuple(fc.constantFrom('', 'on T'), directives, below)
        .map(([on, d, selected]) => `... ${on} ${d} { ${selected} }`),
      ...(from < FRAGMENTS.length
        ? [fc.tuple(fc.constantFrom(...FRAGMENTS.slice(from)), directives).map(([name, d]) => `...${name} ${d}`)]
        : []),
    );
  };
  const selections = (depth: number, from: number) =>
    fc.array(selection(depth, from), { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
  const FRAGMENTS = ['A', 'B', 'C'];
  const documents = fc
    .tuple(
      fc.constantFrom('query', 'mutation @a', 'query ($v: T @a)'),
      selections(3, 0),
      ...FRAGMENTS.map((name, index) =>
        fc
          .tuple(fc.constantFrom('', '@a'), selections(2, index + 1))
          .map(([d, s]) => `fragment ${name} on T ${d} { ${s} }`),
      ),
    )
    .map(([type, selected, ...fragments]) => [`${type} { ${selected} }`, ...fragments].join('\n'));

  it('is the size of the operation with its fragments expanded', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const document = parse(text);
        expect(operationSizes(document)).toEqual([writtenOut(document)]);
      }),
      { numRuns: 1000 },
    );
  });

  /** Visits each fragment as often as it is spread. */
  function writtenOut({ definitions }: DocumentNode) {
    const [operation] = definitions;
    const size = { rootFields: 0, aliases: 0, directives: 0, depth: 0, introspectionDepth: 0, nesting: 1 };
    if (operation?.kind !== Kind.OPERATION_DEFINITION) {
      throw new TypeError('The first definition is the operation.');
    }
    const walk = (selected: SelectionNode, path: readonly string[], sets: number): void => {
      size.nesting = Math.max(size.nesting, sets);
      size.directives += selected.directives?.length ?? 0;
      if (selected.kind === Kind.FIELD) {
        const here = [...path, selected.name.value];
        const measure = /^__(schema|type)$/.test(here[0] ?? '') ? 'introspectionDepth' : 'depth';
        size.rootFields += path.length === 0 ? 1 : 0;
        size.aliases += selected.alias === undefined ? 0 : 1;
        size[measure] = Math.max(size[measure], here.length);
        for (const child of selected.selectionSet?.selections ?? []) {
          walk(child, here, sets + 1);
        }
        return;
      }
      const fragment =
        selected.kind === Kind.INLINE_FRAGMENT
          ? selected
          : definitions.find(
              (definition) =>
                definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selected.name.value,
            );
      if (fragment !== undefined && 'selectionSet' in fragment) {
        size.directives += fragment === selected ? 0 : (fragment.directives?.length ?? 0);
        for (const child of fragment.selectionSet.selections) {
          walk(child, path, sets + 1);
        }
      }
    };
    size.directives += operation.directives?.length ?? 0;
    for (const { directives } of operation.variableDefinitions ?? []) {
      size.directives += directives?.length ?? 0;
    }
    for (const selected of operation.selectionSet.selections) {
      walk(selected, [], 1);
    }
    return { type: operation.operation, ...size };
  }
});
