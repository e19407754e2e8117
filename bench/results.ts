import type { Environment } from './environment.js';
import type { LoadRow } from './measure.js';
import type { LoadScenario } from './scenarios.js';
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
