import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { readKey } from '../../superoffice/keys.js';
import type { RequestContext } from '../context.js';
import { PublicError } from '../errors.js';
import { toDateTime } from './date-time.js';
import { enumOf } from './enums.js';
import { propertyOf } from './property-names.js';

type Resolver = GraphQLFieldResolver<Readonly<Record<string, unknown>>, RequestContext>;
/** Converts a carrier's value to the schema's. Throws if SuperOffice sent another type than documented. */
type Convert = (value: unknown, context: RequestContext) => unknown;

/** A type's name without the operator's prefix. */
export type PlainName = (typeName: string) => string;

/**
 * The resolver of a field of a carrier's type: the carrier's property or the own resolver's result, checked against the
 * field's type. A value of a wrong type fails only its field and is not shown.
 */
export function readField(
  typeName: string,
  field: GraphQLField<unknown, RequestContext>,
  plainName: PlainName,
): Resolver {
  const type = getNullableType(field.type);
  const convert = isLeafType(type) ? leafConverter(plainName(type.name), isEnumType(type)) : undefined;
  const own = field.resolve as Resolver | undefined;
  if (own !== undefined) {
    return convert === undefined
      ? own
      : (source, args, context, info) => {
          const value = own(source, args, context, info);
          return value instanceof Promise ? value.then((read) => convert(read, context)) : convert(value, context);
        };
  }
  const property = propertyOf(typeName, field.name);
  const read = convert ?? recordConverter(type, plainName);
  return (source, _args, context) => read(source[property], context);
}

function leafConverter(typeName: string, isEnum: boolean): Convert {
  const convert = CONVERTERS[typeName] ?? (isEnum ? enumConverter(typeName) : undefined);
  if (convert === undefined) {
    throw new TypeError(`No converter for ${typeName}.`);
  }
  return convert;
}

const CONVERTERS: Readonly<Record<string, Convert>> = {
  String: (value) => (value == null || typeof value === 'string' ? value : refuse()),
  Boolean: (value) => (value == null || typeof value === 'boolean' ? value : refuse()),
  Float: (value) => (value == null || typeof value === 'number' ? value : refuse()),
  Int: (value) => (value == null || isInt32(value) ? value : refuse()),
  ID: (value) => String(ownKeyOf(value)),
  DateTime: (value, { session }) => {
    if (value == null) {
      return null;
    }
    const dateTime = typeof value === 'string' ? toDateTime(value, session.locale.isUtc) : undefined;
    return dateTime === undefined ? refuse() : dateTime;
  },
  // Only our own resolvers return these, already checked.
  ChatSessionPart: (value) => value,
  Date: (value) => value,
  LocalDateTime: (value) => value,
};

function enumConverter(typeName: string): Convert {
  const { read } = enumOf(typeName);
  return (value) => (value == null ? null : (read(value) ?? refuse()));
}

/** Nested records. A key of 0 or -1 means that there is none. */
function recordConverter(type: GraphQLOutputType, plainName: PlainName): Convert {
  const named = getNamedType(type);
  if (type !== named || !isObjectType(named)) {
    throw new TypeError(`${type} needs a resolver of its own.`);
  }
  const key = named.getFields().id === undefined ? undefined : propertyOf(plainName(named.name), 'id');
  return (value) => {
    const record = recordOf(value);
    return key === undefined || keyIn(record, key) !== null ? record : null;
  };
}

/** A nested record as SuperOffice sends it. */
export function recordOf<T extends object>(value: T | null | undefined): T | null;
export function recordOf(value: unknown): Readonly<Record<string, unknown>> | null;
export function recordOf(value: unknown): object | null {
  if (value == null) {
    return null;
  }
  return typeof value === 'object' && !Array.isArray(value) ? value : refuse();
}

/** A key as SuperOffice sends it: null for 0 and below, which mean "none". */
export function keyOf(value: unknown): number | null {
  const key = readKey(value);
  return key === undefined ? refuse() : key;
}

/** The key of the record itself, which is never "none". */
export function ownKeyOf(value: unknown): number {
  return keyOf(value) ?? refuse();
}

/** The key of a nested record. A record with other properties but no key is refused: it is not "none". */
export function keyIn(record: object | null, key: string): number | null {
  if (record === null) {
    return null;
  }
  const value: unknown = record[key as keyof typeof record];
  return value == null && Object.keys(record).length > 0 ? refuse() : keyOf(value);
}

/** The elements of a list; none if SuperOffice sent null. Elements that are null are left out. */
export function elementsOf<T>(list: readonly (T | null)[] | null | undefined): readonly T[];
export function elementsOf(list: unknown): readonly unknown[];
export function elementsOf(list: unknown): readonly unknown[] {
  if (list == null) {
    return [];
  }
  return Array.isArray(list) ? list.filter((element) => element != null) : refuse();
}

/** The keys of a list of keys, without those that mean "none". */
export function keysOf(list: unknown): readonly number[] {
  return elementsOf(list).flatMap((value) => keyOf(value) ?? []);
}

function isInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

/** @throws {PublicError} the error of a field that cannot show its value. */
export function refuse(): never {
  throw new PublicError('UPSTREAM_BAD_RESPONSE', { message: 'SuperOffice sent a value that this field cannot show.' });
}
