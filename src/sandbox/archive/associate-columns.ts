import type { AssociateRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';
import { columnKinds } from './column-kinds.js';
import type { Columns } from './columns.js';

/** Some of the columns that SuperOffice documents for a linked associate: `ownedBy/fullName`. */
export function associateColumns<Row>(
  prefix: string,
  { persons, contacts }: Tenant,
  associateOf: (row: Row) => AssociateRecord | undefined,
): Columns<Row> {
  const { int, text, named, withoutOrder } = columnKinds<Row>();
  const person = (row: Row) => persons.get(associateOf(row)?.PersonId ?? 0);
  return {
    [`${prefix}/firstName`]: text((row) => person(row)?.Firstname),
    [`${prefix}/lastName`]: text((row) => person(row)?.Lastname),
    [`${prefix}/middleName`]: text((row) => person(row)?.MiddleName),
    [`${prefix}/fullName`]: text((row) => associateOf(row)?.FullName),
    [`${prefix}/contactId`]: withoutOrder(int((row) => person(row)?.ContactId ?? 0)),
    [`${prefix}/personId`]: withoutOrder(int((row) => associateOf(row)?.PersonId ?? 0)),
    [`${prefix}/title`]: text((row) => person(row)?.Title),
    [`${prefix}/contactName`]: text((row) => contacts.get(person(row)?.ContactId ?? 0)?.Name),
    [`${prefix}/assocName`]: named('associate', (row) => [associateOf(row)?.AssociateId ?? 0, associateOf(row)?.Name]),
    [`${prefix}/ejUserId`]: withoutOrder(int((row) => associateOf(row)?.EjUserId ?? 0)),
    [`${prefix}/userName`]: text((row) => associateOf(row)?.UserName),
    [`${prefix}/personEmail`]: text((row) => person(row)?.Email),
  };
}
