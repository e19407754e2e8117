import type { TicketBaseStatus, TicketOrigin } from '../../superoffice/carriers.js';
import { daysAfter, minutesAfter, UNSET, workingTime } from './dates.js';
import { EXAMPLE } from './example.js';
import { type ListItem, ticketCategories, ticketPriorities, ticketStatuses, ticketTypes } from './lists.js';
import { createRandom, cycle, type Random } from './random.js';
import type { AssociateRecord, PersonRecord, ProjectRecord, SaleRecord, TicketRecord } from './records.js';
import { fieldProperties, tableRight } from './rights.js';

export interface TicketSources {
  readonly associates: readonly AssociateRecord[];
  readonly persons: readonly PersonRecord[];
  readonly sales: readonly SaleRecord[];
  readonly projects: readonly ProjectRecord[];
}

const COUNT = 80;

/** The Service user id that stands for the system, and for nobody as an owner. */
const SYSTEM_EJ_USER_ID = 1;

export function createTickets(sources: TicketSources): readonly TicketRecord[] {
  const random = createRandom('tickets');
  return Array.from({ length: COUNT }, (_item, index) => ticketRecord(index + 1, sources, random));
}

function ticketRecord(id: number, sources: TicketSources, random: Random): TicketRecord {
  const isExample = id === EXAMPLE.ticketId;
  const status = isExample ? 'Active' : random.pick(STATUSES);
  return {
    TicketId: id,
    Title: isExample ? 'Two scanners without chargers' : cycle(TITLES, id).replace('#', String(40_000 + id * 13)),
    ...datesAndTimes(status, random),
    ...people(isExample, sources, random),
    ...listItems(status, random),
    ...links(id, isExample, status, sources, random),
    Slevel: random.pick(['External', 'External', 'Internal']),
    BaseStatus: status,
    Origin: isExample ? 'Chat' : cycle(ORIGINS, id),
    AlertLevel: random.pick([0, 0, 1, 2]),
    ReadStatus: random.pick(['Green', 'Yellow', 'Red']),
    HasAttachment: random.chance(0.3),
    NumReplies: random.int(0, 6),
    NumMessages: random.int(1, 14),
    Language: isExample ? 'en' : random.pick(['en', 'no', 'de', '', null]),
    Sentiment: random.int(-90, 90),
    SentimentConfidence: random.int(0, 100),
    FormSubmissionId: random.pick([0, 0, 0, 60 + id]),
    TableRight: tableRight(random),
    FieldProperties: fieldProperties(random, ['Title', 'Author', 'CustId']),
  };
}

function datesAndTimes(status: TicketBaseStatus, random: Random) {
  const created = workingTime(random, '2024-09-01', '2026-02-27');
  const replyMinutes = random.int(4, 2_000);
  const closeMinutes = replyMinutes + random.int(10, 9_000);
  const isReplied = status === 'Closed' || random.chance(0.6);
  const isClosed = status === 'Closed' || status === 'Merged';
  return {
    CreatedAt: created,
    LastChanged: minutesAfter(created, closeMinutes, random.int(0, 59)),
    ReadByOwner: random.chance(0.8) ? minutesAfter(created, 3, random.int(0, 59)) : UNSET,
    ReadByCustomer: random.chance(0.4) ? minutesAfter(created, closeMinutes) : UNSET,
    FirstReadByUser: random.chance(0.8) ? minutesAfter(created, 2, random.int(0, 59)) : UNSET,
    Activate: status === 'Postponed' ? daysAfter(created, random.int(3, 30)) : UNSET,
    ClosedAt: isClosed ? minutesAfter(created, closeMinutes) : UNSET,
    RepliedAt: isReplied ? minutesAfter(created, replyMinutes) : UNSET,
    AlertTimeout: random.chance(0.3) ? daysAfter(created, 1) : UNSET,
    Deadline: random.chance(0.5) ? daysAfter(created, random.int(1, 10)) : UNSET,
    TimeToReply: isReplied ? Math.trunc(replyMinutes / 3) : 0,
    RealTimeToReply: isReplied ? replyMinutes : 0,
    TimeToClose: isClosed ? Math.trunc(closeMinutes / 3) : 0,
    RealTimeToClose: isClosed ? closeMinutes : 0,
    TimeSpentInternally: random.int(0, 7_200),
    TimeSpentExternally: random.int(0, 7_200),
    TimeSpentQueue: random.int(0, 3_600),
    RealTimeSpentInternally: random.int(7_200, 90_000),
    RealTimeSpentExternally: random.int(7_200, 90_000),
    RealTimeSpentQueue: random.int(3_600, 40_000),
    TimeSpent: random.int(0, 95),
  };
}

