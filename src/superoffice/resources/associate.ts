import type { AssociateCarrier } from '../carriers.js';
import { batchRead } from '../fetch-many.js';
import { fetchKeyedRecord } from '../records.js';
import type { SuperOfficeClient } from '../rest/client.js';

/** POST Agents/Associate/GetAssociateList. */
export const getAssociateList = batchRead<AssociateCarrier>('Agents/Associate/GetAssociateList', 'AssociateId');

/** Whether an associate has this name, as SuperOffice compares them: case does not count. */
export function hasName({ Name, UserName }: AssociateCarrier, name: string): boolean {
  const sought = name.toLowerCase();
  return [Name, UserName].some((one) => typeof one === 'string' && one.toLowerCase() === sought);
}

/** Whether an associate has a name by which `hasName` can tell: a `UserName` may be missing. */
export function isNamed({ Name, UserName }: AssociateCarrier): boolean {
  return Boolean(Name || UserName) && [Name ?? '', UserName ?? ''].every((one) => typeof one === 'string');
}

/** GET User/currentAssociate: the caller; null if the caller is not an associate. */
export function getCurrentAssociate(client: SuperOfficeClient): Promise<AssociateCarrier | null> {
  return fetchKeyedRecord<AssociateCarrier>(client, 'AssociateId', {
    effect: 'read',
    method: 'GET',
    route: 'User/currentAssociate',
  });
}
