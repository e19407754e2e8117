import type { FormattedExecutionResult } from 'graphql';

/**
 * How a stream ends: `complete` when there is nothing more to tell, after an error for example. `reconnect` when the client is to
 * open it again: the server stops, or the stream is old. `gone` when its reader has left it.
 */
export type StreamEnd = 'complete' | 'reconnect' | 'gone';

/** How the results of a stream are sent. */
export type StreamTransport = 'sse' | 'multipart' | 'websocket';

/**
 * The results of one subscription, for one reader, which waits for each before it asks for the next. Each is one execution of the
 * operation, begun when it is asked for. It never rejects: an error is a result.
 */
export interface ResultStream {
  next(): Promise<IteratorResult<FormattedExecutionResult, StreamEnd>>;
  /** Told by the reader that it leaves: a `next` that waits ends at once, and REST calls under way are given up. */
  return(): void;
  /** Ends it from outside, as `return` does: the reader is to open it again. */
  reconnect(): void;
}
