import { appendMessage, appendSpecial } from './chat/chat-conversations.js';
import { storeSession } from './chat/chat-session-actions.js';
import { createSession } from './chat/chat-session-writes.js';
import { ALIASES, CUSTOMER_LINES, FIRST_LINES } from './data/chat-lines.js';
import { customerName } from './data/chat-messages.js';
import { ACTIVE, hasEnded } from './data/chat-session-status.js';
import { createRandom } from './data/random.js';
import type { ChatSessionRecord } from './data/records.js';
import { readLocale } from './http/locale.js';
import type { Tenant } from './tenant.js';

/** The pauses between two actions of visitors, in milliseconds. */
export const VISITOR_PAUSES_MS: VisitorPauses = [5000, 20_000];

export type VisitorPauses = readonly [shortest: number, longest: number];

/** How many of the sessions below may be in the queue at a time. */
const MAX_WAITING = 5;
/** How many sessions that visitors opened are kept. Beyond it, the one that ended first is removed. */
const MAX_SESSIONS = 100;
/** Visitors do not write in a session with more messages. */
const MAX_MESSAGES = 50;

/**
 * Makes visitors act now and then: write, come into a queue, and leave. They end only their own sessions. They do the same
 * on every start, if nobody else does anything. Does not keep the process alive.
 *
 * @returns what stops them
 */
export function startVisitors(tenant: Tenant, [shortestMs, longestMs]: VisitorPauses): () => void {
  const random = createRandom('visitors');
  /** Ids of the sessions that visitors opened, the first one first. */
  const own: number[] = [];
  let timer: NodeJS.Timeout;

  function actIn(ms: number): void {
    timer = setTimeout(() => {
      act();
      actIn(random.int(shortestMs, longestMs));
    }, ms);
    timer.unref();
  }

  function act(): void {
    const theirs = own.flatMap((id) => tenant.chatSessions.get(id) ?? []).filter(({ Status }) => !hasEnded(Status));
    const waiting = theirs.filter(({ Status }) => Status === 'InQueue').length;
    const turn = random.int(1, 10);
    if (turn <= 3 && waiting < MAX_WAITING && theirs.length < MAX_SESSIONS) {
      come();
    } else if (turn >= 9 && theirs.length > 0) {
      leave(random.pick(theirs));
    } else {
      write();
    }
  }

  function come(): void {
    const name = random.pick(ALIASES);
    const body = {
      TopicId: random.pick([...tenant.chatTopics.keys()]),
      CustomerAlias: name,
      CustomerName: name,
      FirstMessage: random.pick(FIRST_LINES).replace('#', String(random.int(30_000, 39_999))),
    };
    own.push(createSession(tenant, body, { locale: readLocale({}) }).ChatSessionId);
    if (own.length > MAX_SESSIONS) {
      forget();
    }
  }

  function forget(): void {
    const index = own.findIndex((id) => hasEnded(tenant.chatSessions.get(id)?.Status ?? 'Deleted'));
    for (const id of own.splice(index, 1)) {
      tenant.chatSessions.delete(id);
      tenant.chatMessages.delete(id);
    }
  }

  function leave(session: ChatSessionRecord): void {
    appendSpecial(tenant, session, 'ClosedByCustomer', customerName(session));
    storeSession(tenant, {
      ...session,
      Status: session.Status === 'InQueue' ? 'ClosedFromQueue' : 'Closed',
      WhenEnded: tenant.now(),
      TransferTo: null,
    });
  }

  /** Prefers the visitor who was answered last, so that an agent who writes does not wait long. */
  function write(): void {
    const active = [...tenant.chatSessions.values()].filter(
      ({ ChatSessionId, Status }) =>
        ACTIVE.has(Status) && (tenant.chatMessages.get(ChatSessionId)?.length ?? 0) < MAX_MESSAGES,
    );
    const answered = active.filter(({ Status }) => Status === 'UserLast');
    const candidates = answered.length > 0 && random.chance(0.7) ? [answered.reduce(later)] : active;
    if (candidates.length > 0) {
      const session = random.pick(candidates);
      const message = random.pick(CUSTOMER_LINES);
      appendMessage(tenant, session, { Type: 'ToUser', Message: message, Author: customerName(session) });
    }
  }

  /** The session with the newer last message. */
  function later(one: ChatSessionRecord, other: ChatSessionRecord): ChatSessionRecord {
    return lastMessageId(other) > lastMessageId(one) ? other : one;
  }

  function lastMessageId({ ChatSessionId }: ChatSessionRecord): number {
    return tenant.chatMessages.get(ChatSessionId)?.at(-1)?.ChatMessageId ?? 0;
  }

  actIn(shortestMs);
  return () => clearTimeout(timer);
}
