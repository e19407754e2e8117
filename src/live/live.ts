import type { Session } from '../identity/session.js';
import { defectFields, type Logger } from '../log/logger.js';
import type { ChatSessionCarrier } from '../superoffice/carriers.js';
import type { ChatEvent } from '../superoffice/webhooks/payload.js';
import { CallerWatch, type PollResult, type WatchOptions } from './caller-watch.js';
import type { Feed } from './feed.js';
import type { FeedOptions } from './feed-options.js';
import { type Hint, hintOf, hintOfEvent } from './hints.js';
import { type MessagesPosition, messagesFeed } from './messages-feed.js';
import { createPollGate } from './poll-gate.js';
import type { Replicas } from './replicas.js';
import { sessionFeed } from './session-feed.js';
import { type FilterFor, sessionsFeed } from './sessions-feed.js';
import type { MessagesUpdate, SessionsUpdate, SessionUpdate } from './updates.js';

export interface LiveOptions extends WatchOptions, Omit<FeedOptions, 'clock'> {
  /** Polls under way, of all callers. */
  readonly liveMaxPollsInFlight: number;
  /** Where replicas tell each other of changes. */
  readonly redisUrl: string | undefined;
}

/** Who knows of a change: who writes through this server, SuperOffice, or another replica. */
export type HintSource = 'write' | 'webhook' | 'redis';

/** Whose feed it is. */
export interface Follower {
  /** Has an identity. */
  readonly session: Session;
  /** Of the request that asks for the feed, for the log. */
  readonly requestId: string;
}

/**
 * What changes in SuperOffice, as far as each caller may see it. SuperOffice does not push: one watch a caller asks it again
 * and again, for all feeds of that caller.
 */
export interface Live {
  /** The sessions in the caller's topics, as far as they are wanted. */
  sessions(follower: Follower, filterFor: FilterFor): Feed<SessionsUpdate>;
  session(follower: Follower, id: number): Feed<SessionUpdate>;
  messages(follower: Follower, positions: readonly MessagesPosition[]): Feed<MessagesUpdate>;
  /** Has those ask sooner whom it concerns, in all replicas. */
  hint(hint: Hint): void;
  /** The same for a session that was just changed, as it is now. */
  onChange(session: ChatSessionCarrier): void;
  /** The same for what a webhook tells. */
  onChatEvent(event: ChatEvent): void;
  /** Callers that are watched now. */
  readonly callers: number;
  readonly polls: Readonly<Record<PollResult, number>>;
  readonly hints: Readonly<Record<HintSource, number>>;
  /** Undefined: there are none, or they do not know of each other. */
  readonly replicas: Pick<Replicas, 'isShared' | 'ignored'> | undefined;
  close(): void;
}

/** @param tenantKey tells the tenant apart in Redis, and says nothing about it. The client for Redis is loaded only where it is used. */
export async function createLive(options: LiveOptions, logger: Logger, tenantKey: string): Promise<Live> {
  const { redisUrl } = options;
  const onDefect = (error: unknown) => logger.error(defectFields(error), 'defect');
  const gate = createPollGate(options.liveMaxPollsInFlight);
  const watches = new Map<string, CallerWatch>();
  const polls = { changed: 0, unchanged: 0, failed: 0, skipped: 0 };
  const hints = { write: 0, webhook: 0, redis: 0 };

  function watchOf({ session, requestId }: Follower): CallerWatch {
    // All that decides what SuperOffice answers.
    const key = JSON.stringify([session.tenant.id, session.credentialKey, session.locale.headers]);
    const known = watches.get(key);
    if (known !== undefined) {
      return known;
    }
    const watch = new CallerWatch(session, requestId, options, {
      gate,
      onPoll: (result) => {
        polls[result] += 1;
      },
      onDefect,
      onEmpty: () => watches.delete(key),
    });
    watches.set(key, watch);
    return watch;
  }

  function wake(hint: Hint, source: HintSource): void {
    hints[source] += 1;
    const wide = isSeen(hint) ? hint : withTopic(hint, null);
    for (const watch of watches.values()) {
      watch.hint(wide).catch(onDefect);
    }
  }

  /** SuperOffice does not always tell the topic of a session. Those who see the session know it. */
  function withKnownTopic(hint: Hint): Hint {
    return hint.standing?.topic === null ? withTopic(hint, knownTopicOf(hint)) : hint;
  }

  function knownTopicOf({ sessionId }: Hint): number | null {
    for (const watch of watches.values()) {
      const topic = watch.topicOf(sessionId);
      if (topic != null) {
        return topic;
      }
    }
    return null;
  }

  /** Whether the topic says who sees it: of a topic without sessions nobody knows. */
  function isSeen({ standing }: Hint): boolean {
    const topic = standing?.topic;
    return topic == null || [...watches.values()].some((watch) => watch.seesSessionOf(topic));
  }

  const replicas =
    redisUrl === undefined
      ? undefined
      : (await import('./replicas.js')).joinReplicas({
          redisUrl,
          tenantKey,
          onHint: (hint) => wake(withKnownTopic(hint), 'redis'),
          onShared: () => logger.info('Redis answers: replicas tell each other of changes'),
          onAlone: (reason) =>
            logger.warn(
              { reason },
              'Redis cannot be used: this replica learns of changes in others from its polls alone',
            ),
        });

  function tell(told: Hint, source: HintSource): void {
    const hint = withKnownTopic(told);
    wake(hint, source);
    replicas?.publish(hint);
  }

  const feedOptions = ({ session }: Follower) => ({ ...options, clock: session.tenant.upstream.clock });

  return {
    sessions: (follower, filterFor) => sessionsFeed(watchOf(follower), feedOptions(follower), filterFor),
    session: (follower, id) => sessionFeed(watchOf(follower), feedOptions(follower), id),
    messages: (follower, positions) => messagesFeed(watchOf(follower), feedOptions(follower), positions),
    hint: (hint) => tell(hint, 'write'),
    onChange(session) {
      const hint = watches.size === 0 && replicas === undefined ? undefined : hintOf(session);
      if (hint !== undefined) {
        tell(hint, 'write');
      }
    },
    onChatEvent: (event) => tell(hintOfEvent(event), 'webhook'),
    get callers() {
      return watches.size;
    },
    polls,
    hints,
    replicas,
    close() {
      replicas?.close();
    },
  };
}

function withTopic(hint: Hint, topic: number | null): Hint {
  return { ...hint, standing: hint.standing && { ...hint.standing, topic } };
}
