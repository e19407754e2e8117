import { INVARIANT_NAMES, INVARIANTS } from './invariants.js';
import type { Run } from './run.js';
import type { Tally } from './tally.js';

const MAX_LINES = 20;

/** Two tables in Markdown: what was done, and whether what must hold has held. */
export function report(seed: string, run: Run): string {
  const { verdicts, callers, subscribers, faults, facade, heapAtStart, heapAtEnd } = run;
  const growth = (heapAtEnd / heapAtStart - 1) * 100;
  const done = [
    ['Seed', seed],
    ['Duration', seconds(run.durationMs)],
    ['Requests', counted(callers.asked)],
    ['Their results', `${callers.heard}`],
    ['Writes, by the outcome that clients got', counted(callers.told)],
    ['Errors that clients got', counted(callers.codes)],
    ['Results and ends of streams', counted(subscribers.heard)],
    ['Faults', counted(faults.tally)],
    ['Redis', run.hasRedis ? 'hangs now and then' : 'is not installed, so it could not hang'],
    ['Restarts', `${facade.restarts}, the slowest stop took ${seconds(facade.slowestStopMs)}`],
    ['Recovery', seconds(run.recoveryMs)],
    ['Heap', `${megabytes(heapAtStart)}, at the end ${megabytes(heapAtEnd)} (${growth.toFixed(1)} %)`],
  ];
  const held = INVARIANT_NAMES.map((name) => [
    INVARIANTS[name],
    `${verdicts.checksOf(name)}`,
    `${verdicts.violationsOf(name).length}`,
  ]);
  return `${table(['What', 'Number'], done)}\n${table(['Invariant', 'Checks', 'Violations'], held)}`;
}

/** A line for each violation; none if there was no violation. */
export function violations({ verdicts }: Run): readonly string[] {
  return INVARIANT_NAMES.flatMap((name) => {
    const lines = verdicts.violationsOf(name);
    const more = lines.length > MAX_LINES ? [`${name}: and ${lines.length - MAX_LINES} more`] : [];
    return [...lines.slice(0, MAX_LINES).map((line) => `${name}: ${line}`), ...more];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

function counted(tally: Tally): string {
  return `${tally.total}: ${tally}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
