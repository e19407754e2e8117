import { CONTENDERS, THIS_SERVER } from './contenders.js';
import type { LoadRow, Round } from './measure.js';
import { OWN_NODE } from './nodes.js';
import type { LoadResults } from './results.js';
import type { SoakRow } from './soak.js';
import type { StartRow } from './starts.js';
import { median, spread } from './statistics.js';

/** Operations for a second of the contender's CPU time. */
export function operationsPerCpuSecond({ operations, cpuSeconds }: Round): number {
  return operations / cpuSeconds;
}

export function titleOf(contender: string): string {
  return CONTENDERS.find(({ name }) => name === contender)?.title ?? contender;
}

export function loadTitle({ scenario, node }: LoadResults): string {
  const { id, title } = scenario;
  return node === OWN_NODE.version ? `(${id}) ${title}` : `(${id}) on Node.js ${node}`;
}

/** The mark that is explained below the tables. */
function markOf(rows: readonly LoadRow[]): string {
  return rows.some(({ mixesCallers }) => mixesCallers) ? ' ¹' : '';
}

export function loadTable(rows: readonly LoadRow[]): string {
  const own = rows.find(({ contender }) => contender === THIS_SERVER)?.rounds ?? [];
  const header = [
    '',
    'Op per CPU-second',
    'Spread',
    '÷ this server',
    'Op/s',
    'p50 ms',
    'p99 ms',
    'REST calls per op',
    'Heap KB per op',
  ];
  return table(
    header,
    rows.map((row) => {
      const { rounds, heapBytesPerOperation: heap } = row;
      if (row.unmeasured !== undefined) {
        return [titleOf(row.contender), row.unmeasured];
      }
      const efficiency = rounds.map(operationsPerCpuSecond);
      const of = (read: (round: Round) => number) => median(rounds.map(read));
      return [
        `${titleOf(row.contender)}${markOf([row])}`,
        number(median(efficiency)),
        percent(spread(efficiency)),
        ratio(rounds, own),
        number(of(({ operations, seconds }) => operations / seconds)),
        number(of(({ p50Ms }) => p50Ms)),
        number(of(({ p99Ms }) => p99Ms)),
        number(of(({ restCalls, operations }) => restCalls / operations)),
        heap === undefined ? '' : number(heap / 1024),
      ];
    }),
  );
}

/** For contenders that ran side by side: compares each round with this server's round of the same number. */
function ratio(rounds: readonly Round[], own: readonly Round[]): string {
  if (own.length !== rounds.length) {
    return '';
  }
  return number(
    median(rounds.map((round, index) => operationsPerCpuSecond(round) / operationsPerCpuSecond(own[index] as Round))),
  );
}

/** CPU time of one operation, in milliseconds; undefined if it was not measured. */
export function cpuMsPerOperation({ rounds }: LoadRow): number | undefined {
  return rounds.length === 0 ? undefined : 1000 / median(rounds.map(operationsPerCpuSecond));
}

export function growthTable(growth: readonly LoadResults[]): string {
  const header = ['ms of CPU per op', ...growth.map(({ scenario }) => `${scenario.sessions}`)];
  const contenders = growth[0]?.rows.map(({ contender }) => contender) ?? [];
  return table(
    header,
    contenders.map((contender) => [
      `${titleOf(contender)}${markOf(growth.flatMap(({ rows }) => rows.filter((row) => row.contender === contender)))}`,
      ...growth.map(({ rows }) => {
        const row = rows.find((one) => one.contender === contender) as LoadRow;
        const ms = cpuMsPerOperation(row);
        return ms === undefined ? (row.unmeasured ?? '') : number(ms);
      }),
    ]),
  );
}

export function startTable(rows: readonly StartRow[]): string {
  return table(
    ['', 'First answer after ms', 'Spread', 'CPU ms', 'Memory at rest, MiB', 'Memory under load, MiB'],
    rows.map(({ contender, starts = [], memory, unmeasured }) => {
      if (unmeasured !== undefined || memory === undefined) {
        return [titleOf(contender), unmeasured ?? ''];
      }
      const firstAnswers = starts.map(({ firstAnswerMs }) => firstAnswerMs);
      return [
        titleOf(contender),
        number(median(firstAnswers)),
        percent(spread(firstAnswers)),
        number(median(starts.map(({ cpuMs }) => cpuMs))),
        mebibytes(memory.restBytes),
        mebibytes(memory.loadBytes),
      ];
    }),
  );
}

const SOAK_TENTHS = [1, 2, 4, 6, 8, 10];

/** The median of the memory in tenths of the time. */
export function soakTable(rows: readonly SoakRow[]): string {
  return table(
    ['Memory, MiB, median of', 'Minutes', ...SOAK_TENTHS.map((tenth) => `tenth ${tenth}`), 'Most'],
    rows.map(({ contender, samples }) => {
      const end = samples.at(-1)?.seconds ?? 0;
      const inTenth = (tenth: number) =>
        samples.filter((sample) => Math.min(9, Math.floor((sample.seconds / end) * 10)) === tenth - 1);
      return [
        titleOf(contender),
        number(end / 60),
        ...SOAK_TENTHS.map((tenth) => mebibytes(median(inTenth(tenth).map(({ bytes }) => bytes)))),
        mebibytes(Math.max(...samples.map(({ bytes }) => bytes))),
      ];
    }),
  );
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${header.map((_, index) => cells[index] ?? '').join(' | ')} |`;
  const rule = `|${header.map((_, index) => (index === 0 ? '---' : '---:')).join('|')}|`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}

export function mebibytes(bytes: number): string {
  return number(bytes / 2 ** 20);
}

export function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

/** Three significant digits. */
export function number(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
