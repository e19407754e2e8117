import type { FormattedExecutionResult } from 'graphql';
import type { ErrorCode } from '../error-codes.js';

/**
 * How a stream ends: `complete` if there is nothing more to send, for example after an error. `reconnect` if the client
 * should open it again: the server stops, or the stream is old. `gone` if its reader has left.
 */
export type StreamEnd = keyof typeof END_REASONS;

/**
 * Why a stream ends, for operators. After an error of its own: `unauthenticated`, `forbidden`, `too_large` (a value over
 * `MAX_RESPONSE_BYTES`) or `other`. To be opened again: the server is `stopping`, the stream is `old`, or there is `no_room` for what waits to be written. Gone: the reader has `left`, was cut
 * because it takes nothing (`stalled`), or because it answers no pings (`silent`).
 */
export const END_REASONS = {
  complete: ['unauthenticated', 'forbidden', 'too_large', 'other'],
  reconnect: ['stopping', 'old', 'no_room'],
  gone: ['left', 'stalled', 'silent'],
} as const;

export type EndReason<End extends StreamEnd = StreamEnd> = (typeof END_REASONS)[End][number];

/** How a stream has ended, and why. */
export type Ended = { readonly [End in StreamEnd]: { readonly end: End; readonly reason: EndReason<End> } }[StreamEnd];

/** How the results of a stream are sent. */
export type StreamTransport = 'sse' | 'multipart' | 'websocket';

/**
 * The results of one subscription, for one reader that takes one after the other. Each is one execution of the operation,
 * begun on request. It never rejects: an error is a result.
 */
export interface ResultStream {
  next(): Promise<IteratorResult<FormattedExecutionResult, Ended>>;
  /** Called by a reader that leaves: a pending `next` ends at once, and REST calls under way are cancelled. */
  return(reason: EndReason<'gone'>): void;
  /** Ends it as complete from outside, after an error that its reader gets in place of the last result. */
  fail(code: ErrorCode): void;
  /** Ends it from outside, as `return` does, so that the reader opens it again. */
  reconnect(reason: EndReason<'reconnect'>): void;
}
