import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COLUMNS } from '../src/graphql/resolvers/ChatSessionConnection.js';
import type { RestReport } from '../src/graphql/rest-report.js';
import { type Pair, useFacade } from './helpers/facade.js';
import { batchOf, type Handler, sendJson } from './helpers/fake-superoffice.js';

const ENV = { MAX_ALIASES: '1000', MAX_DEPTH: '100', MAX_DIRECTIVES: '1000', MAX_TOKENS: '10000' };

const ME = 'GET User/currentAssociate';
const USERS = 'POST Agents/Associate/GetAssociateList';
const PERSONS = 'POST Agents/Person/GetPersonList';
const CONTACTS = 'POST Agents/Contact/GetContactList';
const TICKETS = 'POST Agents/Ticket/GetTickets';
const LIST = 'GET ChatSession';
const SESSION = 'GET ChatSession/{id}';
const TRANSFER = 'POST ChatSession/{id}/TransferTo/bo';

/** Rows of an archive list, as many as are asked for. */
const rows: Handler = ({ path }, response) => {
  const query = new URLSearchParams(path.split('?')[1]);
  const columns = (query.get('$select') ?? '').split(',');
  const value = Array.from({ length: Number(query.get('$top')) - 1 }, (_row, index) => {
    const values = Object.fromEntries(columns.map((column) => [column, index + 1]));
    const full = Object.fromEntries(columns.map((column) => [column, { RawValue: index + 1, DisplayValue: 'x' }]));
    return { PrimaryKey: `${index + 1}`, ...(query.get('$mode') === 'Full' ? { Column: full } : values) };
  });
  sendJson(response, { value });
};

/** Links that lead on, round and round. */
function know({ superOffice }: Pair): void {
  const ids = [1, 2, 3, 4, 5];
  superOffice.on('GET ChatSession?', rows);
  superOffice.on('GET Ticket?', rows);
  superOffice.on('GET ChatSession/', ({ path }, response) => {
    const id = Number(path.split('/')[1]);
    sendJson(response, {
      ChatSessionId: id,
      CustomerName: 'Ann',
      User: { AssociateId: 4, FullName: 'Bo', PersonId: 5 },
    });
  });
  superOffice.on('POST ChatSession/', { ChatSessionId: 549 });
  superOffice.on(ME, { AssociateId: 1, FullName: 'Tje', PersonId: 1 });
  superOffice.on('GET MDOList/chatuser', [{ Id: 1 }, { Id: 2 }]);
  superOffice.on(
    USERS,
    batchOf(
      'AssociateId',
      ids.map((id) => ({ AssociateId: id, FullName: `user ${id}`, PersonId: (id % 5) + 1 })),
    ),
  );
  superOffice.on(
    PERSONS,
    batchOf(
      'PersonId',
      ids.map((id) => ({ PersonId: id, FullName: `person ${id}`, ContactId: (id % 5) + 1, AssociateId: 3 })),
    ),
  );
  superOffice.on(
    CONTACTS,
    batchOf(
      'ContactId',
      ids.map((id) => ({ ContactId: id, Name: `contact ${id}`, AssociateId: (id % 5) + 1 })),
    ),
  );
  superOffice.on(TICKETS, ({ body }, response) =>
    sendJson(
      response,
      (body as { readonly TicketIds: readonly number[] }).TicketIds.map((id) => ({
        TicketId: id,
        Title: `ticket ${id}`,
      })),
    ),
  );
}

/** Without ids and queries. */
const routesOf = ({ superOffice }: Pair) =>
  superOffice
    .calls()
    .map((call) => call.replace(/\?.*/, '').replace(/\/\d+/, '/{id}'))
    .sort();

const times = (count: number, call: string) => Array<string>(count).fill(call);

const REPRESENTATIONS = [
  { __typename: 'Person', id: '1' },
  { __typename: 'User', id: '2' },
  { __typename: 'Contact', id: '3' },
];

interface Case {
  readonly what: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly calls: readonly string[];
}

const page = (node: string, first = 3, declared = '$d: Boolean!') =>
  `query (${declared}) { chatSessions(first: ${first}) { edges { node { ${node} } } } }`;

