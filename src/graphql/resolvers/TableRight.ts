import { carrierType } from './carrier-type.js';
import { maskNames } from './flags.js';
import { hasRight, TABLE_RIGHTS } from './rights.js';

export const TableRight = carrierType('TableRight', {
  mask: ({ Mask }) => maskNames(Mask, TABLE_RIGHTS.bits),
  canSelect: ({ Mask }) => hasRight(Mask, 1, TABLE_RIGHTS),
  canUpdate: ({ Mask }) => hasRight(Mask, 2, TABLE_RIGHTS),
  canInsert: ({ Mask }) => hasRight(Mask, 4, TABLE_RIGHTS),
  canDelete: ({ Mask }) => hasRight(Mask, 8, TABLE_RIGHTS),
});
