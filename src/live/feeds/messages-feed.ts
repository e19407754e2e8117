import type { ChatMessageCarrier } from '../../superoffice/carriers.js';
import { isNotFound, SuperOfficeHttpError } from '../../superoffice/errors.js';
import { readInt } from '../../superoffice/keys.js';
import { getChatMessages } from '../../superoffice/resources/chat-message.js';
import type { CallerWatch } from '../polls/caller-watch.js';
import { MAX_POLLS_BETWEEN, PollsBetween } from '../polls/polls-between.js';
import type { SessionList } from '../polls/session-changes.js';
import type { Watcher } from '../polls/watcher.js';
import { Feed } from './feed.js';
import type { FeedOptions } from './feed-options.js';
import { Staleness } from './staleness.js';
import type { MessagesUpdate } from './updates.js';

/** The position in a session's messages after which messages are sent. */
export interface MessagesPosition {
  readonly sessionId: number;
  /** The last known message; null for none. */
  readonly afterId: number | null;
}

/** The error that readers get if SuperOffice refuses the messages of a session. @param index of its position. */
export type RefusalOf = (error: SuperOfficeHttpError, index: number) => Error;

interface Reading {
  /** Its place among the positions. */
  readonly index: number;
  lastId: number | null;
  /** Whether to send a value even without new messages. */
  isFirst: boolean;
  /** Whether SuperOffice no longer knows the session. It is read again when it may be back. */
  isGone: boolean;
  isDue: boolean;
  /** Whether it has to be read after the next poll, even if the list shows no change. */
  isHinted: boolean;
  /** The last poll before its latest read failed; undefined if that went well. It is read again after the next poll. */
  failedAfter: number | undefined;
  /** Of a session that is not in the list, which shows nothing of it. */
  readonly unlisted: PollsBetween;
}

type Told = Omit<MessagesUpdate, 'asOf' | 'staleSince'>;

const NO_MESSAGES: Told = { sessionId: undefined, messages: [], lastId: null, isGone: false };

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
  const readings = new Map<number, Reading>(
    positions.map(({ sessionId, afterId }, index) => [
      sessionId,
      {
        index,
        lastId: afterId,
        isFirst: true,
        isGone: false,
        isDue: false,
        isHinted: false,
        failedAfter: undefined,
        unlisted: new PollsBetween(),
      },
    ]),
  );
  let next: Told | undefined;
  let asOf: string | null = null;
  let hasAgeNews = false;
  let isReading = false;
  let isClosed = false;
  let polls = 0;

  /** Reads until there is something to send, while a reader waits. */
  async function readOn(): Promise<void> {
    isReading = true;
    for (let due = nextDue(); feed.isWaiting && due !== undefined; due = nextDue()) {
      await readOne(...due);
      feed.wake();
    }
    isReading = false;
  }

  function nextDue(): [number, Reading] | undefined {
    return [...readings].find(([, { isDue, failedAfter }]) => isDue && failedAfter !== polls);
  }

  async function readOne(sessionId: number, reading: Reading): Promise<void> {
    // Moves it to the end, so that all other sessions are read before it is read again.
    readings.delete(sessionId);
    readings.set(sessionId, reading);
    // A message written during this read makes it due again.
    reading.isDue = false;
    try {
      const messages = await watch.read(
        (client) => getChatMessages(client, sessionId, reading.lastId ?? undefined),
        () => !isClosed,
      );
      if (messages !== undefined) {
        reading.failedAfter = undefined;
        receive(sessionId, reading, messages);
      }
    } catch (error) {
      if (error instanceof SuperOfficeHttpError && (error.status === 403 || isNotFound(error))) {
        refuse(sessionId, reading, error);
        return;
      }
      reading.isDue = true;
      reading.failedAfter = polls;
      staleness.fail();
    }
  }

  function receive(sessionId: number, reading: Reading, answered: readonly ChatMessageCarrier[]): void {
    const { lastId } = reading;
    const messages = answered.filter((message) => lastId === null || idOf(message) > lastId);
    asOf = new Date().toISOString();
    if ([...readings.values()].every(({ failedAfter }) => failedAfter === undefined)) {
      hasAgeNews = staleness.succeed() || hasAgeNews;
    }
    if (messages.length > 0) {
      reading.unlisted.restart();
    }
    if (messages.length > 0 || reading.isFirst || reading.isGone) {
      reading.lastId = messages.reduce<number | null>((last, message) => Math.max(last ?? 0, idOf(message)), lastId);
      reading.isFirst = false;
      reading.isGone = false;
      next = { sessionId, messages, lastId: reading.lastId, isGone: false };
    }
  }

  /** Ends the feed, unless the session was there before and others still are. */
  function refuse(sessionId: number, reading: Reading, error: SuperOfficeHttpError): void {
    const wasGone = reading.isGone;
    reading.failedAfter = undefined;
    reading.isGone = isNotFound(error) && !reading.isFirst;
    if (!reading.isGone || [...readings.values()].every(({ isGone }) => isGone)) {
      feed.end(refusalOf(error, reading.index));
    } else if (!wasGone) {
      next = { sessionId, messages: [], lastId: reading.lastId, isGone: true };
    }
  }

  function readIfWanted(): void {
    if (feed.isWaiting && !isReading) {
      void readOn();
    }
  }

  const watcher: Watcher = {
    wantsList: true,
    tellsList: false,
    async onPoll({ list }) {
      polls += 1;
      let hasDue = false;
      for (const [sessionId, reading] of readings) {
        const mayHaveMore = list === undefined || mayHaveChanged(list, sessionId, reading.unlisted, polls);
        reading.isDue ||= reading.isFirst || reading.isHinted || mayHaveMore;
        reading.isHinted = false;
        hasDue ||= reading.isDue;
      }
      if (!hasDue) {
        hasAgeNews = staleness.succeed() || hasAgeNews;
        feed.wake();
      }
      readIfWanted();
      return false;
    },
    onFailure: () => staleness.fail(),
    names: (sessionId) => readings.has(sessionId),
    onHint(sessionId) {
      const reading = readings.get(sessionId);
      if (reading !== undefined) {
        reading.isHinted = true;
      }
    },
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

function mayHaveChanged(list: SessionList, sessionId: number, unlisted: PollsBetween, polls: number): boolean {
  if (list.sessions.has(sessionId)) {
    // Some messages leave no trace in the session.
    return list.changed.includes(sessionId) || polls % MAX_POLLS_BETWEEN === 0;
  }
  if (list.gone.includes(sessionId)) {
    unlisted.restart();
  }
  return unlisted.isTurn();
}

function idOf({ ChatMessageId }: ChatMessageCarrier): number {
  return readInt(ChatMessageId) ?? 0;
}
