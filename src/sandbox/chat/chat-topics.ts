import type { AssociateCarrier, ChatTopicAgentCarrier } from '../../superoffice/carriers.js';
import { type ChatTopicMember, type ChatTopicRecord, createDefaultChatTopic } from '../data/chat-topics.js';
import type { AssociateRecord } from '../data/records.js';
import { readArray, readBody, readObject, readSwitch, readText } from '../http/bodies.js';
import { badArgument, notFound } from '../http/errors.js';
import { isInt32, NO_CONTENT, type Route, readInt32, route } from '../http/route.js';
import { select } from '../http/select.js';
import { findAssociateByName, type Tenant } from '../tenant.js';
import { membershipOf } from './chat-members.js';
import { createSession } from './chat-session-writes.js';
import { answerSession } from './chat-sessions.js';
import { isWithinOpeningHours } from './opening-hours.js';

/** Topics are read only; their members are not. */
export function chatTopicRoutes(tenant: Tenant): readonly Route[] {
  return [...topicRoutes(tenant), ...memberListRoutes(tenant), ...memberRoutes(tenant)];
}

/** @throws {Refusal} 404 for a topic that does not exist. */
export function readTopic(tenant: Tenant, id: string): ChatTopicRecord {
  const topic = tenant.chatTopics.get(readInt32(id));
  if (!topic) {
    throw notFound('There is no such chat topic.');
  }
  return topic;
}

function topicRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'ChatTopic/default', () => ({ carrier: 'ChatTopicEntity', value: createDefaultChatTopic() })),
    route('GET', 'ChatTopic/ForCurrentUser', ({ caller }) => ({
      carrier: 'ChatTopicEntity',
      value: [...tenant.chatTopics.values()]
        .filter(({ id }) => membershipOf(tenant, id, caller) !== undefined)
        .map(({ carrier }) => carrier),
    })),
    route('GET', 'ChatTopic/{id}', ({ params, query, restRoot }) => {
      const { id, carrier } = readTopic(tenant, params.id);
      return {
        carrier: 'ChatTopicEntity',
        value: select(query, {
          ...carrier,
          _Links: { Self: `${restRoot}ChatTopic/${id}`, Archive: `${restRoot}ChatTopic` },
        }),
      };
    }),
    route('GET', 'ChatTopic/{id}/IsOpen', ({ params }) => ({
      carrier: 'boolean',
      value: isWithinOpeningHours(readTopic(tenant, params.id).carrier, tenant.now()),
    })),
    route('POST', 'ChatTopic/{id}/Sessions', ({ params, locale }) =>
      answerSession(tenant, createSession(tenant, { TopicId: readTopic(tenant, params.id).id }, { locale })),
    ),
  ];
}

function memberListRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'ChatTopic/{id}/UserAgent', ({ params }) => ({
      carrier: 'ChatTopicAgent',
      value: agentsOf(tenant, readTopic(tenant, params.id)),
    })),
    route('POST', 'ChatTopic/{id}/UserAgent', ({ params, body }) => {
      const topic = readTopic(tenant, params.id);
      const member = readMember(tenant, body);
      storeMembers(tenant, topic, withMember(topic.members, member));
      return { carrier: 'ChatTopicAgent', value: agent(tenant, topic, member) };
    }),
    route('PUT', 'ChatTopic/{id}/UserAgent', ({ params, body }) => {
      const topic = readTopic(tenant, params.id);
      const members = readArray(body).map((item) => readMember(tenant, item));
      const once = members.reduce<readonly ChatTopicMember[]>(withMember, []);
      return { carrier: 'ChatTopicAgent', value: agentsOf(tenant, storeMembers(tenant, topic, once)) };
    }),
  ];
}

function memberRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'ChatTopic/{id}/UserAgent/{username}', ({ params }) => {
      const topic = readTopic(tenant, params.id);
      return { carrier: 'ChatTopicAgent', value: agent(tenant, topic, memberNamed(tenant, topic, params.username)) };
    }),
    route('PUT', 'ChatTopic/{id}/UserAgent/{username}', ({ params, body }) => {
      const topic = readTopic(tenant, params.id);
      const { associateId } = memberNamed(tenant, topic, params.username);
      const member = { associateId, ...readRights(body) };
      storeMembers(tenant, topic, withMember(topic.members, member));
      return { carrier: 'ChatTopicAgent', value: agent(tenant, topic, member) };
    }),
    route('DELETE', 'ChatTopic/{id}/UserAgent/{username}', ({ params }) => {
      const topic = readTopic(tenant, params.id);
      const removed = memberNamed(tenant, topic, params.username);
      storeMembers(
        tenant,
        topic,
        topic.members.filter((member) => member !== removed),
      );
      return NO_CONTENT;
    }),
  ];
}

function agentsOf(tenant: Tenant, topic: ChatTopicRecord): readonly Required<ChatTopicAgentCarrier>[] {
  return topic.members.map((member) => agent(tenant, topic, member));
}

function agent(
  tenant: Tenant,
  { id }: ChatTopicRecord,
  { associateId, canListen, canRespond, canManage, canNotify }: ChatTopicMember,
): Required<ChatTopicAgentCarrier> {
  return {
    TopicId: id,
    User: tenant.associates.get(associateId) ?? null,
    CanListen: canListen,
    CanRespond: canRespond,
    CanManage: canManage,
    CanNotify: canNotify,
  };
}

function memberNamed(tenant: Tenant, { members }: ChatTopicRecord, username: string): ChatTopicMember {
  const associate = findAssociateByName(tenant, username);
  const member = members.find(({ associateId }) => associateId === associate?.AssociateId);
  if (!member) {
    throw notFound('The chat topic has no such member.');
  }
  return member;
}

/** Somebody who is already a member keeps their place. */
function withMember(members: readonly ChatTopicMember[], added: ChatTopicMember): readonly ChatTopicMember[] {
  const isMember = members.some(({ associateId }) => associateId === added.associateId);
  if (!isMember) {
    return [...members, added];
  }
  return members.map((member) => (member.associateId === added.associateId ? added : member));
}

function storeMembers(tenant: Tenant, topic: ChatTopicRecord, members: readonly ChatTopicMember[]): ChatTopicRecord {
  const changed = { ...topic, members };
  tenant.chatTopics.set(topic.id, changed);
  return changed;
}

function readMember(tenant: Tenant, body: unknown): ChatTopicMember {
  const { user } = readBody<ChatTopicAgentCarrier>(body);
  return { associateId: readUser(tenant, user).AssociateId, ...readRights(body) };
}

function readRights(body: unknown): Omit<ChatTopicMember, 'associateId'> {
  const sent = readBody<ChatTopicAgentCarrier>(body);
  return {
    canListen: readSwitch(sent.canlisten, 'CanListen'),
    canRespond: readSwitch(sent.canrespond, 'CanRespond'),
    canManage: readSwitch(sent.canmanage, 'CanManage'),
    canNotify: readSwitch(sent.cannotify, 'CanNotify'),
  };
}

/** By AssociateId, or else by UserName or Name. */
function readUser(tenant: Tenant, user: unknown): AssociateRecord {
  const sent = readBody<AssociateCarrier>(readObject(user));
  const name = readText(sent.username, 'UserName') || readText(sent.name, 'Name') || '';
  const associate =
    isInt32(sent.associateid) && sent.associateid > 0
      ? tenant.associates.get(sent.associateid)
      : findAssociateByName(tenant, name);
  if (!associate) {
    throw badArgument('User names no associate.');
  }
  return associate;
}
