import {
  type FieldNode,
  GraphQLID,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
  valueFromAST,
} from 'graphql';
import { PublicError } from '../errors.js';

/**
 * Refuses an operation that asks for the same change of the same record twice, as aliases allow.
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
      message: 'Expected each mutation at most once for an id.',
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
  // Variables that cannot be read are refused when the operation is executed.
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 0 });
  const asked = fields.flatMap(({ name, arguments: args }) => {
    const id = valueFromAST(args?.find((arg) => arg.name.value === 'id')?.value, GraphQLID, coerced);
    return id == null ? [] : `${name.value} ${id}`;
  });
  return new Set(asked).size < asked.length;
}
