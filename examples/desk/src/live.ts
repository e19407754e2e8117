import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql';
import { codeOf, pauseOf } from './errors.js';

/** The state of a feed, and since when its data may be out of date. */
export interface Live {
  readonly mode: 'connecting' | 'live' | 'polling' | 'lost' | 'refused';
  readonly staleSince: string | null;
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
 * Keeps the cache up to date until `ended` aborts: by a subscription that is opened again when it ends, or by polls if there are no
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
  let seenAt = new Date().toISOString();

  /** Resolves when the stream has ended, with its error, if any. */
  function watch(): Promise<CombinedError | undefined> {
    return new Promise((resolve) => {
      const stream = client.subscription(feed.watch, feed.variables());
      const { unsubscribe } = stream.subscribe(({ data, error, hasNext }) => {
        if (data && hasNext) {
          feed.onValue?.(data);
          tell('live', feed.staleSince?.(data));
        } else {
          // Not now: urql is still reading this value, and would throw an error that cannot be caught.
          setTimeout(unsubscribe);
          resolve(error);
        }
      });
      ended.addEventListener('abort', unsubscribe);
    });
  }

  function tell(mode: Live['mode'], staleSince?: string | null): void {
    if (mode !== 'lost' && !staleSince) {
      seenAt = new Date().toISOString();
    }
    feed.onState?.({ mode, staleSince: mode === 'lost' ? seenAt : (staleSince ?? null) });
  }

  while (!ended.aborted) {
    if (Date.now() >= watchAgainAt) {
      const error = await watch();
      const code = error && codeOf(error);
      if (isFinal(error)) {
        return error;
      }
      const isRefusal = code ? code !== 'RECONNECT' : error?.response?.status < 500;
      if (error && isRefusal) {
        watchAgainAt = Date.now() + Math.max(REFUSED_MS, pauseOf(error));
      } else {
        // The connection was lost, or the server has ended the stream, for example because it stops.
        tell('lost');
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
      tell(error && !codeOf(error) ? 'lost' : 'polling', error && seenAt);
      await pause(Math.max(POLL_MS * between(0.9, 1.1), error ? pauseOf(error) : 0), ended);
    }
  }
  return undefined;
}

function isFinal(error: CombinedError | undefined): boolean {
  return error !== undefined && ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'].includes(codeOf(error) ?? '');
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
