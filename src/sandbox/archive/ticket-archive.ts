import type { TicketBaseStatus } from '../../superoffice/carriers.js';
import { UNSET } from '../data/dates.js';
import type { TicketRecord } from '../data/records.js';
import type { Archive } from './archive.js';
import type { Column } from './columns.js';

type TicketColumn = Column<TicketRecord>;

/** SuperOffice's archive provider Ticket, a part of its columns. */
export function ticketArchive(): Archive<TicketRecord> {
  return {
    entityName: 'ticket',
    key: ({ TicketId }) => TicketId,
    columns: {
      ticketId: int(({ TicketId }) => TicketId),
      title: { kind: 'text', raw: ({ Title }) => Title },
      author: { kind: 'text', raw: ({ Author }) => Author },
      createdAt: date(({ CreatedAt }) => CreatedAt),
      lastChanged: date(({ LastChanged }) => LastChanged),
      closedAt: date(({ ClosedAt }) => ClosedAt),
      deadline: date(({ Deadline }) => Deadline),
      personId: int(({ CustId }) => CustId),
      contactId: int(({ ContactId }) => ContactId),
      saleId: int(({ SaleId }) => SaleId),
      projectId: int(({ ProjectId }) => ProjectId),
      ownedByAssociateId: int(({ OwnedByAssociateId }) => OwnedByAssociateId),
      baseStatus: {
        kind: 'list',
        raw: ({ BaseStatus }) => BASE_STATUSES.indexOf(BaseStatus),
        display: ({ BaseStatus }) => BaseStatus,
      },
      ticketStatus: list(({ TicketStatus, TicketStatusDisplayValue }) => [TicketStatus, TicketStatusDisplayValue]),
      category: list(({ Category, CategoryFullname }) => [Category, CategoryFullname]),
      priority: list(({ Priority, PriorityName }) => [Priority, PriorityName]),
    },
    defaultColumns: ['ticketId', 'title', 'createdAt', 'ticketStatus', 'priority'],
  };
}

/** SuperOffice's numbers are the places here. */
const BASE_STATUSES: readonly TicketBaseStatus[] = [
  ...(['Unknown', 'Active', 'Closed', 'Postponed', 'Deleted', 'Merged', 'Spam'] as const),
];

function int(raw: (ticket: TicketRecord) => number): TicketColumn {
  return { kind: 'int', raw };
}

function date(kept: (ticket: TicketRecord) => string): TicketColumn {
  return { kind: 'date', raw: (ticket) => (kept(ticket) === UNSET ? null : kept(ticket)) };
}

function list(item: (ticket: TicketRecord) => readonly [id: number, name: string | null]): TicketColumn {
  return { kind: 'list', raw: (ticket) => item(ticket)[0], display: (ticket) => item(ticket)[1] };
}
