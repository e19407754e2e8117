import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import { readKey } from '../../superoffice/keys.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import type { CallerWatch } from '../polls/caller-watch.js';
import type { Watcher } from '../polls/watcher.js';
import { Feed } from './feed.js';
import type { FeedOptions } from './feed-options.js';
import { SessionsMailbox } from './sessions-mailbox.js';
import { Staleness } from './staleness.js';
import type { SessionsUpdate } from './updates.js';

type IsWanted = (session: ChatSessionCarrier) => boolean;

/** Whether the reader asked for such sessions. May read what it needs to decide. */
export type FilterFor = (client: SuperOfficeClient) => Promise<IsWanted>;

/** The caller's sessions, and then the changes among them. */
export function sessionsFeed(watch: CallerWatch, options: FeedOptions, filterFor: FilterFor): Feed<SessionsUpdate> {
  /** Undefined until the filter is known. */
  let mailbox: SessionsMailbox | undefined;
  const staleness = new Staleness(options, () => {
    hasNews = true;
    feed.wake();
  });
  let asOf: string | null = null;
  let hasNews = false;

  const watcher: Watcher = {
    needsList: true,
    followsList: true,
    async onPoll({ list, asOf: answered, client }) {
      // None if the poll began before this stream.
      if (list === undefined) {
        return false;
      }
      mailbox ??= new SessionsMailbox({ maxBytes: options.maxStreamWaitingBytes, isWanted: await filterFor(client) });
      asOf = answered;
      hasNews = staleness.succeed() || hasNews;
      mailbox.add(list, feed.isWaiting);
      feed.wake();
      return false;
    },
    onFailure: () => staleness.fail(),
    names: () => false,
    end: (error) => feed.end(error),
  };
  const feed = new Feed<SessionsUpdate>({
    take() {
      const difference = mailbox?.take();
      if (difference === undefined && !hasNews) {
        return undefined;
      }
      hasNews = false;
      return { ...(difference ?? NO_DIFFERENCE), asOf, staleSince: staleness.since };
    },
    onWaiting() {
      if (mailbox?.needsSnapshot) {
        watch.poll();
      }
    },
    onExecuted({ sessions }, missing) {
      // Each is the path of a field of one session: `chatSessionUpdates`, `sessions`, its index, and so on.
      const lacking = new Set(missing.map(([, , index]) => index));
      for (const [index, { ChatSessionId }] of sessions.entries()) {
        mailbox?.onExecuted(readKey(ChatSessionId) as number, lacking.has(index));
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

const NO_DIFFERENCE = { isSnapshot: false, sessions: [], goneIds: [] } as const;
