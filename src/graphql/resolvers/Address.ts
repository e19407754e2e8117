import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';

export const Address = carrierType('Address', {
  localizedAddress: ({ LocalizedAddress }) => listOf(LocalizedAddress).map((line) => listOf(line)),
  fieldProperties,
});

export const LocalizedField = carrierType('LocalizedField', { fieldProperties });

export const StructuredAddress = carrierType('StructuredAddress', {});

/** The elements of a list that are there; none where SuperOffice sent no list. */
function listOf<T extends object>(list: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(list) ? list.filter((element) => typeof element === 'object' && element !== null) : [];
}
