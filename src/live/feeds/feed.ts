/** Of a field in a result, from its root. */
type Path = readonly (string | number)[];

/** The source of a feed's values. */
export interface FeedSource<T> {
  /** The next value; undefined while there is none. */
  take(): T | undefined;
  /** Called when a reader waits and there is nothing for it. */
  onWaiting(): void;
  /** Called when a value was executed. @param missing paths of fields that failed because SuperOffice was unavailable */
  onExecuted?(value: T, missing: readonly Path[]): void;
  /** Called once, when nobody reads any more. */
  onClose(): void;
}

interface Reader<T> {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(error: unknown): void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * Values for one reader. Not an `async function*`, which cannot be ended while it waits for a quiet source. Here, `return`
 * ends a pending `next` at once.
 */
export class Feed<T> implements AsyncIterableIterator<T, undefined> {
  readonly #source: FeedSource<T>;
  #reader: Reader<T> | undefined;
  #isEnded = false;
  #error: unknown;

  constructor(source: FeedSource<T>) {
    this.#source = source;
  }

  /** Whether a value would be read at once. */
  get isWaiting(): boolean {
    return this.#reader !== undefined;
  }

  /** Gives the reader the current value. */
  wake(): void {
    if (this.#reader === undefined) {
      return;
    }
    const value = this.#source.take();
    if (value !== undefined) {
      const { resolve } = this.#reader;
      this.#reader = undefined;
      resolve({ done: false, value });
    }
  }

  /** Ends it, even if values wait. The reader gets the error, if there is one. */
  end(error?: unknown): void {
    if (this.#isEnded) {
      return;
    }
    this.#isEnded = true;
    const reader = this.#reader;
    this.#reader = undefined;
    this.#source.onClose();
    if (error === undefined) {
      reader?.resolve(DONE);
    } else if (reader !== undefined) {
      reader.reject(error);
    } else {
      this.#error = error;
    }
  }

  /** For one reader, which takes one value after the other. */
  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#isEnded) {
      const error = this.#error;
      this.#error = undefined;
      return error === undefined ? Promise.resolve(DONE) : Promise.reject(error);
    }
    const value = this.#source.take();
    if (value !== undefined) {
      return Promise.resolve({ done: false, value });
    }
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
      this.#source.onWaiting();
    });
  }

  onExecuted(value: T, missing: readonly Path[]): void {
    this.#source.onExecuted?.(value, missing);
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
