import type { ArchiveCarrier } from './carriers.js';
import type { RestCall, SuperOfficeClient } from './client.js';
import { badResponse } from './errors.js';
import { fetchRecord } from './records.js';

/** What to ask of an archive list. It is paged by key, so that what is added meanwhile moves no page. */
export interface ArchiveQuery {
  /** Where the list is: `ChatSession`, `ChatTopic/{id}/Sessions`. */
  readonly route: string;
  readonly params?: Readonly<Record<string, number>>;
  /** The column with the records' ids, by which the list is ordered and paged. */
  readonly key: string;
  /** Columns to read besides the key. */
  readonly columns: readonly string[];
  /** Of the functions below; all must hold. */
  readonly conditions: readonly string[];
  readonly descending: boolean;
  /** Id of the last row of the page before. */
  readonly afterId?: number | undefined;
  /** Rows to read at most. */
  readonly top: number;
  /** Whether columns give what is stored (`$mode=Full`) or what is shown: names of list items depend on the language. */
  readonly raw: boolean;
}

/** Values by column. A row is no carrier. */
export type ArchiveRow = Readonly<Record<string, unknown>>;

/** One page of an archive list: GET {route}?$select=…&$filter=…&$orderBy=…&$top=…. */
export async function getArchiveRows(client: SuperOfficeClient, query: ArchiveQuery): Promise<readonly ArchiveRow[]> {
  const { route, params, key, columns, descending, afterId, top, raw } = query;
  const paging = afterId === undefined ? [] : [`${key} ${descending ? 'lt' : 'gt'} ${afterId}`];
  const filter = [...query.conditions, ...paging].join(' and ');
  const call: RestCall = {
    effect: 'read',
    method: 'GET',
    route,
    ...(params !== undefined && { params }),
    query: {
      $select: [key, ...columns].join(','),
      ...(filter !== '' && { $filter: filter }),
      $orderBy: `${key} ${descending ? 'desc' : 'asc'}`,
      $top: String(top),
      ...(raw && { $mode: 'Full' }),
    },
    // Dates in a filter have no offset: they are meant in the time zone of the request.
    headers: { 'so-timezone': 'UTC, includeTZOffset' },
  };
  const rows = (await fetchRecord<ArchiveCarrier>(client, 'value', call))?.value;
  if (!Array.isArray(rows) || !rows.every((row) => typeof row === 'object' && row !== null)) {
    throw badResponse(call);
  }
  return raw ? rows.map(storedValues) : rows;
}

/** A row of `$mode=Full`, where a column is `{ RawValue, DisplayValue, … }`. */
function storedValues(row: ArchiveRow): ArchiveRow {
  return Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, storedValue(cell)]));
}

function storedValue(cell: unknown): unknown {
  return typeof cell === 'object' && cell !== null && 'RawValue' in cell ? cell.RawValue : cell;
}

/** A number that is one of several. */
export function isIn(column: string, numbers: readonly number[]): string {
  return `${column} in (${numbers.join(',')})`;
}

/** An item of a list that is one of several. */
export function isOneOf(column: string, ids: readonly number[]): string {
  return `${column} oneOf (${ids.join(',')})`;
}

/** At this time or later. Times are compared by the second. */
export function isFrom(column: string, date: Date): string {
  return `${column} afterTime '${secondOf(date, -1)}'`;
}

export function isBefore(column: string, date: Date): string {
  return `${column} beforeTime '${secondOf(date, 0)}'`;
}

/** A text that is part of one of several columns'. */
export function contain(columns: readonly string[], text: string): string {
  return `(${columns.map((column) => `${column} contains '${text.replaceAll("'", "''")}'`).join(' or ')})`;
}

const LAST_SECOND = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

/** The first whole second that is not before a date, moved by some; in UTC, without an offset. */
function secondOf(date: Date, moved: number): string {
  const second = Math.min(Math.ceil(date.getTime() / 1000) + moved, LAST_SECOND);
  return new Date(second * 1000).toISOString().slice(0, 19);
}
