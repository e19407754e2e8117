import { type Flags, maskNames } from './flags.js';

export interface Rights {
  readonly bits: Flags;
  /** The bit that means "unknown". */
  readonly unset: number;
}

/** `ETableRight`. */
export const TABLE_RIGHTS: Rights = {
  bits: new Map([
    ['None', 0],
    ['Select', 1],
    ['R', 1],
    ['Update', 2],
    ['UR', 3],
    ['Insert', 4],
    ['RI', 5],
    ['URI', 7],
    ['Delete', 8],
    ['UDR', 11],
    ['FULL', 15],
    ['Filtering', 16],
    ['F', 16],
    ['RF', 17],
    ['FI', 20],
    ['RestrictedUpdate', 32],
    ['URU', 34],
    ['WRITE', 38],
    ['Unused1', 64],
    ['Uninitialized', 128],
  ]),
  unset: 128,
};

/** `EFieldRight`. */
export const FIELD_RIGHTS: Rights = {
  bits: new Map([
    ['None', 0],
    ['Read', 1],
    ['Write', 2],
    ['Update', 3],
    ['Unused1', 4],
    ['Unused2', 8],
    ['Unused3', 16],
    ['Nullable', 32],
    ['Unused4', 32],
    ['UIHintMandatory', 64],
    ['UIHintReadOnly', 128],
    ['UIHints', 192],
    ['UndefinedValue256', 256],
  ]),
  unset: 256,
};

/** Whether a mask has a right; null if there is no mask, or it is unknown. */
export function hasRight(mask: unknown, bit: number, rights: Rights): boolean | null {
  const bits = maskNames(mask, rights.bits).map((name) => rights.bits.get(name) ?? rights.unset);
  if (bits.length === 0 || bits.some((value) => (value & rights.unset) !== 0)) {
    return null;
  }
  return bits.some((value) => (value & bit) !== 0);
}
