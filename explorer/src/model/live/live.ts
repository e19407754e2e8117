import type { Advice } from '../sending/advice.js';
import { bounded, type LiveValue, valueIn } from './live-values.js';

/** Why a stream has no connection: the server ended it, it broke, the server cannot be reached, or it has no room. */
export type Gap = 'reconnect' | 'cut' | 'unreachable' | 'busy';

/** The state of a stream. */
export type Phase =
  | { readonly name: 'connecting' }
  | { readonly name: 'live' }
  /** Until it is opened again. */
  | { readonly name: 'waiting'; readonly gap: Gap; readonly nextAt: number }
  | { readonly name: 'ended'; readonly end: End; readonly advice?: Advice | undefined };

/**
 * `complete`: no more values will come. `error`: the last value says why. `refused`: it cannot be opened again.
 * `lost`: all tries to open it again failed. `stopped`: the user stopped it.
 */
export type End = 'complete' | 'error' | 'refused' | 'lost' | 'stopped';

/** A subscription that was run: its state and its values. Times are in milliseconds since 1970. */
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
  /** Consecutive tries to open it again. */
  readonly tries: number;
  /** Number of the value that the user reads; undefined: the latest. */
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

/** The value that the user reads: the chosen one while it is kept, or else the latest. */
export function shownValue({ values, chosen }: Live): LiveValue | undefined {
  return values.find(({ number }) => number === chosen) ?? values[0];
}

export function hasEnded({ phase }: Live): boolean {
  return phase.name === 'ended';
}
