import type { AssociateCarrier } from '../../superoffice/carriers.js';
import { readKey } from '../../superoffice/keys.js';
import { concerned, type Hint } from './hints.js';
import type { KnownSession } from './session-changes.js';

/** Hints that wait to be decided. If there are more, one of them probably concerns the caller. */
export const MAX_UNDECIDED = 16;

/** Decides whether hints concern one caller. */
export class CallerConcern {
  readonly #readAssociate: () => Promise<AssociateCarrier | null>;
  #callerId: Promise<number | null | undefined> | undefined;
  /** Hints that wait for the caller's associate to be read. */
  #undecided = 0;

  constructor(readAssociate: () => Promise<AssociateCarrier | null>) {
    this.#readAssociate = readAssociate;
  }

  /** @param known the sessions that the caller sees. */
  async has(hint: Hint, known: ReadonlyMap<number, KnownSession>): Promise<boolean> {
    const associates = concerned(hint, known);
    if (typeof associates === 'string') {
      return associates === 'everybody';
    }
    if (this.#undecided === MAX_UNDECIDED) {
      return true;
    }
    this.#undecided += 1;
    const callerId = await this.#readCallerId();
    this.#undecided -= 1;
    return callerId === undefined || (callerId !== null && associates.includes(callerId));
  }

  /**
   * The caller's associate is read once, for the first hint that needs it. If that fails, the hint counts as concerning the
   * caller, so the next attempt is after the next poll at the earliest.
   *
   * @returns null for no associate, undefined if it cannot be read
   */
  #readCallerId(): Promise<number | null | undefined> {
    this.#callerId ??= this.#readAssociate().then(
      (associate) => readKey(associate?.AssociateId) ?? null,
      () => {
        this.#callerId = undefined;
        return undefined;
      },
    );
    return this.#callerId;
  }
}
