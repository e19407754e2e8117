import { READY_OPERATIONS } from '../../generated/ready-operations.js';
import { prefixQueryFields } from '../../graphql/schema/prefix.js';
import type { OperationGroup, ReadyOperation } from './settings.js';

export interface ReadyOperationsOptions {
  /** Whether the records are there that operations and variables name. */
  readonly isSandbox: boolean;
  readonly schemaPrefix: string;
  readonly hasSubscriptions: boolean;
}

/** The documentation's operations, as far as they make sense in front of a tenant. */
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

/** Another tenant may have such a record as well, and nobody means that one. */
function emptied(variables: ReadyOperation['variables']): ReadyOperation['variables'] {
  return Object.fromEntries(Object.keys(variables).map((name) => [name, '']));
}
