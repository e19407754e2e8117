import type { Environment } from './environment.js';
import type { LoadRow } from './measure.js';
import { OWN_NODE } from './nodes.js';
import { LOAD_SCENARIOS, type LoadScenario } from './scenarios.js';
import type { SoakRow } from './soak.js';
import type { StartRow } from './starts.js';

/** When a part was measured, and at which commit: `2026-11-27T05:40Z, commit 2541fc7`. */
interface Measured {
  readonly measured: string;
}

/** All that was measured, round by round: what the tables are worked out from. */
export interface Results {
  readonly environment: Environment;
  readonly load: readonly LoadResults[];
  readonly starts?: StartResults | undefined;
  readonly soak?: SoakResults | undefined;
}

export interface LoadResults extends Measured {
  readonly scenario: LoadScenario;
  /** Version of the Node.js that contenders run on. */
  readonly node: string;
  readonly rows: readonly LoadRow[];
}

export interface StartResults extends Measured {
  readonly rows: readonly StartRow[];
}

export interface SoakResults extends Measured {
  readonly rows: readonly SoakRow[];
}

/** Parts that were measured anew take the place of what there was; the others stay. */
export function mergeResults(old: Results, anew: Results): Results {
  const partOf = ({ scenario, node }: LoadResults) => `${scenario.id} ${node.split('.')[0]}`;
  const load = new Map([...old.load, ...anew.load].map((one) => [partOf(one), one]));
  return {
    environment: anew.environment,
    load: [...load.values()].sort((a, b) => orderOf(a) - orderOf(b)),
    starts: anew.starts ?? old.starts,
    soak: anew.soak ?? old.soak,
  };
}

/** That of the scenarios; what was measured on another Node.js comes after what the benchmark's own was. */
function orderOf({ scenario, node }: LoadResults): number {
  const index = LOAD_SCENARIOS.findIndex(({ id }) => id === scenario.id);
  return index + (node.split('.')[0] === OWN_NODE.version.split('.')[0] ? 0 : LOAD_SCENARIOS.length);
}
