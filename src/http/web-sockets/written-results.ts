import type { ResultStream } from '../../graphql/subscriptions/result-stream.js';
import type { ResultText } from '../streams/result-text.js';

export interface WrittenResultsOptions {
  /** Of the subscription, as its client named it. */
  readonly id: string;
  readonly text: ResultText;
  /** Resolves once the message is on its way, or cannot be sent. */
  readonly send: (message: string) => Promise<void>;
  /** Tells the client to connect again. */
  readonly onReconnect: () => void;
}

/**
 * Sends the results of a stream as `next` messages, as an iterator that has no values: its end is the stream's. What ends it ends the
 * stream, also while it is quiet.
 */
export function writtenResults(
  results: ResultStream,
  { id, text, send, onReconnect }: WrittenResultsOptions,
): AsyncIterableIterator<never, undefined> {
  const start = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  async function writeAll(): Promise<void> {
    for (;;) {
      const { done, value } = await results.next();
      const json = done ? undefined : text.of(value);
      if (json === undefined) {
        if (!done) {
          results.reconnect();
        }
        if (!done || value === 'reconnect') {
          onReconnect();
        }
        return;
      }
      await send(`${start}${json}}`);
      text.release();
    }
  }
  return {
    async next() {
      await writeAll();
      return { done: true, value: undefined };
    },
    async return() {
      text.release();
      results.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
