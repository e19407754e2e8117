import { unlessEnded } from './ask.js';
import { codeOf, isFinal, retryAfterMsOf, statusOf } from './errors.js';
import { createFetch } from './fetch.js';
import { isPageHidden, pause } from './page.js';

/** The state of a feed. */
export interface Live {
  /** `follow` does not say `connecting`: it is for a page before its first state. */
  readonly mode: 'connecting' | 'live' | 'polling' | 'refused';
  /** Who does not answer, so that the data may be out of date. */
  readonly silent?: 'The server' | 'SuperOffice' | undefined;
  /** When the data was last known to be up to date; null while there is none. */
  readonly seenAt: string | null;
}

/** Something to follow. Its functions are written with a GraphQL client, and take what arrives. */
export interface Feed {
  /**
   * Subscribes. Called again each time after the stream has ended, so messages need the position of the moment.
   *
   * @param onValue to be called after each value that has data, with its `staleSince` if it has one
   * @returns when the stream has ended, with its error, if any. It may reject with the error instead
   */
  watch(onValue: (staleSince?: string | null) => void, connection: Connection): Promise<unknown>;
  /** Queries the same, bypassing caches. Called where subscriptions are off or refused. */
  poll(): PromiseLike<{ readonly error?: unknown }>;
  onState?(live: Live): void;
}

export interface Connection {
  /** Opens the stream. It hears heartbeats, and gives up a dead connection. */
  readonly fetch: ReturnType<typeof createFetch>;
  /** Aborts when the stream is no longer needed. */
  readonly signal: AbortSignal;
}

const POLL_MS = 3000;
const RECONNECT_MS = [500, 3000] as const;
/** What is refused, such as subscriptions or a session, is tried again after this time. */
const REFUSED_MS = 60_000;

/**
 * Keeps data up to date until `ended` aborts: by a subscription that is opened again when it ends, or by polls if there are no
 * subscriptions. Polls pause while the page is hidden. Data that the caller may not read, or that is not there, is tried again after a
 * minute.
 *
 * @returns the error, if SuperOffice no longer accepts the credential
 */
export async function follow(feed: Feed, ended: AbortSignal): Promise<unknown> {
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
    if (!ended.aborted) {
      feed.onState?.({ mode, silent, seenAt });
    }
  }

  function take(staleSince?: string | null): void {
    seenAt = staleSince ?? seenAt;
    tell('live', staleSince ? 'SuperOffice' : undefined);
  }

  async function refuse(): Promise<void> {
    isFresh = false;
    feed.onState?.({ mode: 'refused', seenAt });
    await pause(REFUSED_MS, ended);
  }

  while (!ended.aborted) {
    const isStream = Date.now() >= watchAgainAt;
    if (!isStream && isPageHidden()) {
      await pause(REFUSED_MS, ended);
      continue;
    }
    // While heartbeats arrive, a stream without changes is up to date.
    const { error } = await unlessEnded<unknown>(
      async (signal) =>
        isStream ? { error: await feed.watch(take, { fetch: createFetch(see), signal }) } : await feed.poll(),
      ended,
    );
    isFresh = false;
    const code = codeOf(error);
    const status = code ? 0 : statusOf(error);
    if (ended.aborted) {
      break;
    }
    if (code === 'UNAUTHENTICATED') {
      return error;
    }
    if (isFinal(error)) {
      await refuse();
    } else if (!isStream) {
      tell('polling', error ? (code ? 'SuperOffice' : 'The server') : undefined);
      await pause(Math.max(POLL_MS * between(0.9, 1.1), retryAfterMsOf(error)), ended);
    } else if (code ? code !== 'RECONNECT' : status >= 400 && status < 500) {
      watchAgainAt = Date.now() + Math.max(REFUSED_MS, retryAfterMsOf(error));
    } else {
      // A server that ended the stream itself, without an error, often accepts the next one.
      if (error && !code) {
        tell('live', 'The server');
      }
      await pause(between(...RECONNECT_MS), ended);
    }
  }
  return undefined;
}

function between(least: number, most: number): number {
  return least + Math.random() * (most - least);
}
