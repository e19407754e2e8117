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
  /** Of the contender only. */
  readonly cpuSeconds: number;
  readonly restCalls: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface LoadRow {
  /** The contender's name. */
  readonly contender: string;
  /** Of all its processes, one after the other. */
  readonly rounds: readonly Round[];
  /** Allocated bytes, collected or not; missing if the contender does not run in Node. */
  readonly heapBytesPerOperation?: number;
  /** Whether it reads records for one caller with the credential of another. */
  readonly mixesCallers?: boolean;
  /** Why there are no rounds. */
  readonly unmeasured?: string;
}

/** A contender's process that has answered rightly and is warm. */
interface Ready {
  readonly running: Running;
  readonly load: Omit<LoadOptions, 'amount'>;
  readonly amount: number;
  readonly mixesCallers: boolean;
  readonly rounds: Round[];
}

/** Measures a scenario: all processes wait while one is asked, and each has its turn in every round. */
export async function measureLoad(
  scenario: LoadScenario,
  contenders: readonly Contender[],
  stage: Stage,
  plan: Plan,
): Promise<LoadRow[]> {
  await stage.upstream.set(scenario);
  const processes = Array.from({ length: scenario.processes }, () => new Map<Contender, Ready>());
  const failures = new Map<Contender, Unmeasured>();
  const inTurn = async (work: (contender: Contender, ready: Map<Contender, Ready>) => Promise<void>) => {
    for (const ready of processes) {
      for (const contender of contenders.filter((one) => !failures.has(one))) {
        const result = await orUnmeasured(() => work(contender, ready));
        if (result instanceof Unmeasured) {
          failures.set(contender, result);
        }
      }
    }
  };
  try {
    await inTurn(async (contender, ready) => {
      ready.set(contender, await warmUp(contender, scenario, stage, plan));
    });
    for (let round = 0; round < plan.rounds; round += 1) {
      await inTurn((contender, ready) => runRound(ready.get(contender) as Ready, stage));
    }
  } finally {
    await Promise.all(processes.flatMap((ready) => [...ready.values()].map(({ running }) => running.stop())));
  }
  const rows: LoadRow[] = [];
  for (const contender of contenders) {
    const own = processes.flatMap((ready) => ready.get(contender) ?? []);
    rows.push(
      await rowOf(contender, failures.get(contender) ?? own, () =>
        heapBytesPerOperation(contender, scenario, stage, plan),
      ),
    );
  }
  return rows;
}

async function rowOf(
  { name }: Contender,
  measured: readonly Ready[] | Unmeasured,
  measureHeap: () => Promise<number | undefined>,
): Promise<LoadRow> {
  if (measured instanceof Unmeasured) {
    return { contender: name, rounds: [], unmeasured: measured.message };
  }
  const heap = await orUnmeasured(measureHeap);
  return {
    contender: name,
    rounds: measured.flatMap(({ rounds }) => rounds),
    mixesCallers: measured.some(({ mixesCallers }) => mixesCallers),
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

async function runRound({ running, load, amount, rounds }: Ready, { upstream }: Stage): Promise<void> {
  await upstream.takeCalls();
  const before = cpuSecondsOf(running);
  const result = await applyLoad({ ...load, amount });
  const spent = cpuSecondsOf(running) - before;
  const { calls } = await upstream.takeCalls();
  rounds.push({
    operations: result.operations,
    seconds: result.seconds,
    cpuSeconds: spent,
    restCalls: calls,
    p50Ms: quantile(result.latenciesMs, 0.5),
    p99Ms: quantile(result.latenciesMs, 0.99),
  });
}

/** @throws {Unmeasured} when the process is gone, between its turns too. */
function cpuSecondsOf({ pid, hasEnded }: Running): number {
  try {
    return cpuSeconds(pid);
  } catch (error) {
    if (hasEnded()) {
      throw new Unmeasured('exits while it waits for its turn');
    }
    throw error;
  }
}
