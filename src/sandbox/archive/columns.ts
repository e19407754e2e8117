import { badArgument } from '../http/errors.js';
import type { Locale } from '../http/locale.js';

/** SuperOffice's types of restriction, a part of them. A column of type `none` is shown, and not filtered by. */
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

/** What is kept: dates in UTC; a time span in seconds; of items of lists and of associates, their ids. */
export type Raw = boolean | number | string | readonly number[] | null;

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
  if (!found) {
    throw badArgument('There is no such column.');
  }
  return found[1];
}

/** Orders by what is kept; what is not set comes first. */
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
