import { isDeepStrictEqual } from 'node:util';
import { readArray, readBody, readObject, readText } from './bodies.js';
import { badArgument, Refusal } from './errors.js';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';

/** JSON Patches that were recorded came as plain JSON. */
export const PATCH_TYPES: readonly string[] = [JSON_PATCH, MERGE_PATCH, 'application/json'];

/** A carrier whose properties may be changed one by one; names are case-insensitive. */
export type Document = Readonly<Record<string, unknown>>;

interface Operation {
  readonly op?: unknown;
  readonly path?: unknown;
  readonly value?: unknown;
}

/**
 * Applies a patch to a carrier. A removed property gets its value in `defaults`, or null. Of plain JSON, an array is a JSON
 * Patch and an object a merge patch.
 *
 * @throws {Refusal} 409 for a `test` that fails, 400 for a path that leads nowhere or an operation that is not served.
 */
export function applyPatch(bodyType: string, carrier: Document, patch: unknown, defaults: Document): Document {
  if (bodyType === MERGE_PATCH || (bodyType !== JSON_PATCH && !Array.isArray(patch))) {
    return mergeInto(carrier, readObject(patch), defaults);
  }
  return readArray(patch).reduce((document: Document, operation) => {
    const { op, path, value } = readBody<Operation>(operation);
    return applyAt(document, readPointer(path), String(op).toLowerCase(), value, defaults);
  }, carrier);
}

/**
 * RFC 7396, with two exceptions: SuperOffice's merge patch does not change properties that are null, and it appends an
 * object to an array.
 */
function mergeInto(carrier: Document, patch: Document, defaults: Document): Document {
  const changed = Object.entries(patch).map(([name, value]) => {
    const property = propertyNamed(carrier, name);
    const before = carrier[property];
    if (before === null) {
      return [property, null];
    }
    if (value === null) {
      return [property, defaults[property] ?? null];
    }
    if (Array.isArray(before) && isObject(value)) {
      return [property, [...before, value]];
    }
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
    if (Array.isArray(before)) {
      return { ...document, [property]: applyInArray(before, rest, op, value) };
    }
    if (!isObject(before)) {
      throw badArgument('The path of a patch operation leads nowhere.');
    }
    return { ...document, [property]: applyAt(before, rest, op, value, {}) };
  }
  switch (op) {
    case 'add':
    case 'replace':
      if (value === undefined) {
        throw badArgument('A patch operation lacks its value.');
      }
      return { ...document, [property]: value };
    case 'remove':
      return { ...document, [property]: defaults[property] ?? null };
    case 'test':
      if (isDeepStrictEqual(before, value)) {
        return document;
      }
      throw new Refusal(409, 'JsonPatchException', 'A test of the patch failed.');
    default:
      throw badArgument('A patch operation must be add, replace, remove or test.');
  }
}

/** `Phones/0`, or `Phones/-` for the position after the last one; `Phones/0/Value` goes further inside. */
function applyInArray(
  items: readonly unknown[],
  [place = '', ...rest]: readonly string[],
  op: string,
  value: unknown,
): readonly unknown[] {
  const index = place === '-' ? items.length : /^\d{1,9}$/.test(place) ? Number(place) : Number.NaN;
  const item = items[index];
  if (rest.length > 0 && isObject(item)) {
    return items.with(index, applyAt(item, rest, op, value, {}));
  }
  const isInside = index < items.length;
  if (rest.length > 0 || (op === 'add' ? !(index <= items.length) : !isInside)) {
    throw badArgument('The path of a patch operation leads nowhere.');
  }
  // As a property of a carrier, so that each operation is written once.
  const { item: changed } = applyAt({ item: item ?? null }, ['item'], op, value, {});
  if (op === 'add') {
    return items.toSpliced(index, 0, changed);
  }
  return op === 'remove' ? items.toSpliced(index, 1) : items.with(index, changed);
}

/** The slash in front is optional. */
function readPointer(path: unknown): readonly string[] {
  const names = (readText(path, 'path') ?? '').replace(/^\//, '').split('/');
  if (names[0] === '') {
    throw badArgument('The path of a patch operation names no property.');
  }
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function propertyNamed(document: Document, name: string): string {
  const property = Object.keys(document).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (property === undefined) {
    throw badArgument('A patch names a property that is not there.');
  }
  return property;
}

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
