import type { StreamFormat } from './stream-format.js';

const HEARTBEAT = ':\n\n';
/** Needs an empty data line, without which browsers drop the event. */
const COMPLETE = 'event: complete\ndata:\n\n';

/** When a client should connect again, in milliseconds; spread, so that they do not all come at once. */
const MIN_RETRY_MS = 500;
const MAX_RETRY_MS = 3000;

/**
 * Server-sent events of GraphQL over SSE, in its mode of distinct connections. A stream that its client should open again
 * ends without `complete`.
 */
export const EVENT_STREAM: StreamFormat = {
  transport: 'sse',
  contentType: 'text/event-stream; charset=utf-8',
  opening: HEARTBEAT,
  heartbeat: HEARTBEAT,
  next: (text) => `event: next\ndata: ${text}\n\n`,
  end: (end) => (end === 'complete' ? COMPLETE : retryEvent()),
};

function retryEvent(): string {
  return `retry: ${Math.round(MIN_RETRY_MS + Math.random() * (MAX_RETRY_MS - MIN_RETRY_MS))}\n\n`;
}
