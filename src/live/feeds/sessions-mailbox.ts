import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import { PollsBetween } from '../polls/polls-between.js';
import type { SessionList } from '../polls/session-changes.js';

/** A difference that a reader takes. */
export interface Difference {
  readonly isSnapshot: boolean;
  readonly sessions: readonly ChatSessionCarrier[];
  readonly goneIds: readonly number[];
}

export interface MailboxOptions {
  /** Bytes of sessions that may wait, as JSON. */
  readonly maxBytes: number;
  /** Whether the reader asked for such sessions. */
  readonly isWanted: (session: ChatSessionCarrier) => boolean;
}

/**
 * What waits for one reader of a list. Changes merge: only the latest state of each session waits. If there is no room for
 * more, everything is dropped, and the reader gets a snapshot from the next poll that finds it waiting.
 */
export class SessionsMailbox {
  readonly #options: MailboxOptions;
  /** Ids of the sessions that the reader has. */
  readonly #sent = new Set<number>();
  readonly #sessions = new Map<number, ChatSessionCarrier>();
  readonly #gone = new Set<number>();
  /** Sessions whose latest value lacks something, with the polls after which they are sent again. */
  readonly #lacking = new Map<number, PollsBetween>();
  #bytes = 0;
  #needsSnapshot = true;
  #isSnapshot = false;

  constructor(options: MailboxOptions) {
    this.#options = options;
  }

  /** Whether only a snapshot helps. */
  get needsSnapshot(): boolean {
    return this.#needsSnapshot;
  }

  /** @param isWaiting whether the reader takes a value at once. */
  add(list: SessionList, isWaiting: boolean): void {
    if (this.#needsSnapshot) {
      if (isWaiting) {
        this.#addAll(list);
      }
      return;
    }
    for (const id of list.changed) {
      this.#addOne(id, list.sessions.get(id) as ChatSessionCarrier);
    }
    for (const id of list.gone) {
      this.#remove(id);
      this.#lacking.delete(id);
    }
    for (const [id, turns] of this.#lacking) {
      const session = list.sessions.get(id);
      if (session !== undefined && turns.isTurn()) {
        this.#addOne(id, session);
      }
    }
    this.#bytes = this.#sessions.size * list.bytesEach;
    if (!isWaiting && this.#bytes > this.#options.maxBytes) {
      this.#forget();
    }
  }

  /** Sends a session again, after one of the next polls, if its value lacks something; ever more rarely while it does. */
  onExecuted(id: number, isLacking: boolean): void {
    if (!isLacking) {
      this.#lacking.delete(id);
    } else if (!this.#lacking.has(id)) {
      this.#lacking.set(id, new PollsBetween());
    }
  }

  /** Undefined if there is nothing new. */
  take(): Difference | undefined {
    if (!this.#isSnapshot && this.#sessions.size === 0 && this.#gone.size === 0) {
      return undefined;
    }
    const difference = {
      isSnapshot: this.#isSnapshot,
      sessions: [...this.#sessions.values()],
      goneIds: [...this.#gone],
    };
    for (const id of this.#sessions.keys()) {
      this.#sent.add(id);
    }
    for (const id of this.#gone) {
      this.#sent.delete(id);
    }
    this.#empty();
    return difference;
  }

  #addAll({ sessions }: SessionList): void {
    this.#needsSnapshot = false;
    this.#isSnapshot = true;
    for (const [id, session] of sessions) {
      this.#addOne(id, session);
    }
  }

  #addOne(id: number, session: ChatSessionCarrier): void {
    if (this.#options.isWanted(session)) {
      this.#gone.delete(id);
      this.#sessions.set(id, session);
    } else {
      this.#remove(id);
    }
  }

  #remove(id: number): void {
    this.#sessions.delete(id);
    if (this.#sent.has(id)) {
      this.#gone.add(id);
    }
  }

  #forget(): void {
    this.#empty();
    this.#sent.clear();
    this.#lacking.clear();
    this.#needsSnapshot = true;
  }

  #empty(): void {
    this.#sessions.clear();
    this.#gone.clear();
    this.#bytes = 0;
    this.#isSnapshot = false;
  }
}
