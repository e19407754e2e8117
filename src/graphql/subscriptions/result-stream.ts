import type { FormattedExecutionResult } from 'graphql';

/**
 * How a stream ends: `complete` if there is nothing more to send, for example after an error. `reconnect` if the client
 * should open it again: the server stops, or the stream is old. `gone` if its reader has left.
 */
export type StreamEnd = 'complete' | 'reconnect' | 'gone';

/** How the results of a stream are sent. */
export type StreamTransport = 'sse' | 'multipart' | 'websocket';

/**
 * The results of one subscription, for one reader that takes one after the other. Each is one execution of the operation,
 * begun on request. It never rejects: an error is a result.
 */
export interface ResultStream {
  next(): Promise<IteratorResult<FormattedExecutionResult, StreamEnd>>;
  /** Called by a reader that leaves: a pending `next` ends at once, and REST calls under way are cancelled. */
  return(): void;
  /** Ends it from outside, as `return` does, so that the reader opens it again. */
  reconnect(): void;
}
