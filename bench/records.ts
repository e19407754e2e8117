import { readFileSync } from 'node:fs';

/** A record as the REST API sends it. */
export type Carrier = Readonly<Record<string, unknown>>;

/** How many sessions the biggest desk has. */
export const MAX_SESSIONS = 1000;

const sample = JSON.parse(readFileSync(new URL('../test/contract/transfer-response.json', import.meta.url), 'utf8'));

/** Dates with three fraction digits and `Z`, which every contender shows unchanged. */
const DATE = '2024-03-05T09:40:58.000Z';

/** SuperOffice's own sample answer to a transfer, with all six nested records, and the new associate. */
export const transferred: Carrier = {
  ...sample,
  WhenRequested: DATE,
  Ticket: { ...sample.Ticket, CreatedAt: DATE },
};

const ids = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

/** Records of the sizes of SuperOffice's sample, each with words of its own. */
export const associates = ids(1, 8).map((id) => ({
  ...sample.User,
  AssociateId: id,
  Name: `A${id}`,
  FullName: `Associate No. ${id}`,
}));

export const countries = ids(1, 10).map((id) => ({
  CountryId: id,
  Name: `Country No. ${id}`,
  CurrencyId: 1,
  EnglishName: `Country No. ${id}`,
  TwoLetterISOCountry: 'NO',
  ThreeLetterISOCountry: 'NOR',
  ImageDescription: '',
  OrgNrText: 'VAT',
  InterAreaPrefix: '',
  DialInPrefix: '00',
  ZipPrefix: '',
  DomainName: 'no',
  AddressLayoutId: 1,
  DomesticAddressLayoutId: 1,
  ForeignAddressLayoutId: 1,
  Rank: id,
  Tooltip: '',
  Deleted: false,
  TableRight: {},
  FieldProperties: sample.FieldProperties,
}));

/** Two persons a contact. */
export const contacts = ids(1, MAX_SESSIONS / 2).map((id) => ({
  ...sample.Contact,
  ContactId: id,
  Name: `Company No. ${id}`,
  CountryId: (id % countries.length) + 1,
}));

export const persons = ids(1, MAX_SESSIONS).map((id) => ({
  ...sample.Person,
  PersonId: id,
  FullName: `Person No. ${id}`,
  Email: `person.${id}@example.net`,
  ContactId: Math.ceil(id / 2),
}));

const tickets = ids(1, MAX_SESSIONS).map((id) => ({
  ...sample.Ticket,
  TicketId: id,
  Title: `Request No. ${id}`,
  OwnedByAssociateId: (id % associates.length) + 1,
}));

/** Sessions as a desk lists them: with a person and a request, without project, sale and contact. */
export const sessions = ids(1, MAX_SESSIONS).map((id, index) => ({
  ...sample,
  ChatSessionId: id,
  CustomerName: `Visitor No. ${id}`,
  LastMessage: `Message of visitor No. ${id}`,
  WhenRequested: DATE,
  User: null,
  TransferTo: null,
  Person: persons[index],
  Contact: null,
  Project: null,
  Sale: null,
  Ticket: tickets[index],
}));
