import type { QueryResolvers } from '../../generated/resolvers.js';
import { carrierType } from './carrier-type.js';
import { entriesOf, numbersOf } from './entries.js';
import { fieldProperties } from './FieldProperty.js';
import { type Flags, maskNames } from './flags.js';
import { recordById, relation, relations, resolveReference } from './relations.js';

export const Business = carrierType('Business', { __resolveReference: resolveReference('business'), fieldProperties });
export const Category = carrierType('Category', { __resolveReference: resolveReference('category'), fieldProperties });
export const Currency = carrierType('Currency', { __resolveReference: resolveReference('currency'), fieldProperties });
export const CustomerLanguage = carrierType('CustomerLanguage', {
  __resolveReference: resolveReference('customerLanguage'),
  fieldProperties,
});
export const Position = carrierType('Position', { __resolveReference: resolveReference('position'), fieldProperties });
export const ProjectStatus = carrierType('ProjectStatus', {
  __resolveReference: resolveReference('projectStatus'),
  fieldProperties,
});
export const ProjectType = carrierType('ProjectType', {
  __resolveReference: resolveReference('projectType'),
  fieldProperties,
});
export const SaleType = carrierType('SaleType', { __resolveReference: resolveReference('saleType'), fieldProperties });

/** `TicketCategoryFlags`. */
const TICKET_CATEGORY_FLAGS: Flags = new Map([
  ['Unknown', 0],
  ['Internal', 1],
  ['OnlyLoggedInUsers', 2],
  ['DefaultToCategoryMaster', 4],
  ['ListInMain', 8],
  ['RedelegateNewMsg', 16],
  ['DelegateToOurContact', 32],
  ['PropagateReplyTemplate', 64],
  ['MembersOnly', 128],
  ['NotifyMembers', 256],
  ['AcceptWhenReplying', 512],
]);

export const TicketCategory = carrierType('TicketCategory', {
  __resolveReference: resolveReference('ticketCategory'),
  parent: relation('ticketCategory', 'ParentId'),
  flags: ({ Flags }) => maskNames(Flags, TICKET_CATEGORY_FLAGS),
  extraFields: ({ ExtraFields }, { names }) => entriesOf(ExtraFields, names),
  customFields: ({ CustomFields }, { names }) => entriesOf(CustomFields, names),
  fieldProperties,
});

export const TicketPriority = carrierType('TicketPriority', {
  __resolveReference: resolveReference('ticketPriority'),
  fieldProperties,
});
export const TicketStatus = carrierType('TicketStatus', {
  __resolveReference: resolveReference('ticketStatus'),
  fieldProperties,
});

export const TicketType = carrierType('TicketType', {
  __resolveReference: resolveReference('ticketType'),
  defaultTicketPriority: relation('ticketPriority', 'DefaultTicketPriority'),
  defaultTicketStatus: relation('ticketStatus', 'DefaultTicketStatus'),
  ticketPriorities: relations('ticketPriority', 'TicketPriorities'),
  ticketStatuses: relations('ticketStatus', 'TicketStatuses'),
  visibleForGroups: ({ VisibleForGroups }) => numbersOf(VisibleForGroups),
  fieldProperties,
});

export const queries = {
  business: recordById('business'),
  category: recordById('category'),
  country: recordById('country'),
  currency: recordById('currency'),
  customerLanguage: recordById('customerLanguage'),
  position: recordById('position'),
  projectStatus: recordById('projectStatus'),
  projectType: recordById('projectType'),
  saleType: recordById('saleType'),
  ticketCategory: recordById('ticketCategory'),
  ticketPriority: recordById('ticketPriority'),
  ticketStatus: recordById('ticketStatus'),
  ticketType: recordById('ticketType'),
} satisfies QueryResolvers;
