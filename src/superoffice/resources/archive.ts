import type { ArchiveCarrier } from '../carriers.js';
import { badResponse } from '../errors.js';
import { readKey } from '../keys.js';
import { fetchRecord } from '../records.js';
import type { SuperOfficeClient } from '../rest/client.js';
import type { RestCall } from '../rest/rest-call.js';

/** What to ask of an archive list. It is paged by key, so that new rows do not move the pages. */
export interface ArchiveQuery {
  /** The list's route: `ChatSession`, `ChatTopic/{id}/Sessions`. */
  readonly route: string;
  readonly params?: Readonly<Record<string, number>>;
  /** The kinds of rows, if the default does not include all. */
  readonly entities?: readonly string[];
  /** The column with the records' ids, by which the list is ordered and paged. */
  readonly key: string;
  /** Columns to read besides the key. */
  readonly columns: readonly string[];
  /** Of the functions below; all must hold. */
  readonly conditions: readonly Condition[];
  readonly descending: boolean;
  /** Id of the last row of the page before. */
  readonly afterId?: number | undefined;
  /** Rows to read at most. */
  readonly top: number;
  /**
   * Whether columns have stored values (`$mode=Full`) or displayed ones, in which names of list items depend on the
   * language.
   */
  readonly raw: boolean;
}

/** A row of an archive list. It is not a carrier. */
export interface ArchiveRow {
  readonly id: number;
  /** By column. */
  readonly cells: Readonly<Record<string, unknown>>;
}

export interface ArchivePage {
  /** Each record once. */
  readonly rows: readonly ArchiveRow[];
  /** Whether SuperOffice says that there are more, however few it sent. */
  readonly hasMore: boolean;
}

/** Dates in an archive's conditions have no offset: they are in the time zone of the request. */
export const ARCHIVE_HEADERS = { 'so-timezone': 'UTC, includeTZOffset' };

/** One page of an archive list: GET {route}?$select=…&$filter=…&$orderBy=…&$top=…. */
export async function getArchivePage(client: SuperOfficeClient, query: ArchiveQuery): Promise<ArchivePage> {
  const { route, params, entities, key, columns, descending, top, raw } = query;
  const filter = [...query.conditions, ...pagingOf(query)].map(toFilter).join(' and ');
  const call: RestCall = {
    effect: 'read',
    method: 'GET',
    route,
    ...(params !== undefined && { params }),
    query: {
      $select: [key, ...columns].join(','),
      ...(filter !== '' && { $filter: filter }),
      $orderBy: `${key} ${descending ? 'desc' : 'asc'}`,
      ...(entities !== undefined && { $entities: entities.join(',') }),
      $top: String(top),
      ...(raw && { $mode: 'Full' }),
    },
    headers: ARCHIVE_HEADERS,
  };
  const answer = await fetchRecord<ArchiveCarrier>(client, 'value', call);
  const values: unknown = answer?.value;
  if (!Array.isArray(values)) {
    throw badResponse(call);
  }
  const rows = new Map<number, ArchiveRow>();
  for (const value of values) {
    const row = isRecord(value) ? toRow(value, key) : undefined;
    if (row === undefined) {
      throw badResponse(call);
    }
    rows.set(row.id, row);
  }
  return { rows: [...rows.values()], hasMore: Boolean(answer?.['odata.nextLink']) };
}

/** Undefined for a row without a key, or with two. */
function toRow(row: Readonly<Record<string, unknown>>, key: string): ArchiveRow | undefined {
  const cells = isRecord(row.Column) ? row.Column : row;
  const inColumn = readKey(storedValue(cells[key]));
  const id = row.PrimaryKey == null ? inColumn : readKey(row.PrimaryKey);
  return id == null || (inColumn != null && inColumn !== id) ? undefined : { id, cells };
}

/** Stands for a requested column that a row lacks. No field can show it, so it becomes an error. */
const MISSING: unique symbol = Symbol('missing');

/**
 * What a row has in a column. Documented are rows of `$mode=Full` with their columns in `Column`, each as
 * `{ RawValue, DisplayValue, … }`, and those of other modes with what is shown in the row itself; a mixture of the two
 * forms is read as well.
 */
export function valueIn({ cells }: ArchiveRow, column: string): unknown {
  return Object.hasOwn(cells, column) ? storedValue(cells[column]) : MISSING;
}

function storedValue(cell: unknown): unknown {
  if (!isRecord(cell)) {
    return cell;
  }
  return 'RawValue' in cell ? cell.RawValue : MISSING;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an operator takes one value or several. */
const OPERATORS = {
  gt: 'ONE',
  lt: 'ONE',
  afterTime: 'ONE',
  beforeTime: 'ONE',
  in: 'SEVERAL',
  oneOf: 'SEVERAL',
  associateIsOneOf: 'SEVERAL',
} as const;

/**
 * A condition on a column. The column's documented type must have the operator. No condition holds a caller's text:
 * `archive-agent.ts` takes those.
 */
export interface Condition {
  readonly column: string;
  readonly operator: keyof typeof OPERATORS;
  readonly values: readonly (number | Date)[];
}

/** Matches a number that is one of several. */
export function isIn(column: string, numbers: readonly number[]): Condition {
  return { column, operator: 'in', values: numbers };
}

/** Matches a list item that is one of several. */
export function isOneOf(column: string, ids: readonly number[]): Condition {
  return { column, operator: 'oneOf', values: ids };
}

/** Matches an associate who is one of several. */
export function associateIsOneOf(column: string, ids: readonly number[]): Condition {
  return { column, operator: 'associateIsOneOf', values: ids };
}

/** At this time or later. Times are compared by the second. */
export function isFrom(column: string, date: Date): Condition {
  return { column, operator: 'afterTime', values: [nextSecond(date)] };
}

export function isBefore(column: string, date: Date): Condition {
  return { column, operator: 'beforeTime', values: [nextSecond(date)] };
}

/** Leaves out the previous pages. */
export function pagingOf({
  key,
  afterId,
  descending,
}: Pick<ArchiveQuery, 'key' | 'afterId' | 'descending'>): Condition[] {
  return afterId === undefined ? [] : [{ column: key, operator: descending ? 'lt' : 'gt', values: [afterId] }];
}

function toFilter({ column, operator, values }: Condition): string {
  const texts = values.map((value) => (typeof value === 'number' ? value : `'${value.toISOString().slice(0, 19)}'`));
  return `${column} ${operator} ${OPERATORS[operator] === 'ONE' ? texts[0] : `(${texts.join(',')})`}`;
}

const LAST_SECOND_MS = Date.UTC(9999, 11, 31, 23, 59, 59);

/** The first whole second that is not before a date. */
function nextSecond(date: Date): Date {
  return new Date(Math.min(Math.ceil(date.getTime() / 1000) * 1000, LAST_SECOND_MS));
}
