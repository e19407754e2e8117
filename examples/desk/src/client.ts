import { Client, fetchExchange, getOperationName, mapExchange } from 'urql';
import { createCache } from './cache.js';
import { codeOf } from './errors.js';

/** An answer never takes longer than this, and a stream sends something more often. */
const MAX_SILENCE_MS = 45_000;

/** Operations whose data is shown although a part is missing. Others, such as lists, could be mistaken for complete. */
const SHOWN_IN_PARTS = ['Customer', 'Me'];

interface Options {
  /** The value of the header. */
  readonly authorization: string;
  /** Called when SuperOffice no longer accepts the credential. */
  onRefused(): void;
}

export function createClient({ authorization, onRefused }: Options): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetchOptions: { headers: { authorization }, credentials: 'omit' },
    fetch: createFetch(),
    exchanges: [
      createCache(),
      mapExchange({
        onResult(result) {
          if (result.error && codeOf(result.error) === 'UNAUTHENTICATED') {
            onRefused();
          }
          const { operation, error, hasNext } = result;
          const isPart = error && !SHOWN_IN_PARTS.includes(getOperationName(operation.query) ?? '');
          // At the end of a stream, urql repeats its last value. The cache must not treat it as a new one.
          const isRepeated = operation.kind === 'subscription' && !hasNext;
          return isPart || isRepeated ? { ...result, data: undefined } : result;
        },
      }),
      fetchExchange,
    ],
  });
}

/** A new key for each change: for a repetition with the same key, the server does not make the change again. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Like `fetch`, but gives up a connection that is dead without having been closed, for example after the computer slept.
 *
 * @param onHeard called when a part of the answer arrives
 */
export function createFetch(onHeard?: () => void) {
  return async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), MAX_SILENCE_MS);
    };
    wait();
    const signal = AbortSignal.any([silence.signal, ...(init.signal ? [init.signal] : [])]);
    const response = await fetch(input, { ...init, signal });
    const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(bytes, controller) {
        wait();
        onHeard?.();
        controller.enqueue(bytes);
      },
    });
    return new Response(response.body?.pipeThrough(watched) ?? null, response);
  };
}
