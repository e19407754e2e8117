import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import { getChatSessions } from '../../superoffice/resources/chat-session.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import type { CallerWatch } from '../polls/caller-watch.js';
import { PollsBetween } from '../polls/polls-between.js';
import { fingerprintOf } from '../polls/session-changes.js';
import type { Watcher } from '../polls/watcher.js';
import { Feed } from './feed.js';
import type { FeedOptions } from './feed-options.js';
import { Staleness } from './staleness.js';
import type { SessionUpdate } from './updates.js';

/** One session, whenever it changes. If the caller's list is read anyway and has the session, this needs no further call. */
export function sessionFeed(watch: CallerWatch, options: FeedOptions, id: number): Feed<SessionUpdate> {
  const staleness = new Staleness(options, () => {
    hasNews = true;
    feed.wake();
  });
  /** Undefined before the first answer; null if there is no such session. */
  let fingerprint: string | null | undefined;
  /** Kept only until it is sent. */
  let session: ChatSessionCarrier | null = null;
  let asOf: string | null = null;
  let hasNews = false;
  /** The polls after which it is sent again, because the latest value lacks something. */
  let lacking: PollsBetween | undefined;

  /** @returns whether it has changed. */
  function set(read: ChatSessionCarrier | null, answered: string): boolean {
    const now = read === null ? null : fingerprintOf(read);
    const hasChanged = now !== fingerprint;
    fingerprint = now;
    asOf = answered;
    hasNews = staleness.succeed() || lacking?.isTurn() || hasChanged || hasNews;
    if (hasNews) {
      session = read;
    }
    feed.wake();
    return hasChanged;
  }

  const watcher: Watcher = {
    needsList: false,
    followsList: false,
    async onPoll({ list, asOf: answered, client }) {
      return set(list?.sessions.get(id) ?? (await readOne(client, id)), answered);
    },
    onFailure: () => staleness.fail(),
    names: (sessionId) => sessionId === id,
    end: (error) => feed.end(error),
  };
  const feed = new Feed<SessionUpdate>({
    take() {
      if (!hasNews) {
        return undefined;
      }
      const update = { session, asOf, staleSince: staleness.since };
      hasNews = false;
      session = null;
      return update;
    },
    onWaiting() {},
    onExecuted(update, missing) {
      // An update that only reports an outage has no session.
      if (update.staleSince === null) {
        lacking = missing.length === 0 ? undefined : (lacking ?? new PollsBetween());
      }
    },
    onClose() {
      staleness.close();
      watch.remove(watcher);
    },
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
