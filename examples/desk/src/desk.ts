import { createContext, useContext } from 'react';
import { type Conversations, createConversations, type Outgoing, readOutgoing } from 'superoffice-graphql/client';
import type { Client } from 'urql';
import type { Notice } from './actions.js';
import { read, watch } from './client.js';
import { type MessageLineFragment, NewMessagesDocument, WatchMessagesDocument, WriteDocument } from './gql/graphql.js';
import { createKeptStore, createStore, entriesOf, type Store } from './store.js';

/** Values by the session's id. */
type Entries<Value> = Store<Readonly<Record<string, Value>>>;

export type Message = MessageLineFragment;

export interface Agent {
  readonly id: string;
  /** The value of the header. */
  readonly authorization: string;
}

/** What the components of a signed-in agent share. */
export interface Desk {
  readonly client: Client;
  /** Aborts when the agent signs out, or has to sign in again. */
  readonly ended: AbortSignal;
  /** Texts that the agent has not sent yet. They are kept over a reload, and over a new sign-in of the same agent. */
  readonly drafts: Entries<string>;
  /** Messages that SuperOffice has not confirmed yet. They are kept in the same way. */
  readonly outgoing: Entries<readonly Outgoing[]>;
  /** The notices above conversations. */
  readonly notices: Entries<Notice>;
  /** Not in the GraphQL cache: they arrive in parts, by streams, polls and the agent's own mutations, and have to be merged. */
  readonly messages: Entries<readonly Message[]>;
  /** Reads and sends them. */
  readonly conversations: Conversations;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) {
    throw new Error('This component belongs inside DeskContext.');
  }
  return desk;
}

export function createDesk(agentId: string, client: Client, ended: AbortSignal): Desk {
  function keep<Value>(name: string, read: (kept: unknown) => Value): Entries<Value> {
    const readAll = (kept: unknown) => Object.fromEntries(entriesOf(kept).map(([id, value]) => [id, read(value)]));
    return createKeptStore(`desk.${name}.${agentId}`, readAll, ended);
  }
  const drafts = keep('drafts', String);
  const outgoing = keep('outbox', (kept) => entriesOf(kept).flatMap(([_, item]) => readOutgoing(item) ?? []));
  const messages: Entries<readonly Message[]> = createStore({});
  const conversations = createConversations<Message>({
    outgoing,
    messages,
    ended,
    watch: (id, after, onUpdate, connection) =>
      watch(client, WatchMessagesDocument, { id, after }, connection, (data) => onUpdate(data.chatMessageUpdates)),
    async read(id, after) {
      const { data, error } = await read(client, NewMessagesDocument, { id, after });
      return { data: data?.chatSession?.messages, error };
    },
    async write(id, text, key) {
      const { data, error } = await client.mutation(WriteDocument, { id, text, key });
      return { data: data?.addChatMessage, error };
    },
    onReturned(id, texts) {
      const draft = [...texts, drafts.get()[id]].filter(Boolean).join('\n');
      setEntry(drafts, id, draft || undefined);
    },
  });
  return { client, ended, drafts, outgoing, messages, conversations, notices: createStore({}) };
}

/** Who is signed in, in this tab. */
export function createAgentStore(): Store<Agent | null> {
  return createKeptStore('desk.agent', (kept) => {
    const { id, authorization } = Object.fromEntries(entriesOf(kept));
    return typeof id === 'string' && typeof authorization === 'string' ? { id, authorization } : null;
  });
}

/** Sets one entry or, with undefined, removes it. */
export function setEntry<Value>(entries: Entries<Value>, id: string, value?: Value): void {
  const { [id]: _, ...others } = entries.get();
  entries.set(value === undefined ? others : { ...others, [id]: value });
}
