import { isFinal, retryAfterMsOf } from './errors.js';
import { pause } from './page.js';

/** An answer to a query. Clients that reject instead, with the error, can be used as well. */
export interface Answer<Data> {
  readonly data?: Data | null | undefined;
  readonly error?: unknown;
}

const AGAIN_MS = 3000;

/**
 * Asks until there is an answer or `ended` aborts.
 *
 * @returns undefined if the answer is refused
 */
export async function untilAnswered<Data>(
  ask: () => PromiseLike<Answer<Data>>,
  ended: AbortSignal,
): Promise<Data | null | undefined> {
  while (!ended.aborted) {
    const { data, error } = await unlessEnded(ask, ended);
    if (!error || isFinal(error)) {
      return error ? undefined : data;
    }
    await pause(Math.max(AGAIN_MS, retryAfterMsOf(error)), ended);
  }
  return undefined;
}

/** Does not wait for the answer if `ended` aborts. Each call has a signal of its own, so that `ended` does not collect listeners. */
export function unlessEnded<Data>(
  ask: (signal: AbortSignal) => PromiseLike<Answer<Data>>,
  ended: AbortSignal,
): Promise<Answer<Data>> {
  return new Promise((resolve) => {
    const own = new AbortController();
    const abort = () => {
      own.abort();
      resolve({ error: ended.reason });
    };
    ended.addEventListener('abort', abort);
    void answerOf(() => ask(own.signal)).then((answer) => {
      ended.removeEventListener('abort', abort);
      resolve(answer);
    });
  });
}

export async function answerOf<Data>(ask: () => PromiseLike<Answer<Data>>): Promise<Answer<Data>> {
  try {
    return await ask();
  } catch (error) {
    return { error };
  }
}
