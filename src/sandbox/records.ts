import { badArgument } from './http/errors.js';
import { isInt32, type Route, readInt32, route } from './http/route.js';
import { select } from './http/select.js';
import type { Tenant } from './tenant.js';

/** The agents' batch reads. Records that do not exist are left out. */
export function recordRoutes(tenant: Tenant): readonly Route[] {
  return [
    listRoute('Person', tenant.persons),
    listRoute('Contact', tenant.contacts),
    listRoute('Sale', tenant.sales),
    listRoute('Project', tenant.projects),
    listRoute('Associate', tenant.associates),
    listRoute('Country', tenant.countries, 'List'),
    ...Object.entries(tenant.lists).map(([name, records]) =>
      listRoute(name, records, 'List', WHOLE_CARRIERS.has(name) ? `${name}Entity` : name),
    ),
    route('POST', 'Agents/Associate/GetAssociate', ({ query }) => ({
      carrier: 'Associate',
      value: select(query, tenant.associates.get(readInt32(query.get('associateId') ?? '')) ?? null),
    })),
    route('POST', 'Agents/Ticket/GetTickets', ({ body, query }) => ({
      carrier: 'Ticket',
      value: select(
        query,
        readTicketIds(body).flatMap((id) => tenant.tickets.get(id) ?? []),
      ),
    })),
  ];
}

/** The lists whose carriers are called Entity. */
const WHOLE_CARRIERS: ReadonlySet<string> = new Set(['TicketCategory', 'TicketStatus', 'TicketType']);

/** Answers each record once and in the order of ids, because no order is documented. */
function listRoute(name: string, records: ReadonlyMap<number, unknown>, agent = name, carrier = name): Route {
  return route('POST', `Agents/${agent}/Get${name}List`, ({ body, query }) => {
    const ids = [...new Set(readIds(body))].sort((left, right) => left - right);
    return {
      carrier,
      value: select(
        query,
        ids.flatMap((id) => records.get(id) ?? []),
      ),
    };
  });
}

/** Property names are case-insensitive, as for SuperOffice. */
function readTicketIds(body: unknown): readonly number[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badArgument('The request body must be an object with TicketIds.');
  }
  const [, ids] = Object.entries(body).find(([name]) => name.toLowerCase() === 'ticketids') ?? [];
  return ids === undefined || ids === null ? [] : readIds(ids);
}

function readIds(value: unknown): readonly number[] {
  if (!Array.isArray(value) || !value.every(isInt32)) {
    throw badArgument('Ids must come as an array of int32.');
  }
  return value;
}
