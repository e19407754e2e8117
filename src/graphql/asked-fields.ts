import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from './execution/collect-fields.js';
import { fragmentsOf } from './execution/plan.js';

/** A root field as an operation executes it. */
export interface AskedField {
  readonly responseKey: string;
  readonly definition: GraphQLField<unknown, unknown>;
  /**
   * As resolvers get them, in the order of the schema, as JSON; undefined where they cannot be read: then the field fails
   * before it is resolved.
   */
  readonly args: string | undefined;
}

/** In the order of execution, without `__typename`. Undefined where variables cannot be read: then nothing is executed. */
export function askedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> = {},
): readonly AskedField[] | undefined {
  const type = schema.getRootType(operation.operation);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 0 });
  if (type == null || coerced === undefined) {
    return undefined;
  }
  const definitions = type.getFields();
  const selecting = { schema, fragments: fragmentsOf(document), variableValues: coerced };
  return [...collectFields(selecting, type, [operation.selectionSet])].flatMap(([responseKey, nodes]) => {
    const node = nodes[0] as FieldNode;
    const definition = definitions[node.name.value];
    return definition === undefined ? [] : { responseKey, definition, args: argumentsOf(definition, node, coerced) };
  });
}

function argumentsOf(...field: Parameters<typeof getArgumentValues>): string | undefined {
  try {
    return JSON.stringify(getArgumentValues(...field));
  } catch {
    return undefined;
  }
}
