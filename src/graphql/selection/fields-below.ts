import { type GraphQLObjectType, type GraphQLOutputType, type GraphQLResolveInfo, getNamedType } from 'graphql';
import { type ExecutedField, executedFields, selectionSetsOf } from './executed-fields.js';

/** What a resolver is told by an executor whose plan holds, or will hold, the fields below. */
export interface PlannedInfo extends GraphQLResolveInfo, Pick<ExecutedField, 'fieldsOf'> {}

/** The names of the fields that are executed at a path below a field, such as `['edges', 'node']`; not `__typename`. */
export function namesBelow(info: GraphQLResolveInfo, path: readonly string[] = []): ReadonlySet<string> {
  let fields = fieldsBelow(info, recordTypeOf(info.returnType));
  for (const name of path) {
    fields = fields.flatMap(({ definition, fieldsOf }) =>
      definition.name === name ? fieldsOf(recordTypeOf(definition.type)) : [],
    );
  }
  return new Set(fields.map(({ definition }) => definition.name).filter((name) => name !== '__typename'));
}

/**
 * Whether nothing but the key is executed of the records that a field leads to.
 *
 * @param type of the record, where the field leads to several.
 */
export function isOnlyKeyBelow(info: GraphQLResolveInfo, type = recordTypeOf(info.returnType)): boolean {
  return fieldsBelow(info, type).every(
    ({ definition }) => definition.name === 'id' || definition.name === '__typename',
  );
}

function fieldsBelow(info: GraphQLResolveInfo | PlannedInfo, type: GraphQLObjectType): readonly ExecutedField[] {
  return 'fieldsOf' in info ? info.fieldsOf(type) : executedFields(info, type, selectionSetsOf(info.fieldNodes));
}

function recordTypeOf(type: GraphQLOutputType): GraphQLObjectType {
  return getNamedType(type) as GraphQLObjectType;
}
