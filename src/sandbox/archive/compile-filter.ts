import { type Asker, type Columns, columnNamed } from './columns.js';
import type { Filter } from './filter.js';
import { testFor } from './operators/operators.js';

/** Whether rows match a filter. Operators and values are checked before the first row. */
export function compileFilter<Row>(filter: Filter, columns: Columns<Row>, asker: Asker): (row: Row) => boolean {
  if (filter.kind === 'condition') {
    const column = columnNamed(columns, filter.column);
    const test = testFor(column.type, filter, asker);
    return (row) => test(column.raw(row));
  }
  const tests = filter.parts.map((part) => compileFilter(part, columns, asker));
  return filter.kind === 'and' ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
}
