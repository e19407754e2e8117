import { readArray, readBody, readText, type Sent } from '../http/bodies.js';
import { badArgument, Refusal } from '../http/errors.js';
import { type Answer, isInt32 } from '../http/route.js';
import { type Archive, selectRows, shownIn } from './archive.js';
import { type Asker, type Column, type Columns, type ColumnType, columnNamed } from './columns.js';
import type { Filter } from './filter.js';
import type { Value } from './value.js';

const MAX_PAGE_SIZE = 1000;

/** Answers a page of one archive. */
export type ListItems = (sent: Sent<ListRequest>, asker: Asker) => readonly object[];

interface ListRequest {
  readonly ProviderName: string;
  readonly Columns: readonly string[];
  readonly SortOrder: readonly object[];
  readonly Restriction: readonly object[];
  readonly Entities: readonly string[];
  readonly Page: number;
  readonly PageSize: number;
}

interface Restriction {
  readonly Name: string;
  readonly Operator: string;
  readonly Values: readonly string[];
  readonly IsActive: boolean;
  readonly InterParenthesis: number;
  readonly InterOperator: string;
}

/**
 * POST Agents/Archive/GetArchiveListByColumns. The agent refuses with 200 and a message, as documented for agents.
 *
 * @param listItemsOf throws a refusal for an unknown provider.
 */
export function answerArchiveList(listItemsOf: (provider: string) => ListItems, body: unknown, asker: Asker): Answer {
  try {
    const sent = readBody<ListRequest>(body);
    const listItems = listItemsOf(readText(sent.providername, 'ProviderName') ?? '');
    return { carrier: 'ArchiveListItem', value: listItems(sent, asker) };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    return { carrier: 'HttpError', value: { Message: 'The request is invalid.', MessageDetail: error.message } };
  }
}

export function archiveListItems<Row>(archive: Archive<Row>, records: () => Iterable<Row>): ListItems {
  return (sent, asker) => {
    const cells = readTexts(sent.columns, 'Columns').map(
      (column) => [column, columnNamed(archive.columns, column)] as const,
    );
    const [page, pageSize] = [
      readCount(sent.page, 'Page'),
      Math.min(readCount(sent.pagesize, 'PageSize'), MAX_PAGE_SIZE),
    ];
    // Archives refuse to return everything by default; an empty list of restrictions asks for everything.
    const found = selectRows(archive, records(), asker, {
      filter: readRestrictions(readArray(sent.restriction).map(readRestriction), archive.columns),
      entities: readTexts(sent.entities ?? [], 'Entities'),
      order: readArray(sent.sortorder ?? []).map(readOrder),
    });
    return found.slice(page * pageSize, (page + 1) * pageSize).map((row) => ({
      EntityName: archive.entityOf(row),
      PrimaryKey: archive.key(row),
      ColumnData: Object.fromEntries(
        cells.map(([column, cell]) => [
          column,
          { DisplayValue: encode(cell, row, asker), TooltipHint: '', LinkHint: '' },
        ]),
      ),
      LinkHint: archive.linkHint(row),
      StyleHint: '',
      TableRight: null,
      FieldProperties: {},
    }));
  };
}

function readOrder(value: unknown): readonly [name: string, direction: string] {
  const { name, direction } = readBody<{ Name: string; Direction: string }>(value);
  return [readText(name, 'Name') ?? '', readText(direction, 'Direction') ?? 'ASC'];
}

function readRestriction(value: unknown): Restriction {
  const sent = readBody<Restriction>(value);
  return {
    Name: readText(sent.name, 'Name') ?? '',
    Operator: readText(sent.operator, 'Operator')?.toLowerCase() ?? '',
    Values: readTexts(sent.values ?? [], 'Values'),
    IsActive: sent.isactive === true,
    InterParenthesis: readParentheses(sent.interparenthesis ?? 0),
    InterOperator: readText(sent.interoperator, 'InterOperator')?.toLowerCase() ?? 'and',
  };
}

/** As few as a filter may nest. */
function readParentheses(value: unknown): number {
  if (isInt32(value) && Math.abs(value) <= 50) {
    return value;
  }
  throw badArgument('InterParenthesis must be a number of parentheses.');
}