function people(isExample: boolean, { associates, persons }: TicketSources, random: Random) {
  const serviceUsers = associates.filter(({ EjUserId }) => EjUserId > 0);
  const owner = random.chance(0.85) ? random.pick(serviceUsers) : undefined;
  const creator = random.chance(0.4) ? random.pick(serviceUsers) : undefined;
  const person = random.pick(persons.filter(({ ContactId }) => ContactId !== 1));
  const customer = isExample ? persons[EXAMPLE.personId - 1] : random.chance(0.85) ? person : undefined;
  return {
    CreatedBy: creator?.EjUserId ?? SYSTEM_EJ_USER_ID,
    CreatedByName: creator?.FullName ?? 'System',
    Author: customer?.Email ?? creator?.FullName ?? '',
    OwnedBy: owner?.EjUserId ?? SYSTEM_EJ_USER_ID,
    OwnedByName: owner?.FullName ?? random.pick(['', null]),
    OwnedByAssociateId: owner?.AssociateId ?? 0,
    CustId: customer?.PersonId ?? -1,
    PersonFirstname: customer?.Firstname ?? null,
    PersonMiddleName: customer?.MiddleName ?? null,
    PersonLastname: customer?.Lastname ?? null,
    PersonFullname: customer?.FullName ?? '',
    FromAddress: customer?.Email ?? '',
    ContactId: customer?.ContactId ?? random.pick([0, -1]),
    ContactName: customer?.ContactName ?? null,
  };
}

function listItems(status: TicketBaseStatus, random: Random) {
  const category = random.pick(ticketCategories);
  const priority = random.pick(ticketPriorities);
  const type = random.chance(0.7) ? random.pick(ticketTypes) : undefined;
  const ownStatus = statusItem(status, random);
  return {
    Category: category.id,
    CategoryName: category.name,
    CategoryFullname: category.fullName,
    Priority: priority.id,
    PriorityName: priority.name,
    TicketStatus: ownStatus.id,
    TicketStatusDisplayValue: ownStatus.name,
    TicketTypeId: type?.id ?? 0,
    TicketTypeName: type?.name ?? '',
  };
}

function statusItem(status: TicketBaseStatus, random: Random): ListItem {
  if (status === 'Active' && random.chance(0.3)) {
    return cycle(ticketStatuses, 6);
  }
  return cycle(ticketStatuses, ['Active', 'Closed', 'Postponed', 'Deleted', 'Merged', 'Spam'].indexOf(status));
}

function links(
  id: number,
  isExample: boolean,
  status: TicketBaseStatus,
  { sales, projects }: TicketSources,
  random: Random,
) {
  const saleId = isExample ? EXAMPLE.saleId : random.chance(0.3) ? random.int(1, sales.length) : random.pick([0, -1]);
  const projectId = isExample ? EXAMPLE.projectId : random.chance(0.3) ? random.int(1, projects.length) : 0;
  return {
    // The ticket into which it was merged is an older one.
    ConnectId: status === 'Merged' && id > 1 ? random.int(1, id - 1) : -1,
    SaleId: saleId,
    SaleHeading: sales[saleId - 1]?.Title ?? null,
    ProjectId: projectId,
    ProjectName: projects[projectId - 1]?.Name ?? '',
  };
}

const STATUSES: readonly TicketBaseStatus[] = [
  ...(['Active', 'Active', 'Active', 'Active', 'Closed', 'Closed', 'Closed', 'Closed'] as const),
  ...(['Postponed', 'Deleted', 'Merged', 'Spam'] as const),
];

const ORIGINS: readonly TicketOrigin[] = [
  ...(['Email', 'Chat', 'Phone', 'CustomerCentre', 'Form', 'API', 'SMS', 'Facebook', 'Internal'] as const),
  ...(['AutoGenerated', 'EMarketing', 'Flow', 'Twitter', 'Fax', 'Unknown'] as const),
];

/** `#` becomes an order, invoice or device number. */
const TITLES = [
  'Order # has not arrived',
  'Invoice # was paid twice',
  'Cannot log in after the password change (ref. #)',
  'Reader # blinks red all day',
  'Please add three users to agreement #',
  'Wrong address on delivery #',
  'Return of order #',
  'Export to Excel stops half way, case #',
  'Rechnung # fehlt im Portal',
  'Terminal # bucht doppelt',
  'Lieferung # unvollständig',
  'Faktura # har feil beløp',
  'Kortleser # virker ikke i kulden',
  'Ønsker ny avtale i stedet for #',
  'Glemt passord, bruker #',
  'Quote # : can we have it in euro?',
  'Η παραγγελία # καθυστερεί',
  'Замовлення # надійшло пошкодженим',
  'طلب رقم # لم يصل بعد',
  'הזמנה # לא הגיעה',
  '订单 # 的发票抬头有误',
  '注文 # の納期について',
  '주문 # 환불 요청',
  'ऑर्डर # अभी तक नहीं मिला',
  'Who may open door # at night?',
  'Certificate of scanner # expires',
  'Training on the new version, group #',
] as const;
