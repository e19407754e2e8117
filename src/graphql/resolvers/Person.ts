import type { QueryResolvers } from '../../generated/resolvers.js';
import { isOneOf } from '../../superoffice/resources/archive.js';
import { ownKeyOf } from '../schema/property-readers.js';
import { chatSessionsPage } from './ChatSessionConnection.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { recordById, relation, resolveReference } from './relations.js';
import { ticketsPage } from './TicketConnection.js';

export const Person = carrierType('Person', {
  __resolveReference: resolveReference('person'),
  associate: relation('user', 'AssociateId'),
  contact: relation('contact', 'ContactId'),
  contactCountry: relation('country', 'ContactCountryId'),
  country: relation('country', 'CountryId'),
  supportAssociate: relation('user', 'SupportAssociateId'),
  supportLanguage: relation('customerLanguage', 'SupportLanguageId'),
  ticketPriority: relation('ticketPriority', 'TicketPriorityId'),
  chatSessions: ({ PersonId }, args, context, info) =>
    chatSessionsPage(
      { route: 'ChatSession', conditions: [isOneOf('personId', [ownKeyOf(PersonId)])] },
      args,
      context,
      info,
    ),
  tickets: ({ PersonId }, args, context) => ticketsPage(ownKeyOf(PersonId), args, context),
  fieldProperties,
});

export const queries = { person: recordById('person') } satisfies QueryResolvers;
