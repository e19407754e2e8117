import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import type { ChatSessionRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';

/** The session with the records it is linked to, as the batch reads answer them. */
export function chatSessionCarrier(tenant: Tenant, session: ChatSessionRecord): Required<ChatSessionCarrier> {
  return {
    ...session,
    User: linked(session.User, tenant.associates, tenant.empty.associate),
    Person: linked(session.Person, tenant.persons, tenant.empty.person),
    Contact: linked(session.Contact, tenant.contacts, tenant.empty.contact),
    Project: linked(session.Project, tenant.projects, tenant.empty.project),
    Sale: linked(session.Sale, tenant.sales, tenant.empty.sale),
    Ticket: linked(session.Ticket, tenant.tickets, tenant.empty.ticket),
    TransferTo: linked(session.TransferTo, tenant.associates, tenant.empty.associate),
  };
}

function linked<T>(id: number | null, records: ReadonlyMap<number, T>, empty: T): T | null {
  if (id === null) {
    return null;
  }
  return id === 0 ? empty : (records.get(id) ?? null);
}
