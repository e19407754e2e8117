import type { ChatMessageCarrier } from '../../superoffice/carriers.js';
import { readInt } from '../../superoffice/keys.js';
import { MAX_POLLS_BETWEEN, PollsBetween } from '../polls/polls-between.js';
import type { SessionList } from '../polls/session-changes.js';
import type { MessagesUpdate } from './updates.js';

/** The position in a session's messages after which messages are sent. */
export interface MessagesPosition {
  readonly sessionId: number;
  /** The last known message; null for none. */
  readonly afterId: number | null;
}

/** An update without its age. */
export type MessagesNews = Omit<MessagesUpdate, 'asOf' | 'staleSince'>;

/** How far the messages of one session are read. */
export class MessagesReading {
  readonly sessionId: number;
  /** Its place among the positions. */
  readonly index: number;
  lastId: number | null;
  /** Whether SuperOffice no longer knows the session. It is read again when it may be back. */
  isGone = false;
  isDue = false;
  /** Whether it has to be read after the next poll, even if the list shows no change. */
  isHinted = false;
  /** The last poll before its latest read failed; undefined if that went well. It is read again after the next poll. */
  failedAfter: number | undefined;
  /** Whether to send a value even without new messages. */
  #isFirst = true;
  /** Of a session that is not in the list, which shows nothing of it. */
  readonly #unlisted = new PollsBetween();

  constructor({ sessionId, afterId }: MessagesPosition, index: number) {
    this.sessionId = sessionId;
    this.index = index;
    this.lastId = afterId;
  }

  /** @param polls how many there were, with this one. */
  onPoll(list: SessionList | undefined, polls: number): void {
    const mayHaveMore = list === undefined || this.#mayHaveChanged(list, polls);
    this.isDue ||= this.#isFirst || this.isHinted || mayHaveMore;
    this.isHinted = false;
  }

  /** @returns what to send; undefined if it is nothing. */
  onMessages(answered: readonly ChatMessageCarrier[]): MessagesNews | undefined {
    const { sessionId, lastId } = this;
    const messages = answered.filter((message) => lastId === null || idOf(message) > lastId);
    this.failedAfter = undefined;
    if (messages.length > 0) {
      this.#unlisted.restart();
    }
    if (messages.length === 0 && !this.#isFirst && !this.isGone) {
      return undefined;
    }
    this.lastId = messages.reduce<number | null>((last, message) => Math.max(last ?? 0, idOf(message)), lastId);
    this.#isFirst = false;
    this.isGone = false;
    return { sessionId, messages, lastId: this.lastId, isGone: false };
  }

  /** @returns what to send; undefined if it is nothing. */
  onRefusal(isNotFound: boolean): MessagesNews | undefined {
    const { sessionId, lastId, isGone: wasGone } = this;
    this.failedAfter = undefined;
    this.isGone = isNotFound && !this.#isFirst;
    return this.isGone && !wasGone ? { sessionId, messages: [], lastId, isGone: true } : undefined;
  }

  #mayHaveChanged(list: SessionList, polls: number): boolean {
    const { sessionId } = this;
    if (list.sessions.has(sessionId)) {
      // Some messages leave no trace in the session.
      return list.changed.includes(sessionId) || polls % MAX_POLLS_BETWEEN === 0;
    }
    if (list.gone.includes(sessionId)) {
      this.#unlisted.restart();
    }
    return this.#unlisted.isTurn();
  }
}

/** The sessions whose messages one stream follows. */
export class MessagesReadings {
  /** By session, in the order in which they are read next. */
  readonly #all: Map<number, MessagesReading>;
  #polls = 0;

  constructor(positions: readonly MessagesPosition[]) {
    this.#all = new Map(positions.map((position, index) => [position.sessionId, new MessagesReading(position, index)]));
  }

  has(sessionId: number): boolean {
    return this.#all.has(sessionId);
  }

  /** Whether the latest read of each went well. */
  get areRead(): boolean {
    return this.#every(({ failedAfter }) => failedAfter === undefined);
  }

  get areGone(): boolean {
    return this.#every(({ isGone }) => isGone);
  }

  onHint(sessionId: number): void {
    const reading = this.#all.get(sessionId);
    if (reading !== undefined) {
      reading.isHinted = true;
    }
  }

  /** @returns whether any is due. */
  onPoll(list: SessionList | undefined): boolean {
    this.#polls += 1;
    for (const reading of this.#all.values()) {
      reading.onPoll(list, this.#polls);
    }
    return [...this.#all.values()].some(({ isDue }) => isDue);
  }

  /** One that is due, to be read now. After it, it is the turn of all others. */
  next(): MessagesReading | undefined {
    const reading = [...this.#all.values()].find(({ isDue, failedAfter }) => isDue && failedAfter !== this.#polls);
    if (reading !== undefined) {
      this.#all.delete(reading.sessionId);
      this.#all.set(reading.sessionId, reading);
      // A message written during the read makes it due again.
      reading.isDue = false;
    }
    return reading;
  }

  /** Reads it again after the next poll. */
  retryLater(reading: MessagesReading): void {
    reading.isDue = true;
    reading.failedAfter = this.#polls;
  }

  #every(is: (reading: MessagesReading) => boolean): boolean {
    return [...this.#all.values()].every(is);
  }
}

function idOf({ ChatMessageId }: ChatMessageCarrier): number {
  return readInt(ChatMessageId) ?? 0;
}
