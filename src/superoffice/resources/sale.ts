import type { SaleCarrier } from '../carriers.js';
import { batchRead } from '../fetch-many.js';

/** POST Agents/Sale/GetSaleList. */
export const getSaleList = batchRead<SaleCarrier>('Agents/Sale/GetSaleList', 'SaleId');
