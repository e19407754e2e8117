import { Counter, Gauge, type Registry } from 'prom-client';
import type { Bulkhead } from '../../superoffice/rest/turns/bulkhead.js';
import type { ProcessLoad } from '../process-load.js';
import { addStreamGauges, type WatchedStreams } from './stream-gauges.js';

/** Things whose state can be read at any time. */
export interface Watched {
  readonly load: ProcessLoad;
  readonly bulkhead: Bulkhead;
  readonly admission: { readonly operations: number };
  readonly outbox: { readonly bytes: number; readonly stalled: number };
  readonly logOutput: { readonly lostLines: number };
  readonly auditOutput: { readonly lostLines: number };
  readonly rateLimiter: { readonly isShared: boolean };
  /** Undefined if there are no subscriptions. */
  readonly streams: WatchedStreams | undefined;
}

/** Series whose values are read on request. */
export function addGauges(
  register: Registry,
  { load, bulkhead, admission, outbox, logOutput, auditOutput, rateLimiter, streams }: Watched,
): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [register],
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [register],
      collect() {
        this.reset();
        this.inc(read());
      },
    });

  if (streams !== undefined) {
    addStreamGauges(register, streams);
  }
  gauge('superoffice_graphql_operations_in_flight', 'Operations under way.', () => admission.operations);
  gauge(
    'superoffice_graphql_unsent_bytes',
    'Bytes of answers that were computed and wait to be written.',
    () => outbox.bytes,
  );
  counter(
    'superoffice_graphql_stalled_connections_total',
    'Connections that were cut because they took nothing of their answer.',
    () => outbox.stalled,
  );
  gauge('superoffice_graphql_rest_calls_in_flight', 'REST calls under way.', () => bulkhead.inFlight);
  gauge('superoffice_graphql_rest_calls_queued', 'REST calls that wait for their turn.', () => bulkhead.queued);
  gauge('superoffice_graphql_rate_limit_shared', '1 while rate limits are shared through Redis.', () =>
    Number(rateLimiter.isShared),
  );
  gauge(
    'superoffice_graphql_event_loop_delay_seconds',
    'How late the process comes to what it is to do, while there are operations: 99th percentile of a second, the lower one of the last two.',
    () => load.eventLoopDelayMs / 1000,
  );
  gauge(
    'superoffice_graphql_heap_used_bytes',
    'Heap in use by objects that are no longer young.',
    () => load.heap.usedBytes,
  );
  gauge('superoffice_graphql_heap_limit_bytes', 'Heap that they may use.', () => load.heap.limitBytes);
  gauge('process_resident_memory_bytes', 'Memory that the process holds.', () => process.memoryUsage.rss());
  gauge('process_start_time_seconds', 'When the process began, since 1970.', () => performance.timeOrigin / 1000);
  counter(
    'superoffice_graphql_log_lines_lost_total',
    'Lines of the log that standard output did not take.',
    () => logOutput.lostLines,
  );
  counter(
    'superoffice_graphql_audit_lines_lost_total',
    'Lines of the audit log that could not be written.',
    () => auditOutput.lostLines,
  );
  counter('process_cpu_seconds_total', 'Time that processors spent on the process.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
}
