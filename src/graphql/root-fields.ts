import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

/** The fields that an operation executes at its root, fragments' included: those with one response key are one. */
export type RootFields = (document: DocumentNode, operation: OperationDefinitionNode) => readonly FieldNode[];

/** Looks for them once for an operation that is kept with its document. */
export function createRootFields(): RootFields {
  const known = new WeakMap<OperationDefinitionNode, readonly FieldNode[]>();
  return (document, operation) => {
    let fields = known.get(operation);
    if (fields === undefined) {
      fields = rootFields(document, operation);
      known.set(operation, fields);
    }
    return fields;
  };
}

function rootFields(document: DocumentNode, operation: OperationDefinitionNode): readonly FieldNode[] {
  const fields = new Map<string, FieldNode>();
  const spread = new Set<string>();
  const pending = [...operation.selectionSet.selections];
  for (let selection = pending.pop(); selection !== undefined; selection = pending.pop()) {
    if (selection.kind === Kind.FIELD) {
      fields.set((selection.alias ?? selection.name).value, selection);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      pending.push(...selection.selectionSet.selections);
    } else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      pending.push(...(fragmentOf(document, selection.name.value)?.selectionSet.selections ?? []));
    }
  }
  return [...fields.values()];
}

function fragmentOf(document: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (definition): definition is FragmentDefinitionNode =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
}
