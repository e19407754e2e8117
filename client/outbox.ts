import { type Answer, answerOf, untilAnswered } from './ask.js';
import { type Failure, readFailure } from './errors.js';
import { newIdempotencyKey } from './idempotency-key.js';
import { htmlOf } from './message-html.js';
import { lastId, type Message, notArrived } from './messages.js';
import { property } from './property.js';

/** A message of the agent that SuperOffice has not confirmed yet. */
export interface Outgoing {
  /** Sent with each try, so that the server writes the message once. */
  readonly key: string;
  /** As the agent typed it. */
  readonly text: string;
  /** The latest message that was known at the first try. This one can only come after it. Undefined before the first try. */
  readonly after?: number | undefined;
  /**
   * `checking`: the answer was lost, and the chat is read to see whether it has the message. `missing`: it does not. `unreadable`: the
   * chat may not be read. `failed`: the message was not sent.
   */
  readonly state: 'waiting' | 'sending' | 'checking' | 'missing' | 'unreadable' | 'failed';
  readonly failure?: Failure | undefined;
}

/** Where values are kept, by the session's id. */
export interface Kept<Value> {
  get(): Readonly<Record<string, Value>>;
  set(values: Readonly<Record<string, Value>>): void;
}

export interface OutboxOptions<M extends Message> {
  /** Where messages are kept that are under way. */
  readonly outgoing: Kept<readonly Outgoing[]>;
  /** Reads `messages(after:)`, each time from the server. */
  read(session: string, after: string | null): PromiseLike<Answer<readonly M[]>>;
  /** Runs `addChatMessage`. */
  write(session: string, html: string, idempotencyKey: string): PromiseLike<Answer<M>>;
  /** Called with texts that were not sent, and have to be written again. */
  onReturned(session: string, texts: readonly string[]): void;
  /** When it aborts, nothing more is read or written, because the agent has signed out. What is in the store stays there. */
  readonly ended: AbortSignal;
  /** The messages of a session, if all of them are known. */
  known(session: string): readonly M[] | undefined;
  /** Called with messages that are in the session, before they leave the outbox. */
  onArrived(session: string, messages: readonly M[]): void;
}

export interface Outbox {
  /** Sends a message after those that are under way. Messages that have failed do not hold it up. */
  send(session: string, text: string): void;
  /** Tries all messages of a session again that were not sent, in the order in which they were written. */
  sendAgain(session: string): void;
  /** Gives a message that was not sent back, to be edited. */
  edit(session: string, item: Outgoing): void;
  discard(session: string, item: Outgoing): void;
  /** Takes out messages that were thought lost and are among those of the session. */
  arrived(session: string, messages: readonly Message[]): void;
  /** To be called once at the start. Messages that were not sent are given back, and of the others it reads whether they arrived. */
  resume(): void;
}

/** Whether a message waits for the agent's decision. */
export function hasFailed({ state }: Outgoing): boolean {
  return state === 'missing' || state === 'unreadable' || state === 'failed';
}

/** What is known of a message that was under way when the page was left. */
const UNANSWERED: Failure = {
  outcome: 'UNKNOWN',
  code: 'NO_ANSWER',
  requestId: '',
  isRetryable: false,
  isUnanswered: true,
};

/** Reads one that was kept as JSON. Undefined if it is none. */
export function readOutgoing(kept: unknown): Outgoing | undefined {
  const [key, text, after, failure] = ['key', 'text', 'after', 'failure'].map((name) => property(kept, name));
  if (typeof key !== 'string' || typeof text !== 'string') {
    return undefined;
  }
  const outcome = property(failure, 'outcome');
  const wasTried = typeof after === 'number';
  const isUnsent = !wasTried || outcome === 'NOT_SENT' || outcome === 'REJECTED';
  return {
    key: nextKey(key, { outcome, isUnanswered: property(failure, 'isUnanswered') }),
    text,
    after: wasTried ? after : undefined,
    state: isUnsent ? 'failed' : 'checking',
  };
}

/**
 * The key for another try. While the server may still be writing the message, the same key prevents a second one. After an answer with
 * `UNKNOWN`, a new key is needed: the server would answer the same key with the same failure.
 */
function nextKey(
  key: string,
  failure: { readonly outcome: unknown; readonly isUnanswered: unknown } | undefined,
): string {
  return failure?.outcome === 'UNKNOWN' && failure.isUnanswered === false ? newIdempotencyKey() : key;
}

/**
 * Sends an agent's messages, those of one session one after the other. If an answer is lost, it reads whether the message is in the
 * session: a message is never written twice.
 */
