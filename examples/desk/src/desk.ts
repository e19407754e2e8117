import { createContext, useContext } from 'react';
import type { Client } from 'urql';
import type { Notice } from './actions.js';
import type { Outgoing } from './messages.js';
import { createKeptStore, createStore, type Store } from './store.js';

/** Values by the session's id. */
type Entries<Value> = Store<Readonly<Record<string, Value>>>;

/** What an agent has written and SuperOffice does not have yet. It is kept over a reload and a new sign-in. */
export interface Kept {
  readonly drafts: Entries<string>;
  readonly outbox: Entries<readonly Outgoing[]>;
}

/** What the components of a signed-in agent share. */
export interface Desk extends Kept {
  readonly client: Client;
  /** The notices above conversations. */
  readonly notices: Entries<Notice>;
  /** The last known message of each session: new ones are read after it. */
  readonly positions: Map<string, string>;
  /** Resolves, for each session, when its messages so far are sent: they are sent one after the other. */
  readonly queues: Map<string, Promise<void>>;
  /** Aborts when the agent signs out, or has to sign in again. */
  readonly ended: AbortSignal;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) {
    throw new Error('This component belongs inside DeskContext.');
  }
  return desk;
}

export function createKept(): Kept {
  const readText = (kept: unknown) => (typeof kept === 'string' ? kept : '');
  const readItems = (kept: unknown) => (Array.isArray(kept) ? kept.flatMap(readOutgoing) : []);
  return {
    drafts: createKeptStore('desk.drafts', (kept) => mapEntries(kept, readText)),
    outbox: createKeptStore('desk.outbox', (kept) => mapEntries(kept, readItems)),
  };
}

export function createDesk(kept: Kept, client: Client, ended: AbortSignal): Desk {
  return { ...kept, client, ended, notices: createStore({}), positions: new Map(), queues: new Map() };
}

/** Sets one entry or, with undefined, removes it. */
export function setEntry<Value>(entries: Entries<Value>, id: string, value?: Value): void {
  const { [id]: _, ...others } = entries.get();
  entries.set(value === undefined ? others : { ...others, [id]: value });
}

function readOutgoing(kept: unknown): readonly Outgoing[] {
  const { key, text, after, state } = mapEntries(kept, (value) => (typeof value === 'string' ? value : undefined));
  // The outcome of a message that was being sent is unknown.
  const isSettled = state === 'missing' || state === 'failed';
  return key && text ? [{ key, text, after: after ?? null, state: isSettled ? state : 'checking' }] : [];
}

function mapEntries<Value>(kept: unknown, read: (value: unknown) => Value): Record<string, Value> {
  const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
  return Object.fromEntries(entries.map(([key, value]) => [key, read(value)]));
}
