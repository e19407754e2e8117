import type { AssociateCarrier } from './carriers.js';
import type { SuperOfficeClient } from './client.js';
import { batchRead, fetchKeyedRecord } from './records.js';

/** POST Agents/Associate/GetAssociateList. */
export const getAssociateList = batchRead<AssociateCarrier>('Agents/Associate/GetAssociateList', 'AssociateId');

/** GET User/currentAssociate: the caller; null for a caller who is no associate. */
export function getCurrentAssociate(client: SuperOfficeClient): Promise<AssociateCarrier | null> {
  return fetchKeyedRecord<AssociateCarrier>(client, 'AssociateId', {
    effect: 'read',
    method: 'GET',
    route: 'User/currentAssociate',
  });
}
