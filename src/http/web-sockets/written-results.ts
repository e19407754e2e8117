import type { ResultStream } from '../../graphql/subscriptions/result-stream.js';
import type { ResultText } from '../streams/result-text.js';
import type { SocketConnection } from './socket-connection.js';

export interface WrittenResultsOptions {
  /** The id that the client gave the subscription. */
  readonly id: string;
  readonly text: ResultText;
  readonly connection: Pick<SocketConnection, 'send' | 'streams' | 'refuse' | 'restart' | 'goneReason'>;
}

/**
 * Sends the results of a stream as `next` messages. The iterator itself has no values and ends with the stream. Ending it
 * ends the stream, also while it is quiet.
 */
export function writtenResults(
  results: ResultStream,
  { id, text, connection }: WrittenResultsOptions,
): AsyncIterableIterator<never, undefined> {
  connection.streams.add(results);
  const start = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  async function writeAll(): Promise<void> {
    for (;;) {
      const { done, value } = await results.next();
      if (done) {
        if (value.end === 'reconnect') {
          connection.restart(value.reason);
        } else if (value.reason === 'unauthenticated') {
          connection.refuse();
        }
        return;
      }
      const json = text.of(value);
      if (json === undefined) {
        connection.restart('no_room');
        return;
      }
      await connection.send(`${start}${json}}`);
      text.release();
    }
  }
  return {
    async next() {
      await writeAll();
      connection.streams.delete(results);
      return { done: true, value: undefined };
    },
    async return() {
      connection.streams.delete(results);
      text.release();
      results.return(connection.goneReason);
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
