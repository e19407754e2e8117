import type { FormattedExecutionResult } from 'graphql';
import type { ErrorCode } from '../error-codes.js';
import type { ResultStream, StreamEnd } from './result-stream.js';

/** The source of the values. Its `return` ends a pending `next`. */
export type Source<Value> = Pick<Required<AsyncIterator<Value>>, 'next' | 'return'>;

export interface ValueStreamOptions<Value> {
  readonly source: Source<Value>;
  readonly execute: (value: Value) => Promise<FormattedExecutionResult>;
  /** The result for an error of the source, which ends the stream. */
  readonly failed: (error: unknown) => FormattedExecutionResult;
  /** Called once, when it ends. @param code of the error that ended it */
  readonly onEnd: (end: StreamEnd, values: number, code: ErrorCode | undefined) => void;
}

/** The results of a source's values, each executed on request. */
export class ValueStream<Value> implements ResultStream {
  readonly #options: ValueStreamOptions<Value>;
  #end: StreamEnd | undefined;
  #values = 0;

  constructor(options: ValueStreamOptions<Value>) {
    this.#options = options;
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, StreamEnd>> {
    const { source, execute, failed } = this.#options;
    if (this.#end !== undefined) {
      return { done: true, value: this.#end };
    }
    try {
      const { done, value } = await source.next();
      if (done) {
        this.#finish('complete');
      }
      const result = this.#end === undefined ? await execute(value) : undefined;
      if (this.#end !== undefined || result === undefined) {
        return { done: true, value: this.#end ?? 'complete' };
      }
      this.#values += 1;
      return { done: false, value: result };
    } catch (error) {
      const result = failed(error);
      this.#finish('complete', result.errors?.[0]?.extensions?.code as ErrorCode | undefined);
      return { done: false, value: result };
    }
  }

  return(): void {
    this.#finish('gone');
  }

  reconnect(): void {
    this.#finish('reconnect');
  }

  #finish(end: StreamEnd, code?: ErrorCode): void {
    if (this.#end === undefined) {
      this.#end = end;
      this.#options.onEnd(end, this.#values, code);
      void this.#options.source.return();
    }
  }
}
