import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { RequestContext } from '../../context.js';
import { IDEMPOTENCY_ARGUMENT } from '../../schema/idempotency-argument.js';
import { askedFields } from '../../selection/asked-fields.js';
import { changeOf } from './asked-changes.js';

/**
 * Takes the keys of an operation (from the request and its fields) for its changes. Ignores a key on a query.
 *
 * @throws {PublicError} `BAD_REQUEST` if a key was used for other changes, or twice; `BAD_USER_INPUT` if one is malformed.
 */
export function beginKeyedOperation(
  context: RequestContext,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rootFields: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>> | undefined,
): void {
  if (operation.operation !== OperationTypeNode.MUTATION || !(context.hasKey || rootFields.some(mayHaveKey))) {
    return;
  }
  const fields = askedFields(schema, document, operation, variables);
  if (fields !== undefined) {
    context.keyed = context.beginKeyed(fields.map(changeOf));
  }
}

function mayHaveKey({ arguments: args = [] }: FieldNode): boolean {
  return args.some(({ name }) => name.value === IDEMPOTENCY_ARGUMENT);
}

export function endKeyedOperation({
  contextValue: { keyed },
  response: { http },
}: GraphQLRequestContextWillSendResponse<RequestContext>): void {
  if (keyed !== undefined) {
    keyed.end();
    if (keyed.isReplay) {
      http.headers.set('idempotent-replayed', 'true');
    }
  }
}
