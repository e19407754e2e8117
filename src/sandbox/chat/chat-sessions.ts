import { OPEN } from '../data/chat-session-status.js';
import { createDefaultChatSession } from '../data/empty-records.js';
import type { AssociateRecord, ChatSessionRecord } from '../data/records.js';
import { badArgument, notFound } from '../http/errors.js';
import { PATCH_TYPES } from '../http/patch.js';
import { type Answer, type Call, NO_CONTENT, type Route, readInt32, route } from '../http/route.js';
import { select } from '../http/select.js';
import { findAssociateByName, type Tenant } from '../tenant.js';
import { mayDoAnything } from './chat-members.js';
import { acceptTransfer, pickUp, pickUpFirst, rejectTransfer, reset, transfer } from './chat-session-actions.js';
import { chatSessionCarrier } from './chat-session-carrier.js';
import { createSession, patchSession, replaceSession } from './chat-session-writes.js';

export function chatSessionRoutes(tenant: Tenant): readonly Route[] {
  return [...readingRoutes(tenant), ...writingRoutes(tenant), ...actionRoutes(tenant)];
}

/** @throws {Refusal} 404 for a session that does not exist. */
export function readSession(tenant: Tenant, id: string): ChatSessionRecord {
  const session = tenant.chatSessions.get(readInt32(id));
  if (!session) {
    throw notFound('There is no such chat session.');
  }
  return session;
}

/** A session, or null, without links. */
export function answerSession(tenant: Tenant, session: ChatSessionRecord | null): Answer {
  return { carrier: 'ChatSessionEntity', value: session && chatSessionCarrier(tenant, session) };
}

function readingRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'ChatSession/default', () => answerSession(tenant, createDefaultChatSession())),
    route('GET', 'ChatSession/ForCurrentUser', ({ caller }) => ({
      carrier: 'ChatSessionEntity',
      value: openSessionsOf(tenant, caller).map((session) => chatSessionCarrier(tenant, session)),
    })),
    route('GET', 'ChatSession/{id}', (call) => answerWithLinks(tenant, readSession(tenant, call.params.id), call)),
  ];
}

function writingRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('POST', 'ChatSession', (call) => answerWithLinks(tenant, createSession(tenant, call.body, call), call)),
    route('PUT', 'ChatSession/{id}', (call) => {
      const session = readSession(tenant, call.params.id);
      return answerWithLinks(tenant, replaceSession(tenant, session, call.body, call), call);
    }),
    route(
      'PATCH',
      'ChatSession/{id}',
      (call) => {
        const session = readSession(tenant, call.params.id);
        return answerWithLinks(tenant, patchSession(tenant, session, call, call), call);
      },
      PATCH_TYPES,
    ),
    route('DELETE', 'ChatSession/{id}', ({ params }) => {
      const { ChatSessionId } = readSession(tenant, params.id);
      tenant.chatSessions.delete(ChatSessionId);
      tenant.chatMessages.delete(ChatSessionId);
      return NO_CONTENT;
    }),
  ];
}

function actionRoutes(tenant: Tenant): readonly Route[] {
  const actions = [
    { name: 'AcceptTransfer', act: acceptTransfer },
    { name: 'RejectTransfer', act: rejectTransfer },
    { name: 'Pickup', act: pickUp },
    { name: 'Reset', act: reset },
  ];
  return [
    ...actions.map(({ name, act }) =>
      route('POST', `ChatSession/{id}/${name}`, ({ params, caller }: Call<'id'>) =>
        answerSession(tenant, act(tenant, readSession(tenant, params.id), caller)),
      ),
    ),
    route('POST', 'ChatSession/Pickup', ({ caller }) => answerSession(tenant, pickUpFirst(tenant, caller))),
    route('POST', 'ChatSession/{id}/TransferTo/{toAssociate}', ({ params, caller }) => {
      const session = readSession(tenant, params.id);
      const target = readAssociate(tenant, params.toAssociate);
      return answerSession(tenant, transfer(tenant, session, caller, target));
    }),
  ];
}

function answerWithLinks(tenant: Tenant, session: ChatSessionRecord, { query, restRoot }: Call): Answer {
  const links = { Self: `${restRoot}ChatSession/${session.ChatSessionId}`, Archive: `${restRoot}ChatSession` };
  return {
    carrier: 'ChatSessionEntity',
    value: select(query, { ...chatSessionCarrier(tenant, session), _Links: links }),
  };
}

/** Digits alone are an associate id, even if they are somebody's user name. */
function readAssociate(tenant: Tenant, idOrName: string): AssociateRecord {
  const associate = /^\d+$/.test(idOrName)
    ? tenant.associates.get(Number(idOrName))
    : findAssociateByName(tenant, idOrName);
  if (!associate) {
    throw badArgument('toAssociate names no associate.');
  }
  return associate;
}

/** Sessions that have not ended, in topics in which the caller may do anything. */
function openSessionsOf(tenant: Tenant, { AssociateId }: AssociateRecord): readonly ChatSessionRecord[] {
  const topicIds = new Set(
    [...tenant.chatTopics.values()]
      .filter(({ members }) => members.some((member) => member.associateId === AssociateId && mayDoAnything(member)))
      .map(({ id }) => id),
  );
  return [...tenant.chatSessions.values()].filter(({ TopicId, Status }) => topicIds.has(TopicId) && OPEN.has(Status));
}
