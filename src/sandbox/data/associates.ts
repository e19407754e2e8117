import type { UserType } from '../../superoffice/carriers.js';
import type { PersonName } from './person-names.js';
import { createRandom, type Random } from './random.js';
import type { AssociateRecord } from './records.js';
import { fieldProperties, tableRight } from './rights.js';

export interface Associates {
  readonly associates: readonly AssociateRecord[];
  /** Ids of those who may chat. */
  readonly chatLicences: readonly number[];
  /** Ids of those who are present in the chat on start. */
  readonly present: readonly number[];
}

export function createAssociates(): Associates {
  const random = createRandom('associates');
  const idsOf = (chat: Login['chat']) => LOGINS.flatMap((login, index) => (login.chat === chat ? [index + 1] : []));
  const associates = LOGINS.map((login, index): AssociateRecord => {
    const fullName = fullNameOf(login);
    return {
      AssociateId: index + 1,
      Name: login.name,
      PersonId: login.personId ?? 0,
      Rank: LOGINS.length - index,
      Tooltip: login.tooltip ?? fullName,
      Type: login.type ?? 'InternalAssociate',
      GroupIdx: login.group,
      FullName: fullName,
      FormalName: login.last ? `${login.last}, ${login.first}` : login.first,
      Deleted: login.isRetired ?? false,
      EjUserId: login.ejUserId,
      UserName: login.userName,
      ...customFields(random, index + 1),
      TableRight: tableRight(random),
      FieldProperties: fieldProperties(random, ['Name', 'FullName', 'PersonId']),
    };
  });
  const present = idsOf('present');
  return { associates, chatLicences: [...present, ...idsOf('absent')], present };
}

/**
 * Extra fields, and with them the user-defined ones in `CustomFields`. Documented: values of other types than text are
 * encoded, and names with `:DisplayText` and `:org` stand beside them.
 */
function customFields(random: Random, id: number): Pick<AssociateRecord, 'ExtraFields' | 'CustomFields'> {
  const phone = random.pick([null, {}, { x_desk_phone: String(random.int(4000, 4999)) }]);
  const shift = random.pick([null, {}, { 'SuperOffice:1': random.pick(['Day shift', 'Late shift']) }]);
  if (shift === null) {
    return { ExtraFields: phone, CustomFields: null };
  }
  const extra = { ...phone, x_seat: `[I:${100 + id}]`, x_is_on_site: `[I:${id % 2}]` };
  const trained =
    id % 4 === 0 ? '01/01/0001 00:00:00.0000000' : `03/${String(id).padStart(2, '0')}/2024 00:00:00.0000000`;
  return {
    ExtraFields: extra,
    CustomFields: {
      ...extra,
      ...shift,
      'SuperOffice:2': `[I:${(id % 3) + 1}]`,
      'SuperOffice:2:DisplayText': ['Phone', 'Chat', 'E-mail'][id % 3] ?? '',
      'SuperOffice:2:org': `[I:${(id % 3) + 1}]`,
      // One and the same date was recorded under D and under DT.
      'SuperOffice:3': `[${id % 2 === 0 ? 'D' : 'DT'}:${trained}]`,
      'SuperOffice:4': `[F:0.${id}5]`,
    },
  };
}

/** Names of the associates who are persons of the tenant's own company, and of a customer, by person id. */
export function personNamesOfAssociates(): readonly PersonName[] {
  return LOGINS.filter(({ personId }) => personId !== undefined)
    .sort((left, right) => (left.personId ?? 0) - (right.personId ?? 0))
    .map(({ first, last, userName }) => {
      const [mailbox, domain] = userName?.split('@') ?? [];
      return mailbox && domain ? [first, last, { roman: mailbox }] : [first, last];
    });
}

interface Login {
  /** Also the base of the sandbox's passwords, tickets and tokens, so only plain letters. */
  readonly name: string;
  readonly userName: string | null;
  readonly first: string;
  readonly last: string;
  readonly ejUserId: number;
  readonly group: number;
  /** Whether there is a chat licence, and whether its owner is present; without it there is none. */
  readonly chat?: 'present' | 'absent';
  readonly personId?: number;
  readonly type?: UserType;
  readonly tooltip?: string;
  readonly isRetired?: boolean;
}

