import { type GraphQLResolveInfo, Kind as NodeKind, type SelectionSetNode } from 'graphql';
import type { RequestContext } from '../context.js';
import { KINDS, type Kind, type Loaders, type RecordOf } from '../loaders/index.js';
import { keyOf } from '../property-readers.js';
import { parseId } from './arguments.js';

/**
 * A relation by a key that the carrier holds: null where the key is 0 or below, the key alone where only `id` or
 * `__typename` is selected, else the loader's record.
 */
export function relation<K extends Kind, Property extends string>(kind: K, property: Property) {
  return (
    carrier: { readonly [P in Property]?: number },
    _args: object,
    { loaders }: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<RecordOf[K] | null> | RecordOf[K] | null => {
    const id = keyOf(carrier[property]);
    return id === null ? null : reference(kind, id, loaders, info);
  };
}

/** A relation to a type that has only its `id`. */
export function keyOnly<Property extends string, Key extends string>(property: Property, key: Key) {
  return (carrier: { readonly [P in Property]?: number }): { readonly [K in Key]: number } | null => {
    const id = keyOf(carrier[property]);
    return id === null ? null : ({ [key]: id } as { readonly [K in Key]: number });
  };
}

/** A root field that reads one record: null when it is gone. */
export function recordById<K extends Kind>(kind: K) {
  return (_root: object, { id }: { readonly id: string }, { loaders }: RequestContext) =>
    loaders.load(kind, parseId(id));
}

/** A representation of another subgraph's, resolved like a relation; a bad one costs its own place only. */
export function resolveReference<K extends Kind>(kind: K) {
  return async (
    { id }: { readonly id?: unknown },
    { loaders }: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<RecordOf[K] | null> =>
    reference(kind, parseId(typeof id === 'number' || typeof id === 'string' ? String(id) : ''), loaders, info);
}

/** The record, or no more than its key where nothing else is selected. */
export function reference<K extends Kind>(
  kind: K,
  id: number,
  loaders: Loaders,
  info: GraphQLResolveInfo,
): Promise<RecordOf[K] | null> | RecordOf[K] {
  return selectsOnlyKey(info) ? ({ [KINDS[kind].key]: id } as unknown as RecordOf[K]) : loaders.load(kind, id);
}

function selectsOnlyKey({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  return fieldNodes.every(({ selectionSet }) => isOnlyKey(selectionSet, fragments));
}

function isOnlyKey(selectionSet: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): boolean {
  return (selectionSet?.selections ?? []).every((selection) => {
    if (selection.kind === NodeKind.FIELD) {
      return selection.name.value === 'id' || selection.name.value === '__typename';
    }
    const fragment = selection.kind === NodeKind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return isOnlyKey(fragment?.selectionSet, fragments);
  });
}
