import { isDeepStrictEqual } from 'node:util';
import { readArray, readBody, readObject, readText } from './bodies.js';
import { badArgument, Refusal } from './errors.js';

export const JSON_PATCH = 'application/json-patch+json';
export const MERGE_PATCH = 'application/merge-patch+json';

/** A carrier whose properties may be changed one by one; names are matched in any letter case. */
export type Document = Readonly<Record<string, unknown>>;

interface Operation {
  readonly op?: unknown;
  readonly path?: unknown;
  readonly value?: unknown;
}

/**
 * What a patch makes of a carrier. What is removed becomes what it is in `defaults`, or null.
 *
 * @throws {Refusal} 409 for a `test` that fails, 400 for a path that leads nowhere or an operation that is not served.
 */
export function applyPatch(bodyType: string, carrier: Document, patch: unknown, defaults: Document): Document {
  if (bodyType === MERGE_PATCH) return mergeInto(carrier, readObject(patch), defaults);
  return readArray(patch).reduce((document: Document, operation) => {
    const { op, path, value } = readBody<Operation>(operation);
    return applyAt(document, readPointer(path), String(op).toLowerCase(), value, defaults);
  }, carrier);
}

/** RFC 7396, but for what is null now: SuperOffice's merge patch does not reach it. */
function mergeInto(carrier: Document, patch: Document, defaults: Document): Document {
  const changed = Object.entries(patch).map(([name, value]) => {
    const property = propertyNamed(carrier, name);
    const before = carrier[property];
    if (before === null) return [property, null];
    if (value === null) return [property, defaults[property] ?? null];
    const isNested = isObject(before) && isObject(value);
    return [property, isNested ? mergeInto(before, value, {}) : value];
  });
  return { ...carrier, ...Object.fromEntries(changed) };
}

/** One operation of RFC 6902. */
function applyAt(
  document: Document,
  [name = '', ...rest]: readonly string[],
  op: string,
  value: unknown,
  defaults: Document,
): Document {
  const property = propertyNamed(document, name);
  const before = document[property];
  if (rest.length > 0) {
    if (!isObject(before)) throw badArgument('The path of a patch operation leads nowhere.');
    return { ...document, [property]: applyAt(before, rest, op, value, {}) };
  }
  switch (op) {
    case 'add':
    case 'replace':
      if (value === undefined) throw badArgument('A patch operation lacks its value.');
      return { ...document, [property]: value };
    case 'remove':
      return { ...document, [property]: defaults[property] ?? null };
    case 'test':
      if (isDeepStrictEqual(before, value)) return document;
      throw new Refusal(409, 'JsonPatchException', 'A test of the patch failed.');
    default:
      throw badArgument('A patch operation must be add, replace, remove or test.');
  }
}

function readPointer(path: unknown): readonly string[] {
  const [start, ...names] = (readText(path, 'path') ?? '').split('/');
  if (start !== '' || names.length === 0) throw badArgument('The path of a patch operation must start with a slash.');
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function propertyNamed(document: Document, name: string): string {
  const property = Object.keys(document).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (property === undefined) throw badArgument('A patch names a property that is not there.');
  return property;
}

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
