import { Readable } from 'node:stream';
import type { EndReason, ResultStream } from '../../graphql/subscriptions/result-stream.js';
import type { ResultText } from './result-text.js';
import type { StreamFormat } from './stream-format.js';

export interface StreamBodyOptions {
  readonly format: StreamFormat;
  readonly requestId: string;
  /** Calls the given function whenever the stream is quiet; returns a function that ends this. */
  readonly onQuiet: (beat: () => void) => () => void;
  readonly text: ResultText;
  /** Why it is gone, if it is destroyed now. */
  readonly goneReason: () => EndReason<'gone'>;
}

/** The results of a stream as they are sent. Asks for the next result when the one before is on its way. */
export function streamBody(
  results: ResultStream,
  { format, requestId, onQuiet, text, goneReason }: StreamBodyOptions,
): Readable {
  let isAsking = false;
  async function sendNext(): Promise<void> {
    isAsking = true;
    // The previous result is on its way.
    text.release();
    const { done, value } = await results.next();
    isAsking = false;
    if (body.destroyed) {
      return;
    }
    const json = done ? undefined : text.of(value);
    if (json !== undefined) {
      body.push(format.next(json));
      return;
    }
    if (!done) {
      results.reconnect('no_room');
    }
    body.push(format.end(done ? value.end : 'reconnect', requestId));
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
      results.return(goneReason());
      done(error);
    },
  });
  const stopBeating = onQuiet(() => {
    if (body.readableLength === 0 && !body.readableEnded) {
      body.push(format.heartbeat);
    }
  });
  body.push(format.opening);
  return body;
}
