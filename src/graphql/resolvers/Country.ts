import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { keyOnly, resolveReference } from './relations.js';

export const Country = carrierType('Country', {
  __resolveReference: resolveReference('country'),
  currency: keyOnly('CurrencyId', 'Id'),
  fieldProperties,
});
