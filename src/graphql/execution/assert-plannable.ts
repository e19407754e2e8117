import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { SchemaError } from '../schema/schema-error.js';

/**
 * Sees that a schema has nothing that graphql-js executes and plans do not: `isTypeOf`, and types of records that arrive as
 * promises.
 *
 * @throws {SchemaError} for a schema that has.
 */
export function assertPlannable(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && type.isTypeOf) {
      refuse(`${type.name} has isTypeOf: give the types that it is one of resolveType`);
    }
    if (isAbstractType(type) && isAsync(type.resolveType)) {
      refuse(`resolveType of ${type.name} is async: tell the type from the record alone`);
    }
  }
}

function refuse(problem: string): never {
  throw new SchemaError(`The schema cannot be executed by plans. ${problem}, or set COMPILED_EXECUTION=false.`);
}

function isAsync(resolve: unknown): boolean {
  return Object.prototype.toString.call(resolve) === '[object AsyncFunction]';
}
