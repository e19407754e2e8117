import { parseArgs } from 'node:util';
import { CONTENDERS, type Contender } from './contenders.js';
import type { Plan } from './load.js';
import { fromRoot } from './process.js';
import { LOAD_SCENARIOS, type LoadScenario } from './scenarios.js';
import type { StartPlan } from './starts.js';

export interface Options {
  readonly load: readonly LoadScenario[];
  readonly withStarts: boolean;
  readonly withSoak: boolean;
  readonly contenders: readonly Contender[];
  readonly plan: Plan & StartPlan & { readonly soakSeconds: number };
  /** Where results are written. Only a complete run updates the project's documentation by default. */
  readonly out: string;
}

const WHOLE = { rounds: 4, seconds: 1.5, warmupSeconds: 4, starts: 3, loadSeconds: 6, soakSeconds: 600 };
const SHORT = { rounds: 2, seconds: 1, warmupSeconds: 1, starts: 2, loadSeconds: 2, soakSeconds: 20 };

/** The only scenarios of growth in a short run. */
const SHORT_GROWTH = ['e10', 'e100'];

/**
 * `--short`, `--scenario b,e` and `--contenders x,y` choose what is measured; `--out` names another folder for results.
 *
 * @throws {RangeError} naming what is not known.
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      short: { type: 'boolean', default: false },
      scenario: { type: 'string' },
      contenders: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { short, scenario, contenders } = values;
  const isWhole = !short && scenario === undefined && contenders === undefined;
  const wanted = chosen(scenario, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  const named = chosen(
    contenders,
    CONTENDERS.map(({ name }) => name),
  );
  return {
    load: LOAD_SCENARIOS.filter(
      ({ id }) => wanted.includes(id.charAt(0)) && (!short || !id.startsWith('e') || SHORT_GROWTH.includes(id)),
    ),
    withStarts: wanted.includes('f'),
    withSoak: wanted.includes('g'),
    contenders: CONTENDERS.filter(({ name }) => named.includes(name)),
    plan: short ? SHORT : WHOLE,
    out: fromRoot(values.out ?? (isWhole ? 'docs' : 'bench/results')),
  };
}

/** @throws {RangeError} naming what is not known. */
export function chosen(list: string | undefined, all: readonly string[]): readonly string[] {
  const names = list?.split(',') ?? all;
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new RangeError(`Expected some of ${all.join(', ')}; not known: ${unknown.join(', ')}`);
  }
  return names;
}
