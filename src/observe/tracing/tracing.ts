import type { Tracing } from '../../graphql/observers.js';

/** Where the API of OpenTelemetry, version 1, keeps what an SDK registers. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');

/** Traces by OpenTelemetry; undefined where no SDK was registered before. Its API is loaded only where one was. */
export async function createTracing(superOfficeUrl: URL): Promise<Tracing | undefined> {
  if (!(REGISTERED in globalThis)) {
    return undefined;
  }
  const { traceByOpenTelemetry } = await import('./opentelemetry.js');
  return traceByOpenTelemetry(superOfficeUrl);
}
