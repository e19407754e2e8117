import { UNSET } from '../data/dates.js';
import { badArgument } from '../errors.js';
import type { Locale } from '../locale.js';
import type { Filter, Value } from './filter.js';

/** SuperOffice's types of restriction, a part of them. A column of type `none` is shown, and not filtered by. */
export type ColumnType =
  | 'associate'
  | 'bool'
  | 'date'
  | 'datetime'
  | 'ejCategory'
  | 'ejUser'
  | 'int'
  | 'listAny'
  | 'none'
  | 'positiveString'
  | 'string'
  | 'stringorPK'
  | 'timeSpan';

/** What is kept: dates in UTC; a time span in seconds; of items of lists and of associates, their ids. */
export type Raw = boolean | number | string | null;

/** A column of an archive: what a row holds in it, and how that is filtered and ordered. */
export interface Column<Row> {
  readonly type: ColumnType;
  readonly raw: (row: Row) => Raw;
  /** What is shown instead of what is kept: the name of an item, the initials of an associate. */
  readonly shown?: (row: Row) => string | null;
  readonly hasNoOrder?: true;
}

export type Columns<Row> = Readonly<Record<string, Column<Row>>>;

/** Who asks: on whom and when `currentAssociate` and `today` depend. */
export interface Asker {
  readonly associateId: number;
  /** This moment in UTC. */
  readonly now: string;
  readonly locale: Locale;
}

/** @throws {Refusal} 400 for a column that the archive has not. */
export function columnNamed<Row>(columns: Columns<Row>, name: string): Column<Row> {
  const found = Object.entries(columns).find(([known]) => known.toLowerCase() === name.toLowerCase());
  if (!found) throw badArgument('There is no such column.');
  return found[1];
}

/** Whether rows are in a filter; operators and values are checked before the first row is. */
export function compileFilter<Row>(filter: Filter, columns: Columns<Row>, asker: Asker): (row: Row) => boolean {
  if (filter.kind === 'condition') {
    const column = columnNamed(columns, filter.column);
    const test = testFor(column.type, filter.operator, filter.values, asker);
    return (row) => test(column.raw(row));
  }
  const tests = filter.parts.map((part) => compileFilter(part, columns, asker));
  return filter.kind === 'and' ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
}

/** Orders by what is kept; what is not set comes first. */
export function compareBy<Row>({ raw, hasNoOrder }: Column<Row>): (left: Row, right: Row) => number {
  if (hasNoOrder) throw badArgument('The column has no order.');
  return (left, right) => {
    const [first, second] = [raw(left) ?? '', raw(right) ?? ''];
    if (typeof first === 'number' && typeof second === 'number') return first - second;
    return String(first).localeCompare(String(second), 'en');
  };
}

type Test = (raw: Raw) => boolean;

function testFor(type: ColumnType, operator: string, values: readonly Value[], asker: Asker): Test {
  switch (type) {
    case 'int':
      return intTest(operator, values.map(readNumber));
    case 'listAny':
      return listTest(operator, values.map(readNumber));
    case 'associate':
      return associateTest(operator, values.map(readNumber), asker);
    case 'bool':
      return boolTest(operator, values);
    case 'date':
      return dateTest(operator, values, asker);
    case 'datetime':
      return dateTimeTest(operator, one(values.map((value) => readDate(value, asker))));
    case 'string':
    case 'positiveString':
    case 'stringorPK':
      return textTest(operator, values);
    case 'ejCategory':
    case 'ejUser':
    case 'timeSpan':
      // Documented without operators of its own: what all types have is left.
      return anyTest(operator, one(values.map(readNumber)));
    case 'none':
      throw badArgument('The column is not filtered by.');
  }
}

function anyTest(operator: string, number: number): Test {
  if (operator !== 'equals') throw unknownOperator();
  return (raw) => Number(raw) === number;
}

/** `le` and `ge` are in the documentation, and fail in captured calls. */
function intTest(operator: string, numbers: readonly number[]): Test {
  switch (operator) {
    case 'in':
      return (raw) => numbers.includes(Number(raw));
    case 'between': {
      const [low, high] = two(numbers);
      return (raw) => Number(raw) >= low && Number(raw) <= high;
    }
    default: {
      const number = one(numbers);
      const compare = INT_COMPARISONS[operator];
      if (!compare) throw unknownOperator();
      return (raw) => compare(Number(raw) - number);
    }
  }
}

const equal = (difference: number) => difference === 0;
const unequal = (difference: number) => difference !== 0;
const less = (difference: number) => difference < 0;
const greater = (difference: number) => difference > 0;

