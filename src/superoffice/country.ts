import type { CountryCarrier } from './carriers.js';
import { type FetchMany, fetchBatch } from './records.js';

/** POST Agents/List/GetCountryList. */
export const getCountryList: FetchMany<CountryCarrier> = (client, ids) =>
  fetchBatch(client, ids, 'CountryId', (part) => ({
    effect: 'read',
    method: 'POST',
    route: 'Agents/List/GetCountryList',
    body: part,
  }));
