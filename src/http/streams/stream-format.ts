import type { StreamEnd, StreamTransport } from '../../graphql/subscriptions/result-stream.js';

/** How the results of a stream are written. */
export interface StreamFormat {
  readonly transport: StreamTransport;
  readonly contentType: string;
  /** Longest pause between two heartbeats, in milliseconds, where the format sets one. */
  readonly maxHeartbeatMs?: number;
  /** Comes first. The head is sent with it. */
  readonly opening: string;
  /** Shows that a quiet stream lives. */
  readonly heartbeat: string;
  /** @param text the JSON of a result, without line breaks */
  next(text: string): string;
  end(end: StreamEnd, requestId: string): string;
}

/** A stream of one result, which is all there is to tell. */
export function singleResult({ opening, next, end }: StreamFormat, text: string, requestId: string): string {
  return opening + next(text) + end('complete', requestId);
}
