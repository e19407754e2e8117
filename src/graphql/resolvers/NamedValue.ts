import { decodeBoolean, decodeDate, decodeDateTime, decodeFloat, decodeInt } from '../schema/encoded-value.js';
import { refuse } from '../schema/property-readers.js';
import { carrierType } from './carrier-type.js';

/** An entry of a map from names to texts. */
export type NamedValueEntry = readonly [name: string, value: string | null];

export const NamedValue = carrierType('NamedValue', {
  name: ([name]) => name,
  value: ([, value]) => value,
  int: decodedBy(decodeInt),
  float: decodedBy(decodeFloat),
  boolean: decodedBy(decodeBoolean),
  date: decodedBy(decodeDate),
  dateTime: decodedBy(decodeDateTime),
});

/** The resolver of a field that decodes an entry's value. A value that it cannot decode fails only that field. */
function decodedBy<T>(decode: (text: string) => T | null | undefined): (entry: NamedValueEntry) => T | null {
  return ([, value]) => {
    if (value == null) {
      return null;
    }
    const decoded = typeof value === 'string' ? decode(value) : undefined;
    return decoded === undefined ? refuse() : decoded;
  };
}
