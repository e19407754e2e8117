import type { ChatSessionCarrier } from '../superoffice/carriers.js';
import { ACTIVE, OPEN } from './data/chat-session-status.js';
import type { AssociateRecord, ChatSessionRecord } from './data/records.js';
import { badArgument, notFound } from './errors.js';
import { type Route, readInt32, route } from './route.js';
import { findAssociateByName, type Tenant } from './tenant.js';

export function chatSessionRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'ChatSession/ForCurrentUser', ({ caller }) => ({
      carrier: 'ChatSessionEntity',
      value: openSessionsOf(tenant, caller).map((session) => chatSessionCarrier(tenant, session)),
    })),
    route('GET', 'ChatSession/{id}', ({ params, restRoot }) => {
      const session = readSession(tenant, params.id);
      const links = { Self: `${restRoot}ChatSession/${session.ChatSessionId}`, Archive: `${restRoot}ChatSession` };
      return { carrier: 'ChatSessionEntity', value: { ...chatSessionCarrier(tenant, session), _Links: links } };
    }),
    route('POST', 'ChatSession/{id}/TransferTo/{toAssociate}', ({ params, caller }) => {
      const session = readSession(tenant, params.id);
      const target = readAssociate(tenant, params.toAssociate);
      const answered = transfer(tenant, session, caller, target);
      return { carrier: 'ChatSessionEntity', value: chatSessionCarrier(tenant, answered) };
    }),
  ];
}

/** The session with the records it is linked to, as the batch reads answer them. */
function chatSessionCarrier(tenant: Tenant, session: ChatSessionRecord): Required<ChatSessionCarrier> {
  return {
    ...session,
    User: linked(session.User, tenant.associates, tenant.blank.associate),
    Person: linked(session.Person, tenant.persons, tenant.blank.person),
    Contact: linked(session.Contact, tenant.contacts, tenant.blank.contact),
    Project: linked(session.Project, tenant.projects, tenant.blank.project),
    Sale: linked(session.Sale, tenant.sales, tenant.blank.sale),
    Ticket: linked(session.Ticket, tenant.tickets, tenant.blank.ticket),
    TransferTo: linked(session.TransferTo, tenant.associates, tenant.blank.associate),
  };
}

function linked<T>(id: number | null, records: ReadonlyMap<number, T>, blank: T): T | null {
  if (id === null) return null;
  return id === 0 ? blank : (records.get(id) ?? null);
}

function readSession(tenant: Tenant, id: string): ChatSessionRecord {
  const session = tenant.chatSessions.get(readInt32(id));
  if (!session) throw notFound('There is no such chat session.');
  return session;
}

/** What is made of digits alone is an associate id, even where somebody has it for a user name. */
function readAssociate(tenant: Tenant, idOrName: string): AssociateRecord {
  const associate = /^\d+$/.test(idOrName)
    ? tenant.associates.get(Number(idOrName))
    : findAssociateByName(tenant, idOrName);
  if (!associate) throw badArgument('toAssociate names no associate.');
  return associate;
}

/** Hands the session over if it is the caller's and goes on, and the target can chat; otherwise changes nothing. */
function transfer(
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
  if (!isHandedOver) return session;
  const changed = { ...session, TransferTo: target.AssociateId };
  tenant.chatSessions.set(session.ChatSessionId, changed);
  return changed;
}

/** Sessions that have not ended, in topics in which the caller may do anything. */
function openSessionsOf(tenant: Tenant, { AssociateId }: AssociateRecord): readonly ChatSessionRecord[] {
  const topicIds = new Set(
    [...tenant.chatTopics.values()]
      .filter(({ members }) =>
        members.some(
          ({ associateId, canListen, canRespond, canManage, canNotify }) =>
            associateId === AssociateId && (canListen || canRespond || canManage || canNotify),
        ),
      )
      .map(({ id }) => id),
  );
  return [...tenant.chatSessions.values()].filter(({ TopicId, Status }) => topicIds.has(TopicId) && OPEN.has(Status));
}
