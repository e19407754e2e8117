import type { QueryResolvers } from '../../generated/resolvers.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { recordById, relation, resolveReference } from './relations.js';

export const Sale = carrierType('Sale', {
  __resolveReference: resolveReference('sale'),
  associate: relation('user', 'AssociateId'),
  contact: relation('contact', 'ContactId'),
  person: relation('person', 'PersonId'),
  project: relation('project', 'ProjectId'),
  saleType: relation('saleType', 'SaleTypeId'),
  fieldProperties,
});

export const queries = { sale: recordById('sale') } satisfies QueryResolvers;
