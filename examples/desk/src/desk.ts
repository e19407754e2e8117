import { createContext, useContext } from 'react';
import type { Client } from 'urql';
import type { Notice } from './actions.js';
import { newKey } from './client.js';
import { type Message, mergeMessages, type Outgoing } from './messages.js';
import { createKeptStore, createStore, entriesOf, type Store } from './store.js';

/** Values by the session's id. */
type Entries<Value> = Store<Readonly<Record<string, Value>>>;

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
  readonly outbox: Entries<readonly Outgoing[]>;
  /** The notices above conversations. */
  readonly notices: Entries<Notice>;
  /** Not in the GraphQL cache: they arrive in parts, by streams, polls and the agent's own mutations, and have to be merged. */
  readonly messages: Entries<readonly Message[]>;
  /** The last message that was read of each session. The agent's own may be newer than others that have not been read. */
  readonly positions: Map<string, string>;
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
  return {
    client,
    ended,
    drafts: keep('drafts', String),
    outbox: keep('outbox', (kept) => entriesOf(kept).flatMap(([_, item]) => readOutgoing(item))),
    notices: createStore({}),
    messages: createStore({}),
    positions: new Map(),
  };
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

export function addMessages({ messages }: Desk, id: string, added: readonly Message[]): void {
  setEntry(messages, id, mergeMessages(messages.get()[id] ?? [], added));
}

/** The outcome of a message that was being sent is unknown. */
function readOutgoing(kept: unknown): readonly Outgoing[] {
  const { text, after } = Object.fromEntries(entriesOf(kept));
  const known = typeof after === 'number' ? after : undefined;
  return typeof text === 'string' ? [{ key: newKey(), text, after: known, state: 'checking' }] : [];
}
