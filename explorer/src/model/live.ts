import type { Advice } from './advice.js';
import { bounded, type LiveValue, valueIn } from './live-values.js';

/** Why a stream has no connection: the server ended it, it broke, or the server cannot be reached, or has no place for it. */
export type Gap = 'reconnect' | 'cut' | 'unreachable' | 'busy';

/** What a stream is doing. */
export type Phase =
  | { readonly name: 'connecting' }
  | { readonly name: 'live' }
  /** Until it is opened again. */
  | { readonly name: 'waiting'; readonly gap: Gap; readonly nextAt: number }
  | { readonly name: 'ended'; readonly end: End; readonly advice?: Advice | undefined };

/**
 * `complete`: no more values will come. `error`: the last value says why. `refused`: it could not be opened again, and never
 * will. `lost`: it could not be opened again, however often that was tried. `stopped`: somebody stopped it.
 */
export type End = 'complete' | 'error' | 'refused' | 'lost' | 'stopped';

/** A subscription that was run: what it is doing, and what it has told. Times are in milliseconds since 1970. */
export interface Live {
  readonly phase: Phase;
  /** Since when it is in this phase. */
  readonly since: number;
  /** The latest first, as many as are kept. */
  readonly values: readonly LiveValue[];
  /** How many have come. */
  readonly received: number;
  /** How often it was opened. */
  readonly openings: number;
  /** How often in a row it was tried to open it again. */
  readonly tries: number;
  /** Number of the value that somebody reads; undefined: the latest. */
  readonly chosen: number | undefined;
}

export function newLive(now: number): Live {
  const nothing = { values: [], received: 0, openings: 0, tries: 0, chosen: undefined };
  return { ...nothing, phase: { name: 'connecting' }, since: now };
}

export function inPhase(live: Live, phase: Phase, now: number): Live {
  return { ...live, phase, since: now };
}

export function opened(live: Live, now: number): Live {
  return { ...inPhase(live, { name: 'live' }, now), openings: live.openings + 1 };
}

/** @param bodies in the order in which they came */
export function withValues(live: Live, bodies: readonly string[], now: number): Live {
  const { received, openings: opening } = live;
  const values = bodies.map((body, index) => valueIn(body, { number: received + index + 1, at: now, opening }));
  return { ...live, values: bounded([...values.reverse(), ...live.values]), received: received + values.length };
}

/** What somebody reads: the value that was chosen, while it is kept, or else the latest. */
export function shownValue({ values, chosen }: Live): LiveValue | undefined {
  return values.find(({ number }) => number === chosen) ?? values[0];
}

export function hasEnded({ phase }: Live): boolean {
  return phase.name === 'ended';
}
