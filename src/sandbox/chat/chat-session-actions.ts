import { ACTIVE, OPEN } from '../data/chat-session-status.js';
import { UNSET } from '../data/dates.js';
import type { AssociateRecord, ChatSessionRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';
import { appendMessage, appendSpecial, type NewMessage } from './chat-conversations.js';
import { membershipOf } from './chat-members.js';

// Each action returns the session afterwards. A forbidden action changes nothing and is not an error.

/** Hands the session over if it is the caller's and goes on, and the target can chat. */
export function transfer(
  tenant: Tenant,
  session: ChatSessionRecord,
  caller: AssociateRecord,
  target: AssociateRecord,
): ChatSessionRecord {
  const isHandedOver =
    session.User === caller.AssociateId &&
    ACTIVE.has(session.Status) &&
    tenant.chatLicences.has(target.AssociateId) &&
    !target.Deleted;
  return isHandedOver ? storeSession(tenant, { ...session, TransferTo: target.AssociateId }) : session;
}

/** Gives the session to the caller, to whom it was offered. */
export function acceptTransfer(tenant: Tenant, session: ChatSessionRecord, caller: AssociateRecord): ChatSessionRecord {
  if (session.TransferTo !== caller.AssociateId) {
    return session;
  }
  appendSpecial(tenant, session, 'TransferedSession', caller.FullName);
  return storeSession(tenant, { ...session, User: caller.AssociateId, TransferTo: null });
}

/** Leaves the session with the associate who offered it to the caller. */
export function rejectTransfer(tenant: Tenant, session: ChatSessionRecord, caller: AssociateRecord): ChatSessionRecord {
  if (session.TransferTo !== caller.AssociateId) {
    return session;
  }
  appendSpecial(tenant, session, 'TransferRejected', caller.FullName);
  return storeSession(tenant, { ...session, TransferTo: null });
}

/** Makes a waiting session the caller's, and welcomes the customer; null when it does not wait, or not for the caller. */
export function pickUp(tenant: Tenant, session: ChatSessionRecord, caller: AssociateRecord): ChatSessionRecord | null {
  if (session.Status !== 'InQueue' || !canPickUp(tenant, session, caller)) {
    return null;
  }
  const now = tenant.now();
  const answered = storeSession(tenant, {
    ...session,
    User: caller.AssociateId,
    Status: 'UserLast',
    WhenStarted: now,
    ChatbotIsActive: false,
  });
  const topic = tenant.chatTopics.get(session.TopicId);
  if (topic) {
    tenant.chatTopics.set(topic.id, { ...topic, carrier: { ...topic.carrier, LastAccept: now } });
  }
  if (!topic?.carrier.WelcomeMessage) {
    return answered;
  }
  const welcome: NewMessage = {
    Type: 'ToCustomer',
    SpecialType: 'Welcome',
    Message: topic.carrier.WelcomeMessage,
    Author: caller.FullName,
  };
  return appendMessage(tenant, answered, welcome).session;
}

/** Picks up the session that has waited longest for the caller; null when none does. */
export function pickUpFirst(tenant: Tenant, caller: AssociateRecord): ChatSessionRecord | null {
  const [first] = [...tenant.chatSessions.values()]
    .filter((session) => session.Status === 'InQueue' && canPickUp(tenant, session, caller))
    .sort(
      (left, right) =>
        Date.parse(left.WhenRequested) - Date.parse(right.WhenRequested) || left.ChatSessionId - right.ChatSessionId,
    );
  return first ? pickUp(tenant, first, caller) : null;
}

/** Puts a session that has not ended into the queue, if it is the caller's or the caller manages its topic. */
export function reset(tenant: Tenant, session: ChatSessionRecord, caller: AssociateRecord): ChatSessionRecord {
  const mayReset = session.User === caller.AssociateId || membershipOf(tenant, session.TopicId, caller)?.canManage;
  if (!mayReset || !OPEN.has(session.Status)) {
    return session;
  }
  return storeSession(tenant, { ...session, User: null, TransferTo: null, Status: 'InQueue', WhenStarted: UNSET });
}

/** Keeps the session, with the smallest rank that none of its user's other active sessions has. */
export function storeSession(tenant: Tenant, session: ChatSessionRecord): ChatSessionRecord {
  const before = tenant.chatSessions.get(session.ChatSessionId);
  const keepsRank = before && before.User === session.User && isRanked(before) === isRanked(session);
  const stored = { ...session, Rank: keepsRank ? before.Rank : freeRank(tenant, session) };
  tenant.chatSessions.set(stored.ChatSessionId, stored);
  return stored;
}

function canPickUp(tenant: Tenant, { TopicId }: ChatSessionRecord, caller: AssociateRecord): boolean {
  return tenant.chatLicences.has(caller.AssociateId) && membershipOf(tenant, TopicId, caller)?.canRespond === true;
}

function isRanked({ User, Status }: ChatSessionRecord): boolean {
  return Boolean(User) && ACTIVE.has(Status);
}

/** 0 for sessions that are not active. */
function freeRank(tenant: Tenant, session: ChatSessionRecord): number {
  if (!isRanked(session)) {
    return 0;
  }
  const others = [...tenant.chatSessions.values()].filter(
    (other) => other.User === session.User && isRanked(other) && other.ChatSessionId !== session.ChatSessionId,
  );
  const taken = new Set(others.map(({ Rank }) => Rank));
  let rank = 1;
  while (taken.has(rank)) {
    rank += 1;
  }
  return rank;
}
