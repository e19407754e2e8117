import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawChart } from './chart.js';
import { writeBetweenMarks } from './marks.js';
import { mergeResults } from './merge-results.js';
import type { LoadResults, Results } from './results.js';
import { growthTable, loadTable, loadTitle, soakTable, startTable } from './tables.js';

const BEGIN = '<!-- What follows is written by `npm run bench`. -->';
const END = '<!-- End of what is written. -->';

/**
 * Writes `benchmarks.json`, `benchmarks.svg` and, between its marks if it exists, `benchmarks.md`. Parts of an earlier
 * run in the folder that were not measured now stay.
 */
export function writeReport(folder: string, measured: Results): void {
  mkdirSync(folder, { recursive: true });
  const jsonPath = join(folder, 'benchmarks.json');
  const results = existsSync(jsonPath) ? mergeResults(JSON.parse(readFileSync(jsonPath, 'utf8')), measured) : measured;
  writeBetweenMarks(join(folder, 'benchmarks.md'), [BEGIN, END], toMarkdown(results));
  writeFileSync(join(folder, 'benchmarks.svg'), drawChart(results));
  writeFileSync(jsonPath, `${JSON.stringify(results, undefined, 1)}\n`);
}

const MIXING = '¹ Reads records of several callers in one call, with the credential of one of them.';

function toMarkdown({ environment, load, starts, soak }: Results): string {
  const isGrowth = ({ scenario }: LoadResults) => scenario.id.startsWith('e');
  const growth = load.filter(isGrowth);
  const mixes = load.some(({ rows }) => rows.some(({ mixesCallers }) => mixesCallers));
  const part = (title: string, when: string, table: string) => [`### ${title}`, '', table, '', `Measured ${when}.`, ''];
  const parts = [
    ...environment.lines.map((line) => `- ${line}`),
    '',
    '![Operations per CPU-second, latency and growth](benchmarks.svg)',
    '',
    ...load.filter((one) => !isGrowth(one)).flatMap((one) => part(loadTitle(one), one.measured, loadTable(one.rows))),
    ...(growth[0] === undefined
      ? []
      : part('(e) Growth: CPU time per operation, by the number of sessions', growth[0].measured, growthTable(growth))),
    ...(starts === undefined ? [] : part('(f) Start and memory', starts.measured, startTable(starts.rows))),
    ...(soak === undefined ? [] : part('(g) Soak: memory while (b) goes on', soak.measured, soakTable(soak.rows))),
    ...(mixes ? [MIXING, ''] : []),
  ];
  return parts.join('\n');
}