export function createOutbox<M extends Message>(options: OutboxOptions<M>): Outbox {
  const { outgoing, known, read, write, onArrived, onReturned, ended } = options;

  const itemsOf = (session: string) => outgoing.get()[session] ?? [];

  function setItems(session: string, items: readonly Outgoing[]): void {
    const { [session]: _, ...others } = outgoing.get();
    outgoing.set(items.length > 0 ? { ...others, [session]: items } : others);
  }

  function discard(session: string, { key }: Outgoing): void {
    setItems(
      session,
      itemsOf(session).filter((item) => item.key !== key),
    );
  }

  /** Replaces a message. If it has failed, those after it are not sent, so that they keep their order. */
  function put(session: string, item: Outgoing): void {
    const items = itemsOf(session).map((other): Outgoing => {
      const isHeld = other.state === 'waiting' && hasFailed(item);
      return other.key === item.key ? item : isHeld ? { ...other, state: 'failed' } : other;
    });
    setItems(session, items);
  }

  /** Each message of the session can be one of the agent's only, the earliest with its text. */
  function hasArrived(session: string, messages: readonly M[], item: Outgoing): boolean {
    const items = itemsOf(session).map((other) => (other.key === item.key ? item : other));
    return notArrived(messages, items).every(({ key }) => key !== item.key);
  }

  /** Undefined if the messages may not be read, or the agent has signed out. */
  function readAfter(session: string, after: number | undefined) {
    return untilAnswered(() => read(session, after ? String(after) : null), ended);
  }

  /** Sends the messages of a session one after the other. */
  async function sendNext(session: string): Promise<void> {
    const items = itemsOf(session);
    const next = items.find(({ state }) => state === 'waiting');
    if (next && !ended.aborted && !items.some(({ state }) => state === 'sending' || state === 'checking')) {
      await attempt(session, next);
      await sendNext(session);
    }
  }

  async function attempt(session: string, item: Outgoing): Promise<void> {
    put(session, { ...item, state: 'sending' });
    // Before a second try, read whether the first one arrived late. And if the session is not known yet, an older message with the same
    // text could be mistaken for this one.
    const isFirst = item.after === undefined;
    const before = (isFirst && known(session)) || (await readAfter(session, item.after));
    if (ended.aborted) {
      return;
    }
    if (!before) {
      put(session, { ...item, state: 'failed' });
      return;
    }
    const sent: Outgoing = { ...item, after: item.after ?? lastId(before), state: 'sending', failure: undefined };
    if (hasArrived(session, before, sent)) {
      discard(session, sent);
      return;
    }
    put(session, sent);
    const { data, error } = await answerOf(() => write(session, htmlOf(item.text), item.key));
    const failure = readFailure(error);
    if (!failure) {
      onArrived(session, data ? [data] : []);
      discard(session, sent);
    } else if (failure.outcome === 'UNKNOWN') {
      await check(session, sent, failure);
    } else {
      put(session, { ...sent, state: 'failed', failure });
    }
  }

  /** Reads the session to see whether the message is in it, and tries again until there is an answer. */
  async function check(session: string, item: Outgoing, failure: Failure): Promise<void> {
    put(session, { ...item, state: 'checking' });
    const messages = await readAfter(session, item.after);
    if (ended.aborted) {
      return;
    }
    if (!messages) {
      put(session, { ...item, state: 'unreadable', failure });
      return;
    }
    const isThere = hasArrived(session, messages, item);
    onArrived(session, messages);
    if (isThere) {
      discard(session, item);
    } else {
      put(session, { ...item, state: 'missing', failure });
    }
  }

  async function resumeSession(session: string, items: readonly Outgoing[]): Promise<void> {
    const unsent = items.filter(hasFailed);
    for (const item of unsent) {
      discard(session, item);
    }
    onReturned(
      session,
      unsent.map(({ text }) => text),
    );
    for (const item of items.filter((each) => !hasFailed(each))) {
      await check(session, item, UNANSWERED);
    }
    await sendNext(session);
  }

  return {
    send(session, text) {
      setItems(session, [...itemsOf(session), { key: newIdempotencyKey(), text, state: 'waiting' }]);
      void sendNext(session);
    },
    sendAgain(session) {
      const items = itemsOf(session).map((item): Outgoing => {
        return hasFailed(item) ? { ...item, key: nextKey(item.key, item.failure), state: 'waiting' } : item;
      });
      setItems(session, items);
      void sendNext(session);
    },
    edit(session, item) {
      // A store may make new objects each time. And a message that is tried again meanwhile must not be written a second time.
      if (itemsOf(session).some((kept) => kept.key === item.key && hasFailed(kept))) {
        discard(session, item);
        onReturned(session, [item.text]);
      }
    },
    discard,
    arrived(session, messages) {
      const failed = itemsOf(session).filter(hasFailed);
      const missing = notArrived(messages, failed);
      for (const item of failed.filter((each) => !missing.includes(each))) {
        discard(session, item);
      }
    },
    resume() {
      for (const [session, items] of Object.entries(outgoing.get())) {
        void resumeSession(session, items);
      }
    },
  };
}
