import type { Field } from './plan.js';

/** Where a record or a list of the answer stands. */
export interface ResponsePosition {
  /** Undefined for the answer's root. */
  readonly above: ResponsePosition | undefined;
  /** In the record or list above. */
  readonly key: string | number;
  /** That gave it; undefined for the answer's root. */
  readonly field: Field | undefined;
  readonly isNonNull: boolean;
  /** Its own part of the answer: filled in as values arrive. */
  readonly value: Record<string | number, unknown>;
  /** Whether the answer has null here after all, because something below failed that may not be null. */
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

/** Puts null where something failed that may not be null: at the nearest position above that may be. */
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
