import type { StreamEnd, StreamTransport } from '../../graphql/subscriptions/result-stream.js';

/** How the results of a stream are written. */
export interface StreamFormat {
  readonly transport: StreamTransport;
  readonly contentType: string;
  /** Longest pause between two heartbeats, in milliseconds, if the format limits it. */
  readonly maxHeartbeatMs?: number;
  /** Comes first. The head is sent with it. */
  readonly opening: string;
  /** The heartbeat of a quiet stream. */
  readonly heartbeat: string;
  /** @param text the JSON of a result, without line breaks */
  next(text: string): string;
  end(end: StreamEnd, requestId: string): string;
}

/** A stream with only one result. */
export function singleResult({ opening, next, end }: StreamFormat, text: string, requestId: string): string {
  return opening + next(text) + end('complete', requestId);
}
