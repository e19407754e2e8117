import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentOf, runOf } from './environment.js';
import { measureLoad } from './measure.js';
import { installNode24, OWN_NODE } from './nodes.js';
import { openApiDocument } from './openapi.js';
import { readOptions } from './options.js';
import { pinSelf } from './process.js';
import { writeReport } from './report.js';
import type { LoadResults, SoakResults, StartResults } from './results.js';
import { type SoakRow, soak } from './soak.js';
import { measureStarts, type StartRow } from './starts.js';
import { loadTable, loadTitle, soakTable, startTable } from './tables.js';
import { orUnmeasured, Unmeasured } from './unmeasured.js';
import { startUpstream } from './upstream-process.js';

const startedMs = Date.now();
const measured = runOf(startedMs);
const { contenders, load: loadScenarios, withStarts, withSoak, plan, out } = readOptions(process.argv.slice(2));
pinSelf();
const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
const upstream = await startUpstream();
try {
  const openApi = join(scratch, 'openapi.json');
  writeFileSync(openApi, JSON.stringify(openApiDocument(upstream.url)));
  const stage = { upstream, node: OWN_NODE, openApi, scratch };

  const measuredIn = (id: string) => contenders.filter(({ scenarios }) => scenarios.includes(id));
  const load: LoadResults[] = [];
  let starts: StartResults | undefined;
  let soaks: SoakResults | undefined;
  // After each part, so that an interrupted run keeps its results.
  const write = () =>
    writeReport(out, { environment: environmentOf(contenders, plan, startedMs), load, starts, soak: soaks });

  const tell = (results: LoadResults) => {
    load.push(results);
    print(loadTitle(results), loadTable(results.rows));
    write();
  };

  for (const scenario of loadScenarios) {
    const rows = await measureLoad(scenario, measuredIn(scenario.id), stage, plan);
    tell({ scenario, node: OWN_NODE.version, measured, rows });
  }
  const onNode24 = loadScenarios.filter(({ isOnNode24 }) => isOnNode24);
  const node24 = onNode24.length === 0 ? undefined : await orUnmeasured(installNode24);
  if (node24 !== undefined && !(node24 instanceof Unmeasured)) {
    for (const scenario of onNode24) {
      const also = measuredIn(scenario.id).filter((contender) => contender.onNode24);
      const rows = await measureLoad(scenario, also, { ...stage, node: node24 }, plan);
      tell({ scenario, node: node24.version, measured, rows });
    }
  }
  if (withStarts) {
    const rows: StartRow[] = [];
    for (const contender of measuredIn('f')) {
      rows.push(await measureStarts(contender, stage, plan));
    }
    starts = { measured, rows };
    print('(f) Start and memory', startTable(rows));
    write();
  }
  if (withSoak) {
    const rows: SoakRow[] = [];
    for (const contender of measuredIn('g')) {
      rows.push(await soak(contender, stage, plan.soakSeconds));
    }
    soaks = { measured, rows };
    print('(g) Soak', soakTable(rows));
    write();
  }
  process.stdout.write(`\nWritten to ${out}: benchmarks.md, benchmarks.json, benchmarks.svg\n`);
} finally {
  await upstream.stop();
  rmSync(scratch, { recursive: true });
}

function print(title: string, table: string): void {
  process.stdout.write(`\n${title}\n\n${table}\n`);
}
