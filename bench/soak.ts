import type { Contender } from './contenders.js';
import { applyLoadFor } from './load.js';
import { type Sample, watchMemory } from './memory.js';
import { loadOf, type Stage, whileRunning } from './running.js';
import { DESK } from './scenarios.js';

export interface SoakRow {
  /** The contender's name. */
  readonly contender: string;
  /** Resident memory, once a second. */
  readonly samples: readonly Sample[];
}

const EVERY_MS = 1000;

/** Keeps a contender at the list of sessions, and watches its memory. */
export async function soak(contender: Contender, stage: Stage, seconds: number): Promise<SoakRow> {
  await stage.upstream.set(DESK);
  return whileRunning(contender, stage, async (running) => {
    const load = await loadOf(running, DESK);
    const samples = await watchMemory(running.pid, EVERY_MS, () => applyLoadFor(seconds, load));
    return { contender: contender.name, samples };
  });
}
