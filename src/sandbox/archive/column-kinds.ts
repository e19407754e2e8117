import type { Column, ColumnType, Raw } from './columns.js';

/** Columns of one kind of rows, by their types. */
export interface ColumnKinds<Row> {
  readonly int: (raw: (row: Row) => number) => Column<Row>;
  readonly text: (raw: (row: Row) => string | null | undefined, type?: ColumnType) => Column<Row>;
  /** To the second. */
  readonly dateTime: (raw: (row: Row) => string) => Column<Row>;
  /** To the day. */
  readonly date: (raw: (row: Row) => string) => Column<Row>;
  /** Filtered by an id, shown by a name. */
  readonly named: (
    type: ColumnType,
    item: (row: Row) => readonly [id: number, name: string | null | undefined],
  ) => Column<Row>;
  readonly other: (type: ColumnType, raw: (row: Row) => Raw) => Column<Row>;
  /** The same column, which cannot be used for ordering. */
  readonly withoutOrder: (column: Column<Row>) => Column<Row>;
}

export function columnKinds<Row>(): ColumnKinds<Row> {
  return {
    int: (raw) => ({ type: 'int', raw }),
    text: (raw, type = 'string') => ({ type, raw: (row) => raw(row) ?? '' }),
    dateTime: (raw) => ({ type: 'datetime', raw }),
    date: (raw) => ({ type: 'date', raw }),
    named: (type, item) => ({ type, raw: (row) => item(row)[0], shown: (row) => item(row)[1] ?? '' }),
    other: (type, raw) => ({ type, raw }),
    withoutOrder: (column) => ({ ...column, hasNoOrder: true }),
  };
}
