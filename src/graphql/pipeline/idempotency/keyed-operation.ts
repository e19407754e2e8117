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
 * Takes the keys of an operation, that of its request and those of its fields, for the changes that it asks for. On a query
 * a key means nothing.
 *
 * @throws {PublicError} `BAD_REQUEST` when a key came with others before, or serves two; `BAD_USER_INPUT` when one has
 *   another form.
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
