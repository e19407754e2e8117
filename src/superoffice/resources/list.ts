import type * as carriers from '../carriers.js';
import { batchRead } from '../fetch-many.js';

/** POST Agents/List/Get{name}List. */
const getList = <T extends object>(name: string, key: keyof T) => batchRead<T>(`Agents/List/Get${name}List`, key);

export const getBusinessList = getList<carriers.ListItemCarrier>('Business', 'Id');
export const getCategoryList = getList<carriers.CategoryCarrier>('Category', 'Id');
export const getCountryList = getList<carriers.CountryCarrier>('Country', 'CountryId');
export const getCurrencyList = getList<carriers.ListItemCarrier>('Currency', 'Id');
export const getCustomerLanguageList = getList<carriers.ListItemCarrier>('CustomerLanguage', 'Id');
export const getPositionList = getList<carriers.ListItemCarrier>('Position', 'Id');
export const getProjectStatusList = getList<carriers.ListItemCarrier>('ProjectStatus', 'Id');
export const getProjectTypeList = getList<carriers.ListItemCarrier>('ProjectType', 'Id');
export const getSaleTypeList = getList<carriers.ListItemCarrier>('SaleType', 'Id');
export const getTicketCategoryList = getList<carriers.TicketCategoryEntityCarrier>(
  'TicketCategory',
  'TicketCategoryId',
);
export const getTicketPriorityList = getList<carriers.ListItemCarrier>('TicketPriority', 'Id');
export const getTicketStatusList = getList<carriers.TicketStatusCarrier>('TicketStatus', 'TicketStatusId');
export const getTicketTypeList = getList<carriers.TicketTypeCarrier>('TicketType', 'TicketTypeId');
