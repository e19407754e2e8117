import { setTimeout as delay } from 'node:timers/promises';
import type { Contender } from './contenders.js';
import { applyLoadFor } from './load.js';
import { watchMemory } from './memory.js';
import { cpuSeconds, residentBytes } from './process.js';
import { firstAnswer, loadOf, type Running, type Stage, whileRunning } from './running.js';
import { DESK, TRANSFER } from './scenarios.js';
import { orUnmeasured, Unmeasured } from './unmeasured.js';

export interface StartPlan {
  readonly starts: number;
  /** Of the load under which memory is read. */
  readonly loadSeconds: number;
}

export interface StartRow {
  /** The contender's name. */
  readonly contender: string;
  readonly starts?: readonly Start[];
  readonly memory?: Memory;
  /** Why nothing was measured. */
  readonly unmeasured?: string;
}

export interface Start {
  /** From the start of the process. */
  readonly firstAnswerMs: number;
  /** CPU time up to then. */
  readonly cpuMs: number;
}

export interface Memory {
  /** A second after the first answer. */
  readonly restBytes: number;
  /** The most that was seen under load. */
  readonly loadBytes: number;
}

const REST_MS = 1000;
const SAMPLE_MS = 50;

/** Measures how a contender starts, up to the answer to a transfer, and its memory while it lists sessions. */
export async function measureStarts(contender: Contender, stage: Stage, plan: StartPlan): Promise<StartRow> {
  await stage.upstream.set(DESK);
  const row = { contender: contender.name };
  const measured = await orUnmeasured(() => startAndStop(contender, stage, plan));
  return measured instanceof Unmeasured ? { ...row, unmeasured: measured.message } : { ...row, ...measured };
}

async function startAndStop(contender: Contender, stage: Stage, plan: StartPlan): Promise<Omit<StartRow, 'contender'>> {
  const starts: Start[] = [];
  let memory: Memory | undefined;
  while (starts.length < plan.starts) {
    await whileRunning(contender, stage, async (running) => {
      await firstAnswer(running, TRANSFER);
      starts.push({ firstAnswerMs: performance.now() - running.startedMs, cpuMs: cpuSeconds(running.pid) * 1000 });
      memory ??= await measureMemory(running, plan);
    });
  }
  return { starts, ...(memory && { memory }) };
}

async function measureMemory(running: Running, { loadSeconds }: StartPlan): Promise<Memory> {
  await delay(REST_MS);
  const restBytes = residentBytes(running.pid);
  const load = await loadOf(running, DESK);
  const samples = await watchMemory(running.pid, SAMPLE_MS, () => applyLoadFor(loadSeconds, load));
  return { restBytes, loadBytes: Math.max(...samples.map(({ bytes }) => bytes)) };
}
