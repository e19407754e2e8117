import type { SaleCarrier } from './carriers.js';
import { type FetchMany, fetchBatch } from './records.js';

/** POST Agents/Sale/GetSaleList. */
export const getSaleList: FetchMany<SaleCarrier> = (client, ids) =>
  fetchBatch(client, ids, 'SaleId', (part) => ({
    effect: 'read',
    method: 'POST',
    route: 'Agents/Sale/GetSaleList',
    body: part,
  }));
