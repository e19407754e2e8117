import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLAbstractType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { createExecutor } from '../src/graphql/execution/executor.js';
import { createSchema } from '../src/graphql/schema/schema.js';

const SDL = `
  type Query { any: Any named: Named }
  union Any = A | B
  interface Named { name: String }
  type A implements Named { name: String }
  type B { id: ID }
`;
const abstract = (schema: GraphQLSchema, name: string) => schema.getType(name) as GraphQLAbstractType;
const object = (schema: GraphQLSchema, name: string) => schema.getType(name) as GraphQLObjectType;

/** What graphql-js executes and a plan does not. */
const LEFT_OUT: readonly [string, (schema: GraphQLSchema) => void, RegExp][] = [
  [
    'an async resolveType of a union',
    (schema) => {
      abstract(schema, 'Any').resolveType = async () => 'A';
    },
    /resolveType of Any is async/,
  ],
  [
    'an async resolveType of an interface',
    (schema) => {
      abstract(schema, 'Named').resolveType = async () => 'A';
    },
    /resolveType of Named is async/,
  ],
  [
    'isTypeOf of a member of a union',
    (schema) => {
      object(schema, 'B').isTypeOf = () => true;
    },
    /B has isTypeOf/,
  ],
  [
    'an async isTypeOf',
    (schema) => {
      object(schema, 'A').isTypeOf = async () => false;
    },
    /A has isTypeOf/,
  ],
];

describe('a schema with features that plans do not support', () => {
  it.each(LEFT_OUT)('is refused at the start: %s', (_what, add, problem) => {
    const schema = buildSchema(SDL);
    add(schema);

    expect(() => createExecutor({ schema, maxCoercionErrors: 3 })).toThrow(
      expect.objectContaining({ name: 'SchemaError', message: expect.stringMatching(problem) }),
    );
  });

  it('is not refused if it resolves types synchronously', () => {
    const schema = buildSchema(SDL);
    abstract(schema, 'Any').resolveType = () => 'A';

    expect(createExecutor({ schema, maxCoercionErrors: 3 })).toEqual(expect.any(Function));
  });

  it.each(['', 'SuperOffice'])('is not the server’s own, with the prefix "%s"', (prefix) => {
    const schema = createSchema({ exposeSessionKey: true, prefix });

    expect(createExecutor({ schema, maxCoercionErrors: 3 })).toEqual(expect.any(Function));
  });
});
