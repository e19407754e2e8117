import { badResponse, isNotFound, SuperOfficeHttpError } from './errors.js';
import { readKey } from './keys.js';
import { fetchRecords, hasKey, isContradicted } from './records.js';
import type { SuperOfficeClient } from './rest/client.js';
import type { RestCall } from './rest/rest-call.js';

/** Records by id. A deleted record is absent; a record that could not be read is an `Error`. */
export type Records<T> = ReadonlyMap<number, T | Error>;

/** Reads records of one kind by their ids. */
export type FetchMany<T> = (client: SuperOfficeClient, ids: readonly number[]) => Promise<Records<T>>;

const MAX_EXTRA_CALLS = 16;

/**
 * Reads a batch. One record that the caller may not read can fail the whole batch, so a refused batch is halved until that
 * record is alone. After 16 further calls, the remaining records get the batch's error.
 */
export async function fetchBatch<T extends object>(
  client: SuperOfficeClient,
  ids: readonly number[],
  key: keyof T,
  callFor: (ids: readonly number[]) => RestCall,
): Promise<Records<T>> {
  const records = new Map<number, T | Error>();
  let extraCallsLeft = MAX_EXTRA_CALLS;

  async function read(part: readonly number[]): Promise<void> {
    try {
      const call = { ids: part, ...callFor(part) };
      const found = await fetchRecords<T>(client, call);
      const asked = new Set(part);
      let isAsAsked = true;
      for (const record of found) {
        const id = readKey(record[key]);
        if (id != null && asked.has(id)) {
          records.set(id, isContradicted(records.get(id), record) ? badResponse(call) : record);
        } else if (id !== null || !hasKey(record, key)) {
          isAsAsked = false;
        }
      }
      if (!isAsAsked) {
        // One record came without its key, and each missing record may be that one: none is known to be deleted.
        for (const id of part.filter((id) => !records.has(id))) {
          records.set(id, badResponse(call));
        }
      }
    } catch (error) {
      if (part.length === 1 && isNotFound(error)) {
        return;
      }
      if (part.length === 1 || !isRefusal(error) || extraCallsLeft < 2) {
        for (const id of part) {
          records.set(id, error as Error);
        }
        return;
      }
      extraCallsLeft -= 2;
      const middle = Math.ceil(part.length / 2);
      await Promise.all([read(part.slice(0, middle)), read(part.slice(middle))]);
    }
  }

  await read(ids);
  return records;
}

/** The agents' batch read that takes a bare list of ids: POST {route}. */
export function batchRead<T extends object>(route: string, key: keyof T): FetchMany<T> {
  return (client, ids) =>
    fetchBatch(client, ids, key, (part) => ({ effect: 'read', method: 'POST', route, body: part }));
}

/** Reads one record a call, in parallel. A refusal concerns its own id only, and 404 means that the record was deleted. */
export async function fetchEach<T extends object>(
  ids: readonly number[],
  fetchOne: (id: number) => Promise<T | null>,
): Promise<Records<T>> {
  const records = new Map<number, T | Error>();
  await Promise.all(
    ids.map(async (id) => {
      try {
        const record = await fetchOne(id);
        if (record !== null) {
          records.set(id, record);
        }
      } catch (error) {
        if (!isNotFound(error)) {
          records.set(id, error as Error);
        }
      }
    }),
  );
  return records;
}

/** Refusals that one record may cause: those with status 200, and others from SuperOffice itself. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof SuperOfficeHttpError)) {
    return false;
  }
  const { status, fromSuperOffice } = error;
  return status < 400 || status === 400 || status === 403 || isNotFound(error) || (status === 500 && fromSuperOffice);
}
