import type { Tenant } from '../tenant.js';
import { columnKinds } from './column-kinds.js';
import type { Columns } from './columns.js';

/** Some of the columns that SuperOffice documents for a linked person: `person/fullName`. */
export function personColumns<Row>(
  prefix: string,
  { persons }: Tenant,
  personIdOf: (row: Row) => number,
): Columns<Row> {
  const { int, text } = columnKinds<Row>();
  const person = (row: Row) => persons.get(personIdOf(row));
  return {
    [`${prefix}/personId`]: int(personIdOf),
    [`${prefix}/firstName`]: text((row) => person(row)?.Firstname),
    [`${prefix}/lastName`]: text((row) => person(row)?.Lastname),
    [`${prefix}/middleName`]: text((row) => person(row)?.MiddleName),
    [`${prefix}/fullName`]: text((row) => person(row)?.FullName, 'stringorPK'),
    [`${prefix}/contactId`]: int((row) => person(row)?.ContactId ?? 0),
    [`${prefix}/title`]: text((row) => person(row)?.Title),
    [`${prefix}/email/emailAddress`]: text((row) => person(row)?.Email),
  };
}
