import { type Clock, PROCESS_CLOCK } from '../clock.js';
import type { BreakerState } from './breaker.js';
import { createPlace, type Place, type PlaceOptions } from './place.js';
import { createRetryBudget, type RetryBudget, type RetryOptions } from './retries.js';
import { type Bulkhead, type BulkheadOptions, createBulkhead } from './turns/bulkhead.js';
import { type CredentialGate, type CredentialGateOptions, createCredentialGate } from './turns/credential-gate.js';
import { createReadPause, type ReadPause } from './turns/read-pause.js';

export interface UpstreamOptions extends PlaceOptions, BulkheadOptions, CredentialGateOptions, RetryOptions {
  /** REST root of one tenant, ending in a slash. */
  readonly superOfficeUrl: URL;
  readonly superOfficeReadTimeoutMs: number;
  readonly superOfficeWriteTimeoutMs: number;
  readonly superOfficeMaxAnswerBytes: number;
}

export interface UpstreamHooks {
  /** Default: the process's. */
  readonly clock?: Clock | undefined;
  /** Whether there is memory for the parsed answer of a read with this many bytes. Default: always. */
  readonly hasMemoryFor?: (bytes: number) => boolean;
  /** Called when the breaker opens and when it closes. */
  readonly onBreakerChange?: ((state: BreakerState) => void) | undefined;
}

/** What all callers of one tenant share: where SuperOffice is, and the turns at it. */
export interface Upstream {
  readonly options: UpstreamOptions;
  /** For all its time limits, pauses and deadlines. */
  readonly clock: Clock;
  readonly hasMemoryFor: (bytes: number) => boolean;
  /** The place for a call that begins now. The call stays there to its end. */
  at(): Place;
  readonly bulkhead: Bulkhead;
  readonly credentialGate: CredentialGate;
  readonly readPause: ReadPause;
  readonly retryBudget: RetryBudget;
  /** Closes its connections. */
  close(): void;
}

export async function createUpstream(
  options: UpstreamOptions,
  { clock = PROCESS_CLOCK, hasMemoryFor = () => true, onBreakerChange }: UpstreamHooks = {},
): Promise<Upstream> {
  const place = await createPlace(options.superOfficeUrl, options, clock, onBreakerChange);
  const bulkhead = createBulkhead(options, clock);
  return {
    options,
    clock,
    hasMemoryFor,
    at: () => place,
    bulkhead,
    credentialGate: createCredentialGate(options, clock),
    readPause: createReadPause(clock),
    retryBudget: createRetryBudget(options, () => bulkhead.inFlight),
    close: () => place.close(),
  };
}
