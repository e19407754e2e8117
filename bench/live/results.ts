import type { Environment } from '../environment.js';
import type { AgentsRow } from './agents.js';
import type { CallersRow } from './callers.js';
import type { QuietRow } from './quiet.js';
import type { SlowRow } from './slow.js';

/** Rows of one part, and when it was measured. */
export interface Part<Row> {
  readonly measured: string;
  /** Of the machine, over the minute before the part began. */
  readonly loadAverage: number;
  readonly cores: number;
  readonly rows: readonly Row[];
}

export interface LiveResults {
  readonly environment: Environment;
  readonly quiet?: Part<QuietRow>;
  readonly slow?: Part<SlowRow>;
  readonly callers?: Part<CallersRow>;
  readonly agents?: Part<AgentsRow>;
}
