/** The bits of SuperOffice's names of rights: `ETableRight` and `EFieldRight`. */
export const TABLE_RIGHTS: ReadonlyMap<string, number> = new Map([
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
]);

export const FIELD_RIGHTS: ReadonlyMap<string, number> = new Map([
  ['None', 0],
  ['Read', 1],
  ['Write', 2],
  ['Update', 3],
  ['Unused1', 4],
  ['Unused2', 8],
  ['Unused3', 16],
  ['Unused4', 32],
  ['Nullable', 32],
  ['UIHintMandatory', 64],
  ['UIHintReadOnly', 128],
  ['UIHints', 192],
]);

/** The names of a comma-joined mask; `[]` for none. */
export function maskNames(mask: string | null | undefined): readonly string[] {
  return typeof mask === 'string' ? mask.split(',').flatMap((name) => name.trim() || []) : [];
}

/** Whether a mask holds a right; null when there is no mask, or a name in it is not known. */
export function hasRight(
  mask: string | null | undefined,
  bit: number,
  rights: ReadonlyMap<string, number>,
): boolean | null {
  const bits = maskNames(mask).map((name) => rights.get(name));
  if (bits.length === 0 || bits.includes(undefined)) {
    return null;
  }
  return bits.some((value) => ((value ?? 0) & bit) !== 0);
}
