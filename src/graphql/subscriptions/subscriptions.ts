import {
  createSourceEventStream,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql';
import { Departure } from '../../superoffice/departure.js';
import type { RequestContext, Streaming } from '../context.js';
import type { ErrorCode } from '../error-codes.js';
import { toPublicError, withRequestId } from '../errors.js';
import type { Execute, Requested } from '../execution/executor.js';
import { logDefect, loggedName } from '../pipeline/operation-log.js';
import { type ExecutionAnswerOptions, formatResult } from '../pipeline/planned-execution.js';
import { createOpenStreams, type OpenStreamsOptions } from './open-streams.js';
import {
  END_REASONS,
  type EndReason,
  type ResultStream,
  type StreamEnd,
  type StreamTransport,
} from './result-stream.js';
import { type Source, ValueStream } from './value-stream.js';

/** A subscription of a valid document, asked for by one caller. */
export interface SubscriptionRequest extends Omit<Requested, 'contextValue' | 'rootValue' | 'operation'> {
  readonly operation: NonNullable<Requested['operation']>;
  /** The context in which it is opened, with its caller. */
  readonly context: RequestContext;
  /** How its results are sent, with a context for each. */
  readonly streaming: Pick<Streaming, 'transport' | 'scope'>;
}

/** Why there is no stream: a result with errors, without `data` if nothing was begun. */
export interface Refusal {
  readonly refused: ExecutionResult;
}

/** Streams of this server, for every format: the writer asks for results one by one. */
export interface Subscriptions {
  /** Opens a stream, or says why there is none. Never rejects because of the caller. */
  open(request: SubscriptionRequest): Promise<ResultStream | Refusal>;
  /**
   * Refuses a caller if there is no place.
   *
   * @throws {PublicError} `OVERLOADED`, `RATE_LIMITED`, `RECONNECT`
   */
  check(callerKey: string): void;
  /** Opens no more streams, and ends all within this time, so that their clients connect again. */
  close(withinMs: number): Promise<void>;
  /** Counts of sent values; of open streams, and of how others ended, by transport. */
  readonly counts: StreamCounts;
}

export interface StreamCounts {
  readonly values: number;
  readonly open: Readonly<Record<StreamTransport, number>>;
  readonly ends: Readonly<Record<StreamTransport, StreamEnds>>;
}

type StreamEnds = Readonly<Record<StreamEnd, Readonly<Record<string, number>>>>;

export interface SubscriptionsOptions extends OpenStreamsOptions, ExecutionAnswerOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Execute;
  readonly maxCoercionErrors: number;
  /** How old a stream becomes, a tenth more or less, in milliseconds. */
  readonly streamMaxAgeMs: number;
}