const CASES: readonly Case[] = [
  {
    what: 'a relation left out of a page',
    query: page('id status user @include(if: $d) { id }'),
    variables: { d: false },
    calls: [LIST],
  },
  {
    what: 'the same relation, not left out',
    query: page('id status user @include(if: $d) { id }'),
    variables: { d: true },
    calls: [LIST, ...times(3, SESSION)],
  },
  {
    what: 'a relation left out of 100 sessions',
    query: page('id status user @include(if: $d) { id }', 100),
    variables: { d: false },
    calls: [LIST],
  },
  {
    what: 'a fragment left out of a page',
    query: `${page('id ...Whole @include(if: $d)', 25)} fragment Whole on ChatSession { customerName }`,
    variables: { d: false },
    calls: [LIST],
  },
  {
    what: 'a field left out of a relation',
    query: 'query ($d: Boolean!) { me { person { id fullName @include(if: $d) } } }',
    variables: { d: false },
    calls: [ME],
  },
  {
    what: 'a field not left out of a relation',
    query: 'query ($d: Boolean!) { me { person { id fullName @include(if: $d) } } }',
    variables: { d: true },
    calls: [ME, PERSONS],
  },
  {
    what: 'entities, of two types the key alone',
    query: `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Person { fullName } ... on User { id } ... on Contact { id }
    } }`,
    variables: { r: REPRESENTATIONS },
    calls: [PERSONS],
  },
  {
    what: 'entities, of one type a field that is left out',
    query: `query ($r: [_Any!]!, $d: Boolean!) { _entities(representations: $r) {
      __typename ... on Person { ...P } ... on User @skip(if: $d) { fullName } ... on Contact { id name @skip(if: $d) }
    } } fragment P on Person { fullName }`,
    variables: { r: REPRESENTATIONS, d: true },
    calls: [PERSONS],
  },
  {
    what: 'entities of types that no fragment is on',
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Contact { name } } }',
    variables: { r: REPRESENTATIONS },
    calls: [CONTACTS],
  },
  {
    what: 'a mutation that comes twice, once left out',
    query: `mutation {
      a: transferChatSession(id: 549, toAssociate: "bo") { id }
      b: transferChatSession(id: 549, toAssociate: "bo") @skip(if: true) { id }
    }`,
    calls: [TRANSFER],
  },
  {
    what: 'a mutation that comes twice, once left out by a variable and a fragment',
    query: `mutation ($d: Boolean = false) {
      a: transferChatSession(id: 549, toAssociate: "bo") { id }
      ... @include(if: $d) { ...Again }
    } fragment Again on Mutation { b: transferChatSession(id: 549, toAssociate: "bo") { id } }`,
    calls: [TRANSFER],
  },
  {
    what: 'fragments in fragments',
    query: `${page('...A')}
      fragment A on ChatSession { id ...B } fragment B on ChatSession { status ... on ChatSession { ...C @include(if: $d) } }
      fragment C on ChatSession { customerName }`,
    variables: { d: false },
    calls: [LIST],
  },
  {
    what: 'a variable that has a default',
    query: page('id user @include(if: $d) { id }', 3, '$d: Boolean = false'),
    calls: [LIST],
  },
  {
    what: 'another value than the default',
    query: page('id user @include(if: $d) { id }', 3, '$d: Boolean = false'),
    variables: { d: true },
    calls: [LIST, ...times(3, SESSION)],
  },
  {
    what: 'a named fragment, spread twice with other directives',
    query: `query ($a: Boolean!, $b: Boolean!) { me { person { id ...P @include(if: $a) ...P @skip(if: $b) } } }
      fragment P on Person { fullName }`,
    variables: { a: false, b: true },
    calls: [ME],
  },
  {
    what: 'a named fragment, one of two spreads left out',
    query: `query ($a: Boolean!, $b: Boolean!) { me { person { id ...P @include(if: $a) ...P @skip(if: $b) } } }
      fragment P on Person { fullName }`,
    variables: { a: false, b: false },
    calls: [ME, PERSONS],
  },
  {
    what: 'both directives at one field',
    query: page('id customerName @include(if: $a) @skip(if: $b)', 3, '$a: Boolean!, $b: Boolean!'),
    variables: { a: true, b: true },
    calls: [LIST],
  },
  {
    what: 'directives within each other',
    query: `query ($a: Boolean!, $b: Boolean!) { me { person { id
      ... @include(if: $a) { fullName @skip(if: $b) contact { id name @skip(if: $a) } }
    } } }`,
    variables: { a: true, b: true },
    calls: [ME, PERSONS],
  },
  {
    what: 'a fragment without a type',
    query: page('id ... @skip(if: $d) { customerName user { id } }'),
    variables: { d: true },
    calls: [LIST],
  },
  {
    what: 'aliases',
    query: `query ($d: Boolean!) { chatSessions(first: 3) {
      some: edges { one: node { key: id } other: node { state: status } }
      whole: edges @include(if: $d) { node { customerName } }
    } }`,
    variables: { d: false },
    calls: [LIST],
  },
  {
    what: 'an alias that has the name of the key',
    query: '{ me { person { id: fullName } } }',
    calls: [ME, PERSONS],
  },
  {
    what: 'the key under other names',
    query: '{ me { person { fullName: id name: __typename } } }',
    calls: [ME],
  },
  {
    what: 'a list of records of which a field is left out',
    query: '{ transferTargets { id fullName @include(if: false) } }',
    calls: ['GET MDOList/chatuser'],
  },
  {
    what: 'a page of requests of which a field is left out',
    query: `query ($d: Boolean!) { person(id: 1) { tickets(first: 3) { edges { node { id title @include(if: $d) } } } } }`,
    variables: { d: false },
    calls: ['GET Ticket', PERSONS],
  },
  {
    what: 'a page of requests of which no field is left out',
    query: `query ($d: Boolean!) { person(id: 1) { tickets(first: 3) { edges { node { id title @include(if: $d) } } } } }`,
    variables: { d: true },
    calls: ['GET Ticket', PERSONS, TICKETS],
  },
];

