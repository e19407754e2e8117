import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import {
  collectFields,
  fragmentsOf,
  type Selecting,
  type SelectionSets,
  type VariableValues,
} from './collect-fields.js';

/** A field as an operation executes it. */
export interface ExecutedField {
  /** In the answer. */
  readonly key: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  /** What is executed of the records it leads to, for one type. */
  readonly fieldsOf: (type: GraphQLObjectType) => readonly ExecutedField[];
}

/**
 * What an operation of a valid document executes at its root, in the order of the answer.
 *
 * @param variableValues as graphql-js reads them.
 */
export function executedRootFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variableValues: VariableValues,
): readonly ExecutedField[] {
  const type = schema.getRootType(operation.operation);
  if (type == null) {
    throw new GraphQLError(`The schema has no ${operation.operation}.`, { nodes: operation });
  }
  return executedFields({ schema, fragments: fragmentsOf(document), variableValues }, type, [operation.selectionSet]);
}

/** What selections execute of a type, in the order of the answer. Collects the fields below lazily. */
export function executedFields(
  selecting: Selecting,
  parentType: GraphQLObjectType,
  selectionSets: SelectionSets,
): readonly ExecutedField[] {
  return [...collectFields(selecting, parentType, selectionSets)].flatMap(([key, nodes]) => {
    const definition = definitionOf(selecting.schema, parentType, (nodes[0] as FieldNode).name.value);
    return definition === undefined
      ? []
      : {
          key,
          definition,
          parentType,
          nodes,
          fieldsOf: (type: GraphQLObjectType) => executedFields(selecting, type, selectionSetsOf(nodes)),
        };
  });
}

export function selectionSetsOf(nodes: readonly FieldNode[]): SelectionSets {
  return nodes.map(({ selectionSet }) => selectionSet);
}

function definitionOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) {
    return TypeNameMetaFieldDef;
  }
  if (type === schema.getQueryType()) {
    const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);
    if (meta !== undefined) {
      return meta;
    }
  }
  return type.getFields()[name];
}
