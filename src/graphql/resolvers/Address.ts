import type { LocalizedFieldCarrier } from '../../superoffice/carriers.js';
import { elementsOf, recordOf } from '../schema/property-readers.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';

export const Address = carrierType('Address', {
  localizedAddress: ({ LocalizedAddress }) => elementsOf(LocalizedAddress).map(partsOf),
  fieldProperties,
});

export const LocalizedField = carrierType('LocalizedField', { fieldProperties });

export const StructuredAddress = carrierType('StructuredAddress', {});

function partsOf(line: readonly LocalizedFieldCarrier[]): readonly LocalizedFieldCarrier[] {
  return elementsOf(line).map((part) => recordOf(part) as LocalizedFieldCarrier);
}
