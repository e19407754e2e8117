import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from './execution/collect-fields.js';
import { fragmentsOf } from './execution/plan.js';

/**
 * The root fields that an operation executes, with their arguments as resolvers get them: response key -> a text that is
 * the same for the same field and arguments. Undefined where variables cannot be read: then nothing is executed.
 */
export function askedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> = {},
): ReadonlyMap<string, string> | undefined {
  const type = schema.getRootType(operation.operation);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 0 });
  if (type == null || coerced === undefined) {
    return undefined;
  }
  const selecting = { schema, fragments: fragmentsOf(document), variableValues: coerced };
  const asked = new Map<string, string>();
  for (const [responseKey, nodes] of collectFields(selecting, type, [operation.selectionSet])) {
    const node = nodes[0] as FieldNode;
    const field = type.getFields()[node.name.value];
    // `__typename` is no field of the type.
    if (field !== undefined) {
      asked.set(responseKey, JSON.stringify([field.name, argumentsOf(field, node, coerced)]));
    }
  }
  return asked;
}

/** Undefined where they cannot be read: then the field fails before it is resolved. */
function argumentsOf(...args: Parameters<typeof getArgumentValues>): unknown {
  try {
    return getArgumentValues(...args);
  } catch {
    return undefined;
  }
}
