import type { Environment } from './environment.js';
import type { LoadRow } from './measure.js';
import type { LoadScenario } from './scenarios.js';
import type { SoakRow } from './soak.js';
import type { StartRow } from './starts.js';

/** All that was measured, round by round: what the tables are worked out from. */
export interface Results {
  readonly environment: Environment;
  readonly load: readonly LoadResults[];
  readonly starts: readonly StartRow[];
  readonly soak: readonly SoakRow[];
}

export interface LoadResults {
  readonly scenario: LoadScenario;
  /** Version of the Node.js that contenders run on. */
  readonly node: string;
  readonly rows: readonly LoadRow[];
}
