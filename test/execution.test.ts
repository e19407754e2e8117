import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  execute as executeByGraphqlJs,
  GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getOperationAST,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { createExecutor } from '../src/graphql/execution/executor.js';

type Variables = Readonly<Record<string, unknown>>;

describe('an operation that is executed by a plan', () => {
  const SDL = `
    type Query {
      record: Record
      records: [Record!]
      always: Record!
      any: Any
      anys: [Any!]!
      text(of: String! = "x", is: Boolean, count: Int, id: ID, kind: Kind): String
    }
    type Mutation { first: Record second: Record! third: Record }
    type Record {
      id: ID!
      name: String
      count: Int
      kind: Kind
      sure: Record!
      maybe: Record
      list: [Record]
      sureList: [Record!]!
      matrix: [[Int!]]
    }
    type Other { id: ID! other: String }
    union Any = Record | Other
    enum Kind { A B }
  `;
  const KINDS = ['A', 'B', 'C'];

  /** Whether resolvers return promises. If they are mixed, graphql-js leaves rejections of non-null fields unhandled. */
  type Giving = 'values' | 'promises' | 'both';

  /** What a resolver does, decided by a seed and its place: the same for both executors. */
  function outcomeAt(seed: number, place: string): number {
    let hash = seed;
    for (const character of place) {
      hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
    }
    return (hash >>> 0) % 1000;
  }

  /** A schema whose resolvers sometimes return null, errors and wrong values, and record their calls. */
  function randomSchema({ sdl, seed, giving }: Random, calls: string[] = []): GraphQLSchema {
    const schema = buildSchema(sdl);
    const isLater = (outcome: number) => giving === 'promises' || (giving === 'both' && outcome % 3 === 0);
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) {
        continue;
      }
      for (const field of Object.values(type.getFields())) {
        field.resolve = (_source, args, _context, info) => {
          const place = placeOf(info);
          calls.push(`${place} ${info.fieldNodes.length} ${JSON.stringify(args)}`);
          const outcome = outcomeAt(seed, place);
          const value = () => {
            if (outcome % 10 === 0) {
              throw new GraphQLError(`no ${place}`, { extensions: { code: 'BROKEN' } });
            }
            return outcome % 10 === 1 ? null : valueFor(String(field.type), outcome, isLater);
          };
          return isLater(outcome) ? Promise.resolve().then(value) : value();
        };
      }
    }
    return schema;
  }

  function placeOf({ path }: GraphQLResolveInfo): string {
    const keys: string[] = [];
    for (let at: GraphQLResolveInfo['path'] | undefined = path; at !== undefined; at = at.prev) {
      keys.unshift(`${at.typename ?? ''}.${at.key}`);
    }
    return keys.join('/');
  }

  function valueFor(type: string, outcome: number, isLater: (outcome: number) => boolean): unknown {
    const now = (value: unknown, index: number) => (isLater(outcome + index) ? Promise.resolve(value) : value);
    if (type.startsWith('[[')) {
      return [[1, outcome % 7 === 0 ? null : 2].map(now), null, outcome % 5 === 0 ? 3 : [3].map(now)];
    }
    if (outcome % 19 === 0) {
      return 'text';
    }
    if (type.startsWith('[')) {
      const items = Array.from({ length: outcome % 4 }, (_item, index) =>
        (outcome + index) % 13 === 0
          ? null
          : (outcome + index) % 17 === 0
            ? new Error('gone')
            : record(outcome + index),
      );
      return items.map(now);
    }
    switch (type.replace('!', '')) {
      case 'Int':
        return outcome % 11 === 0 ? 'many' : outcome;
      case 'Kind':
        return KINDS[outcome % 3];
      case 'String':
      case 'ID':
        return `text ${outcome}`;
      default:
        return record(outcome);
    }
  }

  function record(outcome: number): object {
    return { __typename: outcome % 2 === 0 ? 'Record' : ['Other', 'Nobody', 'Query'][outcome % 3] };
  }

  interface Random {
    readonly sdl: string;
    readonly seed: number;
    readonly giving: Giving;
  }

  const LIMITS = { maxCoercionErrors: 3 };

  function requestedOf(query: string, variables: Variables = {}, operationName?: string) {
    const document = parse(query);
    const operation = getOperationAST(document, operationName) ?? undefined;
    return { document, source: query, queryHash: query, operation, operationName, variables, contextValue: {} };
  }

  /** The answers of a plan and of graphql-js, and which resolvers they called. */
  async function byBoth(random: Random, query: string, variables?: Variables, operationName?: string) {
    const requested = requestedOf(query, variables, operationName);
    const calls: [string[], string[]] = [[], []];
    const schema = randomSchema(random, calls[0]);
    const executor = createExecutor({ schema, ...LIMITS });
    expect(validate(schema, requested.document)).toEqual([]);
    const first = comparable(await executor(requested));
    calls[0].length = 0;
    const answer = comparable(await executor(requested));
    expect(answer).toEqual(first);
    const expected = await executeByGraphqlJs({
      ...requested,
      schema: randomSchema(random, calls[1]),
      variableValues: requested.variables,
      options: { maxCoercionErrors: LIMITS.maxCoercionErrors },
    });
    return { answer, expected: comparable(expected), calls };
  }

  interface Result {
    readonly data?: unknown;
    readonly errors?: readonly GraphQLError[];
  }

  /** As JSON, with the errors in an order that does not depend on who waited for whom. */
  function comparable({ data, errors }: Result) {
    const told = errors
      ?.map(({ message, path, locations, extensions, nodes, originalError }) =>
        JSON.stringify({
          // Messages of defects are only for the log.
          message: message.startsWith('no ') || message.startsWith('Variable') ? message : '',
          path,
          locations,
          extensions,
          nodes: nodes?.length,
          isWrapped: originalError !== undefined,
        }),
      )
      .sort();
    return { data: JSON.stringify(data), errors: told };
  }

  const DOCUMENTS: readonly string[] = [
    '{ record { id name count kind } }',
    '{ records { id list { name maybe { count } } } }',
    '{ a: record { b: name c: name } a: record { d: count } }',
    '{ always { sure { sure { id } name } maybe { sure { name } } } }',
    '{ record { matrix list { matrix } sureList { id sureList { name } } } }',
    '{ any { __typename ... on Record { id name } ... on Other { id other } } anys { ... on Other { other } } }',
    '{ ...F record { ...G ...G } } fragment F on Query { record { name } } fragment G on Record { id maybe { ...H } } fragment H on Record { name }',
    '{ record { ... { name } ... on Record { list { sure { id } } } } text y: text(of: "y") }',
    'mutation { third { id sure { id } } first { name maybe { name } } second { id } again: first { id } }',
    '{ __schema { queryType { name fields { name args { name defaultValue } } } } __type(name: "Record") { kind } __typename }',
    '{ record { __proto__: name constructor: name toString: count } }',
    '{ record { name @skip(if: true) id @include(if: false) count @include(if: true) } }',
  ];

  const NULLABLE = SDL.replaceAll('!', '').replace('of: String', 'of: String!');

  const seeds = fc.integer({ min: 0, max: 1e9 });

  it.each(DOCUMENTS)('answers as graphql-js does, for any values of resolvers: %s', async (query) => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { answer, expected, calls } = await byBoth({ sdl: NULLABLE, seed, giving: 'both' }, query);

        expect(answer).toEqual(expected);
        expect(calls[0].sort()).toEqual(calls[1].sort());
      }),
      { numRuns: 50 },
    );
  });

  it.each(DOCUMENTS)('spreads nulls as graphql-js does: %s', async (query) => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { answer, expected, calls } = await byBoth({ sdl: SDL, seed, giving: 'values' }, query);

        expect(answer).toEqual(expected);
        expect(calls[0].sort()).toEqual(calls[1].sort());
      }),
      { numRuns: 50 },
    );
  });

  it.each(DOCUMENTS)('spreads nulls that come later as graphql-js does: %s', async (query) => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { answer, expected } = await byBoth({ sdl: SDL, seed, giving: 'promises' }, query);

        // Which of the errors below one null are reported depends on timing.
        expect(answer.data).toEqual(expected.data);
        expect(answer.errors === undefined).toBe(expected.errors === undefined);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    { query: 'query ($of: String!) { text(of: $of) }', variables: {} },
    { query: 'query ($of: String!) { text(of: $of) }', variables: { of: 1 } },
    { query: 'query ($of: String!) { text(of: $of) }', variables: { of: 'z', more: 1 } },
    { query: 'query ($of: String = "q") { text(of: $of) }', variables: {} },
    { query: 'query ($of: String = "q") { text(of: $of) }', variables: { of: null } },
    { query: 'query ($is: Boolean) { text(is: $is) }', variables: { is: true } },
    {
      query: 'query ($a: Boolean, $b: Int, $c: ID, $d: Kind) { text(is: $a, count: $b, id: $c, kind: $d) }',
      variables: { a: 'canary', b: 'canary', c: {}, d: 'canary' },
    },
    { query: 'query A { text } query B { record { id } }' },
    { query: 'query A { text } query B { record { id } }', operationName: 'B' },
    { query: 'query A { text } query B { record { id } }', operationName: 'C' },
  ])('reads what is asked as graphql-js does: $query, $variables', async ({ query, variables, operationName }) => {
    const { answer, expected } = await byBoth(
      { sdl: NULLABLE, seed: 7, giving: 'both' },
      query,
      variables,
      operationName,
    );

    expect(answer).toEqual(expected);
  });

  it('executes what @skip and @include leave, for each value of their variables', async () => {
    const query = `query ($a: Boolean!, $b: Boolean = true) {
      record { ...F @skip(if: $a) ...F @include(if: $b) id @include(if: $b) @skip(if: $a) ... @include(if: $a) { count } }
    } fragment F on Record { name }`;
    const schema = randomSchema({ sdl: NULLABLE, seed: 5, giving: 'both' });
    const executor = createExecutor({ schema, ...LIMITS });
    for (const variables of [
      { a: true },
      { a: false },
      { a: true, b: false },
      { a: false, b: false },
      { a: true, b: null },
    ]) {
      const requested = requestedOf(query, variables);
      const expected = await executeByGraphqlJs({ ...requested, schema, variableValues: variables });

      expect(comparable(await executor(requested))).toEqual(comparable(expected));
    }
  });

  it('reports no error within what an earlier error made null', async () => {
    const schema = buildSchema('type Query { record: Record } type Record { a: Int! b: Int! list: [Record!] c: Int }');
    const fail = (name: string) => () => Promise.reject(new Error(`no ${name}`));
    const record = { a: fail('a'), b: fail('b'), list: [{ c: fail('c') }] };
    const { record: field } = schema.getQueryType()?.getFields() ?? {};
    Object.assign(field as object, { resolve: () => record });
    const requested = requestedOf('{ record { a b list { c } } }');

    const answer = await createExecutor({ schema, ...LIMITS })(requested);

    expect(answer.data).toEqual({ record: null });
    expect(answer.errors?.map(({ path }) => path)).toEqual([['record', 'a']]);
  });

  it('executes changes one after the other', async () => {
    const order: string[] = [];
    const schema = buildSchema('type Query { a: Int } type Mutation { a: M b: M c: M! d: M } type M { later: Int }');
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      field.resolve = async () => {
        order.push(`${field.name} begins`);
        if (field.name === 'c') {
          throw new Error('no c');
        }
        return {
          async later() {
            await new Promise((resolve) => setTimeout(resolve, 5));
            order.push(`${field.name} ends`);
          },
        };
      };
    }
    const query = 'mutation { a { later } b { later } c { later } d { later } }';

    const { data } = await createExecutor({ schema, ...LIMITS })(requestedOf(query));

    expect(data).toBeNull();
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins']);
  });
});
