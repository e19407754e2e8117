import type { Field } from './plan.js';

/** The position of a record or list in the answer. */
export interface ResponsePosition {
  /** Undefined for the answer's root. */
  readonly above: ResponsePosition | undefined;
  /** In the record or list above. */
  readonly key: string | number;
  /** The field that it came from; undefined for the answer's root. */
  readonly field: Field | undefined;
  readonly isNonNull: boolean;
  /** Its part of the answer, filled in as values arrive. */
  readonly value: Record<string | number, unknown>;
  /** Whether the answer has null here, because a non-null position below failed. */
  isNull: boolean;
}

/** Keys from the root of the answer down to one in a record or list. */
export function pathOf(above: ResponsePosition, key: string | number): readonly (string | number)[] {
  const path = [key];
  for (let position = above; position.above !== undefined; position = position.above) {
    path.push(position.key);
  }
  return path.reverse();
}

/** Whether the answer has null at a position or somewhere above it. */
export function isGone(position: ResponsePosition): boolean {
  for (let at: ResponsePosition | undefined = position; at !== undefined; at = at.above) {
    if (at.isNull) {
      return true;
    }
  }
  return false;
}

/** Null propagation: sets the nearest nullable position above a failed non-null one to null. */
export function propagateNull(from: ResponsePosition): void {
  let position = from;
  while (position.isNonNull && position.above !== undefined) {
    position = position.above;
  }
  position.isNull = true;
  if (position.above !== undefined) {
    position.above.value[position.key] = null;
  }
}
