import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { placeOf, runOf } from '../environment.js';
import { OWN_NODE } from '../nodes.js';
import { openApiDocument } from '../openapi.js';
import { chosen } from '../options.js';
import { fromRoot, pinSelf } from '../process.js';
import { measureAgents } from './agents.js';
import { measureCallers } from './callers.js';
import { measureQuiet } from './quiet.js';
import { writeLiveReport } from './report.js';
import type { LiveResults, Part } from './results.js';
import { measureSlow } from './slow.js';
import { startTenant } from './tenant-process.js';

// Measures live updates: `npm run bench:live`. A process may open 11,000 files: `ulimit -n`.

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    part: { type: 'string' },
    agents: { type: 'string', default: '200' },
    out: { type: 'string' },
  },
});
const wanted = chosen(values.part, ['quiet', 'slow', 'callers', 'agents']);
const plan = values.short
  ? { quiet: { counts: [200], restSeconds: 1, seconds: 3 }, changes: 1000, hints: 2, seconds: 5 }
  : { quiet: { counts: [1000, 10_000], restSeconds: 12, seconds: 24 }, changes: 10_000, hints: 10, seconds: 20 };
const out = fromRoot(values.out ?? (values.short || values.part !== undefined ? 'bench/results' : 'docs'));

const startedMs = Date.now();
pinSelf();
const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
const upstream = await startTenant();
try {
  const openApi = join(scratch, 'openapi.json');
  writeFileSync(openApi, JSON.stringify(openApiDocument(upstream.url)));
  const stage = { upstream, node: OWN_NODE, openApi, scratch };
  if (wanted.includes('quiet')) {
    await inPart('quiet', (tell) => measureQuiet(stage, plan.quiet, tell));
  }
  if (wanted.includes('slow')) {
    await inPart('slow', (tell) => measureSlow(stage, plan.changes, tell));
  }
  if (wanted.includes('callers')) {
    await inPart('callers', (tell) => measureCallers(stage, plan.hints, tell));
  }
  if (wanted.includes('agents')) {
    await inPart('agents', (tell) =>
      measureAgents(stage, { agents: Number(values.agents), seconds: plan.seconds }, tell),
    );
  }
} finally {
  await upstream.stop();
  rmSync(scratch, { recursive: true });
}

/** Writes after each row, so that an interrupted run keeps its results. */
async function inPart<Row>(name: string, measure: (tell: (row: Row) => void) => Promise<void>): Promise<void> {
  const part = { measured: runOf(startedMs), loadAverage: loadavg()[0] as number, cores: cpus().length };
  const rows: Row[] = [];
  await measure((row) => {
    rows.push(row);
    process.stdout.write(`${name} ${JSON.stringify(row)}\n`);
    writeLiveReport(out, {
      environment: { lines: placeOf(startedMs) },
      [name]: { ...part, rows } satisfies Part<Row>,
    } as LiveResults);
  });
}
