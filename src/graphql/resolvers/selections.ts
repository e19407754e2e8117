import { type GraphQLResolveInfo, Kind as NodeKind, type SelectionSetNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

/** The names of the fields selected at a path below a field, through fragments: `['edges', 'node']`. */
export function selectedFields({ fieldNodes, fragments }: GraphQLResolveInfo, path: readonly string[]): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  for (const { selectionSet } of fieldNodes) {
    collect(selectionSet, path, fragments, names, seen);
  }
  return names;
}

/** Whether nothing but keys is selected below a field. */
export function selectsOnlyKey({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const seen = new Set<string>();
  return fieldNodes.every(({ selectionSet }) => isOnlyKey(selectionSet, fragments, seen));
}

/** `seen`: fragments that were walked already. Each is walked once, for a small document can spread one 2^30 times. */
function collect(
  selectionSet: SelectionSetNode | undefined,
  path: readonly string[],
  fragments: Fragments,
  names: Set<string>,
  seen: Set<string>,
): void {
  const [next, ...rest] = path;
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind === NodeKind.INLINE_FRAGMENT) {
      collect(selection.selectionSet, path, fragments, names, seen);
    } else if (selection.kind === NodeKind.FRAGMENT_SPREAD) {
      const name = selection.name.value;
      const place = `${name} ${path.length}`;
      if (!seen.has(place)) {
        seen.add(place);
        collect(fragments[name]?.selectionSet, path, fragments, names, seen);
      }
    } else if (next === undefined) {
      names.add(selection.name.value);
    } else if (selection.name.value === next) {
      collect(selection.selectionSet, rest, fragments, names, seen);
    }
  }
}

/** `seen`: fragments that hold only keys as far as they were walked. */
function isOnlyKey(selectionSet: SelectionSetNode | undefined, fragments: Fragments, seen: Set<string>): boolean {
  return (selectionSet?.selections ?? []).every((selection) => {
    if (selection.kind === NodeKind.FIELD) {
      return selection.name.value === 'id' || selection.name.value === '__typename';
    }
    if (selection.kind === NodeKind.INLINE_FRAGMENT) {
      return isOnlyKey(selection.selectionSet, fragments, seen);
    }
    const name = selection.name.value;
    if (seen.has(name)) {
      return true;
    }
    seen.add(name);
    return isOnlyKey(fragments[name]?.selectionSet, fragments, seen);
  });
}