/**
 * Reads restrictions with their parentheses: positive numbers open before a restriction, negative ones close after it, and
 * the operator is between a restriction and the next. `and` binds more closely than `or`.
 */
function readRestrictions<Row>(all: readonly Restriction[], columns: Columns<Row>): Filter | undefined {
  const active = all.filter(({ IsActive }) => IsActive);
  if (active.length === 0) {
    return undefined;
  }
  /** An open parenthesis, or the whole: alternatives, each a list of conditions that must all hold. */
  const open: Filter[][][] = [[[]]];
  const add = (filter: Filter) => open.at(-1)?.at(-1)?.push(filter);
  for (const [index, restriction] of active.entries()) {
    for (let count = restriction.InterParenthesis; count > 0; count -= 1) {
      open.push([[]]);
    }
    const { Name: column, Operator: operator, Values } = restriction;
    const { type } = columnNamed(columns, column);
    add({ kind: 'condition', column, operator, values: Values.map((text) => decode(type, text)) });
    for (let count = restriction.InterParenthesis; count < 0; count += 1) {
      const closed = open.pop() ?? [];
      if (open.length === 0) {
        throw badArgument('The parentheses of the restrictions do not match.');
      }
      add(eitherOf(closed));
    }
    if (restriction.InterOperator === 'or' && index < active.length - 1) {
      open.at(-1)?.push([]);
    }
  }
  const [whole, ...unclosed] = open;
  if (whole === undefined || unclosed.length > 0) {
    throw badArgument('The parentheses of the restrictions do not match.');
  }
  return eitherOf(whole);
}

function eitherOf(alternatives: readonly (readonly Filter[])[]): Filter {
  return { kind: 'or', parts: alternatives.map((parts) => ({ kind: 'and', parts })) };
}

/** Takes `[I:3]` and `3`, `[DT:11/09/2017 14:53:18]` and ISO 8601; a text as it is. */
function decode(type: ColumnType, text: string): Value {
  if (TEXT_TYPES.includes(type)) {
    return { text, kind: 'text' };
  }
  if (/^(?:true|false)$/i.test(text)) {
    return { text, kind: 'boolean' };
  }
  const number = /^\[(?:I|TS):(-?\d+)\]$/.exec(text)?.[1] ?? (/^-?\d+$/.test(text) ? text : undefined);
  if (number !== undefined) {
    return { text: number, kind: 'number' };
  }
  const [, month, day, year, time] = /^\[DT:(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)/.exec(text) ?? [];
  if (year !== undefined) {
    return { text: `${year}-${month}-${day}T${time}`, kind: 'text' };
  }
  const [, dayOfDate, monthOfDate, yearOfDate] = /^\[D:(\d\d)\.(\d\d)\.(\d{4})\]$/.exec(text) ?? [];
  return { text: yearOfDate === undefined ? text : `${yearOfDate}-${monthOfDate}-${dayOfDate}`, kind: 'text' };
}

const TEXT_TYPES: readonly ColumnType[] = ['string', 'positiveString', 'stringorPK'];

/** The displayed value, with its type in front if it is not a text. */
function encode<Row>(column: Column<Row>, row: Row, asker: Asker): string {
  const shown = shownIn(column, row, asker) ?? '';
  if (column.type === 'timeSpan') {
    return `[TS:${shown}]`;
  }
  if (typeof shown === 'number') {
    return `[I:${shown}]`;
  }
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(String(shown)) ?? [];
  switch (column.type) {
    case 'date':
      return `[D:${day}.${month}.${year}]`;
    case 'datetime':
      return `[DT:${month}/${day}/${year} ${time}]`;
    default:
      return String(shown);
  }
}

function readTexts(value: unknown, name: string): readonly string[] {
  return readArray(value).map((item) => readText(item, name) ?? '');
}

function readCount(value: unknown, name: string): number {
  if (isInt32(value) && value >= 0) {
    return value;
  }
  throw badArgument(`${name} must be a whole number.`);
}
