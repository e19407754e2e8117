import type { QueryResolvers } from '../../generated/resolvers.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { recordById, relation, resolveReference } from './relations.js';

export const Ticket = carrierType('Ticket', {
  __resolveReference: resolveReference('ticket'),
  category: relation('ticketCategory', 'Category'),
  contact: relation('contact', 'ContactId'),
  mergedInto: relation('ticket', 'ConnectId'),
  // `OwnedBy` is the id of a Service user: another id space.
  ownedBy: relation('user', 'OwnedByAssociateId'),
  person: relation('person', 'CustId'),
  priority: relation('ticketPriority', 'Priority'),
  project: relation('project', 'ProjectId'),
  sale: relation('sale', 'SaleId'),
  ticketStatus: relation('ticketStatus', 'TicketStatus'),
  ticketType: relation('ticketType', 'TicketTypeId'),
  personFirstname: ({ PersonFirstname, CustFirstname }) => PersonFirstname ?? CustFirstname ?? null,
  personFullname: ({ PersonFullname, CustFullname }) => PersonFullname ?? CustFullname ?? null,
  personLastname: ({ PersonLastname, CustLastname }) => PersonLastname ?? CustLastname ?? null,
  personMiddleName: ({ PersonMiddleName, CustMiddleName }) => PersonMiddleName ?? CustMiddleName ?? null,
  fieldProperties,
});

export const queries = { ticket: recordById('ticket') } satisfies QueryResolvers;
