import type { Tracing } from '../../graphql/observers.js';

/** Where the API of OpenTelemetry, version 1, keeps what an SDK registers. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');

/** Traces by OpenTelemetry; undefined if no SDK is registered. The API is loaded only if one is. */
export async function createTracing(superOfficeUrl: URL): Promise<Tracing | undefined> {
  if (!(REGISTERED in globalThis)) {
    return undefined;
  }
  const { traceByOpenTelemetry } = await import('./opentelemetry.js');
  return traceByOpenTelemetry(superOfficeUrl);
}
