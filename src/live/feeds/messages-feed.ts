import { isNotFound, SuperOfficeHttpError } from '../../superoffice/errors.js';
import { getChatMessages } from '../../superoffice/resources/chat-message.js';
import type { CallerWatch } from '../polls/caller-watch.js';
import type { Watcher } from '../polls/watcher.js';
import { Feed } from './feed.js';
import type { FeedOptions } from './feed-options.js';
import {
  type MessagesNews,
  type MessagesPosition,
  type MessagesReading,
  MessagesReadings,
} from './messages-readings.js';
import { Staleness } from './staleness.js';
import type { MessagesUpdate } from './updates.js';

/** The error that readers get if SuperOffice refuses the messages of a session. @param index of its position. */
export type RefusalOf = (error: SuperOfficeHttpError, index: number) => Error;

const NO_MESSAGES: MessagesNews = { sessionId: undefined, messages: [], lastId: null, isGone: false };

/**
 * The messages of some sessions, each once and in SuperOffice's order. They are read only when the reader waits. Until then
 * they stay with SuperOffice, so a slow reader loses none and nothing piles up.
 */
export function messagesFeed(
  watch: CallerWatch,
  options: FeedOptions,
  positions: readonly MessagesPosition[],
  refusalOf: RefusalOf,
): Feed<MessagesUpdate> {
  const staleness = new Staleness(options, () => {
    hasAgeNews = true;
    feed.wake();
  });
  const readings = new MessagesReadings(positions);
  let next: MessagesNews | undefined;
  let asOf: string | null = null;
  let hasAgeNews = false;
  let isReading = false;
  let isClosed = false;

  /** Reads until there is something to send, while a reader waits. */
  async function readOn(): Promise<void> {
    isReading = true;
    while (feed.isWaiting) {
      const reading = readings.next();
      if (reading === undefined) {
        break;
      }
      await read(reading);
      feed.wake();
    }
    isReading = false;
  }

  async function read(reading: MessagesReading): Promise<void> {
    try {
      const messages = await watch.read(
        (client) => getChatMessages(client, reading.sessionId, reading.lastId ?? undefined),
        () => !isClosed,
      );
      if (messages !== undefined) {
        next = reading.onMessages(messages) ?? next;
        asOf = new Date().toISOString();
        hasAgeNews = (readings.areRead && staleness.succeed()) || hasAgeNews;
      }
    } catch (error) {
      if (error instanceof SuperOfficeHttpError && (error.status === 403 || isNotFound(error))) {
        refuse(reading, error);
        return;
      }
      readings.retryLater(reading);
      staleness.fail();
    }
  }

  /** Ends the feed, unless the session was there before and others still are. */
  function refuse(reading: MessagesReading, error: SuperOfficeHttpError): void {
    next = reading.onRefusal(isNotFound(error)) ?? next;
    if (!reading.isGone || readings.areGone) {
      feed.end(refusalOf(error, reading.index));
    }
  }

  function readIfWanted(): void {
    if (feed.isWaiting && !isReading) {
      void readOn();
    }
  }

  const watcher: Watcher = {
    needsList: true,
    followsList: false,
    async onPoll({ list }) {
      if (!readings.onPoll(list)) {
        hasAgeNews = staleness.succeed() || hasAgeNews;
        feed.wake();
      }
      readIfWanted();
      return false;
    },
    onFailure: () => staleness.fail(),
    names: (sessionId) => readings.has(sessionId),
    onHint: (sessionId) => readings.onHint(sessionId),
    end: (error) => feed.end(error),
  };
  const feed = new Feed<MessagesUpdate>({
    take() {
      if (next === undefined && !hasAgeNews) {
        return undefined;
      }
      const update = { ...(next ?? NO_MESSAGES), asOf, staleSince: staleness.since };
      next = undefined;
      hasAgeNews = false;
      return update;
    },
    onWaiting: readIfWanted,
    onClose() {
      isClosed = true;
      staleness.close();
      watch.remove(watcher);
    },
  });
  watch.add(watcher);
  return feed;
}
