import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { SchemaError } from '../schema/schema-error.js';

/**
 * Checks that a schema has nothing that plans do not support: `isTypeOf`, and promises of type names.
 *
 * @throws {SchemaError} if it has.
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
