import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import type { Contender } from './contenders.js';
import type { Plan } from './load.js';
import { OWN_NODE } from './nodes.js';
import { fromRoot, isPinned } from './process.js';

/** Where, when and how the results were measured. */
export interface Environment {
  /** As sentences. */
  readonly lines: readonly string[];
}

/** `2026-11-27T05:40Z, commit 2541fc7`. */
export function runOf(startedMs: number): string {
  return `${new Date(startedMs).toISOString().slice(0, 16)}Z, commit ${commit()}`;
}

export function environmentOf(contenders: readonly Contender[], plan: Plan, startedMs: number): Environment {
  return {
    lines: [
      ...placeOf(startedMs),
      `Each process: ${plan.rounds} rounds of ${plan.seconds} s, after ${plan.warmupSeconds} s to warm up.`,
      ...versions(contenders),
    ],
  };
}

/** The run and the machine. */
export function placeOf(startedMs: number): string[] {
  const [cpu] = cpus();
  const minutes = Math.round((Date.now() - startedMs) / 60_000);
  return [
    `The last run: ${runOf(startedMs)}; took ${minutes} minutes. Each table names the run that measured it.`,
    `${cpu?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; Linux ${release()}; Node.js ${OWN_NODE.version} unless a title says otherwise.`,
    isPinned
      ? 'The contender has one core; the upstream and the load generator share another one.'
      : 'No `taskset` or no second core: the contender, the upstream and the load generator share all cores.',
  ];
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: fromRoot('.'), encoding: 'utf8' }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'src') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

/** The packages of each folder. They are pinned, so its `package.json` says what is installed. */
export function versions(contenders: readonly Contender[]): string[] {
  const folders = new Set(contenders.map(({ folder }) => folder).filter((folder) => folder !== '.'));
  return [...folders].map((folder) => {
    const { dependencies } = JSON.parse(readFileSync(fromRoot(`${folder}/package.json`), 'utf8'));
    const packages = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
    return `\`${folder}\`: ${packages.join(', ')}.`;
  });
}
