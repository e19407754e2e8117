import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { collectPossibleFields, fragmentsOf } from './collect-fields.js';

/**
 * The fields that an operation may execute at its root, with fragments; one per response key. For limits that are checked
 * before variables are known, so it includes fields that `@skip` and `@include` may leave out.
 */
export type PossibleRootFields = (document: DocumentNode, operation: OperationDefinitionNode) => readonly FieldNode[];

/** Collects them once for an operation that is kept with its document. */
export function createPossibleRootFields(): PossibleRootFields {
  const known = new WeakMap<OperationDefinitionNode, readonly FieldNode[]>();
  return (document, operation) => {
    let fields = known.get(operation);
    if (fields === undefined) {
      const collected = collectPossibleFields(fragmentsOf(document), [operation.selectionSet]);
      fields = [...collected.values()].map(([node]) => node as FieldNode);
      known.set(operation, fields);
    }
    return fields;
  };
}
