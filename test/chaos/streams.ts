import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { subscribe } from '../helpers/subscribe.js';
import type { Identity } from './canaries.js';

/** One result of a stream. */
export interface StreamResult {
  // biome-ignore lint/suspicious/noExplicitAny: each field has its own shape.
  readonly data?: any;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

export interface OpenStream {
  readonly results: AsyncIterable<StreamResult>;
  leave(): void;
}

export interface StreamOptions {
  readonly url: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly identity: Identity;
}

export type OpenOne = (options: StreamOptions) => OpenStream;

/** A stream of server-sent events. A refusal in JSON is its only result. */
export function openEvents({ url, query, variables, identity }: StreamOptions): OpenStream {
  const opening = subscribe(url, query, { variables, headers: { ...identity, accept: 'text/event-stream' } });
  async function* results(): AsyncGenerator<StreamResult> {
    const stream = await opening;
    if (stream.status !== 200) {
      yield { errors: [{ extensions: { code: `HTTP ${stream.status}` } }] };
      stream.leave();
      return;
    }
    for (let event = await stream.next(); event?.event === 'next'; event = await stream.next()) {
      yield event.data;
    }
  }
  return {
    results: results(),
    leave: () =>
      void opening.then(
        (stream) => stream.leave(),
        () => {},
      ),
  };
}

/** A stream on a WebSocket of its own. */
export function openSocket({ url, query, variables, identity }: StreamOptions): OpenStream {
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { ...identity },
    retryAttempts: 0,
  });
  return {
    results: client.iterate({ query, variables }) as AsyncIterable<StreamResult>,
    leave: () => void client.dispose(),
  };
}
