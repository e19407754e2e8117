import type { FieldPropertyCarrier } from '../../superoffice/carriers.js';
import { recordOf } from '../schema/property-readers.js';
import { carrierType } from './carrier-type.js';
import { entriesOf } from './entries.js';
import { maskNames } from './flags.js';
import { FIELD_RIGHTS, hasRight } from './rights.js';

/** An entry of a carrier's `FieldProperties`. */
export type FieldPropertyEntry = readonly [name: string, property: FieldPropertyCarrier];

/** `fieldProperties` of every type that has them. */
export function fieldProperties(
  carrier: { readonly FieldProperties?: Readonly<Record<string, FieldPropertyCarrier>> | null },
  { names }: { readonly names?: readonly string[] | null },
): readonly FieldPropertyEntry[] {
  return entriesOf(carrier.FieldProperties, names);
}

export const FieldProperty = carrierType('FieldProperty', {
  name: ([name]) => name,
  fieldRight: ([, property]) => recordOf(recordOf(property)?.FieldRight),
  fieldType: ([, property]) => recordOf(property)?.FieldType ?? null,
  fieldLength: ([, property]) => recordOf(property)?.FieldLength ?? null,
});

export const FieldRight = carrierType('FieldRight', {
  mask: ({ Mask }) => maskNames(Mask, FIELD_RIGHTS.bits),
  canRead: ({ Mask }) => hasRight(Mask, 1, FIELD_RIGHTS),
  canWrite: ({ Mask }) => hasRight(Mask, 2, FIELD_RIGHTS),
});
