import type { Clock } from '../../superoffice/clock.js';

export interface FeedOptions {
  /** Bytes that may wait for one reader. */
  readonly maxStreamWaitingBytes: number;
  /** How long SuperOffice may be silent before readers are told. */
  readonly liveStaleMs: number;
  readonly clock: Clock;
}
