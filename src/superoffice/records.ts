import { isDeepStrictEqual } from 'node:util';
import { badResponse, isNotFound, SuperOfficeHttpError, UnconfirmedError } from './errors.js';
import { readKey } from './keys.js';
import type { SuperOfficeClient } from './rest/client.js';
import type { ExpectedAnswer, RestCall } from './rest/rest-call.js';

/** A call that answers with one record, which always has the property `key`, or null. */
export async function fetchRecord<T extends object>(
  client: SuperOfficeClient,
  key: keyof T & string,
  call: RestCall,
): Promise<T | null> {
  const json = await client.send(expecting(call, { key }));
  if (json !== null && !isRecord(json)) {
    throw badResponse(call);
  }
  return json as T | null;
}

/** A call that answers with a record that has a key, or null; a key of 0 or below means that there is no record. */
export async function fetchKeyedRecord<T extends object>(
  client: SuperOfficeClient,
  key: keyof T & string,
  call: RestCall,
): Promise<T | null> {
  const record = await fetchRecord<T>(client, key, call);
  if (record !== null && !hasKey(record, key)) {
    throw badResponse(call);
  }
  return record === null || readKey(record[key]) === null ? null : record;
}

/** A call that answers with the record of a known id, or null. */
export async function fetchKnownRecord<T extends object>(
  client: SuperOfficeClient,
  key: keyof T & string,
  id: number,
  call: RestCall,
): Promise<T | null> {
  const record = await fetchRecord<T>(client, key, { ids: [id], ...call });
  return record === null ? null : withKey(record, key, id, call);
}

/** A call that answers with a record that has no key of its own, but always the property `property`. */
export async function fetchGivenRecord<T extends object>(
  client: SuperOfficeClient,
  property: keyof T & string,
  call: RestCall,
): Promise<T> {
  const record = await fetchRecord<T>(client, property, call);
  if (record === null || !Object.hasOwn(record, property)) {
    throw badResponse(call);
  }
  return record;
}

/**
 * A record below another one, as a message is below its session. It is refused if it names another parent than the one asked
 * for. SuperOffice may leave the parent out: then it counts as the one asked for.
 */
export function ofParent<T extends object>(record: T, key: keyof T, parentId: number, call: RestCall): T {
  const id = readKey(record[key]);
  if (id === null) {
    return { ...record, [key]: parentId };
  }
  // An invalid key fails only the field that shows it.
  if (id !== undefined && id !== parentId) {
    throw badResponse(call);
  }
  return record;
}

/** A call that answers with a record whose id was not known before, such as a new one. */
export async function fetchNewRecord<T extends object>(
  client: SuperOfficeClient,
  key: keyof T & string,
  call: RestCall,
): Promise<T> {
  return withNewKey(await fetchRecord<T>(client, key, call), key, call);
}

/** A call that answers with a list of records; elements that are null are left out. Null for the list is a refusal. */
export async function fetchRecords<T extends object>(client: SuperOfficeClient, call: RestCall): Promise<readonly T[]> {
  const json = await client.send(expecting(call, 'list'));
  if (!Array.isArray(json)) {
    throw badResponse(call);
  }
  const records = json.filter((element) => element !== null);
  if (!records.every(isRecord)) {
    throw badResponse(call);
  }
  return records as T[];
}

/** A call that answers with a list of records that each have a key; those with a key of 0 or below are left out. */
export async function fetchKeyedRecords<T extends object>(
  client: SuperOfficeClient,
  key: keyof T,
  call: RestCall,
): Promise<readonly T[]> {
  const records = new Map<number, T>();
  for (const record of await fetchRecords<T>(client, call)) {
    const id = readKey(record[key]);
    if (!hasKey(record, key) || (id != null && isContradicted(records.get(id), record))) {
      throw badResponse(call);
    }
    if (id != null) {
      records.set(id, record);
    }
  }
  return [...records.values()];
}

/**
 * A call that returns nothing: it has succeeded unless SuperOffice refuses.
 *
 * @throws {UnconfirmedError} if an agent was called, because its answer says nothing.
 */
export async function fetchNothing(client: SuperOfficeClient, call: RestCall): Promise<void> {
  await client.send(expecting(call, 'nothing'));
}

/**
 * A call that returns nothing, and that may go to an agent. If it does, one read finds out whether the change was made.
 *
 * @param isDone reads whether the change was made. If SuperOffice answers it with 404, that is the result of the change, too.
 *   After any other error the outcome is unknown.
 */
export async function fetchNothingOrLookUp(
  client: SuperOfficeClient,
  call: RestCall,
  isDone: () => Promise<boolean>,
): Promise<void> {
  try {
    await fetchNothing(client, call);
  } catch (error) {
    if (!(error instanceof UnconfirmedError)) {
      throw error;
    }
    if (!(await lookUp(error, isDone))) {
      throw new SuperOfficeHttpError(error.call, 200);
    }
  }
}

async function lookUp(unconfirmed: UnconfirmedError, isDone: () => Promise<boolean>): Promise<boolean> {
  try {
    return await isDone();
  } catch (error) {
    throw error instanceof SuperOfficeHttpError && isNotFound(error)
      ? new SuperOfficeHttpError(unconfirmed.call, error.status, error)
      : unconfirmed;
  }
}

/** A call that answers with a boolean. */
export async function fetchBoolean(client: SuperOfficeClient, call: RestCall): Promise<boolean> {
  const json = await client.send(expecting(call, 'boolean'));
  if (typeof json !== 'boolean') {
    throw badResponse(call);
  }
  return json;
}

/** A call that answers with a text, or null. */
export async function fetchText(client: SuperOfficeClient, call: RestCall): Promise<string | null> {
  const json = await client.send(expecting(call, 'text'));
  if (json !== null && typeof json !== 'string') {
    throw badResponse(call);
  }
  return json;
}

/** The record, if it has the key that was asked for. */
export function withKey<T extends object>(record: T | null, key: keyof T, id: number, call: RestCall): T {
  if (record === null || readKey(record[key]) !== id) {
    throw badResponse(call);
  }
  return record;
}

/** The record, if it has any valid key. */
export function withNewKey<T extends object>(record: T | null, key: keyof T, call: RestCall): T {
  if (record === null || readKey(record[key]) == null) {
    throw badResponse(call);
  }
  return record;
}

/**
 * The call with the kind of its answer. The copy comes last: if properties follow a spread, Node.js 20 gives each object a
 * hidden class of its own, which is slow to make and slow to read.
 */
function expecting(call: RestCall, expected: ExpectedAnswer): RestCall {
  return { expected, ...call };
}

/** Whether two records with one key differ, so that it is unknown which one is right. A list may contain a record twice. */
export function isContradicted(known: object | undefined, record: object): boolean {
  return known !== undefined && !isDeepStrictEqual(known, record);
}

export function hasKey<T extends object>(record: T, key: keyof T): boolean {
  return record[key] != null && readKey(record[key]) !== undefined;
}

function isRecord(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
