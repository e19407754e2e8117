import type { Field } from './plan.js';

/** Where a record or a list of the answer stands. */
export interface Place {
  /** Undefined for the answer's root. */
  readonly above: Place | undefined;
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
export function pathOf(above: Place, key: string | number): readonly (string | number)[] {
  const path = [key];
  for (let place = above; place.above !== undefined; place = place.above) {
    path.push(place.key);
  }
  return path.reverse();
}

/** Whether the answer has null at a place or somewhere above it. */
export function isGone(place: Place): boolean {
  for (let at: Place | undefined = place; at !== undefined; at = at.above) {
    if (at.isNull) {
      return true;
    }
  }
  return false;
}

/** Puts null where something failed that may not be null: at the nearest place above that may be. */
export function spreadNull(from: Place): void {
  let place = from;
  while (place.isNonNull && place.above !== undefined) {
    place = place.above;
  }
  place.isNull = true;
  if (place.above !== undefined) {
    place.above.value[place.key] = null;
  }
}
