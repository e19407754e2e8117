import type { SaleStatus } from '../../superoffice/carriers.js';
import { dayOf, daysAfter, UNSET, workingTime } from './dates.js';
import { EXAMPLE } from './example.js';
import { saleTypes } from './lists.js';
import { createRandom, cycle, type Random } from './random.js';
import type { AssociateRecord, PersonRecord, ProjectRecord, SaleRecord } from './records.js';
import { fieldProperties, tableRight } from './rights.js';

export interface SaleSources {
  readonly associates: readonly AssociateRecord[];
  readonly persons: readonly PersonRecord[];
  readonly projects: readonly ProjectRecord[];
}

const COUNT = 60;

export function createSales(sources: SaleSources): readonly SaleRecord[] {
  const random = createRandom('sales');
  return Array.from({ length: COUNT }, (_item, index) => saleRecord(index + 1, sources, random));
}

function saleRecord(id: number, { associates, persons, projects }: SaleSources, random: Random): SaleRecord {
  const isExample = id === EXAMPLE.saleId;
  const buyer = isExample ? personWithId(persons, EXAMPLE.personId) : random.pick(personsOfCompany(persons, id));
  const hasPerson = isExample || random.chance(0.85);
  const sellers = associates.filter(({ Type, Deleted }) => Type === 'InternalAssociate' && !Deleted);
  const seller = random.pick(sellers);
  const projectId = isExample ? EXAMPLE.projectId : random.chance(0.5) ? random.int(1, projects.length) : 0;
  const status = isExample ? 'Open' : cycle(STATUSES, id);
  const probability = status === 'Sold' ? 100 : status === 'Lost' ? 0 : random.int(1, 9) * 10;
  const amount = random.int(20, 700) * random.int(20, 700) + random.pick([0, 0.5, 0.9, 0.99]);
  const margin = random.int(120, 620) / 10;
  const type = cycle(saleTypes, id * 3);
  const date = dayOf(workingTime(random, '2024-05-01', '2026-06-30'));
  return {
    ContactName: buyer.ContactName,
    SaleDate: date,
    SaleId: id,
    Probability: probability,
    Title: `${cycle(SUBJECTS, id)}, ${buyer.ContactName}`,
    Amount: amount,
    Currency: random.pick(['NOK', 'NOK', 'EUR', 'GBP', 'USD']),
    ProjectName: projects.find(({ ProjectId }) => ProjectId === projectId)?.Name ?? null,
    AssociateFullName: seller.FullName,
    Description: random.pick(['', null, 'Asked for a quote in two parts.', 'Decision after the board meeting.']),
    Status: status,
    WeightedAmount: cents((amount * probability) / 100),
    ProjectId: projectId,
    EarningPercent: margin,
    Earning: cents((amount * margin) / 100),
    ContactId: buyer.ContactId,
    AssociateId: seller.AssociateId,
    PersonId: hasPerson ? buyer.PersonId : random.pick([0, -1]),
    SaleTypeId: type.id,
    SaleTypeName: type.name,
    PersonFullName: hasPerson ? buyer.FullName : '',
    Completed: status === 'Sold' || status === 'Lost' ? 'Completed' : 'Started',
    ActiveErpLinks: random.pick([0, 0, 1]),
    NextDueDate: status === 'Open' ? daysAfter(date, -random.int(7, 40)) : UNSET,
    Number: random.chance(0.9) ? String(10_000 + id) : random.pick(['', null]),
    TableRight: tableRight(random),
    FieldProperties: fieldProperties(random, ['Title', 'Number', 'ContactId']),
  };
}

/** The customers in turn: the same one comes with another subject, so that no two titles are alike. */
function personsOfCompany(persons: readonly PersonRecord[], saleId: number): readonly PersonRecord[] {
  const customers = persons.filter(({ ContactId }) => ContactId > 1);
  const companyId = cycle([...new Set(customers.map(({ ContactId }) => ContactId))], saleId * 7);
  return customers.filter(({ ContactId }) => ContactId === companyId);
}

function personWithId(persons: readonly PersonRecord[], id: number): PersonRecord {
  return persons[id - 1] as PersonRecord;
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

const STATUSES: readonly SaleStatus[] = ['Open', 'Sold', 'Open', 'Lost', 'Open', 'Sold', 'Stalled', 'Sold'];

const SUBJECTS = [
  'Annual licence 2026',
  'Twelve card readers',
  'Upgrade to version 11',
  'Service agreement, two years',
  'Handheld scanners',
  'Training day',
  'Time recording terminals',
  'Additional 25 users',
  'Chat for the web shop',
  'Visitor badges',
  'Installation and wiring',
  'Spare parts',
  'Migration from the old system',
  'Pilot in one shop',
  'Renewal 2025',
  'Emergency support',
  'Printers and labels',
] as const;
