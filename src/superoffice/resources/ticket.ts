import type { TicketCarrier } from '../carriers.js';
import { type FetchMany, fetchBatch } from '../fetch-many.js';

/** POST Agents/Ticket/GetTickets. */
export const getTickets: FetchMany<TicketCarrier> = (client, ids) =>
  fetchBatch(client, ids, 'TicketId', (part) => ({
    effect: 'read',
    method: 'POST',
    route: 'Agents/Ticket/GetTickets',
    body: { TicketIds: part },
  }));
