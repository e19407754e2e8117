import type { Session } from '../identity/session.js';
import { defectFields, type Logger } from '../log/logger.js';
import type { ChatSessionCarrier } from '../superoffice/carriers.js';
import type { ChatEvent } from '../superoffice/webhooks/payload.js';
import type { Feed } from './feeds/feed.js';
import type { FeedOptions } from './feeds/feed-options.js';
import { messagesFeed, type RefusalOf } from './feeds/messages-feed.js';
import type { MessagesPosition } from './feeds/messages-readings.js';
import { sessionFeed } from './feeds/session-feed.js';
import { type FilterFor, sessionsFeed } from './feeds/sessions-feed.js';
import type { MessagesUpdate, SessionsUpdate, SessionUpdate } from './feeds/updates.js';
import { CallerWatch, type PollResult, type WatchOptions } from './polls/caller-watch.js';
import { type Hint, hintOf, hintOfEvent } from './polls/hints.js';
import { createPollGate } from './polls/poll-gate.js';
import type { Replicas } from './replicas.js';

export interface LiveOptions extends WatchOptions, Omit<FeedOptions, 'clock'> {
  /** Polls under way, of all callers. */
  readonly liveMaxPollsInFlight: number;
  /** The Redis through which replicas tell each other of changes. */
  readonly redisUrl: string | undefined;
}

/** The source of a hint: a write through this server, a webhook of SuperOffice, or another replica. */
export type HintSource = 'write' | 'webhook' | 'redis';

/** The feed's owner. */
export interface Follower {
  /** Has an identity. */
  readonly session: Session;
  /** The id of the request that opens the feed, for the log. */
  readonly requestId: string;
}

/**
 * What changes in SuperOffice, as each caller may see it. SuperOffice does not push, so one watch per caller polls it, for
 * all feeds of that caller.
 */
export interface Live {
  /** The sessions in the caller's topics that the filter selects. */
  sessions(follower: Follower, filterFor: FilterFor): Feed<SessionsUpdate>;
  session(follower: Follower, id: number): Feed<SessionUpdate>;
  messages(follower: Follower, positions: readonly MessagesPosition[], refusalOf: RefusalOf): Feed<MessagesUpdate>;
  /** Polls sooner for the callers it concerns, in all replicas. */
  hint(hint: Hint): void;
  /** The same for a session that was just changed, in its new state. */
  onChange(session: ChatSessionCarrier): void;
  /** The same for a webhook. */
  onChatEvent(event: ChatEvent): void;
  /** The number of callers watched now. */
  readonly callers: number;
  readonly polls: Readonly<Record<PollResult, number>>;
  /** Those that came while somebody was watched. */
  readonly hints: Readonly<Record<HintSource, number>>;
  /** Undefined: there are none, or they share no Redis. */
  readonly replicas: Pick<Replicas, 'isShared' | 'ignored'> | undefined;
  close(): void;
}

/**
 * @param tenantKey identifies the tenant in Redis without revealing it. The client for Redis is loaded only if it is used.
 */
export async function createLive(options: LiveOptions, logger: Logger, tenantKey: string): Promise<Live> {
  const { redisUrl, maxStreamWaitingBytes, liveStaleMs } = options;
  const onDefect = (error: unknown) => logger.error(defectFields(error), 'defect');
  const gate = createPollGate(options.liveMaxPollsInFlight);
  const watches = new Map<string, CallerWatch>();
  const polls = { changed: 0, unchanged: 0, failed: 0, skipped: 0 };
  const hints = { write: 0, webhook: 0, redis: 0 };

  function watchOf({ session, requestId }: Follower): CallerWatch {
    // Everything that affects SuperOffice's answers.
    const key = JSON.stringify([session.tenant.id, session.credentialKey, session.locale.headers]);
    const known = watches.get(key);
    if (known !== undefined) {
      return known;
    }
    const watch = new CallerWatch(session, requestId, options, {
      gate,
      onPollResult: (result) => {
        polls[result] += 1;
      },
      onDefect,
      onEmpty: () => watches.delete(key),
    });
    watches.set(key, watch);
    return watch;
  }

  /** Hands a hint to the callers that this process watches. */
  function hintHere(hint: Hint, source: HintSource): void {
    if (watches.size === 0) {
      return;
    }
    hints[source] += 1;
    // No caller is known to see the topic, so any may.
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

  /** Whether a watched caller is known to see the topic, by another session of it. */
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
          onHint: (hint) => hintHere(withKnownTopic(hint), 'redis'),
          onShared: () => logger.info('Redis answers: replicas tell each other of changes'),
          onAlone: (reason) =>
            logger.warn(
              { reason },
              'Redis cannot be used: this replica learns of changes in others from its polls alone',
            ),
        });

  function hintEverywhere(incomplete: Hint, source: HintSource): void {
    const hint = withKnownTopic(incomplete);
    hintHere(hint, source);
    replicas?.publish(hint);
  }

  // Each stream keeps one of these, so it has no more than a feed needs.
  const feedOptions = ({ session }: Follower): FeedOptions => ({
    maxStreamWaitingBytes,
    liveStaleMs,
    clock: session.tenant.upstream.clock,
  });

  return {
    sessions: (follower, filterFor) => sessionsFeed(watchOf(follower), feedOptions(follower), filterFor),
    session: (follower, id) => sessionFeed(watchOf(follower), feedOptions(follower), id),
    messages: (follower, ...asked) => messagesFeed(watchOf(follower), feedOptions(follower), ...asked),
    hint: (hint) => hintEverywhere(hint, 'write'),
    onChange(session) {
      const hint = watches.size === 0 && replicas === undefined ? undefined : hintOf(session);
      if (hint !== undefined) {
        hintEverywhere(hint, 'write');
      }
    },
    onChatEvent: (event) => hintEverywhere(hintOfEvent(event), 'webhook'),
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
