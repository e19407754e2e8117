import { carrierType } from './carrier-type.js';

/** An entry of a map from names to texts. */
export type NamedValueEntry = readonly [name: string, value: string | null];

export const NamedValue = carrierType('NamedValue', {
  name: ([name]) => name,
  value: ([, value]) => value,
});