function fullNameOf({ first, last }: Login): string {
  if (/\p{Script=Han}/u.test(first)) {
    return `${last} ${first}`;
  }
  return last ? `${first} ${last}` : first;
}

/** In the order of their ids, from 1. */
const LOGINS: readonly Login[] = [
  {
    ...{ name: 'system', userName: 'system', first: 'SuperOffice System', last: '', ejUserId: 0, group: 3 },
    ...{ type: 'SystemAssociate', tooltip: '' },
  },
  {
    ...{ name: 'ida', userName: 'ida.solbakken@example.com', first: 'Ida', last: 'Solbakken', ejUserId: 7, group: 1 },
    ...{ chat: 'present', personId: 1, tooltip: 'Ida Solbakken, head of support' },
  },
  {
    ...{ name: 'bo', userName: null, first: 'Bo', last: 'Lindqvist', ejUserId: 8, group: 1 },
    ...{ chat: 'present', personId: 2 },
  },
  {
    ...{ name: 'mone', userName: "o'neil@example.com", first: 'Maeve', last: 'O’Neil', ejUserId: 9, group: 1 },
    ...{ chat: 'present', personId: 3 },
  },
  {
    ...{ name: 'tje0', userName: 'tje0', first: 'Tobias', last: 'Everhart', ejUserId: 12, group: 1 },
    ...{ chat: 'present', personId: 4, tooltip: 'Tobias Everhart, customer support' },
  },
  {
    ...{ name: 'utag', userName: 'user+tag@example.com', first: 'Ursula', last: 'Tagore', ejUserId: 14, group: 2 },
    ...{ chat: 'present', personId: 5 },
  },
  {
    ...{ name: 'aase', userName: 'Åse Ñandú', first: 'Åse', last: 'Ñandú', ejUserId: 15, group: 1 },
    ...{ chat: 'present', personId: 6 },
  },
  {
    ...{ name: 'mpap', userName: 'margarita.papadaki@example.org', first: 'Μαργαρίτα', last: 'Παπαδάκη' },
    ...{ ejUserId: 16, group: 1, chat: 'absent', personId: 7 },
  },
  {
    ...{ name: 'gube', userName: 'gunnar.berg@example.com', first: 'Gunnar', last: 'Berg', ejUserId: 17, group: 2 },
    ...{ chat: 'absent', personId: 8, isRetired: true, tooltip: 'Gunnar Berg (retired)' },
  },
  {
    ...{ name: 'yuki', userName: 'yuki.tanaka@example.com', first: '優希', last: '田中', ejUserId: 19, group: 2 },
    ...{ chat: 'present', personId: 9 },
  },
  {
    ...{ name: 'lmar', userName: 'leila.marzouk@example.com', first: 'ليلى', last: 'مرزوق', ejUserId: 21, group: 1 },
    ...{ chat: 'absent', personId: 10 },
  },
  {
    // Digits only: a transfer to this user must name the associate id, 12.
    ...{ name: 'desk', userName: '4711', first: 'Desk', last: 'Sandvika', ejUserId: 22, group: 2 },
    ...{ chat: 'present', personId: 11 },
  },
  {
    ...{
      name: 'heod',
      userName: 'henrik.odegard@example.net',
      first: 'Henrik',
      last: 'Ødegård',
      ejUserId: 0,
      group: 3,
    },
    ...{ personId: 12, tooltip: 'Henrik Ødegård, finance' },
  },
  {
    ...{ name: 'pnow', userName: 'paula.nowak@example.net', first: 'Paula', last: 'Nowak', ejUserId: 0, group: 3 },
    ...{ personId: 14, type: 'ExternalAssociate' },
  },
  {
    ...{ name: 'fjord', userName: '', first: 'Meeting room Fjord', last: '', ejUserId: 0, group: 3 },
    ...{ type: 'ResourceAssociate', tooltip: 'Meeting room Fjord, 3rd floor, 12 seats' },
  },
  {
    ...{ name: 'kdev', userName: 'kiran.dev@example.com', first: 'किरण', last: 'देव', ejUserId: 24, group: 1 },
    ...{ chat: 'absent', personId: 13 },
  },
];
