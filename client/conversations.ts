import { type Connection, type Feed, follow, type Live } from './follow.js';
import { lastId, type Message, mergeMessages } from './messages.js';
import { createOutbox, type Kept, type Outbox, type OutboxOptions } from './outbox.js';

/** The fields of `ChatMessagesUpdate` that are needed here. */
export interface MessagesUpdate<M extends Message> {
  readonly session: { readonly id: string } | null;
  readonly messages: readonly M[];
  readonly staleSince?: string | null;
}

/** What conversations work with. The functions are written with a GraphQL client; `session` is a session's id. */
export interface ConversationsOptions<M extends Message> extends Omit<OutboxOptions<M>, 'known' | 'onArrived'> {
  /** Where the messages are kept that were read. */
  readonly messages: Kept<readonly M[]>;
  /** Runs `chatMessageUpdates` until the stream ends, and resolves with its error, if any. */
  watch(
    session: string,
    after: string | null,
    onUpdate: (update: MessagesUpdate<M> | null | undefined) => void,
    connection: Connection,
  ): Promise<unknown>;
}

export interface Conversations extends Omit<Outbox, 'arrived'> {
  /**
   * Keeps the messages of a session up to date until `left` aborts.
   *
   * @returns the error, if SuperOffice no longer accepts the credential
   */
  follow(session: string, left: AbortSignal, onState?: (live: Live) => void): Promise<unknown>;
}

/**
 * The messages of sessions: those that arrive, each once and in order, and those that the agent writes. A message is never written twice,
 * whichever answer is lost.
 */
export function createConversations<M extends Message>(options: ConversationsOptions<M>): Conversations {
  const { messages, watch, read } = options;
  /** The last message that was read of each session. The agent's own may be newer than others that have not been read. */
  const positions = new Map<string, string>();
  /** The sessions of which all messages are known. */
  const upToDate = new Set<string>();

  const { arrived, ...outbox } = createOutbox<M>({
    ...options,
    known: (session) => (upToDate.has(session) ? messages.get()[session] : undefined),
    onArrived: add,
  });

  function add(session: string, added: readonly M[]): void {
    const all = mergeMessages(messages.get()[session] ?? [], added);
    messages.set({ ...messages.get(), [session]: all });
    arrived(session, all);
  }

  function take(session: string, added: readonly M[]): void {
    add(session, added);
    if (added.length > 0) {
      positions.set(session, String(lastId(added)));
    }
  }

  return {
    ...outbox,
    follow(session, left, onState) {
      const position = () => positions.get(session) ?? null;
      const feed: Feed = {
        async watch(onValue, connection) {
          const onUpdate = (update: MessagesUpdate<M> | null | undefined) => {
            // A value without a session only says that SuperOffice does not answer.
            if (update?.session) {
              take(session, update.messages);
            }
            onValue(update?.staleSince);
          };
          try {
            return await watch(session, position(), onUpdate, connection);
          } finally {
            upToDate.delete(session);
          }
        },
        async poll() {
          const { data, error } = await read(session, position());
          if (data && !error) {
            take(session, data);
          }
          return { error };
        },
        onState(live) {
          if (live.silent || live.mode === 'refused') {
            upToDate.delete(session);
          } else {
            upToDate.add(session);
          }
          onState?.(live);
        },
      };
      left.addEventListener('abort', () => upToDate.delete(session));
      return follow(feed, left);
    },
  };
}
