import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../../graphql/error-codes.js';
import type { OperationCounters } from '../../graphql/observers.js';
import { TRANSFER_RESULTS } from '../../superoffice/resources/chat-session.js';
import type { BreakerState } from '../../superoffice/rest/breaker.js';
import type { CallReport } from '../../superoffice/rest/client.js';
import { addGauges, type Watched } from './gauges.js';
import { createNameLabels } from './operation-name-labels.js';

/** The metrics. No label holds a value, an id or a caller's text, except the names of operations and clients. */
export interface Metrics extends OperationCounters {
  /** For a request that never became an operation. */
  onRefusal(code: ErrorCode): void;
  /** For an answer that was too large to be sent. */
  onTooLarge(): void;
  /** For a connection that was closed because its address held too many. */
  onRefusedConnection(): void;
  onCall(call: CallReport): void;
  onBreakerChange(state: BreakerState): void;
  /** Reads these as well, on each request. */
  watch(watched: Watched): void;
  readonly contentType: string;
  /** All series, in the text format of Prometheus. */
  text(): Promise<string>;
}

const OPERATION_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const REST_CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8];
const BATCH_SIZES = [1, 2, 5, 10, 25, 50, 100];

/** Reasons for which a call's duration says nothing about SuperOffice. */
const NOT_OF_SUPEROFFICE: ReadonlySet<CallReport['reason']> = new Set([
  'BREAKER_OPEN',
  'CANCELLED',
  'OVERLOADED',
  'RATE_LIMITED',
  'THROTTLED',
  'UNAUTHENTICATED',
]);

export interface MetricsOptions {
  /** Of this server. */
  readonly version: string;
  /** Names that the operator knows: each always has its own label, beside the limit for callers' names. */
  readonly operationNames?: Iterable<string>;
}

/** The series of one server: several servers in one process share none. */
export function createMetrics({ version, operationNames = [] }: MetricsOptions): Metrics {
  const register = new Registry();
  const registers = [register];
  const labelOf = createNameLabels({ given: operationNames });
  const clientLabelOf = createNameLabels();
  const codeLabelOf = createNameLabels({ other: 'OTHER' });

  const operations = new Counter({
    name: 'superoffice_graphql_operations_total',
    help: 'Operations that were executed, by name, type and outcome: ok, or the code of the first error.',
    labelNames: ['name', 'type', 'outcome'],
    registers,
  });
  const operationSeconds = new Histogram({
    name: 'superoffice_graphql_operation_duration_seconds',
    help: 'Duration of operations that were executed.',
    labelNames: ['type'],
    buckets: OPERATION_SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: 'superoffice_graphql_refusals_total',
    help: 'Requests of which nothing was executed, by the code of their error.',
    labelNames: ['code'],
    registers,
  });
  const tooLarge = new Counter({
    name: 'superoffice_graphql_answers_too_large_total',
    help: 'Answers to queries that were too large to be sent.',
    registers,
  });
  const refusedConnections = new Counter({
    name: 'superoffice_graphql_refused_connections_total',
    help: 'Connections that were closed at once, because their address held too many on which nothing was answered.',
    registers,
  });
  const restCalls = new Counter({
    name: 'superoffice_graphql_rest_calls_total',
    help: 'REST calls, retries among them, by the status of the answer, or by the reason why there is none.',
    labelNames: ['method', 'route', 'result'],
    registers,
  });
  const operationRestCalls = new Counter({
    name: 'superoffice_graphql_operation_rest_calls_total',
    help: 'REST calls that were sent, by the name of the operation that asked for them.',
    labelNames: ['name'],
    registers,
  });
  const clientRestCalls = new Counter({
    name: 'superoffice_graphql_client_rest_calls_total',
    help: 'REST calls that were sent, by the name that the client gives itself.',
    labelNames: ['client'],
    registers,
  });
  const restCallErrors = new Counter({
    name: 'superoffice_graphql_rest_call_errors_total',
    help: 'REST calls without a usable answer, by the reason and by the code of the error behind it.',
    labelNames: ['reason', 'code'],
    registers,
  });
  const restCallSeconds = new Histogram({
    name: 'superoffice_graphql_rest_call_duration_seconds',
    help: 'Duration of REST calls that were made, the wait for their turn included.',
    labelNames: ['method', 'route'],
    buckets: REST_CALL_SECONDS,
    registers,
  });
  const retries = new Counter({
    name: 'superoffice_graphql_rest_retries_total',
    help: 'REST calls that were made once more.',
    labelNames: ['method', 'route'],
    registers,
  });
  const breakerOpen = new Gauge({
    name: 'superoffice_graphql_breaker_open',
    help: '1 while nothing is sent, because too many REST calls failed.',
    registers,
  });
  const breakerChanges = new Counter({
    name: 'superoffice_graphql_breaker_changes_total',
    help: 'How often the circuit breaker opened, and closed.',
    labelNames: ['state'],
    registers,
  });
  const transfers = new Counter({
    name: 'superoffice_graphql_transfers_total',
    help: 'Transfers of chat sessions, by what became of them.',
    labelNames: ['result'],
    registers,
  });
  const batchSizes = new Histogram({
    name: 'superoffice_graphql_loader_batch_size',
    help: 'Records that were read at a time, by their kind.',
    labelNames: ['kind'],
    buckets: BATCH_SIZES,
    registers,
  });

  new Gauge({
    name: 'superoffice_graphql_build_info',
    help: '1, with the versions of this server and of Node.js as labels.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1);
  // A counter that does not exist before its first event hides that event.
  for (const state of ['open', 'closed'] as const) {
    breakerChanges.inc({ state }, 0);
  }
  for (const result of TRANSFER_RESULTS) {
    transfers.inc({ result }, 0);
  }

  return {
    onOperation({ type, name, isExecuted, code, durationMs }, client) {
      if (!isExecuted || type === undefined) {
        if (code !== undefined) {
          refusals.inc({ code });
        }
        return;
      }
      // Otherwise clients without a credential could use all names up.
      const label = labelOf(name, client.isAccepted);
      operations.inc({ name: label, type, outcome: code ?? 'ok' });
      operationSeconds.observe({ type }, durationMs / 1000);
      if (client.restCalls > 0) {
        operationRestCalls.inc({ name: label }, client.restCalls);
        clientRestCalls.inc({ client: clientLabelOf(client.name, client.isAccepted) }, client.restCalls);
      }
    },
    onRefusal(code) {
      refusals.inc({ code });
    },
    onTooLarge() {
      tooLarge.inc();
    },
    onRefusedConnection() {
      refusedConnections.inc();
    },
    onCall({ method, route, status, reason, code, attempt, durationMs }) {
      restCalls.inc({ method, route, result: String(status ?? reason) });
      if (reason !== undefined && code !== undefined) {
        restCallErrors.inc({ reason, code: codeLabelOf(code) });
      }
      if (!NOT_OF_SUPEROFFICE.has(reason)) {
        restCallSeconds.observe({ method, route }, durationMs / 1000);
      }
      if (attempt > 1) {
        retries.inc({ method, route });
      }
    },
    onBreakerChange(state) {
      breakerOpen.set(state === 'open' ? 1 : 0);
      breakerChanges.inc({ state });
    },
    onTransfer(result) {
      transfers.inc({ result });
    },
    aroundBatch({ kind, ids }, client, read) {
      batchSizes.observe({ kind }, ids.length);
      return read(client);
    },
    watch: (watched) => addGauges(register, watched),
    contentType: register.contentType,
    text: () => register.metrics(),
  };
}
