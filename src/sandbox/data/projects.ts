import { dayOf, daysAfter, UNSET, workingTime } from './dates.js';
import { projectStatuses, projectTypes } from './lists.js';
import { createRandom, cycle } from './random.js';
import type { AssociateRecord, ProjectRecord } from './records.js';
import { fieldProperties, tableRight } from './rights.js';

export function createProjects({
  associates,
}: {
  readonly associates: readonly AssociateRecord[];
}): readonly ProjectRecord[] {
  const random = createRandom('projects');
  const managers = associates.filter(({ Type }) => Type === 'InternalAssociate');
  return PROJECTS.map(([name, description], index): ProjectRecord => {
    const id = index + 1;
    const manager = random.chance(0.9) ? random.pick(managers) : undefined;
    const type = cycle(projectTypes, index);
    const status = random.pick(projectStatuses);
    const start = dayOf(workingTime(random, '2024-02-01', '2026-02-01'));
    const isPublished = random.chance(0.4);
    const site = random.chance(0.5) ? `https://projects.example.com/${2000 + id}` : null;
    return {
      ProjectId: id,
      Name: name,
      Description: description,
      URL: site,
      Type: type.name,
      AssociateId: manager?.AssociateId ?? 0,
      AssociateFullName: manager?.FullName ?? '',
      TypeId: type.id,
      Updated: workingTime(random, '2025-06-01', '2026-03-01'),
      StatusId: status.id,
      Status: status.name,
      TextId: random.pick([0, 300 + id]),
      PublishTo: isPublished ? daysAfter(start, random.int(60, 400)) : UNSET,
      PublishFrom: isPublished ? start : UNSET,
      IsPublished: isPublished,
      URLName: site ? random.pick([name, '', null]) : null,
      ProjectNumber: `PR-${2024 + (index % 3)}-${String(id).padStart(3, '0')}`,
      ActiveErpLinks: random.pick([0, 0, 1]),
      TableRight: tableRight(random),
      FieldProperties: fieldProperties(random, ['Name', 'TypeId']),
      EventId: type.id === 3 ? 40 + id : 0,
      StartDate: random.chance(0.8) ? start : UNSET,
    };
  });
}

const PROJECTS: readonly (readonly [name: string, description: string | null])[] = [
  ['Door access at Fjellheim', 'Card readers and door control for four shops.'],
  ['Spring campaign 2026', 'Mailing and chat banner for the new reader series.'],
  ['Customer day in Bergen', 'A day of talks and tables for customers in the west.'],
  ['Handheld scanners for Thistledown', 'Replace 140 scanners in two warehouses, with training.'],
  ['Einführung Zeiterfassung Krämer', 'Terminals in neun Filialen, Anbindung an die Lohnbuchhaltung.'],
  ['Herbstaktion Solar', null],
  ['Messestand Köln', 'Stand, Vorführgeräte, zwei Vorträge.'],
  ['New help pages', 'Rewrite of the hundred most read answers.'],
  ['Nytt kundesenter Trondheim', 'Flytting, telefoni og chat for tolv rådgivere.'],
  ['Vinterkampanje for butikker', ''],
  ['Partner gathering 2025', 'Two days in Lillehammer.'],
  ['Single sign-on for own staff', 'All internal systems by one login.'],
  ['Visitor badges for Copperfield', 'Self-service desk at seven schools.'],
  ['Summer offer: service agreements', 'Three months free on agreements of two years.'],
  ['Webinar series on access rights', 'Six half-hours, recorded.'],
  ['Warehouse count 2025', null],
  ['Αναβάθμιση αποθήκης Πειραιά', 'Νέοι αναγνώστες και εκπαίδευση προσωπικού.'],
  ['東京ショールーム', '新製品の展示と商談スペース。'],
  ['Grand opening in Dubai', 'افتتاح المعرض الجديد'],
  ['Move to the new invoice system', 'In parallel until the end of the quarter.'],
];
