import {
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { PublicError } from '../errors.js';

/**
 * Refuses an operation that asks for the same change of the same record twice, as aliases allow: the same mutation with
 * the same arguments, however they are written.
 *
 * @throws {PublicError} `OPERATION_LIMIT_EXCEEDED`
 */
export function refuseRepeatedMutations(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  rootFields: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>> = {},
): void {
  if (operation.operation === OperationTypeNode.MUTATION && repeats(schema, operation, rootFields, variables)) {
    throw new PublicError('OPERATION_LIMIT_EXCEEDED', {
      message: 'Expected each change of a record at most once: two mutations have the same arguments.',
      http: { status: 400 },
    });
  }
}

function repeats(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fields: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  if (fields.length < 2) {
    return false;
  }
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 0 });
  // Variables that cannot be read are refused when the operation is executed, all of it.
  if (coerced === undefined) {
    return false;
  }
  const definitions = schema.getMutationType()?.getFields() ?? {};
  const asked = fields.flatMap((field) => changeOf(definitions[field.name.value], field, coerced) ?? []);
  return new Set(asked).size < asked.length;
}

/** What a field changes, as one text; undefined where it names no record, or will be refused when it is executed. */
function changeOf(
  definition: GraphQLField<unknown, unknown> | undefined,
  field: FieldNode,
  variables: Record<string, unknown>,
): string | undefined {
  if (!definition?.args.some(({ name }) => name === 'id')) {
    return undefined;
  }
  try {
    // In the order of the schema, whatever the order in which they were sent.
    return JSON.stringify([definition.name, getArgumentValues(definition, field, variables)]);
  } catch {
    return undefined;
  }
}
