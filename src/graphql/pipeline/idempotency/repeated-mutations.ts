import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { PublicError } from '../../errors.js';
import { askedFields } from '../../selection/asked-fields.js';
import { textOf } from './asked-changes.js';

/**
 * Refuses an operation that makes the same change of the same record twice through aliases: the same mutation with the same
 * arguments, however they are written.
 *
 * @throws {PublicError} `OPERATION_LIMIT_EXCEEDED`
 */
export function refuseRepeatedMutations(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rootFields: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>> | undefined,
): void {
  if (operation.operation !== OperationTypeNode.MUTATION || rootFields.length < 2) {
    return;
  }
  const changes = askedFields(schema, document, operation, variables)
    // Without an id no existing record is changed, and two new records may be equal.
    ?.filter(({ definition, args }) => args !== undefined && definition.args.some(({ name }) => name === 'id'))
    .map(textOf);
  if (new Set(changes).size < (changes?.length ?? 0)) {
    throw new PublicError('OPERATION_LIMIT_EXCEEDED', {
      message: 'Expected each change of a record at most once: two mutations have the same arguments.',
      http: { status: 400 },
    });
  }
}
