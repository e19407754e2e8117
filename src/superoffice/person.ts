import type { PersonCarrier } from './carriers.js';
import { type FetchMany, fetchBatch } from './records.js';

/** POST Agents/Person/GetPersonList. */
export const getPersonList: FetchMany<PersonCarrier> = (client, ids) =>
  fetchBatch(client, ids, 'PersonId', (part) => ({
    effect: 'read',
    method: 'POST',
    route: 'Agents/Person/GetPersonList',
    body: part,
  }));