describe.each(['on', 'off'])('with COMPILED_EXECUTION=%s, REST calls are made for what is executed:', (compiled) => {
  const pair = useFacade({ ...ENV, COMPILED_EXECUTION: compiled });

  it.each(CASES)('$what', async ({ query, variables, calls }) => {
    know(pair);

    const answer = await pair.ask(query, variables);

    expect(answer.errors).toBeUndefined();
    expect(routesOf(pair)).toEqual([...calls].sort());
  });

  it('one document with one value after the other', async () => {
    know(pair);
    const query = page('id user @include(if: $d) { id }');

    for (const d of [false, true, false]) {
      pair.superOffice.forget();
      const answer = await pair.ask(query, { d });
      expect(answer.data.chatSessions.edges[0].node).toEqual({ id: '1', ...(d && { user: { id: '4' } }) });
      expect(routesOf(pair)).toHaveLength(d ? 4 : 1);
    }
  });

  it('of a mutation that comes twice, none', async () => {
    know(pair);
    const query = `mutation ($d: Boolean!) {
      a: transferChatSession(id: 549, toAssociate: "bo") { id }
      b: transferChatSession(id: 549, toAssociate: "bo") @skip(if: $d) { id }
    }`;

    expect(await pair.ask(query, { d: false })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'OPERATION_LIMIT_EXCEEDED' } }],
    });
    expect(routesOf(pair)).toEqual([]);
  });

  it.each([{}, { 'idempotency-key': 'key-of-8-letters' }])(
    'of changes with a condition that is null, none: %j',
    async (headers) => {
      know(pair);
      const query = `mutation ($d: Boolean = true) {
      a: transferChatSession(id: 549, toAssociate: "bo") { id }
      b: transferChatSession(id: 550, toAssociate: "bo") @skip(if: $d) { id }
    }`;

      expect(await pair.ask(query, { d: null }, headers)).toMatchObject({
        status: 200,
        data: null,
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
      expect(routesOf(pair)).toEqual([]);
    },
  );

  describe('with MAX_REST_CALLS=5', () => {
    const limited = useFacade({ COMPILED_EXECUTION: compiled, MAX_REST_CALLS: '5' });

    it('a page of any size if one call reads all of it', async () => {
      know(limited);

      const answer = await limited.ask(page('id status customerName @include(if: $d)', 100), { d: false });

      expect(answer.errors).toBeUndefined();
      expect(answer.data.chatSessions.edges).toHaveLength(100);
      expect(routesOf(limited)).toEqual([LIST]);
    });

    it('sessions beyond the limit are refused, naming the expensive fields', async () => {
      know(limited);

      const { data, errors } = await limited.ask(
        page('id status name: customerName user @skip(if: $d) { id } flags', 100),
        {
          d: true,
        },
      );

      expect(routesOf(limited)).toEqual([LIST, ...times(4, SESSION)]);
      expect(data.chatSessions.edges.filter(({ node }: { node: unknown }) => node !== null)).toHaveLength(4);
      expect(errors).toHaveLength(96);
      for (const { message, path, extensions } of errors ?? []) {
        expect(path).toEqual(['chatSessions', 'edges', expect.any(Number), 'node']);
        expect(extensions.code).toBe('OPERATION_LIMIT_EXCEEDED');
        expect(message).toBe(
          'Expected at most 5 REST calls. Each session of a page costs one if the operation selects fields that the ' +
            'list does not have: customerName, flags. Ask for fewer sessions, or leave these fields out.',
        );
      }
    });
  });
});

