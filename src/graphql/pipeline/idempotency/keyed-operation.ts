import type { GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { RequestContext } from '../../context.js';
import { askedFields } from '../../selection/asked-fields.js';
import type { KeyedOperation } from './idempotency.js';

/**
 * Takes an `Idempotency-Key` for the changes that its operation asks for. On a query it means nothing.
 *
 * @throws {PublicError} `BAD_REQUEST` when it came with others before.
 */
export function beginKeyedOperation(
  keyed: KeyedOperation | undefined,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> | undefined,
): void {
  if (keyed !== undefined && operation.operation === OperationTypeNode.MUTATION) {
    const changes = askedFields(schema, document, operation, variables);
    if (changes !== undefined) {
      keyed.begin(
        new Map(changes.map(({ responseKey, definition, args }) => [responseKey, `${definition.name} ${args}`])),
      );
    }
  }
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
