import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contender } from './contenders.js';
import { applyLoad, type Plan, roundAfterWarmUp } from './load.js';
import { fromRoot } from './process.js';
import { loadOf, type Stage, whileRunning } from './running.js';
import type { LoadScenario } from './scenarios.js';

/**
 * Bytes of V8's heap that an operation allocates, from a separate run with traces; undefined for a contender that
 * is not Node, or if too little was collected. What one collection leaves and the next one finds was allocated
 * between the two.
 */
export async function heapBytesPerOperation(
  contender: Contender,
  scenario: LoadScenario,
  stage: Stage,
  plan: Plan,
): Promise<number | undefined> {
  const traces = mkdtempSync(join(stage.scratch, 'trace-'));
  const traced = await whileRunning(
    contender,
    stage,
    async (running) => {
      const load = await loadOf(running, scenario);
      const amount = await roundAfterWarmUp(load, plan);
      const fromUs = nowUs();
      const { operations } = await applyLoad({ ...load, amount });
      return { operations, fromUs, toUs: nowUs() };
    },
    { env: tracingInto(traces) },
  );
  const { operations, fromUs, toUs } = traced;
  const marks = readTraces(traces).filter(({ us }) => us >= fromUs && us <= toUs);
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined || marks.length < MIN_MARKS) {
    return undefined;
  }
  const operationsBetween = (operations * (last.us - first.us)) / (toUs - fromUs);
  return allocated(marks) / operationsBetween;
}

/** Environment of a Node that writes down its collections. */
function tracingInto(folder: string): Readonly<Record<string, string>> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Node fills it in.
  const pattern = join(folder, '${rotation}.json');
  return {
    NODE_OPTIONS: [
      '--trace-event-categories=v8',
      `--trace-event-file-pattern=${pattern}`,
      `--import=${pathToFileURL(fromRoot('bench/exit-cleanly.js'))}`,
    ].join(' '),
  };
}

/** The heap in use at the begin or the end of a collection. */
interface Mark {
  readonly us: number;
  readonly isEnd: boolean;
  readonly bytes: number;
}

/** The clock of the traces: the clock of the machine. */
function nowUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** Three collections. */
const MIN_MARKS = 6;

const COLLECTION = /"ts":(\d+),[^{}]*"name":"M(?:inor|ajor)GC"[^{}]*"args":\{[^{}]*"usedHeapSize(Before|After)":(\d+)/g;

/** Read as text, because a trace that was cut off is not JSON. */
function readTraces(folder: string): Mark[] {
  const marks = readdirSync(folder).flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(COLLECTION)].map(([, us, at, bytes]) => ({
      us: Number(us),
      isEnd: at === 'After',
      bytes: Number(bytes),
    })),
  );
  return marks.sort((a, b) => a.us - b.us);
}

function allocated(marks: readonly Mark[]): number {
  let bytes = 0;
  let left: number | undefined;
  for (const mark of marks) {
    if (mark.isEnd) {
      left = mark.bytes;
    } else if (left !== undefined) {
      bytes += Math.max(0, mark.bytes - left);
    }
  }
  return bytes;
}
