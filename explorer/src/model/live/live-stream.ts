import { type Advice, adviceOn, adviceOnFailure, type Failure, type Sent } from '../sending/advice.js';
import { EVENT_STREAM, type PreparedRequest } from '../sending/request.js';
import { type Answer, answerIn, ask } from '../sending/send.js';
import { toldBy } from './event-stream.js';
import { type End, type Gap, inPhase, type Live, newLive, opened, withValues } from './live.js';
import { LASTING_MS, MAX_TRIES, mayPass, pauseBefore, RETRY_MS, retryMsOf } from './live-tries.js';
import { answerOfValue } from './live-values.js';

export interface LiveStreamOptions {
  readonly endpoint: string;
  readonly request: PreparedRequest;
  readonly sent: Sent;
  /** Reports why a request had no answer. */
  readonly reasonOf: (error: Error) => Promise<Failure>;
  /** Resolves when the server can be reached again. */
  readonly whenBack: () => Promise<void>;
  readonly stopped: AbortSignal;
  /** Includes what the user has chosen in between. */
  readonly live: () => Live | undefined;
  readonly onChange: (live: Live) => void;
}

/** The result of the first try: undefined for a stream, else an answer instead of it, or why there is none. */
export type FirstTry = undefined | { readonly answer: Answer } | { readonly advice: Advice };

/** How a connection ended that will be opened again, and when the server wants that. */
interface Pause {
  readonly gap: Gap;
  readonly retryMs: number | undefined;
  /** Advice if it cannot be opened again. */
  readonly advice: Advice | undefined;
}

/** Runs a subscription until it ends or is stopped. A stream that has been open is opened again, with `MAX_TRIES` tries at most. */
export async function runLive(options: LiveStreamOptions): Promise<FirstTry> {
  const { stopped, onChange } = options;
  const change = (next: (live: Live) => Live) => onChange(next(options.live() ?? newLive(Date.now())));
  const end = (end: End, advice?: Advice): undefined => {
    change((live) => inPhase(live, { name: 'ended', end, ...(advice && { advice }) }, Date.now()));
  };
  let tries = 0;
  for (;;) {
    const startMs = performance.now();
    const outcome = await once(options, change);
    if (stopped.aborted) {
      return end('stopped');
    }
    if ('first' in outcome) {
      return outcome.first;
    }
    if ('end' in outcome) {
      return end(outcome.end, outcome.advice);
    }
    const { gap, retryMs = RETRY_MS, advice } = outcome;
    const wasLasting = performance.now() - startMs > LASTING_MS && (gap === 'reconnect' || gap === 'cut');
    tries = wasLasting ? 1 : tries + 1;
    if (tries > MAX_TRIES) {
      return end('lost', advice);
    }
    const pauseMs = pauseBefore(tries, retryMs);
    const nextAt = Date.now() + pauseMs;
    change((live) => ({ ...inPhase(live, { name: 'waiting', gap, nextAt }, Date.now()), tries }));
    const pauseEnds = pause(pauseMs, stopped);
    await (gap === 'unreachable' ? Promise.race([pauseEnds, options.whenBack()]) : pauseEnds);
    if (stopped.aborted) {
      return end('stopped');
    }
    change((live) => inPhase(live, { name: 'connecting' }, Date.now()));
  }
}

type Outcome = { readonly first: FirstTry } | { readonly end: End; readonly advice?: Advice | undefined } | Pause;

/** From one request to the end of its stream. */
async function once(options: LiveStreamOptions, change: (next: (live: Live) => Live) => void): Promise<Outcome> {
  const { endpoint, request, sent, reasonOf, stopped, live } = options;
  const isFirst = () => (live()?.openings ?? 0) === 0;
  const startMs = performance.now();
  let retryMs: number | undefined;
  try {
    const response = await ask(endpoint, request, stopped);
    if (!isEventStream(response)) {
      const answer = await answerIn(response, startMs);
      if (isFirst()) {
        return { first: { answer } };
      }
      const advice = adviceOn(answer, sent);
      return mayPass(answer) ? { gap: 'busy', retryMs: retryMsOf(answer), advice } : { end: 'refused', advice };
    }
    change((live) => opened(live, Date.now()));
    for await (const told of toldBy(response.body as ReadableStream<Uint8Array<ArrayBuffer>>)) {
      retryMs = told.retryMs ?? retryMs;
      if (told.results.length > 0) {
        change((live) => withValues(live, told.results, Date.now()));
      }
      if (told.isComplete) {
        return completed(live(), sent);
      }
    }
    return { gap: 'reconnect', retryMs, advice: ENDS_AGAIN };
  } catch (error) {
    const reason = await reasonOf(error as Error);
    const advice = adviceOnFailure(reason, sent);
    if (isFirst()) {
      return { first: { advice } };
    }
    if (reason === 'redirected') {
      return { end: 'refused', advice };
    }
    return { gap: reason === 'broken' ? 'cut' : 'unreachable', retryMs, advice };
  }
}

const ENDS_AGAIN: Advice = {
  title: 'The stream ends again and again',
  text: 'The server, or a proxy in front of it, ends it soon after it opens. Ask its operator.',
};

/** An error that ends a stream is its last value, which has nothing but the error. */
function completed(live: Live | undefined, sent: Sent): Outcome {
  const last = live?.values[0];
  return last === undefined || last.hasData || last.errors.length === 0
    ? { end: 'complete' }
    : { end: 'error', advice: adviceOn(answerOfValue(last), sent) };
}

function isEventStream({ ok, headers, body }: Response): boolean {
  return ok && body !== null && (headers.get('content-type') ?? '').startsWith(EVENT_STREAM);
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
