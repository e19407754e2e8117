import { badArgument } from '../errors.js';
import type { Locale } from '../locale.js';
import type { ValueAnswer } from '../route.js';
import { type Column, type Columns, columnNamed, compareBy, compileFilter } from './columns.js';
import { parseFilter } from './filter.js';

/** A list of records as rows of columns. */
export interface Archive<Row> {
  /** What a row is of: `chat`. */
  readonly entityName: string;
  readonly key: (row: Row) => number;
  readonly columns: Columns<Row>;
  /** The columns of a request that names none. */
  readonly defaultColumns: readonly string[];
}

export interface ArchiveRequest {
  readonly query: URLSearchParams;
  readonly locale: Locale;
  /** Where the list was asked for. */
  readonly url: string;
}

const DEFAULT_TOP = 1000;

/** One page of an archive, in the order of ids where none is asked. */
export function answerArchive<Row>(
  { entityName, key, columns, defaultColumns }: Archive<Row>,
  records: Iterable<Row>,
  { query, locale, url }: ArchiveRequest,
): ValueAnswer {
  const option = optionsOf(query);
  const names = readNames(option('$select')) ?? defaultColumns;
  const cells = names.map((name) => [name, columnNamed(columns, name)] as const);
  const isFull = readMode(option('$mode')) === 'full';
  const compare = readOrder(option('$orderby'), columns, key);
  const [top, skip] = [readCount(option('$top'), DEFAULT_TOP), readCount(option('$skip'), 0)];
  const filter = option('$filter')?.trim();
  const isIn = filter ? compileFilter(parseFilter(filter), columns, locale) : () => true;

  const found = [...records].filter(isIn).sort(compare);
  const rows = found.slice(skip, skip + top).map((row) => ({
    PrimaryKey: String(key(row)),
    EntityName: entityName,
    ...Object.fromEntries(cells.map(([name, column]) => [name, cellOf(column, row, isFull, locale)])),
  }));
  const nextLink = skip + top < found.length ? linkWith(url, query, skip + top) : null;
  return {
    carrier: 'ODataSlimResponse',
    value: { 'odata.metadata': `${url}/$metadata`, 'odata.nextLink': nextLink, value: rows },
  };
}

/** Options are named in any letter case. */
function optionsOf(query: URLSearchParams): (name: string) => string | undefined {
  const options = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => options.get(name);
}

function readNames(select: string | undefined): readonly string[] | undefined {
  if (!select?.trim()) return undefined;
  return select.split(',').map((name) => name.trim());
}

function readMode(mode = 'Slim'): string {
  const known = mode.toLowerCase();
  if (!['slim', 'wide', 'full'].includes(known)) throw badArgument('$mode must be Slim, Wide or Full.');
  return known;
}

function readCount(text: string | undefined, whenMissing: number): number {
  if (text === undefined) return whenMissing;
  if (!/^\d{1,9}$/.test(text)) throw badArgument('$top and $skip must be whole numbers.');
  return Number(text);
}

/** Reads `whenRequested desc,chatSessionId`; rows that are alike come in the order of ids. */
function readOrder<Row>(orderBy: string | undefined, columns: Columns<Row>, key: (row: Row) => number) {
  const orders = (readNames(orderBy) ?? []).map((part) => {
    const [, name = '', direction = 'asc'] = /^(\S+)(?:\s+(asc|desc))?$/i.exec(part) ?? [];
    const compare = compareBy(columnNamed(columns, name));
    return direction.toLowerCase() === 'desc' ? (left: Row, right: Row) => compare(right, left) : compare;
  });
  return (left: Row, right: Row) => {
    for (const compare of orders) {
      const order = compare(left, right);
      if (order !== 0) return order;
    }
    return key(left) - key(right);
  };
}

/** What is shown, or both that and what is kept. */
function cellOf<Row>(column: Column<Row>, row: Row, isFull: boolean, locale: Locale): unknown {
  const kept = column.raw(row);
  const raw = column.kind === 'date' && kept !== null ? locale.date(String(kept)) : kept;
  const shown = column.kind === 'list' ? column.display(row) : raw;
  if (!isFull) return shown;
  return {
    RawValue: raw,
    DisplayValue: shown === null ? '' : String(shown),
    LinkHint: '',
    TooltipHint: '',
  };
}

function linkWith(url: string, query: URLSearchParams, skip: number): string {
  const next = new URLSearchParams([...query].filter(([name]) => name.toLowerCase() !== '$skip'));
  next.set('$skip', String(skip));
  return `${url}?${next}`;
}
