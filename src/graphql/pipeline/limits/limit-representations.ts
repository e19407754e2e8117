import type { FieldNode, OperationDefinitionNode } from 'graphql';
import { PublicError } from '../../errors.js';
import { representationsIn } from './representations.js';

/**
 * Refuses an operation with an `_entities` of more representations than are allowed.
 *
 * @throws {PublicError} `OPERATION_LIMIT_EXCEEDED`
 */
export function limitRepresentations(
  maxRepresentations: number,
  operation: OperationDefinitionNode,
  rootFields: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>> = {},
): void {
  for (const field of rootFields) {
    if ((representationsIn(field, operation, variables) ?? 0) > maxRepresentations) {
      throw new PublicError('OPERATION_LIMIT_EXCEEDED', {
        message: `Expected at most ${maxRepresentations} representations.`,
        http: { status: 400 },
      });
    }
  }
}