const INT_COMPARISONS: Readonly<Record<string, (difference: number) => boolean>> = {
  ...{ eq: equal, '=': equal, set: equal, equals: equal },
  ...{ ne: unequal, '!=': unequal, unequals: unequal },
  ...{ lt: less, '<': less, less },
  ...{ gt: greater, '>': greater, greater },
};

function listTest(operator: string, numbers: readonly number[]): Test {
  switch (operator) {
    case 'in':
    case 'oneof':
      return (raw) => numbers.includes(Number(raw));
    case 'notoneof':
      return (raw) => !numbers.includes(Number(raw));
    case 'equals':
    case '=':
    case 'eq': {
      const number = one(numbers);
      return (raw) => Number(raw) === number;
    }
    default:
      throw unknownOperator();
  }
}

function associateTest(operator: string, ids: readonly number[], { associateId }: Asker): Test {
  switch (operator) {
    case 'associateisoneof':
      return (raw) => ids.includes(Number(raw));
    case 'associateisnotoneof':
      return (raw) => !ids.includes(Number(raw));
    case 'currentassociate':
      return (raw) => raw === associateId;
    default:
      throw unknownOperator();
  }
}

function boolTest(operator: string, values: readonly Value[]): Test {
  if (operator !== 'set' && operator !== '=') throw unknownOperator();
  const { text } = one(values);
  const wanted = text === '1' || text.toLowerCase() === 'true';
  return (raw) => Boolean(raw) === wanted;
}

function textTest(operator: string, values: readonly Value[]): Test {
  const texts = values.map(({ text }) => comparable(text));
  if (operator === 'in') return (raw) => texts.includes(comparable(raw));
  const text = one(texts);
  switch (operator) {
    case 'is':
    case 'equals':
    case 'eq':
    case '=':
      return (raw) => comparable(raw) === text;
    case 'isnot':
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

/** `afterTime` is documented as "after or equal to". A date that is not set is neither before nor after any. */
function dateTimeTest(operator: string, moment: number): Test {
  switch (operator) {
    case 'datetime':
      return isSetAnd((raw) => Date.parse(raw) === moment);
    case 'beforetime':
      return isSetAnd((raw) => Date.parse(raw) < moment);
    case 'aftertime':
      return isSetAnd((raw) => Date.parse(raw) >= moment);
    default:
      throw unknownOperator();
  }
}

/** Of whole days on the caller's calendar. `ge` is not documented, and in production use. */
function dateTest(operator: string, values: readonly Value[], asker: Asker): Test {
  const { locale, now } = asker;
  const onDay = (isIn: (day: string) => boolean) => isSetAnd((raw) => isIn(locale.day(raw)));
  const today = locale.day(now);
  switch (operator) {
    case 'today':
      return onDay((day) => day === today);
    case 'beforetoday':
      return onDay((day) => day < today);
    case 'aftertoday':
      return onDay((day) => day > today);
  }
  const days = values.map((value) => locale.day(new Date(readDate(value, asker)).toISOString()));
  if (operator === 'between' || operator === 'datebetween') {
    const [first, last] = two(days);
    return onDay((day) => day >= first && day <= last);
  }
  const wanted = one(days);
  switch (operator) {
    case 'date':
    case 'equals':
      return onDay((day) => day === wanted);
    case 'before':
      return onDay((day) => day < wanted);
    case 'after':
      return onDay((day) => day > wanted);
    case 'from':
    case 'ge':
      return onDay((day) => day >= wanted);
    case 'to':
      return onDay((day) => day <= wanted);
    default:
      throw unknownOperator();
  }
}

function isSetAnd(test: (raw: string) => boolean): Test {
  return (raw) => typeof raw === 'string' && raw !== UNSET && test(raw);
}

function readNumber({ text, isNumber }: Value): number {
  if (!isNumber) throw badArgument('A number is compared with a text.');
  return Number(text);
}

function readDate({ text }: Value, { locale }: Asker): number {
  return locale.readDate(text);
}

/** Texts compare as in the database: without regard to case. */
function comparable(raw: Raw): string {
  return String(raw ?? '').toLowerCase();
}

function one<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined || values.length > 1) throw badArgument('The operator takes one value.');
  return value;
}

function two<T>(values: readonly T[]): readonly [T, T] {
  const [first, second] = values;
  if (first === undefined || second === undefined || values.length > 2) {
    throw badArgument('The operator takes two values.');
  }
  return [first, second];
}

function unknownOperator() {
  return badArgument('The type of the column has no such operator.');
}
