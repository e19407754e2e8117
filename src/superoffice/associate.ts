import type { AssociateCarrier } from './carriers.js';
import type { SuperOfficeClient } from './client.js';
import { type FetchMany, fetchBatch, fetchRecord } from './records.js';

/** POST Agents/Associate/GetAssociateList. */
export const getAssociateList: FetchMany<AssociateCarrier> = (client, ids) =>
  fetchBatch(client, ids, 'AssociateId', (part) => ({
    effect: 'read',
    method: 'POST',
    route: 'Agents/Associate/GetAssociateList',
    body: part,
  }));

/** GET User/currentAssociate: the caller. */
export function getCurrentAssociate(client: SuperOfficeClient): Promise<AssociateCarrier | null> {
  return fetchRecord(client, { effect: 'read', method: 'GET', route: 'User/currentAssociate' });
}
