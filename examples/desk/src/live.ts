import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql';
import { createFetch } from './client.js';
import type { Desk } from './desk.js';
import { codeOf, isFinal, pauseOf } from './errors.js';

/** The state of a feed. */
export interface Live {
  readonly mode: 'connecting' | 'live' | 'polling' | 'refused';
  /** Who does not answer, so that the data may be out of date. */
  readonly silent?: 'The server' | 'SuperOffice' | undefined;
  /** When the data was last known to be up to date; null while there is none. */
  readonly seenAt: string | null;
}

/** Something to follow. Its values are already in the cache when these functions are called. */
export interface Feed<Value, Polled, Variables extends AnyVariables> {
  readonly watch: TypedDocumentNode<Value, Variables>;
  /** The query to poll with if subscriptions are off or refused. */
  readonly poll: TypedDocumentNode<Polled, Variables>;
  /** Called each time the feed is opened. */
  variables(): Variables;
  onValue?(value: Value): void;
  onPolled?(polled: Polled): void;
  /** Since when SuperOffice has not answered the server, as a value says. */
  staleSince?(value: Value): string | null | undefined;
  onState?(live: Live): void;
}

const POLL_MS = 3000;
const RECONNECT_MS = [500, 3000] as const;
/** If subscriptions are refused, they are tried again after this time. */
const REFUSED_MS = 60_000;

/**
 * Keeps data up to date until `ended` aborts: by a subscription that is opened again when it ends, or by polls if there are no
 * subscriptions. Polls pause while the page is hidden.
 *
 * @returns an error that a repetition would get again, such as `FORBIDDEN`
 */
export async function follow<Value, Polled, Variables extends AnyVariables>(
  client: Client,
  feed: Feed<Value, Polled, Variables>,
  ended: AbortSignal,
): Promise<CombinedError | undefined> {
  let watchAgainAt = 0;
  let seenAt: string | null = null;
  let isFresh = false;

  function see(): void {
    if (isFresh) {
      seenAt = new Date().toISOString();
    }
  }

  function tell(mode: Live['mode'], silent?: Live['silent']): void {
    isFresh = !silent;
    see();
    feed.onState?.({ mode, silent, seenAt });
  }

  /** Resolves when the stream has ended, with its error, if any. */
  function watch(): Promise<CombinedError | undefined> {
    return new Promise((resolve) => {
      // While heartbeats arrive, a stream without changes is up to date.
      const stream = client.subscription(feed.watch, feed.variables(), { fetch: createFetch(see) });
      const { unsubscribe } = stream.subscribe(({ data, error, hasNext }) => {
        if (data && hasNext) {
          const staleSince = feed.staleSince?.(data);
          feed.onValue?.(data);
          seenAt = staleSince ?? seenAt;
          tell('live', staleSince ? 'SuperOffice' : undefined);
        } else {
          // Not now: urql is still reading this value, and would throw an error that cannot be caught.
          setTimeout(unsubscribe);
          isFresh = false;
          resolve(error);
        }
      });
      ended.addEventListener('abort', unsubscribe);
    });
  }

  while (!ended.aborted) {
    if (Date.now() >= watchAgainAt) {
      const error = await watch();
      if (isFinal(error)) {
        return error;
      }
      const code = error && codeOf(error);
      const status = code ? 0 : error?.response?.status;
      if (error && (code ? code !== 'RECONNECT' : status >= 400 && status < 500)) {
        watchAgainAt = Date.now() + Math.max(REFUSED_MS, pauseOf(error));
      } else {
        // A server that ended the stream itself, without an error, often accepts the next one.
        if (error && !code) {
          tell('live', 'The server');
        }
        await pause(between(...RECONNECT_MS), ended);
      }
    } else if (document.hidden) {
      await pause(REFUSED_MS, ended);
    } else {
      const { data, error } = await client.query(feed.poll, feed.variables(), { requestPolicy: 'network-only' });
      if (ended.aborted || isFinal(error)) {
        return error;
      }
      if (data && !error) {
        feed.onPolled?.(data);
      }
      tell('polling', error && (codeOf(error) ? 'SuperOffice' : 'The server'));
      await pause(Math.max(POLL_MS * between(0.9, 1.1), error ? pauseOf(error) : 0), ended);
    }
  }
  return undefined;
}

/** Reads from the server, and tries again until there is an answer. Undefined if the read is refused. */
export async function readUntilAnswered<Data, Variables extends AnyVariables>(
  { client, ended }: Desk,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data | undefined> {
  while (!ended.aborted) {
    const { data, error } = await client.query(query, variables, { requestPolicy: 'network-only' });
    if (!error || isFinal(error)) {
      return error ? undefined : data;
    }
    await pause(POLL_MS, ended);
  }
  return undefined;
}

/** Waits, but only until the page is shown or online again. */
function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = new AbortController();
    const go = () => {
      clearTimeout(timer);
      done.abort();
      resolve();
    };
    const timer = setTimeout(go, ms);
    for (const [target, event] of [
      [document, 'visibilitychange'],
      [window, 'online'],
      [ended, 'abort'],
    ] as const) {
      target.addEventListener(event, go, { signal: done.signal });
    }
  });
}

function between(least: number, most: number): number {
  return least + Math.random() * (most - least);
}
