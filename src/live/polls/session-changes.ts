import { hash } from 'node:crypto';
import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import { readKey } from '../../superoffice/keys.js';

/** What is kept of a session between two polls. */
export interface KnownSession {
  /** Changes when the session itself changes. */
  readonly fingerprint: string;
  readonly standing: Standing;
}

/** Whom a session concerns, by ids only; null for nobody. */
export interface Standing {
  readonly user: number | null;
  readonly transferTo: number | null;
  readonly topic: number | null;
  readonly isQueued: boolean;
}

/** What a poll of the list found. */
export interface SessionList {
  readonly sessions: ReadonlyMap<number, ChatSessionCarrier>;
  /** New and changed ones since the poll before. */
  readonly changed: readonly number[];
  readonly gone: readonly number[];
  /** The approximate size of one of them, as JSON. */
  readonly bytesEach: number;
}

/** Records that are linked to a session, and their keys. */
const KEYS: Readonly<Record<string, string>> = {
  User: 'AssociateId',
  TransferTo: 'AssociateId',
  Person: 'PersonId',
  Contact: 'ContactId',
  Project: 'ProjectId',
  Sale: 'SaleId',
  Ticket: 'TicketId',
};

/** These change without any event in the session. */
const IGNORED: ReadonlySet<string> = new Set(['WhenFetched', 'Flags']);

/** A digest of the session itself and of which records are linked to it, not of their contents. */
export function fingerprintOf(session: ChatSessionCarrier): string {
  const parts: unknown[] = [];
  for (const property in session) {
    const value: unknown = session[property as keyof ChatSessionCarrier];
    if (IGNORED.has(property)) {
      continue;
    }
    const key = KEYS[property];
    if (key !== undefined) {
      parts.push(property, (value as Readonly<Record<string, unknown>> | null | undefined)?.[key] ?? null);
    } else if (typeof value !== 'object') {
      parts.push(property, value);
    }
  }
  return hash('sha1', JSON.stringify(parts), 'base64url');
}

/** Whom a session concerns. An invalid key counts as nobody. */
export function standingOf({ User, TransferTo, TopicId, Status }: ChatSessionCarrier): Standing {
  return {
    user: readKey(User?.AssociateId) ?? null,
    transferTo: readKey(TransferTo?.AssociateId) ?? null,
    topic: readKey(TopicId) ?? null,
    isQueued: Status === 'InQueue',
  };
}

/** Compares a poll's sessions with those of the previous poll. */
export function changesIn(
  known: ReadonlyMap<number, KnownSession>,
  sessions: readonly ChatSessionCarrier[],
  bytes: number,
): { readonly list: SessionList; readonly known: ReadonlyMap<number, KnownSession> } {
  const now = new Map<number, KnownSession>();
  const carriers = new Map<number, ChatSessionCarrier>();
  const changed: number[] = [];
  for (const session of sessions) {
    const id = readKey(session.ChatSessionId);
    if (id == null) {
      continue;
    }
    const fingerprint = fingerprintOf(session);
    const before = known.get(id);
    if (before?.fingerprint === fingerprint) {
      now.set(id, before);
    } else {
      now.set(id, { fingerprint, standing: standingOf(session) });
      changed.push(id);
    }
    carriers.set(id, session);
  }
  const gone = [...known.keys()].filter((id) => !now.has(id));
  const bytesEach = Math.ceil(bytes / Math.max(1, carriers.size));
  return { list: { sessions: carriers, changed, gone, bytesEach }, known: now };
}
