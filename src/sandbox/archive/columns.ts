import { badArgument } from '../errors.js';
import type { Locale } from '../locale.js';
import type { Filter, Value } from './filter.js';

/** A column of an archive: what a row holds in it, and how that is filtered and ordered. */
export type Column<Row> =
  | { readonly kind: 'int'; readonly raw: (row: Row) => number }
  /** Kept in UTC; null where it is not set. */
  | { readonly kind: 'date'; readonly raw: (row: Row) => string | null }
  | { readonly kind: 'text'; readonly raw: (row: Row) => string | null }
  /** An item of a list: filtered by its number, shown by its name. */
  | { readonly kind: 'list'; readonly raw: (row: Row) => number; readonly display: (row: Row) => string | null };

export type Columns<Row> = Readonly<Record<string, Column<Row>>>;

/** @throws {Refusal} 400 for a column that the archive has not. */
export function columnNamed<Row>(columns: Columns<Row>, name: string): Column<Row> {
  const found = Object.entries(columns).find(([known]) => known.toLowerCase() === name.toLowerCase());
  if (!found) throw badArgument('There is no such column.');
  return found[1];
}

/** Whether rows are in a filter; operators and values are checked before the first row is. */
export function compileFilter<Row>(filter: Filter, columns: Columns<Row>, locale: Locale): (row: Row) => boolean {
  if (filter.kind === 'condition') {
    const column = columnNamed(columns, filter.column);
    const test = testFor(column, filter.operator, filter.values, locale);
    return (row) => test(column.raw(row));
  }
  const tests = filter.parts.map((part) => compileFilter(part, columns, locale));
  return filter.kind === 'and' ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
}

/** Orders by what is kept; what is not set comes first. */
export function compareBy<Row>(column: Column<Row>): (left: Row, right: Row) => number {
  return (left, right) => {
    const [first, second] = [column.raw(left) ?? '', column.raw(right) ?? ''];
    if (typeof first === 'number' && typeof second === 'number') return first - second;
    return String(first).localeCompare(String(second), 'en');
  };
}

type Raw = number | string | null;
type Test = (raw: Raw) => boolean;

function testFor<Row>(column: Column<Row>, operator: string, values: readonly Value[], locale: Locale): Test {
  switch (column.kind) {
    case 'int':
      return intTest(operator, values.map(readNumber));
    case 'list':
      return listTest(operator, values.map(readNumber));
    case 'date':
      return dateTest(operator, values, locale);
    case 'text':
      return textTest(operator, values);
  }
}

function intTest(operator: string, numbers: readonly number[]): Test {
  if (operator === 'in') return (raw) => numbers.includes(Number(raw));
  if (operator === 'between') {
    const [low, high] = two(numbers);
    return (raw) => Number(raw) >= low && Number(raw) <= high;
  }
  const number = one(numbers);
  return comparison(operator, (raw) => Number(raw) - number);
}

function listTest(operator: string, numbers: readonly number[]): Test {
  switch (operator) {
    case 'in':
    case 'oneof':
      return (raw) => numbers.includes(Number(raw));
    case 'notoneof':
      return (raw) => !numbers.includes(Number(raw));
    default: {
      const number = one(numbers);
      return comparison(operator, (raw) => Number(raw) - number, ['eq', 'ne', '=', 'equals', 'unequals']);
    }
  }
}

function textTest(operator: string, values: readonly Value[]): Test {
  const texts = values.map(({ text }) => comparable(text));
  if (operator === 'in') return (raw) => texts.includes(comparable(raw));
  const text = one(texts);
  switch (operator) {
    case 'is':
    case 'eq':
    case '=':
      return (raw) => comparable(raw) === text;
    case 'isnot':
    case 'ne':
      return (raw) => comparable(raw) !== text;
    case 'contains':
    case 'substringof':
      return (raw) => comparable(raw).includes(text);
    case 'notcontains':
      return (raw) => !comparable(raw).includes(text);
    case 'begins':
    case 'startswith':
      return (raw) => comparable(raw).startsWith(text);
    case 'notbegins':
      return (raw) => !comparable(raw).startsWith(text);
    case 'endswith':
      return (raw) => comparable(raw).endsWith(text);
    default:
      throw unknownOperator();
  }
}

/** `date`, `before` and `after` are of whole days in the caller's time zone, those with Time of moments. */
function dateTest(operator: string, values: readonly Value[], locale: Locale): Test {
  const moments = values.map(({ text }) => locale.readDate(text));
  if (operator === 'between' || operator === 'datebetween') {
    const [first, last] = two(moments.map((moment) => dayOf(moment, locale)));
    return onDay(locale, (day) => day >= first && day <= last);
  }
  const moment = one(moments);
  const wanted = dayOf(moment, locale);
  switch (operator) {
    case 'date':
      return onDay(locale, (day) => day === wanted);
    case 'before':
      return onDay(locale, (day) => day < wanted);
    case 'after':
      return onDay(locale, (day) => day > wanted);
    default: {
      const difference = (raw: Raw) => (raw === null ? Number.NaN : Date.parse(String(raw)) - moment);
      return comparison(MOMENT_OPERATORS[operator] ?? operator, difference);
    }
  }
}

const MOMENT_OPERATORS: Readonly<Record<string, string>> = { beforetime: 'lt', aftertime: 'gt' };

function onDay(locale: Locale, isIn: (day: string) => boolean): Test {
  return (raw) => raw !== null && isIn(locale.day(String(raw)));
}

function dayOf(moment: number, locale: Locale): string {
  return locale.day(new Date(moment).toISOString());
}

/** A test of what is left when the wanted value is taken off; what is not set (NaN) is in none but `ne`. */
function comparison(operator: string, difference: (raw: Raw) => number, served = COMPARISONS): Test {
  if (!served.includes(operator)) throw unknownOperator();
  switch (operator) {
    case 'eq':
    case '=':
    case 'set':
    case 'equals':
      return (raw) => difference(raw) === 0;
    case 'ne':
    case 'unequals':
      return (raw) => difference(raw) !== 0;
    case 'lt':
    case 'less':
      return (raw) => difference(raw) < 0;
    case 'le':
      return (raw) => difference(raw) <= 0;
    case 'gt':
    case 'greater':
      return (raw) => difference(raw) > 0;
    default:
      return (raw) => difference(raw) >= 0;
  }
}

const COMPARISONS: readonly string[] = [
  ...['eq', '=', 'set', 'equals', 'ne', 'unequals', 'lt', 'less', 'le', 'gt', 'greater', 'ge'],
];

function readNumber({ text, isNumber }: Value): number {
  if (!isNumber) throw badArgument('$filter compares a number with a text.');
  return Number(text);
}

/** Texts compare as in the database: without regard to case. */
function comparable(raw: Raw): string {
  return String(raw ?? '').toLowerCase();
}

function one<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined || values.length > 1) throw badArgument('$filter has an operator that takes one value.');
  return value;
}

function two<T>(values: readonly T[]): readonly [T, T] {
  const [first, second] = values;
  if (first === undefined || second === undefined || values.length > 2) {
    throw badArgument('$filter has a range without two ends.');
  }
  return [first, second];
}

function unknownOperator() {
  return badArgument('$filter has an operator that the column does not know.');
}
