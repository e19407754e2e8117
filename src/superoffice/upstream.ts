import { type Agent, createAgent } from './agent.js';
import { type Breaker, type BreakerOptions, type BreakerState, createBreaker } from './breaker.js';
import { type Bulkhead, type BulkheadOptions, createBulkhead } from './bulkhead.js';
import { createRetryBudget, type RetryBudget, type RetryOptions } from './retries.js';

export interface UpstreamOptions extends BreakerOptions, BulkheadOptions, RetryOptions {
  /** REST root of one tenant, ending in a slash. */
  readonly superOfficeUrl: URL;
  /** Making a connection, TLS included. */
  readonly superOfficeConnectTimeoutMs: number;
  readonly superOfficeReadTimeoutMs: number;
  readonly superOfficeWriteTimeoutMs: number;
  readonly superOfficeMaxAnswerBytes: number;
}

/** One SuperOffice, as all callers of a server share it: its connections, the turns at it, and its health. */
export interface Upstream {
  readonly options: UpstreamOptions;
  readonly agent: Agent;
  readonly breaker: Breaker;
  readonly bulkhead: Bulkhead;
  readonly retryBudget: RetryBudget;
  /** Closes its connections. */
  close(): void;
}

/** @param onBreakerChange told when nothing is sent any more, and when it is again. */
export function createUpstream(options: UpstreamOptions, onBreakerChange?: (state: BreakerState) => void): Upstream {
  const agent = createAgent(options.superOfficeUrl, options.superOfficeConnectTimeoutMs);
  const bulkhead = createBulkhead(options);
  return {
    options,
    agent,
    breaker: createBreaker(options, onBreakerChange),
    bulkhead,
    retryBudget: createRetryBudget(options, () => bulkhead.inFlight),
    close: () => agent.destroy(),
  };
}
