import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { relation, resolveReference } from './relations.js';

export const Country = carrierType('Country', {
  __resolveReference: resolveReference('country'),
  currency: relation('currency', 'CurrencyId'),
  fieldProperties,
});
