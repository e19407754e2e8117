import { Readable } from 'node:stream';
import type { ResultStream } from '../../graphql/subscriptions/result-stream.js';
import type { ResultText } from './result-text.js';

export interface EventStreamOptions {
  /** Called with what shows that a stream lives, whenever one is quiet; gives what ends that. */
  readonly onQuiet: (beat: () => void) => () => void;
  readonly text: ResultText;
}

const HEARTBEAT = ':\n\n';
/** With an empty line of data, without which browsers drop the event. */
const COMPLETE = 'event: complete\ndata:\n\n';

/** When a client is to connect again, in milliseconds: not all at the same moment. */
const MIN_RETRY_MS = 500;
const MAX_RETRY_MS = 3000;

/**
 * The results of a stream as server-sent events, as GraphQL over SSE has them in its mode of distinct connections. The next result
 * is asked for when the one before is on its way. A stream whose client is to open it again ends without `complete`.
 */
export function eventStream(results: ResultStream, { onQuiet, text }: EventStreamOptions): Readable {
  let isAsking = false;
  async function sendNext(): Promise<void> {
    isAsking = true;
    // What was sent before is on its way.
    text.release();
    const { done, value } = await results.next();
    isAsking = false;
    if (body.destroyed) {
      return;
    }
    const json = done ? undefined : text.of(value);
    if (json !== undefined) {
      body.push(nextEvent(json));
      return;
    }
    if (!done) {
      results.reconnect();
    }
    body.push(value === 'complete' ? COMPLETE : retryEvent());
    body.push(null);
  }

  const body: Readable = new Readable({
    // One result waits at a time.
    highWaterMark: 1,
    read() {
      if (!isAsking) {
        sendNext().catch((error) => body.destroy(error));
      }
    },
    destroy(error, done) {
      stopBeating();
      text.release();
      results.return();
      done(error);
    },
  });
  const stopBeating = onQuiet(() => {
    if (body.readableLength === 0 && !body.readableEnded) {
      body.push(HEARTBEAT);
    }
  });
  // The head is sent with it.
  body.push(HEARTBEAT);
  return body;
}

/** One event with the text of a result, which has no line breaks. */
export function nextEvent(text: string): string {
  return `event: next\ndata: ${text}\n\n`;
}

/** A stream of one result, which is all there is to tell. */
export function singleEvent(text: string): string {
  return nextEvent(text) + COMPLETE;
}

function retryEvent(): string {
  return `retry: ${Math.round(MIN_RETRY_MS + Math.random() * (MAX_RETRY_MS - MIN_RETRY_MS))}\n\n`;
}
