import type { QueryResolvers } from '../../generated/resolvers.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { keyOnly, recordById, relation, resolveReference } from './relations.js';

export const Person = carrierType('Person', {
  __resolveReference: resolveReference('person'),
  associate: relation('user', 'AssociateId'),
  contact: relation('contact', 'ContactId'),
  contactCountry: relation('country', 'ContactCountryId'),
  country: relation('country', 'CountryId'),
  supportAssociate: relation('user', 'SupportAssociateId'),
  supportLanguage: keyOnly('SupportLanguageId', 'Id'),
  ticketPriority: keyOnly('TicketPriorityId', 'Id'),
  fieldProperties,
});

export const queries = { person: recordById('person') } satisfies QueryResolvers;
