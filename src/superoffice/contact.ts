import type { ContactCarrier } from './carriers.js';
import { type FetchMany, fetchBatch } from './records.js';

/** POST Agents/Contact/GetContactList. */
export const getContactList: FetchMany<ContactCarrier> = (client, ids) =>
  fetchBatch(client, ids, 'ContactId', (part) => ({
    effect: 'read',
    method: 'POST',
    route: 'Agents/Contact/GetContactList',
    body: part,
  }));
