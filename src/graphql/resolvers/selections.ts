import { type GraphQLResolveInfo, Kind as NodeKind, type SelectionSetNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

/** The names of the fields selected at a path below a field, through fragments: `['edges', 'node']`. */
export function selectedFields({ fieldNodes, fragments }: GraphQLResolveInfo, path: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const { selectionSet } of fieldNodes) {
    collect(selectionSet, path, fragments, names);
  }
  return names;
}

/** Whether nothing but keys is selected below a field. */
export function selectsOnlyKey({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  return fieldNodes.every(({ selectionSet }) => isOnlyKey(selectionSet, fragments));
}

function collect(
  selectionSet: SelectionSetNode | undefined,
  [next, ...rest]: readonly string[],
  fragments: Fragments,
  names: Set<string>,
): void {
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind !== NodeKind.FIELD) {
      const fragment = selection.kind === NodeKind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      collect(fragment?.selectionSet, next === undefined ? [] : [next, ...rest], fragments, names);
    } else if (next === undefined) {
      names.add(selection.name.value);
    } else if (selection.name.value === next) {
      collect(selection.selectionSet, rest, fragments, names);
    }
  }
}

function isOnlyKey(selectionSet: SelectionSetNode | undefined, fragments: Fragments): boolean {
  return (selectionSet?.selections ?? []).every((selection) => {
    if (selection.kind === NodeKind.FIELD) {
      return selection.name.value === 'id' || selection.name.value === '__typename';
    }
    const fragment = selection.kind === NodeKind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return isOnlyKey(fragment?.selectionSet, fragments);
  });
}
