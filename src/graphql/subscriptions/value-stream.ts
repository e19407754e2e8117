import type { FormattedExecutionResult } from 'graphql';
import type { ErrorCode } from '../error-codes.js';
import type { Ended, EndReason, ResultStream } from './result-stream.js';

/** The source of the values. Its `return` ends a pending `next`. */
export interface Source<Value> extends Pick<Required<AsyncIterator<Value>>, 'next' | 'return'> {
  /** Called when a value was executed. @param missing paths of fields that failed because SuperOffice was unavailable */
  onExecuted?(value: Value, missing: readonly (readonly (string | number)[])[]): void;
}

export interface ValueStreamOptions<Value> {
  readonly source: Source<Value>;
  readonly execute: (value: Value) => Promise<FormattedExecutionResult>;
  /** The result for an error of the source, which ends the stream. */
  readonly failed: (error: unknown) => FormattedExecutionResult;
  /** Called once, when it ends. @param code of the error that ended it */
  readonly onEnd: (ended: Ended, values: number, code: ErrorCode | undefined) => void;
}

const COMPLETE: Ended = { end: 'complete', reason: 'other' };

const REASONS: ReadonlyMap<ErrorCode | undefined, EndReason<'complete'>> = new Map([
  ['UNAUTHENTICATED', 'unauthenticated'],
  ['FORBIDDEN', 'forbidden'],
  ['OPERATION_LIMIT_EXCEEDED', 'too_large'],
]);

/** The results of a source's values, each executed on request. */
export class ValueStream<Value> implements ResultStream {
  readonly #options: ValueStreamOptions<Value>;
  #ended: Ended | undefined;
  #values = 0;

  constructor(options: ValueStreamOptions<Value>) {
    this.#options = options;
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, Ended>> {
    const { source, execute, failed } = this.#options;
    if (this.#ended !== undefined) {
      return { done: true, value: this.#ended };
    }
    try {
      const { done, value } = await source.next();
      if (done) {
        this.#finish(COMPLETE);
      }
      const result = this.#ended === undefined ? await execute(value) : undefined;
      if (this.#ended !== undefined || result === undefined) {
        return { done: true, value: this.#ended ?? COMPLETE };
      }
      this.#values += 1;
      return { done: false, value: result };
    } catch (error) {
      const result = failed(error);
      this.fail(result.errors?.[0]?.extensions?.code as ErrorCode | undefined);
      return { done: false, value: result };
    }
  }

  fail(code: ErrorCode | undefined): void {
    this.#finish({ end: 'complete', reason: REASONS.get(code) ?? 'other' }, code);
  }

  return(reason: EndReason<'gone'>): void {
    this.#finish({ end: 'gone', reason });
  }

  reconnect(reason: EndReason<'reconnect'>): void {
    this.#finish({ end: 'reconnect', reason });
  }

  #finish(ended: Ended, code?: ErrorCode): void {
    if (this.#ended === undefined) {
      this.#ended = ended;
      this.#options.onEnd(ended, this.#values, code);
      void this.#options.source.return();
    }
  }
}
