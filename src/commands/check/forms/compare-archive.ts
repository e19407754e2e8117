import type { ArchiveQuery } from '../../../superoffice/resources/archive.js';
import { compare, holds, isRecord, type Observer } from './compare.js';
import { type Form, formOf, isDate, isNumber, isText } from './forms.js';

/** The stored and the displayed value of a column. */
type ColumnType = 'number' | 'text' | 'date';

export type ColumnTypes = Readonly<Record<string, ColumnType>>;

const HOLDS: Readonly<Record<ColumnType, readonly [due: string, (form: Form) => boolean]>> = {
  number: ['a number', isNumber],
  text: ['a text', isText],
  // Elsewhere, documents show dates encoded as well: the server reads both.
  date: ['a date', (form) => isDate(form) || form === 'encoded [D:]' || form === 'encoded [DT:]'],
};

/**
 * Compares a page of an archive list with its form. `place` comes before its columns. `onKey` is called with each row's key.
 */
export function compareArchive(
  query: Pick<ArchiveQuery, 'key' | 'columns' | 'raw'>,
  types: ColumnTypes,
  json: unknown,
  place: string,
  observer: Observer,
  onKey: (key: unknown) => void,
): void {
  const rows = isRecord(json) ? json.value : json;
  if (!holds(Array.isArray(rows), 'a list of rows', rows, `${place}.value`, observer)) {
    return;
  }
  for (const row of rows as readonly unknown[]) {
    if (holds(isRecord(row), 'an object', row, `${place}[]`, observer)) {
      compareRow(query, types, row as Readonly<Record<string, unknown>>, place, observer);
      onKey((row as { readonly PrimaryKey?: unknown }).PrimaryKey);
    }
  }
}

function compareRow(
  { key, columns, raw }: Pick<ArchiveQuery, 'key' | 'columns' | 'raw'>,
  types: ColumnTypes,
  row: Readonly<Record<string, unknown>>,
  place: string,
  observer: Observer,
): void {
  const keyForm = formOf(row.PrimaryKey);
  // Recorded rows have a text as the displayed value, the documented samples a number.
  const isKey = keyForm === 'whole number' || (!raw && keyForm === 'digits in a text');
  holds(isKey, 'a number', row.PrimaryKey, `${place}.PrimaryKey`, observer);
  compare('string?', row.EntityName, `${place}.EntityName`, observer);
  const isNested = isRecord(row.Column);
  observer.onForm(`${place}.Column`, formOf(row.Column));
  if (raw && !isNested) {
    observer.onDifference(place, { problem: 'FLAT_ROW' });
  }
  const cells = isNested ? (row.Column as Readonly<Record<string, unknown>>) : row;
  for (const column of [key, ...columns]) {
    const at = `${place}.${column}`;
    if (!Object.hasOwn(cells, column)) {
      observer.onForm(at, 'missing');
      observer.onDifference(at, { problem: 'MISSING' });
    } else if (!raw) {
      compareCell(types[column] as ColumnType, cells[column], at, observer);
    } else if (holds(isRecord(cells[column]), 'an object', cells[column], at, observer)) {
      compareCell(
        types[column] as ColumnType,
        (cells[column] as { RawValue?: unknown }).RawValue,
        `${at}.RawValue`,
        observer,
      );
    }
  }
}

function compareCell(type: ColumnType, value: unknown, place: string, observer: Observer): void {
  if (value === null) {
    observer.onForm(place, 'null');
    return;
  }
  const [due, isDue] = HOLDS[type];
  holds(isDue(formOf(value)), due, value, place, observer);
}
