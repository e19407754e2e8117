import { badArgument } from './errors.js';

/** A carrier as sent, by its properties' names in lower case, because SuperOffice's names are case-insensitive. */
export type Sent<Carrier> = Readonly<Partial<Record<Lowercase<Extract<keyof Carrier, string>>, unknown>>>;

// Each of these throws a 400 for a value of another type.

export function readBody<Carrier>(body: unknown): Sent<Carrier> {
  const sent = Object.entries(readObject(body)).map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries(sent) as Sent<Carrier>;
}

export function readObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw badArgument('The request body must be an object.');
}

export function readArray(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  throw badArgument('The request body must be an array.');
}

/** Null if it is missing. */
export function readText(value: unknown, name: string): string | null {
  if (value === undefined || value === null) {
    return null;
  }
  if (typeof value === 'string') {
    return value;
  }
  throw badArgument(`${name} must be a text.`);
}

/** False if it is missing. */
export function readSwitch(value: unknown, name: string): boolean {
  if (value === undefined) {
    return false;
  }
  if (typeof value === 'boolean') {
    return value;
  }
  throw badArgument(`${name} must be true or false.`);
}

/** Undefined if it is missing. */
export function readEnum<Name extends string>(
  value: unknown,
  names: readonly Name[],
  property: string,
): Name | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const found = names.find((name) => name.toLowerCase() === String(value).toLowerCase());
  if (found === undefined) {
    throw badArgument(`${property} must be one of ${names.join(', ')}.`);
  }
  return found;
}
