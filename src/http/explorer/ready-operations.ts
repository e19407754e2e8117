import { READY_OPERATIONS } from '../../generated/ready-operations.js';
import { prefixQueryFields } from '../../graphql/schema/prefix.js';
import type { OperationGroup, ReadyOperation } from './settings.js';

export interface ReadyOperationsOptions {
  /** Whether the records that the operations name exist. */
  readonly isSandbox: boolean;
  readonly schemaPrefix: string;
  readonly hasSubscriptions: boolean;
}

/** The documentation's operations that make sense for a tenant. */
export function readyOperations(options: ReadyOperationsOptions): readonly OperationGroup[] {
  const { isSandbox, schemaPrefix, hasSubscriptions } = options;
  return READY_OPERATIONS.filter(({ isSandboxOnly }) => isSandbox || !isSandboxOnly)
    .map((group) => ({
      ...group,
      operations: group.operations
        .filter(({ kind }) => hasSubscriptions || kind !== 'subscription')
        .map((operation) => ({
          ...operation,
          document: prefixQueryFields(operation.document, schemaPrefix),
          variables: isSandbox ? operation.variables : emptied(operation.variables),
        })),
    }))
    .filter(({ operations }) => operations.length > 0);
}

/** Another tenant may have a record with this id, but it is not the one that is meant. */
function emptied(variables: ReadyOperation['variables']): ReadyOperation['variables'] {
  return Object.fromEntries(Object.keys(variables).map((name) => [name, '']));
}