export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { schema, execute, maxCoercionErrors, formatError, logger, streamMaxAgeMs } = options;
  const open = createOpenStreams(options);
  const openOf: Record<StreamTransport, number> = { sse: 0, multipart: 0, websocket: 0 };
  const ends: Record<StreamTransport, CountedEnds> = {
    sse: noEnds(),
    multipart: noEnds(),
    websocket: noEnds(),
  };
  let values = 0;

  /** A result in the form that the reader gets. */
  function publicResult(result: ExecutionResult, requestId: string): FormattedExecutionResult {
    const { errors, ...rest } = formatResult(result, formatError);
    return errors === undefined ? rest : { errors: errors.map((error) => withRequestId(error, requestId)), ...rest };
  }

  async function sourceOf(request: SubscriptionRequest): Promise<AsyncIterable<unknown> | ExecutionResult> {
    const { document, operation, operationName, variables = {}, context } = request;
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: maxCoercionErrors,
    });
    if (errors !== undefined) {
      return { errors };
    }
    const variableValues = variables;
    const source = await createSourceEventStream({
      schema,
      document,
      operationName,
      variableValues,
      contextValue: context,
    });
    return Symbol.asyncIterator in source ? source : { errors: source.errors ?? [], data: null };
  }

  async function resultOf(request: SubscriptionRequest, value: unknown, source: Source<unknown>, departure: Departure) {
    const startedMs = performance.now();
    const context = request.streaming.scope(departure);
    const executed = await execute({ ...request, contextValue: context, rootValue: value });
    for (const error of executed.errors ?? []) {
      logDefect(logger, error, context.requestId);
    }
    const result = publicResult(executed, context.requestId);
    const missing = result.errors?.filter(({ extensions }) => OUTAGES.has(extensions?.code as ErrorCode)) ?? [];
    source.onExecuted?.(
      value,
      missing.map(({ path = [] }) => path),
    );
    context.onEnd?.({
      type: 'subscription',
      name: loggedName(request.operation),
      durationMs: performance.now() - startedMs,
      isExecuted: true,
      code: result.errors?.[0]?.extensions?.code as ErrorCode | undefined,
    });
    values += 1;
    return context.recorder === undefined ? result : { ...result, extensions: { rest: context.recorder.report() } };
  }

  function streamOf(request: SubscriptionRequest, source: Source<unknown>): ResultStream {
    const { session, requestId } = request.context;
    const { transport } = request.streaming;
    const { clock } = session.tenant.upstream;
    const startedMs = clock.now();
    const departure = new Departure();
    const stream = new ValueStream({
      source,
      execute: (value) => resultOf(request, value, source, departure),
      failed(error) {
        const publicError = toPublicError(error);
        logDefect(logger, publicError, requestId);
        return publicResult({ errors: [publicError], data: null }, requestId);
      },
      onEnd({ end, reason }, number, code) {
        ends[transport][end][reason] += 1;
        openOf[transport] -= 1;
        open.delete(session.key, stream);
        departure.leave();
        cancelTimer();
        const seconds = Math.round((clock.now() - startedMs) / 1000);
        logger.info(
          {
            requestId,
            operationName: loggedName(request.operation),
            transport,
            end,
            reason,
            code,
            values: number,
            seconds,
          },
          'stream ends',
        );
      },
    });
    const ageMs = streamMaxAgeMs * (0.9 + 0.2 * Math.random());
    const cancelTimer = clock.setTimer(() => stream.reconnect('old'), ageMs, { isBackground: true });
    open.add(session.key, stream);
    openOf[transport] += 1;
    return stream;
  }

  return {
    async open(request) {
      const source = await sourceOf(request);
      if (!(Symbol.asyncIterator in source)) {
        return { refused: source };
      }
      const iterator = source[Symbol.asyncIterator]() as Source<unknown>;
      // The caller was let in before. Clients do not subscribe again after an error.
      if (open.isClosed) {
        const stream = streamOf(request, iterator);
        stream.reconnect('stopping');
        return stream;
      }
      try {
        // Other streams may have been opened in the meantime.
        open.check(request.context.session.key);
      } catch (error) {
        void iterator.return();
        return { refused: { errors: [toPublicError(error)], data: null } };
      }
      return streamOf(request, iterator);
    },
    check: open.check,
    close: open.close,
    get counts() {
      return { values, open: openOf, ends };
    },
  };
}

/** Codes of fields that may succeed later, although nothing changes in the record. */
const OUTAGES: ReadonlySet<ErrorCode> = new Set([
  'OVERLOADED',
  'UPSTREAM_ERROR',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
]);

type CountedEnds = Record<StreamEnd, Record<EndReason, number>>;

/** Each reason from its start, so that its first end shows as a change. */
function noEnds(): CountedEnds {
  const none = (reasons: readonly EndReason[]) =>
    Object.fromEntries(reasons.map((reason) => [reason, 0])) as Record<EndReason, number>;
  return {
    complete: none(END_REASONS.complete),
    reconnect: none(END_REASONS.reconnect),
    gone: none(END_REASONS.gone),
  };
}
