import type { AssociateCarrier } from './carriers.js';
import type { SuperOfficeClient } from './client.js';
import { batchRead, fetchRecord } from './records.js';

/** POST Agents/Associate/GetAssociateList. */
export const getAssociateList = batchRead<AssociateCarrier>('Agents/Associate/GetAssociateList', 'AssociateId');

/** GET User/currentAssociate: the caller. */
export function getCurrentAssociate(client: SuperOfficeClient): Promise<AssociateCarrier | null> {
  return fetchRecord(client, 'AssociateId', { effect: 'read', method: 'GET', route: 'User/currentAssociate' });
}