describe('limits that are checked before variables are known', () => {
  const pair = useFacade({ MAX_REPRESENTATIONS: '2' });
  const entities = (directive: string) =>
    `query ($d: Boolean = true) { __typename ...E ${directive} is: __typename @skip(if: $d) }
    fragment E on Query { _entities(representations: [${'{ __typename: "User", id: 1 } '.repeat(3)}]) { ... on User { id } } }`;

  it.each(['', '@skip(if: $d)', '@include(if: $d)', '@skip(if: true)'])(
    'count what @skip and @include may leave out: %s',
    async (directive) => {
      expect(await pair.ask(entities(directive))).toMatchObject({
        status: 400,
        errors: [{ message: 'Expected at most 2 representations.' }],
      });
    },
  );
});

/** Of a type: its plain fields, and the type of each relation. */
interface Shape {
  readonly plain: readonly string[];
  readonly relations: Readonly<Record<string, string>>;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  ChatSession: { plain: ['id', '__typename', 'rating', 'customerName'], relations: { user: 'User', person: 'Person' } },
  User: { plain: ['id', '__typename', 'fullName'], relations: { person: 'Person' } },
  Person: { plain: ['id', '__typename', 'fullName'], relations: { contact: 'Contact', associate: 'User' } },
  Contact: { plain: ['id', '__typename', 'name'], relations: { associate: 'User' } },
};

const oneOf = (values: readonly string[]) => fc.constantFrom(...values);

const DIRECTIVES = fc
  .uniqueArray(fc.tuple(oneOf(['skip', 'include']), oneOf(['$a', '$b', '$c', 'true', 'false'])), {
    selector: ([name]) => name,
    maxLength: 2,
  })
  .map((directives) => directives.map(([name, condition]) => ` @${name}(if: ${condition})`).join(''));

/** Two aliases a field, so that keys meet, which name it. */
const ALIASES = oneOf(['x_', 'y_']);

/** Selections of a type, at most `depth` within each other, which spread only these fragments: `['1']` of `User1`. */
function selectionsOf(type: string, depth: number, spread: readonly string[]): fc.Arbitrary<string> {
  const { plain, relations } = SHAPES[type] as Shape;
  const kinds = [
    fc.tuple(ALIASES, oneOf(plain), DIRECTIVES).map(([alias, field, rest]) => `${alias}${field}: ${field}${rest}`),
  ];
  if (spread.length > 0) {
    kinds.push(fc.tuple(oneOf(spread), DIRECTIVES).map(([number, rest]) => `...${type}${number}${rest}`));
  }
  if (depth > 0) {
    const below = (of: string) => selectionsOf(of, depth - 1, spread);
    kinds.push(
      ...Object.entries(relations).map(([field, to]) =>
        fc
          .tuple(ALIASES, DIRECTIVES, below(to))
          .map(([alias, rest, selections]) => `${alias}${field}: ${field}${rest} { ${selections} }`),
      ),
      fc
        .tuple(oneOf(['', ` on ${type}`]), DIRECTIVES, below(type))
        .map(([condition, rest, selections]) => `...${condition}${rest} { ${selections} }`),
    );
  }
  return fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 3 }).map((selections) => selections.join(' '));
}

interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const TYPES = Object.keys(SHAPES);

