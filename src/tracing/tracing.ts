import type { IncomingHttpHeaders } from 'node:http';
import type { AroundBatch } from '../graphql/loaders/index.js';
import type { OperationReport } from '../graphql/operation-report.js';
import type { CallSpan } from '../superoffice/client.js';
import type { FailedCall } from '../superoffice/errors.js';

/** The spans of one operation, of its reads of related records and of its REST calls: names, templates and statuses, never a value. */
export interface OperationTrace {
  startCall(call: FailedCall): CallSpan;
  readonly aroundBatch: AroundBatch;
  end(operation: OperationReport): void;
}

export interface Tracing {
  /** Begins an operation, as part of the trace that the request's headers name. */
  startOperation(requestId: string, headers: IncomingHttpHeaders): OperationTrace;
}

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
