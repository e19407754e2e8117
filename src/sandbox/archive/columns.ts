import { badArgument } from '../http/errors.js';
import type { Locale } from '../http/locale.js';

/** Some of SuperOffice's types of restriction. A column of type `none` cannot be filtered. */
export type ColumnType =
  | 'associate'
  | 'bool'
  | 'date'
  | 'datetime'
  | 'ejCategory'
  | 'ejUser'
  | 'int'
  | 'intArray'
  | 'listAny'
  | 'none'
  | 'positiveString'
  | 'string'
  | 'stringorPK'
  | 'timeSpan';

/** A stored value: dates in UTC, time spans in seconds, and the ids of list items and associates. */
export type Raw = boolean | number | string | readonly number[] | null;

/** A column of an archive: its value in a row, and how it is filtered and ordered. */
export interface Column<Row> {
  readonly type: ColumnType;
  readonly raw: (row: Row) => Raw;
  /** The displayed value, if it differs from the stored one: the name of an item, the initials of an associate. */
  readonly shown?: (row: Row) => string | null;
  readonly hasNoOrder?: true;
}

export type Columns<Row> = Readonly<Record<string, Column<Row>>>;

/** Who asks, and when: for `currentAssociate` and `today`. */
export interface Asker {
  readonly associateId: number;
  /** This moment in UTC. */
  readonly now: string;
  readonly locale: Locale;
}

/** @throws {Refusal} 400 for a column that the archive does not have. */
export function columnNamed<Row>(columns: Columns<Row>, name: string): Column<Row> {
  const found = Object.entries(columns).find(([known]) => known.toLowerCase() === name.toLowerCase());
  if (!found) {
    throw badArgument('There is no such column.');
  }
  return found[1];
}

/** Orders by the stored value; unset values come first. */
export function compareBy<Row>({ raw, hasNoOrder }: Column<Row>): (left: Row, right: Row) => number {
  if (hasNoOrder) {
    throw badArgument('The column has no order.');
  }
  return (left, right) => {
    const [first, second] = [raw(left) ?? '', raw(right) ?? ''];
    if (typeof first === 'number' && typeof second === 'number') {
      return first - second;
    }
    return compareTexts(String(first), String(second));
  };
}

/** The order of texts in the database. */
export function compareTexts(left: string, right: string): number {
  return left.localeCompare(right, 'en');
}
