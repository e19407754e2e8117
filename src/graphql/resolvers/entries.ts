import { readInt } from '../../superoffice/keys.js';
import { elementsOf, recordOf, refuse } from '../schema/property-readers.js';

/**
 * The entries of a map, all or those with some names; none if SuperOffice sent null.
 *
 * @throws {PublicError} `UPSTREAM_BAD_RESPONSE` if it is not a map.
 */
export function entriesOf<T>(
  map: Readonly<Record<string, T>> | null | undefined,
  names: readonly string[] | null | undefined,
): readonly (readonly [name: string, value: T])[] {
  const entries = Object.entries(recordOf(map) ?? {});
  return names == null ? entries : entries.filter(([name]) => names.includes(name));
}

/**
 * The int32 numbers of a list, which may come as digits; none if SuperOffice sent null.
 *
 * @throws {PublicError} `UPSTREAM_BAD_RESPONSE` if it is not a list, or has anything else in it.
 */
export function numbersOf(list: unknown): readonly number[] {
  return elementsOf(list).map((element) => readInt(element) ?? refuse());
}
