import type { Clock } from '../clock.js';
import { type Breaker, type BreakerOptions, type BreakerState, createBreaker } from './breaker.js';
import type { ConnectionOptions, CreateTransport, Transport } from './transports/transport.js';

export interface PlaceOptions extends BreakerOptions, ConnectionOptions {
  readonly superOfficeTransport: TransportName;
}

const undici = async () => (await import('./transports/undici.js')).undiciTransport;

/** Each is loaded only if it is selected. */
const TRANSPORTS = {
  'node-fetch': async () => (await import('./transports/node-fetch.js')).nodeFetchTransport,
  undici,
  /** The name of undici in older configurations. */
  http: undici,
} as const satisfies Record<string, () => Promise<CreateTransport>>;

type TransportName = keyof typeof TRANSPORTS;

/** One address of SuperOffice, with connections and health of its own. */
export interface Place {
  /** REST root, ending in a slash. */
  readonly url: URL;
  readonly transport: Transport;
  readonly breaker: Breaker;
  /** Closes its connections. */
  close(): void;
}

/** @param onBreakerChange called when the breaker opens and when it closes. */
export async function createPlace(
  url: URL,
  options: PlaceOptions,
  clock: Clock,
  onBreakerChange?: ((state: BreakerState) => void) | undefined,
): Promise<Place> {
  const createTransport = await TRANSPORTS[options.superOfficeTransport]();
  const transport = createTransport(url, options);
  return {
    url,
    transport,
    breaker: createBreaker(options, onBreakerChange, () => clock.now()),
    close: () => transport.close(),
  };
}
