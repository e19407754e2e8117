/** Where a feed has its values from. */
export interface FeedSource<T> {
  /** The next value; undefined as long as there is none. */
  take(): T | undefined;
  /** Told that a reader waits, and that there is nothing for it. */
  onWaiting(): void;
  /** Told once that nobody reads any more. */
  onClose(): void;
}

interface Reader<T> {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(error: unknown): void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * Values for one reader. Not an `async function*`: one that waits for a quiet source cannot be ended from outside, while
 * `return` here ends a `next` that waits at once.
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

  /** Gives the reader what there is now. */
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

  /** Ends it, whatever waits. With an error, that is what the reader gets. */
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

  /** For one reader, which waits for each value before it asks for the next. */
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

  return(): Promise<IteratorResult<T, undefined>> {
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
