import type { CallBudget } from './call-budget.js';
import { type Waiting, WaitingLine } from './waiting-line.js';

/** Who asks for a turn. */
export interface Turn {
  /** Tells callers apart. */
  readonly caller: string;
  /** Whether SuperOffice has accepted the caller's credential lately. */
  readonly isAccepted: boolean;
}

/** While accepted callers and others wait, this many turns in a row go to accepted ones. */
const ACCEPTED_IN_A_ROW = 3;

/**
 * Turns, of which only a number may be taken at a time.
 *
 * - Callers who wait get theirs in turn, however many calls each has waiting.
 * - Nobody gets more than half of the turns while somebody else waits who may have one.
 * - The last eighth of the turns is for callers who have less than half of them, so a caller with many slow calls does not
 *   block the others.
 * - Callers whose credentials SuperOffice has accepted go first. The others get a quarter of the turns while accepted ones
 *   wait, and never the last quarter once anybody was accepted: made-up credentials do not keep accepted callers out.
 * - If no more may wait, a new call takes the place of the latest call of the caller who has most waiting, with the same
 *   quarters.
 */
export class FairTurns {
  readonly #max: number;
  readonly #maxWaiting: number;
  readonly #budget: CallBudget | undefined;
  readonly #half: number;
  readonly #quarter: number;
  /** How many turns all callers may take together who already have half. */
  readonly #maxAboveHalf: number;
  readonly #maxBesideAccepted: number;
  readonly #accepted = new WaitingLine();
  readonly #others = new WaitingLine();
  readonly #turnsOf = new Map<string, number>();
  /** The limit for callers who are not accepted. It is all turns until somebody is accepted, for example after a start. */
  #maxOfOthers: number;
  #taken = 0;
  #takenByOthers = 0;
  #acceptedInARow = 0;

  /** @param budget from which each turn takes one; undefined: only their number at a time is bounded. */
  constructor(max: number, maxWaiting: number, budget?: CallBudget | undefined) {
    this.#max = max;
    this.#maxWaiting = maxWaiting;
    this.#budget = budget;
    this.#half = Math.ceil(max / 2);
    this.#quarter = Math.max(1, Math.floor(max / 4));
    this.#maxAboveHalf = max - Math.floor(max / 8);
    this.#maxBesideAccepted = Math.max(1, Math.floor((max * 3) / 4));
    this.#maxOfOthers = max;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#accepted.size + this.#others.size;
  }

  /** Whether a turn is free. */
  get isFree(): boolean {
    return this.#taken < this.#max && (this.#budget === undefined || this.#budget.waitMs === 0);
  }

  /** Whether the waiting calls wait for the budget, not for a turn to be given back. */
  get waitsForBudget(): boolean {
    return this.waiting > 0 && this.#taken < this.#max && !this.isFree;
  }

  /** Takes a turn, if there is one for this caller. Give it back. */
  tryTake(turn: Turn): boolean {
    // Callers who still wait after this may not have the free turn, so nobody is passed over.
    this.handOn();
    const mayHave = this.isFree && this.#mayTake(turn.caller) && (turn.isAccepted || this.#mayOthersTake());
    if (mayHave) {
      this.#take(turn);
    }
    return mayHave;
  }

  /** Adds a call to those that wait for a turn. False if there is no place to wait. */
  wait(waiting: Waiting, { isAccepted }: Turn): boolean {
    const line = this.#lineOf(isAccepted);
    if (this.waiting >= this.#maxWaiting) {
      const other = this.#toGiveWay(waiting.caller, isAccepted);
      if (other === undefined) {
        return false;
      }
      this.leave(other);
      other.giveWay();
    }
    line.add(waiting);
    return true;
  }

  /** Does nothing if it does not wait any more. */
  leave(waiting: Waiting): void {
    const wasAccepted = this.#accepted.delete(waiting);
    this.#others.delete(waiting);
    if (wasAccepted && this.#accepted.size === 0) {
      // From now on, callers who are not accepted have fewer turns.
      this.handOn();
    }
  }

  /** @param isUsed whether the call was made; if not, the turn does not count in the budget. */
  give({ caller, isAccepted }: Turn, isUsed = true): void {
    if (!isUsed) {
      this.#budget?.giveBack();
    }
    const left = (this.#turnsOf.get(caller) as number) - 1;
    if (left === 0) {
      this.#turnsOf.delete(caller);
    } else {
      this.#turnsOf.set(caller, left);
    }
    this.#taken -= 1;
    this.#takenByOthers -= isAccepted ? 0 : 1;
    this.handOn();
  }

  /** Gives the turns that are free to those who wait. */
  handOn(): void {
    // Usually nobody waits.
    while (this.waiting > 0 && this.isFree) {
      const line = this.#nextLine();
      if (line === undefined) {
        return;
      }
      const caller = this.#nextCaller(line) as string;
      const waiting = line.take(caller);
      this.#take({ caller, isAccepted: line === this.#accepted });
      waiting.begin();
    }
  }

  #take({ caller, isAccepted }: Turn): void {
    this.#turnsOf.set(caller, (this.#turnsOf.get(caller) ?? 0) + 1);
    this.#taken += 1;
    this.#budget?.take();
    if (isAccepted) {
      this.#maxOfOthers = this.#maxBesideAccepted;
    } else {
      this.#takenByOthers += 1;
    }
  }

  /** A line with a caller who may have a turn. */
  #nextLine(): WaitingLine | undefined {
    const accepted = this.#accepted;
    const others = this.#others;
    const mayOthersTake = this.#mayOthersTake() && this.#nextCaller(others) !== undefined;
    if (accepted.size === 0) {
      return mayOthersTake ? others : undefined;
    }
    const isOthersTurn = this.#acceptedInARow >= ACCEPTED_IN_A_ROW || this.#callerBelowHalf(accepted) === undefined;
    if (mayOthersTake && isOthersTurn) {
      this.#acceptedInARow = 0;
      return others;
    }
    if (this.#nextCaller(accepted) === undefined) {
      return undefined;
    }
    this.#acceptedInARow += 1;
    return accepted;
  }

  /** Whether callers who are not accepted may take another free turn. */
  #mayOthersTake(): boolean {
    return this.#takenByOthers < (this.#accepted.size === 0 ? this.#maxOfOthers : this.#quarter);
  }

  /** Whether this caller may take another free turn. */
  #mayTake(caller: string): boolean {
    return this.#isBelowHalf(caller) || this.#taken < this.#maxAboveHalf;
  }

  #isBelowHalf(caller: string): boolean {
    return (this.#turnsOf.get(caller) ?? 0) < this.#half;
  }

  #nextCaller(line: WaitingLine): string | undefined {
    return this.#callerBelowHalf(line) ?? line.find((caller) => this.#mayTake(caller));
  }

  #callerBelowHalf(line: WaitingLine): string | undefined {
    return line.find((caller) => this.#isBelowHalf(caller));
  }

  #toGiveWay(caller: string, isAccepted: boolean): Waiting | undefined {
    const quarter = Math.floor(this.#maxWaiting / 4);
    const hasOwnPlace = isAccepted ? this.#others.size > quarter : this.#others.size < quarter;
    if (hasOwnPlace) {
      return this.#lineOf(!isAccepted).latestOfMost;
    }
    const line = this.#lineOf(isAccepted);
    const other = line.latestOfMost;
    return other !== undefined && line.sizeOf(other.caller) > line.sizeOf(caller) + 1 ? other : undefined;
  }

  #lineOf(isAccepted: boolean): WaitingLine {
    return isAccepted ? this.#accepted : this.#others;
  }
}
