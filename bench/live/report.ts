import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBetweenMarks } from '../marks.js';
import { number, percent, table, titleOf } from '../tables.js';
import type { AgentsRow } from './agents.js';
import type { CallersRow } from './callers.js';
import type { Way } from './changes.js';
import type { QuietRow } from './quiet.js';
import type { LiveResults, Part } from './results.js';
import type { SlowRow } from './slow.js';
import type { Transport } from './streams.js';

const MARKS = [
  '<!-- What follows is written by `npm run bench:live`. -->',
  '<!-- End of what `npm run bench:live` writes. -->',
] as const;

/** Writes `benchmarks-live.json` and, between its marks, `benchmarks.md`. Parts that were not measured now stay. */
export function writeLiveReport(folder: string, measured: LiveResults): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'benchmarks-live.json');
  const old = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const results: LiveResults = { ...old, ...measured };
  writeFileSync(path, `${JSON.stringify(results, undefined, 1)}\n`);
  writeBetweenMarks(join(folder, 'benchmarks.md'), MARKS, toMarkdown(results));
}

export function toMarkdown({ environment, quiet, slow, callers, agents }: LiveResults): string {
  return [
    ...environment.lines.map((line) => `- ${line}`),
    '',
    ...section('Quiet streams', quiet, quietTable),
    ...section('Readers that take nothing', slow, slowTable),
    ...section('200 callers who all see each change', callers, callersTable),
    ...section('Agents with three tabs each', agents, agentsTable),
  ].join('\n');
}

function section<Row>(
  title: string,
  part: Part<Row> | undefined,
  toTable: (rows: readonly Row[], time: (ms: number | undefined) => string) => string,
): string[] {
  if (part === undefined) {
    return [];
  }
  const { measured, loadAverage, cores, rows } = part;
  const time = (ms: number | undefined) => (ms === undefined || loadAverage > cores ? '' : number(ms));
  return [
    `### ${title}`,
    '',
    toTable(rows, time),
    '',
    `Measured ${measured}; load average ${number(loadAverage)}.`,
    '',
  ];
}

const TRANSPORTS: Readonly<Record<Transport, string>> = { sse: 'Server-sent events', websocket: 'WebSockets' };

function quietTable(rows: readonly QuietRow[]): string {
  return table(
    [
      '',
      'Streams',
      'Callers',
      'Memory KB a stream',
      'In use KB a stream',
      'CPU ms per second',
      'REST calls per second',
    ],
    rows.map((row) => [
      TRANSPORTS[row.transport],
      String(row.streams),
      String(row.callers),
      number(row.addedBytes / row.streams / 1024),
      number(row.addedInUseBytes / row.streams / 1024),
      number((row.cpuSeconds * 1000) / row.seconds),
      number(row.restCalls / row.seconds),
    ]),
  );
}

function slowTable(rows: readonly SlowRow[]): string {
  return table(
    ['', 'Readers', 'Changes', 'KB a value', 'Memory MB', 'In use MB'],
    rows.map((row) => [
      TRANSPORTS[row.transport],
      String(row.readers),
      String(row.changes),
      number(row.valueBytes / 1024),
      number(row.addedBytes / 2 ** 20),
      number(row.addedInUseBytes / 2 ** 20),
    ]),
  );
}

const WAYS: Readonly<Record<Way, string>> = {
  mutation: 'through this server',
  webhook: 'in SuperOffice, with a webhook',
  elsewhere: 'in SuperOffice',
};

function callersTable(rows: readonly CallersRow[], time: (ms: number | undefined) => string): string {
  return table(
    ['Changed', 'Delivered', 'Refused', 'p50 ms', 'p95 ms', 'Polls', 'CPU ms a poll', 'Memory MB'],
    rows.map((row) => [
      WAYS[row.way],
      percent(row.arrived / (row.changes * row.callers)),
      String(row.refused),
      time(row.p50Ms),
      time(row.p95Ms),
      String(row.polls),
      number((row.cpuSeconds * 1000) / row.polls),
      number(row.residentBytes / 2 ** 20),
    ]),
  );
}

function agentsTable(rows: readonly AgentsRow[], time: (ms: number | undefined) => string): string {
  return table(
    [
      '',
      'Agents',
      'Changed',
      'REST calls per agent and minute',
      'CPU ms per second',
      'Shown',
      'Refused',
      'p50 ms',
      'p95 ms',
    ],
    rows.map((row) => {
      const { contender, everyMs, way, agents, seconds, unmeasured } = row;
      const title = `${titleOf(contender)}, ${everyMs === undefined ? 'streams' : `polled every ${everyMs / 1000} s`}`;
      if (seconds === undefined) {
        return [title, String(agents), WAYS[way], unmeasured ?? ''];
      }
      return [
        title,
        String(agents),
        WAYS[way],
        number(((row.restCalls as number) / agents / seconds) * 60),
        number(((row.cpuSeconds as number) * 1000) / seconds),
        percent((row.arrived as number) / (row.expected as number)),
        String(row.refused),
        time(row.p50Ms),
        time(row.p95Ms),
      ];
    }),
  );
}
