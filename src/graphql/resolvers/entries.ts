import { readInt } from '../../superoffice/keys.js';

/** The entries of a map, all or those of some names; none where SuperOffice sent no map. */
export function entriesOf<T>(
  map: Readonly<Record<string, T>> | null | undefined,
  names: readonly string[] | null | undefined,
): readonly (readonly [name: string, value: T])[] {
  // A list is never null: refusing a value that is no map would cost the record around it.
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    return [];
  }
  const entries = Object.entries(map);
  return names == null ? entries : entries.filter(([name]) => names.includes(name));
}

/** The int32 numbers of a list, which may come as their digits; none where SuperOffice sent no list. */
export function numbersOf(list: unknown): readonly number[] {
  return Array.isArray(list) ? list.map(readInt).filter((value) => value !== undefined) : [];
}