/** A document without unused parts, which would be invalid. `c` has a default, and may be left out. */
const OPERATIONS: fc.Arbitrary<Operation> = fc
  .record({
    sessions: selectionsOf('ChatSession', 3, ['1', '2']),
    me: selectionsOf('User', 3, ['1', '2']),
    entities: fc.tuple(...['Person', 'User', 'Contact'].map((type) => selectionsOf(type, 1, ['1', '2']))),
    leaves: fc.tuple(...TYPES.map((type) => selectionsOf(type, 1, []))),
    branches: fc.tuple(...TYPES.map((type) => selectionsOf(type, 2, ['1']))),
    a: fc.boolean(),
    b: fc.boolean(),
    c: fc.option(fc.boolean(), { nil: undefined }),
    byDefault: fc.boolean(),
  })
  .map(({ sessions, me, entities, leaves, branches, a, b, c, byDefault }) => {
    const [person, user, contact] = entities;
    const root = `
      chatSessions(first: 2) { x_edges: edges { x_node: node { ${sessions} } } } x_me: me { ${me} }
      _entities(representations: [{ __typename: "Person", id: 1 }, { __typename: "User", id: 2 }, { __typename: "Contact", id: 3 }]) {
        ... on Person { ${person} } ... on User { ${user} } ... on Contact { ${contact} }
      }`;
    const isUsed = (text: string, name: string) => new RegExp(`\\.\\.\\.${name}\\b`).test(text);
    const fragmentsUsed = (bodies: readonly string[], number: string, text: string) =>
      TYPES.flatMap((type, index) =>
        isUsed(text, type + number) ? `fragment ${type}${number} on ${type} { ${bodies[index]} }` : [],
      ).join('\n');
    const branchesUsed = fragmentsUsed(branches, '2', root);
    const text = [root, branchesUsed, fragmentsUsed(leaves, '1', root + branchesUsed)];
    const all = {
      a: { type: 'Boolean!', value: a },
      b: { type: 'Boolean!', value: b },
      c: { type: `Boolean = ${byDefault}`, value: c },
    };
    const used = Object.entries(all).filter(([name]) => text.join().includes(`$${name})`));
    const declared = used.map(([name, { type }]) => `$${name}: ${type}`).join(', ');
    const [fields, ...fragments] = text;
    return {
      query: `query ${declared && `(${declared})`} { ${fields} }\n${fragments.join('\n')}`,
      variables: Object.fromEntries(used.map(([name, { value }]) => [name, value])),
    };
  });

/** What the answer holds at a field, of every item of its lists. */
function recordsAt(data: unknown, field: string): readonly Record<string, unknown>[] {
  return field
    .split('.')
    .reduce<readonly unknown[]>(
      (records, key) => records.flatMap((record) => (record as Record<string, unknown>)[key] ?? []),
      [data],
    ) as readonly Record<string, unknown>[];
}

/** Positions in `_entities` of records that a route reads. */
const ENTITIES: Readonly<Record<string, number>> = {
  'Agents/Person/GetPersonList': 0,
  'Agents/Associate/GetAssociateList': 1,
  'Agents/Contact/GetContactList': 2,
};

/** What was at hand without the call that a field made, by its name. */
function costless(field: string): readonly string[] {
  return ['id', '__typename', ...(field.endsWith('node') ? Object.keys(COLUMNS) : [])];
}

describe('of random operations', () => {
  const pairs = ['on', 'off'].map((compiled) =>
    useFacade({ ...ENV, COMPILED_EXECUTION: compiled, RATE_LIMIT_PER_SECOND: '1000000' }),
  );

  it('every REST call is for a field that the answer shows, with both executors', async () => {
    pairs.forEach(know);

    await fc.assert(
      fc.asyncProperty(OPERATIONS, async ({ query, variables }) => {
        const answers = [];
        for (const pair of pairs) {
          pair.superOffice.forget();
          const { data, errors, extensions } = await pair.ask(query, variables, { 'x-explain': '1' });
          expect(errors).toBeUndefined();
          const { calls } = (extensions as { readonly rest: RestReport }).rest;
          expect(calls).toHaveLength(pair.superOffice.calls().length);
          for (const { route, fields } of calls) {
            for (const field of fields) {
              const records = recordsAt(data, field).filter(
                (_record, index) => field !== '_entities' || index === ENTITIES[route],
              );
              const shown = records.flatMap((record) => Object.keys(record));
              const names = shown.map((key) => key.replace(/^[xy]_/, ''));
              const isRoot = !field.includes('.') && field !== '_entities';
              expect({ field, isShown: isRoot || names.some((name) => !costless(field).includes(name)) }).toEqual({
                field,
                isShown: true,
              });
            }
          }
          answers.push({
            data,
            calls: routesOf(pair),
            reported: calls.map(({ route, fields }) => [route, ...fields]).sort(),
          });
        }
        expect(answers[0]).toEqual(answers[1]);
      }),
      { numRuns: 40 },
    );
  });
});
