import type { Contender } from './contenders.js';
import { heapBytesPerOperation } from './heap.js';
import { applyLoad, type LoadOptions, type Plan, roundAfterWarmUp } from './load.js';
import { cpuSeconds } from './process.js';
import { keepsCallersApart, launch, loadOf, operationOf, type Running, type Stage } from './running.js';
import type { LoadScenario } from './scenarios.js';
import { quantile } from './statistics.js';
import { orUnmeasured, Unmeasured } from './unmeasured.js';

export interface Round {
  readonly operations: number;
  readonly seconds: number;
  /** Of the contender alone. */
  readonly cpuSeconds: number;
  readonly restCalls: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface LoadRow {
  /** The contender's name. */
  readonly contender: string;
  readonly rounds: readonly Round[];
  /** Allocated, whether or not it is collected; missing where the contender does not run in Node. */
  readonly heapBytesPerOperation?: number;
  /** Whether it reads records for one caller with the credential of another. */
  readonly mixesCallers?: boolean;
  /** Why there are no rounds. */
  readonly unmeasured?: string;
}

/** A contender that has answered rightly and is warm. */
interface Ready {
  readonly running: Running;
  readonly load: Omit<LoadOptions, 'amount'>;
  readonly amount: number;
  readonly mixesCallers: boolean;
  readonly rounds: Round[];
}

/** Measures a scenario: all contenders wait while one is asked, and each has its turn in every round. */
export async function measureLoad(
  scenario: LoadScenario,
  contenders: readonly Contender[],
  stage: Stage,
  plan: Plan,
): Promise<LoadRow[]> {
  await stage.upstream.set(scenario);
  const ready = new Map<Contender, Ready | Unmeasured>();
  try {
    for (const contender of contenders) {
      ready.set(contender, await orUnmeasured(() => warmUp(contender, scenario, stage, plan)));
    }
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const [contender, one] of ready) {
        if (!(one instanceof Unmeasured)) {
          const result = await orUnmeasured(() => runRound(one, stage));
          if (result instanceof Unmeasured) {
            await one.running.stop();
            ready.set(contender, result);
          } else {
            one.rounds.push(result);
          }
        }
      }
    }
  } finally {
    await Promise.all([...ready.values()].map((one) => one instanceof Unmeasured || one.running.stop()));
  }
  const rows: LoadRow[] = [];
  for (const [contender, one] of ready) {
    rows.push(await rowOf(contender, one, () => heapBytesPerOperation(contender, scenario, stage, plan)));
  }
  return rows;
}

async function rowOf(
  { name }: Contender,
  one: Ready | Unmeasured,
  measureHeap: () => Promise<number | undefined>,
): Promise<LoadRow> {
  if (one instanceof Unmeasured) {
    return { contender: name, rounds: [], unmeasured: one.message };
  }
  const heap = await orUnmeasured(measureHeap);
  return {
    contender: name,
    rounds: one.rounds,
    mixesCallers: one.mixesCallers,
    ...(typeof heap === 'number' && { heapBytesPerOperation: heap }),
  };
}

/** Between its rounds a contender waits for up to a minute, in which V8 would tidy up, and have to warm up once more. */
const AWAKE = ['--no-memory-reducer'];

async function warmUp(contender: Contender, scenario: LoadScenario, stage: Stage, plan: Plan): Promise<Ready> {
  operationOf(contender, scenario);
  const running = await launch(contender, stage, { nodeOptions: AWAKE });
  try {
    const load = await loadOf(running, scenario);
    const amount = await roundAfterWarmUp(load, plan);
    const mixesCallers = !(await keepsCallersApart(running, scenario, stage));
    return { running, load, amount, mixesCallers, rounds: [] };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function runRound({ running, load, amount }: Ready, { upstream }: Stage): Promise<Round> {
  await upstream.takeCalls();
  const before = cpuSeconds(running.pid);
  const result = await applyLoad({ ...load, amount });
  const spent = cpuSeconds(running.pid) - before;
  const { calls } = await upstream.takeCalls();
  return {
    operations: result.operations,
    seconds: result.seconds,
    cpuSeconds: spent,
    restCalls: calls,
    p50Ms: quantile(result.latenciesMs, 0.5),
    p99Ms: quantile(result.latenciesMs, 0.99),
  };
}
