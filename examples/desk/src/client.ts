import { Client, fetchExchange, mapExchange } from 'urql';
import { createCache } from './cache.js';
import { codeOf } from './errors.js';

/** An answer never takes longer than this, and a stream sends something more often. */
const MAX_SILENCE_MS = 45_000;

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
    fetch: fetchWatched,
    exchanges: [
      createCache(),
      mapExchange({
        onResult(result) {
          if (result.error && codeOf(result.error) === 'UNAUTHENTICATED') {
            onRefused();
          }
          // At the end of a stream, urql repeats its last value. The cache must not treat it as a new one.
          return result.operation.kind === 'subscription' && !result.hasNext ? { ...result, data: undefined } : result;
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

/** Like `fetch`, but gives up a connection that is dead without having been closed, for example after the computer slept. */
async function fetchWatched(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), MAX_SILENCE_MS);
  };
  hear();
  const signal = AbortSignal.any([silence.signal, ...(init.signal ? [init.signal] : [])]);
  const response = await fetch(input, { ...init, signal });
  const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(bytes, controller) {
      hear();
      controller.enqueue(bytes);
    },
  });
  return new Response(response.body?.pipeThrough(watched) ?? null, response);
}
