import { option } from '../options.js';

/**
 * What `$select` leaves of a carrier, or of each of a list: "other fields are then nulled out". Nested properties are named
 * after a slash: `person/personId`. That names are matched in any letter case is inferred from the documented samples; what
 * becomes of numbers, which the official client never takes for null, and of unknown names is not known.
 */
export function select(query: URLSearchParams, value: unknown): unknown {
  const paths = option(query, '$select')
    ?.split(',')
    .map((path) => path.trim().toLowerCase().split('/'));
  return paths === undefined ? value : withNulls(value, paths);
}

type Path = readonly string[];

function withNulls(value: unknown, paths: readonly Path[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withNulls(item, paths));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === LINKS ? item : selected(name, item, paths)]),
  );
}

const LINKS = '_Links';

function selected(property: string, value: unknown, paths: readonly Path[]): unknown {
  const own = paths.filter(([name]) => name === property.toLowerCase());
  if (own.length === 0) {
    return null;
  }
  return own.some((path) => path.length === 1)
    ? value
    : withNulls(
        value,
        own.map((path) => path.slice(1)),
      );
}
