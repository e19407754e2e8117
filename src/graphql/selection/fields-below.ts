import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
} from 'graphql';
import { type ExecutedField, executedFields, selectionSetsOf } from './executed-fields.js';

/**
 * For resolvers: what is executed of the records that a field leads to.
 *
 * @param type of the record, if the field leads to several types.
 */
export type FieldsBelow = (info: GraphQLResolveInfo, type?: GraphQLObjectType) => readonly ExecutedField[];

/** The `info` from an executor whose plan has, or will have, the fields below. */
export interface PlannedInfo extends GraphQLResolveInfo, Pick<ExecutedField, 'fieldsOf'> {}

/**
 * For one execution. Without a plan, collects fields once for all records of a field, because graphql-js gives each the same
 * array of nodes.
 */
export function createFieldsBelow(): FieldsBelow {
  const collected = new Map<readonly FieldNode[], Map<GraphQLObjectType, readonly ExecutedField[]>>();

  function collectOnce(info: GraphQLResolveInfo, type: GraphQLObjectType): readonly ExecutedField[] {
    let ofTypes = collected.get(info.fieldNodes);
    if (ofTypes === undefined) {
      ofTypes = new Map();
      collected.set(info.fieldNodes, ofTypes);
    }
    let fields = ofTypes.get(type);
    if (fields === undefined) {
      fields = executedFields(info, type, selectionSetsOf(info.fieldNodes));
      ofTypes.set(type, fields);
    }
    return fields;
  }

  return (info: GraphQLResolveInfo | PlannedInfo, type = recordTypeOf(info.returnType)) =>
    'fieldsOf' in info ? info.fieldsOf(type) : collectOnce(info, type);
}

/** Whether only a record's key is executed. */
export function isOnlyKey(fields: readonly ExecutedField[]): boolean {
  return fields.every(({ definition }) => definition.name === 'id' || definition.name === '__typename');
}

/** The names of fields, or of those at a path below them, such as `['edges', 'node']`; not `__typename`. */
export function namesOf(fields: readonly ExecutedField[], path: readonly string[] = []): ReadonlySet<string> {
  let last = fields;
  for (const name of path) {
    last = last.flatMap(({ definition, fieldsOf }) =>
      definition.name === name ? fieldsOf(recordTypeOf(definition.type)) : [],
    );
  }
  return new Set(last.map(({ definition }) => definition.name).filter((name) => name !== '__typename'));
}

function recordTypeOf(type: GraphQLOutputType): GraphQLObjectType {
  return getNamedType(type) as GraphQLObjectType;
}
