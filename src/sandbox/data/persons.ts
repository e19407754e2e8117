import { personNamesOfAssociates } from './associates.js';
import { EXAMPLE } from './example.js';
import { positions } from './lists.js';
import { PERSON_NAMES, type PersonName } from './person-names.js';
import { phoneIn } from './phones.js';
import { createRandom, cycle, type Random } from './random.js';
import type { AssociateRecord, ContactRecord, PersonRecord } from './records.js';
import { fieldProperties, tableRight } from './rights.js';

export interface PersonSources {
  readonly associates: readonly AssociateRecord[];
  readonly contacts: readonly ContactRecord[];
}

/** The associates' own persons first, then the customers, country by country. */
export function createPersons({ associates, contacts }: PersonSources): readonly PersonRecord[] {
  const random = createRandom('persons');
  const placed = [...colleagues(contacts), ...customers(contacts)];
  return placed.map((person, index) => {
    const id = index + 1;
    // Some customers are private people.
    const isPrivate = id % 23 === 0 && id !== EXAMPLE.personId;
    return personRecord(id, isPrivate ? { ...person, contact: undefined } : person, associates, random);
  });
}

interface PlacedPerson {
  readonly name: PersonName;
  readonly countryId: number;
  readonly contact: ContactRecord | undefined;
}

function colleagues(contacts: readonly ContactRecord[]): readonly PlacedPerson[] {
  const [ownCompany, customer] = contacts;
  const names = personNamesOfAssociates();
  return names.map((name, index) => ({
    name,
    countryId: 578,
    // The last one is the external user, who works for a customer.
    contact: index === names.length - 1 ? customer : ownCompany,
  }));
}

function customers(contacts: readonly ContactRecord[]): readonly PlacedPerson[] {
  return PERSON_NAMES.flatMap(([countryId, names]) => {
    const companies = contacts.filter((contact) => contact.CountryId === countryId && !contact.IsOwnerContact);
    return names.map((name, index) => ({ name, countryId, contact: cycle(companies, index) }));
  });
}

function personRecord(
  id: number,
  { name, countryId, contact }: PlacedPerson,
  associates: readonly AssociateRecord[],
  random: Random,
): PersonRecord {
  const [first, last, more] = name;
  const middle = more?.middle ?? '';
  const owner = associates.find(({ AssociateId }) => AssociateId === contact?.AssociateId);
  const supporter = random.chance(0.3) ? random.pick(associates.filter(({ EjUserId }) => EjUserId > 0)) : undefined;
  return {
    Position: random.chance(0.8) ? random.pick(positions).name : '',
    PersonId: id,
    Mrmrs: id === EXAMPLE.personId ? 'Ms' : random.pick(['', '', null]),
    Firstname: first,
    Lastname: last,
    MiddleName: middle,
    Title: random.pick(['', '', 'Dr.', 'Deputy head', 'Shift leader', 'Owner']),
    Description: random.pick([
      null,
      '',
      'Prefers to be called before noon.',
      'Met at the spring fair.',
      'Speaks English.',
    ]),
    Email: id === EXAMPLE.personId || random.chance(0.9) ? email(name, id) : random.pick(['', null]),
    FullName: fullName(name, countryId),
    DirectPhone: random.chance(0.8) ? phoneIn(countryId, 40 + 2 * id) : '',
    FormalName: `${last}, ${middle ? `${first} ${middle}` : first}`,
    CountryId: random.chance(0.95) ? countryId : 0,
    ContactId: contact?.ContactId ?? 0,
    ContactName: contact?.Name ?? null,
    Retired: random.chance(0.06) ? 1 : 0,
    Rank: random.int(1, 9),
    ActiveInterests: random.int(0, 6),
    ContactDepartment: contact?.Department ?? null,
    ContactCountryId: contact?.CountryId ?? 0,
    ContactOrgNr: contact?.OrgNr ?? null,
    FaxPhone: '',
    MobilePhone: random.chance(0.7) ? phoneIn(countryId, 41 + 2 * id) : random.pick(['', null]),
    ContactPhone: contact?.DirectPhone ?? null,
    AssociateName: owner?.Name ?? '',
    AssociateId: owner?.AssociateId ?? random.pick([0, -1]),
    UsePersonAddress: contact === undefined,
    ContactFax: random.pick(['', null]),
    Kanafname: more?.kana?.[0] ?? '',
    Kanalname: more?.kana?.[1] ?? '',
    Post1: '',
    Post2: '',
    Post3: countryId === 392 ? '2F' : '',
    EmailName: random.pick(['', 'Work', null]),
    ContactFullName: contact?.FullName ?? null,
    ActiveErpLinks: random.pick([0, 0, 0, 1]),
    TicketPriorityId: random.pick([0, 0, 2, 3, -1]),
    SupportLanguageId: random.pick([0, 1, 2, 3]),
    SupportAssociateId: supporter?.AssociateId ?? random.pick([0, -1]),
    CategoryName: contact?.CategoryName ?? '',
    PersonNumber: random.pick(['', null, `P-${10_000 + id * 3}`]),
    TableRight: tableRight(random),
    FieldProperties: fieldProperties(random, ['Firstname', 'Email', 'ContactId']),
  };
}

/** Chinese, Japanese and Korean names begin with the family's. */
function fullName([first, last, more]: PersonName, countryId: number): string {
  if (countryId === 156 || countryId === 410) {
    return `${last}${first}`;
  }
  if (countryId === 392 || /\p{Script=Han}/u.test(first)) {
    return `${last} ${first}`;
  }
  return [first, more?.middle, last].filter((part) => part).join(' ');
}

function email([first, last, more]: PersonName, id: number): string {
  const domain = cycle(['example.com', 'example.org', 'example.net'], id);
  return `${more?.roman ?? `${plain(first)}.${plain(last)}`}@${domain}`;
}

/** Small letters of the English alphabet. */
function plain(name: string): string {
  const letters: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', ß: 'ss', ł: 'l', đ: 'd', ğ: 'g', ı: 'i' };
  return name
    .toLowerCase()
    .replaceAll(/[øæßłđğı]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/[^a-z-]/g, '');
}
