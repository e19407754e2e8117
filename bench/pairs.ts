import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CONTENDERS, type Contender, type Place, THIS_SERVER } from './contenders.js';
import { applyLoad, applyLoadFor } from './load.js';
import { OWN_NODE } from './nodes.js';
import { cpuSeconds, pinSelf } from './process.js';
import { loadOf, type Stage, whileRunning } from './running.js';
import { LOAD_SCENARIOS, type LoadScenario } from './scenarios.js';
import { meanRatio } from './statistics.js';
import { startUpstream } from './upstream-process.js';

// Compares the CPU time of an operation in this checkout with that in another one, both of them built:
// `npm run bench:pairs -- --against DIR`. Every pair is two new processes, one after the other: what V8 makes of a
// process differs by up to 5 % from one to the next, so that rounds within two processes would not tell.

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    scenario: { type: 'string', default: 'a,b' },
    pairs: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '4' },
  },
});
if (values.against === undefined) {
  throw new RangeError('Expected --against, the folder of another checkout that is built');
}
const base = CONTENDERS.find(({ name }) => name === THIS_SERVER) as Contender;
const before = {
  ...base,
  command: ({ node }: Place) => [node, join(resolve(values.against as string), 'dist/main.js')],
};
const seconds = Number(values.seconds);
const ids = values.scenario.split(',');

pinSelf();
const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
const upstream = await startUpstream();
const stage = { upstream, node: OWN_NODE, openApi: '', scratch };
try {
  for (const scenario of LOAD_SCENARIOS.filter(({ id }) => ids.includes(id))) {
    await upstream.set(scenario);
    const ratios: number[] = [];
    for (let pair = 0; pair < Number(values.pairs); pair += 1) {
      // Each goes first as often as the other.
      const isBeforeFirst = pair % 2 === 0;
      const first = await cpuMsOf(isBeforeFirst ? before : base, scenario, stage);
      const second = await cpuMsOf(isBeforeFirst ? base : before, scenario, stage);
      ratios.push(isBeforeFirst ? second / first : first / second);
    }
    const { mean, low, high } = meanRatio(ratios);
    const [middle, from, to] = [mean, low, high].map((ratio) => ratio.toFixed(3));
    process.stdout.write(
      `(${scenario.id}) CPU time of an operation, here / there: ${middle}, 95 % interval ${from} to ${to}; pairs: ${ratios
        .map((ratio) => ratio.toFixed(3))
        .join(' ')}\n`,
    );
  }
} finally {
  await upstream.stop();
  rmSync(scratch, { recursive: true });
}

/** Of one operation, in a process that is warm. */
function cpuMsOf(contender: Contender, scenario: LoadScenario, on: Stage): Promise<number> {
  return whileRunning(contender, on, async (running) => {
    const load = await loadOf(running, scenario);
    const warm = await applyLoadFor(seconds, load);
    const amount = Math.round((seconds * warm.operations) / warm.seconds);
    const startedSeconds = cpuSeconds(running.pid);
    const { operations } = await applyLoad({ ...load, amount });
    return ((cpuSeconds(running.pid) - startedSeconds) * 1000) / operations;
  });
}
