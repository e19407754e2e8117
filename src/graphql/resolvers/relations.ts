import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context.js';
import { holdsOnly, RECORD_KINDS, type RecordKind, type RecordOf } from '../loaders/index.js';
import { keyIn, keyOf, keysOf, recordOf } from '../schema/property-readers.js';
import { isOnlyKey } from '../selection/fields-below.js';
import { parseId } from './arguments.js';

/**
 * A relation by a key in the carrier: null if the key is 0 or below, only the key if only `id` or `__typename` is executed,
 * otherwise the loader's record.
 */
export function relation<K extends RecordKind, Property extends string>(kind: K, property: Property) {
  return (
    carrier: { readonly [P in Property]?: number },
    _args: object,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<RecordOf[K] | null> | RecordOf[K] | null => {
    const id = keyOf(carrier[property]);
    return id === null ? null : reference(kind, id, context, info);
  };
}

/** Relations by a list of keys; deleted records are left out. */
export function relations<K extends RecordKind, Property extends string>(kind: K, property: Property) {
  return async (
    carrier: { readonly [P in Property]?: readonly number[] | null },
    _args: object,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<readonly RecordOf[K][]> => {
    const records = await Promise.all(keysOf(carrier[property]).map((id) => reference(kind, id, context, info)));
    return records.filter((record) => record !== null);
  };
}

/** A record nested in its carrier; if the carrier has only its key, as in a list's row, a relation by that key. */
export function nested<K extends RecordKind, Property extends string>(kind: K, property: Property) {
  const { key } = RECORD_KINDS[kind];
  return (
    carrier: { readonly [P in Property]?: RecordOf[K] | null },
    _args: object,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<RecordOf[K] | null> | RecordOf[K] | null => {
    const record = recordOf<object>(carrier[property]) as RecordOf[K] | null;
    const id = keyIn(record, key);
    if (record === null || id === null) {
      return null;
    }
    return holdsOnly(record, key) ? reference(kind, id, context, info) : record;
  };
}

/** A root field that reads one record: null if it is deleted. */
export function recordById<K extends RecordKind>(kind: K) {
  return (_root: object, { id }: { readonly id: string }, { loaders }: RequestContext) =>
    loaders.load(kind, parseId(id));
}

/** A representation from another subgraph, resolved like a relation. An invalid one affects only its own position. */
export function resolveReference<K extends RecordKind>(kind: K) {
  return async (
    { __typename, id }: { readonly __typename?: unknown; readonly id?: unknown },
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<RecordOf[K] | null> => {
    const key = parseId(typeof id === 'number' || typeof id === 'string' ? String(id) : '');
    return reference(kind, key, context, info, info.schema.getType(String(__typename)) as GraphQLObjectType);
  };
}

/**
 * The record, or only its key if nothing else of it is executed.
 *
 * @param type of the record, if the field leads to several types.
 */
export function reference<K extends RecordKind>(
  kind: K,
  id: number,
  { fieldsBelow, loaders }: RequestContext,
  info: GraphQLResolveInfo,
  type?: GraphQLObjectType,
): Promise<RecordOf[K] | null> | RecordOf[K] {
  return isOnlyKey(fieldsBelow(info, type))
    ? ({ [RECORD_KINDS[kind].key]: id } as unknown as RecordOf[K])
    : loaders.load(kind, id);
}
