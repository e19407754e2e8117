import type { ChatSessionCarrier } from '../superoffice/carriers.js';
import { getChatSessions } from '../superoffice/resources/chat-session.js';
import type { SuperOfficeClient } from '../superoffice/rest/client.js';
import type { CallerWatch, Watcher } from './caller-watch.js';
import { Feed } from './feed.js';
import type { FeedOptions } from './feed-options.js';
import { isForbidden } from './refusals.js';
import { fingerprintOf } from './session-changes.js';
import { Staleness } from './staleness.js';
import type { SessionUpdate } from './updates.js';

/** One session, whenever it changes. If the caller's list is read anyway and has the session, this needs no further call. */
export function sessionFeed(watch: CallerWatch, { liveStaleMs, clock }: FeedOptions, id: number): Feed<SessionUpdate> {
  const staleness = new Staleness(liveStaleMs);
  /** Undefined before the first answer; null if there is no such session. */
  let fingerprint: string | null | undefined;
  let session: ChatSessionCarrier | null = null;
  let asOf: string | null = null;
  let hasNews = false;

  /** @returns whether it has changed. */
  function set(read: ChatSessionCarrier | null, answered: string): boolean {
    const now = read === null ? null : fingerprintOf(read);
    const hasChanged = now !== fingerprint;
    fingerprint = now;
    asOf = answered;
    if (hasChanged) {
      session = read;
    }
    hasNews = staleness.succeed() || hasChanged || hasNews;
    feed.wake();
    return hasChanged;
  }

  function fail(): number {
    hasNews = staleness.fail(clock.now(), new Date()) || hasNews;
    feed.wake();
    return staleness.untilTold(clock.now());
  }

  const watcher: Watcher = {
    wantsList: false,
    tellsList: false,
    async onPoll({ list, asOf: answered, client }) {
      try {
        return set(list?.sessions.get(id) ?? (await readOne(client, id)), answered);
      } catch (error) {
        if (isForbidden(error)) {
          feed.end(error);
        } else {
          fail();
        }
        return false;
      }
    },
    onFailure: fail,
    names: (sessionId) => sessionId === id,
    end: (error) => feed.end(error),
  };
  const feed = new Feed<SessionUpdate>({
    take() {
      if (!hasNews) {
        return undefined;
      }
      hasNews = false;
      return { session, asOf, staleSince: staleness.since };
    },
    onWaiting() {},
    onClose: () => watch.remove(watcher),
  });
  watch.add(watcher);
  return feed;
}

/** Null if there is no such session. */
async function readOne(client: SuperOfficeClient, id: number): Promise<ChatSessionCarrier | null> {
  const found = (await getChatSessions(client, [id])).get(id) ?? null;
  if (found instanceof Error) {
    throw found;
  }
  return found;
}
