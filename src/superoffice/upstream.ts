import { type Breaker, type BreakerOptions, type BreakerState, createBreaker } from './breaker.js';
import { type Bulkhead, type BulkheadOptions, createBulkhead } from './bulkhead.js';
import { type Clock, PROCESS_CLOCK } from './clock.js';
import { createRetryBudget, type RetryBudget, type RetryOptions } from './retries.js';
import type { ConnectionOptions, CreateTransport, Transport } from './transports/transport.js';

export interface UpstreamOptions extends BreakerOptions, BulkheadOptions, ConnectionOptions, RetryOptions {
  /** REST root of one tenant, ending in a slash. */
  readonly superOfficeUrl: URL;
  readonly superOfficeReadTimeoutMs: number;
  readonly superOfficeWriteTimeoutMs: number;
  readonly superOfficeMaxAnswerBytes: number;
  readonly superOfficeTransport: TransportName;
}

export interface UpstreamHooks {
  /** Default: the process's. */
  readonly clock?: Clock | undefined;
  /** Whether there is memory for what a read of so many bytes becomes. Default: always. */
  readonly hasMemoryFor?: (bytes: number) => boolean;
  /** Told when nothing is sent any more, and when it is again. */
  readonly onBreakerChange?: ((state: BreakerState) => void) | undefined;
}

const undici = async () => (await import('./transports/undici.js')).undiciTransport;

/** Each is loaded only where it is chosen. */
const TRANSPORTS = {
  'node-fetch': async () => (await import('./transports/node-fetch.js')).nodeFetchTransport,
  undici,
  /** Older configurations call it so. */
  http: undici,
} as const satisfies Record<string, () => Promise<CreateTransport>>;

export type TransportName = keyof typeof TRANSPORTS;

/** One SuperOffice, as all callers of a server share it: the way to it, the turns at it, and its health. */
export interface Upstream {
  readonly options: UpstreamOptions;
  /** By which all that has to do with it goes: time limits, pauses and deadlines. */
  readonly clock: Clock;
  readonly hasMemoryFor: (bytes: number) => boolean;
  readonly transport: Transport;
  readonly breaker: Breaker;
  readonly bulkhead: Bulkhead;
  readonly retryBudget: RetryBudget;
  /** Closes its connections. */
  close(): void;
}

export async function createUpstream(
  options: UpstreamOptions,
  { clock = PROCESS_CLOCK, hasMemoryFor = () => true, onBreakerChange }: UpstreamHooks = {},
): Promise<Upstream> {
  const createTransport = await TRANSPORTS[options.superOfficeTransport]();
  const transport = createTransport(options.superOfficeUrl, options);
  const bulkhead = createBulkhead(options);
  return {
    options,
    clock,
    hasMemoryFor,
    transport,
    breaker: createBreaker(options, onBreakerChange, () => clock.now()),
    bulkhead,
    retryBudget: createRetryBudget(options, () => bulkhead.inFlight),
    close: () => transport.close(),
  };
}
