import type { QueryResolvers } from '../../generated/resolvers.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { recordById, relation, resolveReference } from './relations.js';

export const Contact = carrierType('Contact', {
  __resolveReference: resolveReference('contact'),
  associate: relation('user', 'AssociateId'),
  country: relation('country', 'CountryId'),
  fieldProperties,
});

export const queries = { contact: recordById('contact') } satisfies QueryResolvers;
