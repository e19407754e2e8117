import { badArgument } from '../http/errors.js';
import type { ValueAnswer } from '../http/route.js';
import { type Asker, type Column, type Columns, columnNamed, compareBy, type Raw } from './columns.js';
import { compileFilter } from './compile-filter.js';
import { type Filter, parseFilter } from './filter.js';

/** A list of records as rows of columns. */
export interface Archive<Row> {
  /** The kinds of rows; the first is the default. */
  readonly entities: readonly string[];
  readonly entityOf: (row: Row) => string;
  /** The link of a row: `nav=contact&contact_id=25`. */
  readonly linkHint: (row: Row) => string;
  readonly key: (row: Row) => number;
  readonly columns: Columns<Row>;
  /** The default columns. */
  readonly defaultColumns: readonly string[];
}

export interface ArchiveRequest {
  readonly query: URLSearchParams;
  readonly asker: Asker;
  /** The route of the list. */
  readonly url: string;
  /** The default columns. Default: those of the archive. */
  readonly defaultEntities?: readonly string[];
}

/** Which rows, and in which order. */
export interface RowSelection {
  readonly filter: Filter | undefined;
  readonly entities: readonly string[];
  /** `['whenRequested', 'desc']`; equal rows come in the order of keys. */
  readonly order: readonly (readonly [name: string, direction: string])[];
}

const DEFAULT_TOP = 1000;

/** One page of an archive, by default in the order of keys. */
export function answerArchive<Row>(
  archive: Archive<Row>,
  records: Iterable<Row>,
  { query, asker, url, defaultEntities = [] }: ArchiveRequest,
): ValueAnswer {
  const option = optionsOf(query);
  const names = readNames(option('$select')) ?? archive.defaultColumns;
  const cells = names.map((name) => [name, columnNamed(archive.columns, name)] as const);
  const isFull = readMode(option('$mode')) === 'full';
  const [top, skip] = [readCount(option('$top'), DEFAULT_TOP), readCount(option('$skip'), 0)];
  const filter = option('$filter')?.trim();

  const found = selectRows(archive, records, asker, {
    filter: filter ? parseFilter(filter) : undefined,
    entities: readNames(option('$entities')) ?? defaultEntities,
    order: readOrder(option('$orderby')),
  });
  const rows = found.slice(skip, skip + top).map((row) =>
    isFull
      ? {
          PrimaryKey: archive.key(row),
          EntityName: archive.entityOf(row),
          StyleHint: '',
          LinkHint: archive.linkHint(row),
          TableRight: { Mask: 1, Reason: '' },
          Column: Object.fromEntries(cells.map(([name, column]) => [name, fullCell(column, row, asker)])),
        }
      : {
          PrimaryKey: String(archive.key(row)),
          EntityName: archive.entityOf(row),
          ...Object.fromEntries(cells.map(([name, column]) => [name, shownIn(column, row, asker)])),
        },
  );
  const nextLink = skip + top < found.length ? linkWith(url, query, skip + top) : null;
  return {
    carrier: 'ODataSlimResponse',
    value: { 'odata.metadata': `${url}/$metadata`, 'odata.nextLink': nextLink, value: rows },
  };
}

/** All rows of the request. */
export function selectRows<Row>(
  { entities, entityOf, columns, key }: Archive<Row>,
  records: Iterable<Row>,
  asker: Asker,
  selection: RowSelection,
): readonly Row[] {
  const asked = selection.entities.map((name) => name.toLowerCase());
  if (!asked.every((name) => name === 'all' || entities.includes(name))) {
    throw badArgument('There is no such entity.');
  }
  const wanted = asked.length === 0 ? entities.slice(0, 1) : asked;
  const isIn = selection.filter ? compileFilter(selection.filter, columns, asker) : () => true;
  const compare = orderOf(selection.order, columns, key);
  return [...records]
    .filter((row) => (wanted.includes('all') || wanted.includes(entityOf(row))) && isIn(row))
    .sort(compare);
}

/** The displayed value of a column; unset dates are in year 1. */
export function shownIn<Row>(column: Column<Row>, row: Row, asker: Asker): Raw {
  return column.shown ? column.shown(row) : keptIn(column, row, asker);
}

/** The stored value, with dates in the caller's time zone. */
function keptIn<Row>({ type, raw }: Column<Row>, row: Row, { locale }: Asker): Raw {
  const kept = raw(row);
  return (type === 'date' || type === 'datetime') && typeof kept === 'string' ? locale.date(kept) : kept;
}

/** That dates are ISO 8601 here as well is unknown. */
function fullCell<Row>(column: Column<Row>, row: Row, asker: Asker) {
  return {
    RawValue: keptIn(column, row, asker),
    DisplayValue: String(shownIn(column, row, asker) ?? ''),
    LinkHint: '',
    TooltipHint: '',
  };
}

/** Options are case-insensitive. */
function optionsOf(query: URLSearchParams): (name: string) => string | undefined {
  const options = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => options.get(name);
}

function readNames(select: string | undefined): readonly string[] | undefined {
  if (!select?.trim()) {
    return undefined;
  }
  return select.split(',').map((name) => name.trim());
}

function readMode(mode = 'Slim'): string {
  const known = mode.toLowerCase();
  if (!['slim', 'wide', 'full'].includes(known)) {
    throw badArgument('$mode must be Slim, Wide or Full.');
  }
  return known;
}

function readCount(text: string | undefined, whenMissing: number): number {
  if (text === undefined) {
    return whenMissing;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw badArgument('$top and $skip must be whole numbers.');
  }
  return Number(text);
}

/** Reads `whenRequested desc,chatSessionId`. */
function readOrder(orderBy: string | undefined): RowSelection['order'] {
  return (readNames(orderBy) ?? []).map((part) => {
    const [, name = '', direction = 'asc'] = /^(\S+)(?:\s+(asc|desc))?$/i.exec(part) ?? [];
    return [name, direction];
  });
}

function orderOf<Row>(order: RowSelection['order'], columns: Columns<Row>, key: (row: Row) => number) {
  const orders = order.map(([name, direction]) => {
    const compare = compareBy(columnNamed(columns, name));
    return direction.toLowerCase() === 'desc' ? (left: Row, right: Row) => compare(right, left) : compare;
  });
  return (left: Row, right: Row) => {
    for (const compare of orders) {
      const difference = compare(left, right);
      if (difference !== 0) {
        return difference;
      }
    }
    return key(left) - key(right);
  };
}

function linkWith(url: string, query: URLSearchParams, skip: number): string {
  const next = new URLSearchParams([...query].filter(([name]) => name.toLowerCase() !== '$skip'));
  next.set('$skip', String(skip));
  return `${url}?${next}`;
}
