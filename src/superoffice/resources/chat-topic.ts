import type { ChatTopicAgentCarrier, ChatTopicCarrier } from '../carriers.js';
import { badResponse } from '../errors.js';
import { type FetchMany, fetchEach } from '../fetch-many.js';
import { associateIdIn, readKey } from '../keys.js';
import {
  fetchBoolean,
  fetchGivenRecord,
  fetchKeyedRecords,
  fetchKnownRecord,
  fetchNothingOrLookUp,
  fetchRecords,
  ofParent,
} from '../records.js';
import type { SuperOfficeClient } from '../rest/client.js';
import type { RestCall } from '../rest/rest-call.js';
import { hasName, isNamed } from './associate.js';

/** GET ChatTopic/{id}, one call a topic: chat topics have no batch. */
export const getChatTopics: FetchMany<ChatTopicCarrier> = (client, ids) =>
  fetchEach(ids, (id) =>
    fetchKnownRecord<ChatTopicCarrier>(client, 'ChatTopicId', id, {
      effect: 'read',
      method: 'GET',
      route: 'ChatTopic/{id}',
      params: { id },
    }),
  );

/** GET ChatTopic/ForCurrentUser: the topics of which the caller is a member. */
export function getChatTopicsForCurrentUser(client: SuperOfficeClient): Promise<readonly ChatTopicCarrier[]> {
  return fetchKeyedRecords<ChatTopicCarrier>(client, 'ChatTopicId', {
    effect: 'read',
    method: 'GET',
    route: 'ChatTopic/ForCurrentUser',
  });
}

/** GET ChatTopic/{id}/IsOpen: whether it is inside opening hours now; also true if it has none. */
export function isChatTopicOpen(client: SuperOfficeClient, id: number): Promise<boolean> {
  return fetchBoolean(client, {
    effect: 'read',
    method: 'GET',
    route: 'ChatTopic/{id}/IsOpen',
    params: { id },
  });
}

/** GET ChatTopic/{id}/UserAgent. */
export function getChatTopicMembers(client: SuperOfficeClient, id: number): Promise<readonly ChatTopicAgentCarrier[]> {
  return fetchMembers(client, id, membersOf(id));
}

/** POST ChatTopic/{id}/UserAgent. */
export function addChatTopicMember(
  client: SuperOfficeClient,
  id: number,
  member: ChatTopicAgentCarrier,
): Promise<ChatTopicAgentCarrier> {
  return fetchMember(client, id, {
    effect: 'write',
    method: 'POST',
    route: 'ChatTopic/{id}/UserAgent',
    params: { id },
    body: member,
  });
}

/**
 * PUT ChatTopic/{id}/UserAgent/{username}; POST Agents/Chat/UpdateChatTopicUserAgent for a user name that the path cannot
 * hold.
 */
export function updateChatTopicMember(
  client: SuperOfficeClient,
  id: number,
  username: string,
  member: ChatTopicAgentCarrier,
): Promise<ChatTopicAgentCarrier> {
  return fetchMember(client, id, {
    effect: 'write',
    method: 'PUT',
    route: 'ChatTopic/{id}/UserAgent/{username}',
    params: { id, username },
    body: member,
    agent: {
      route: 'Agents/Chat/UpdateChatTopicUserAgent',
      body: { ChatTopicId: id, Username: username, Useragent: member },
    },
  });
}

/**
 * DELETE ChatTopic/{id}/UserAgent/{username}; POST Agents/Chat/DeleteChatTopicUserAgent for a user name that the path cannot
 * hold.
 *
 * The agent's answer does not say whether it removed a member, so the topic's members are read afterwards. The removal
 * succeeded if none of them has that name. Whether there was such a member before is unknown.
 */
export function removeChatTopicMember(client: SuperOfficeClient, id: number, username: string): Promise<void> {
  const call: RestCall = {
    effect: 'write',
    method: 'DELETE',
    route: 'ChatTopic/{id}/UserAgent/{username}',
    params: { id, username },
    agent: { route: 'Agents/Chat/DeleteChatTopicUserAgent', body: { ChatTopicId: id, Username: username } },
  };
  return fetchNothingOrLookUp(client, call, async () => !(await isMember(client, id, username)));
}

/** GET ChatTopic/{id}/UserAgent, once: whether no member has this name; false as well if that cannot be read. */
export async function lookUpRemoval(client: SuperOfficeClient, id: number, username: string): Promise<boolean> {
  try {
    return !(await isMember(client, id, username));
  } catch {
    return false;
  }
}

/** GET ChatTopic/{id}/UserAgent, once: whether somebody of this name, or with this associate id, is a member. */
async function isMember(client: SuperOfficeClient, id: number, username: string): Promise<boolean> {
  const read: RestCall = { ...membersOf(id), isLookUp: true };
  const members = await fetchMembers(client, id, read);
  const users = members.map(({ User }) => User ?? {});
  const associateId = associateIdIn(username);
  if (
    users.some(
      (user) => hasName(user, username) || (associateId !== undefined && readKey(user.AssociateId) === associateId),
    )
  ) {
    return true;
  }
  if (!users.every(isNamed)) {
    // It may be the one.
    throw badResponse(read);
  }
  return false;
}

/** GET ChatTopic/{id}/UserAgent: the associate id of the member with this name; undefined if it is unknown. */
export async function findMemberId(
  client: SuperOfficeClient,
  id: number,
  username: string,
): Promise<number | undefined> {
  try {
    const members = await fetchMembers(client, id, membersOf(id));
    const [found, ...others] = members.filter(({ User }) => User != null && hasName(User, username));
    return others.length > 0 ? undefined : (readKey(found?.User?.AssociateId) ?? undefined);
  } catch {
    return undefined;
  }
}

function membersOf(id: number): RestCall {
  return { effect: 'read', method: 'GET', route: 'ChatTopic/{id}/UserAgent', params: { id } };
}

async function fetchMembers(
  client: SuperOfficeClient,
  id: number,
  call: RestCall,
): Promise<readonly ChatTopicAgentCarrier[]> {
  const members = await fetchRecords<ChatTopicAgentCarrier>(client, call);
  return members.map((member) => ofParent(member, 'TopicId', id, call));
}

async function fetchMember(client: SuperOfficeClient, id: number, call: RestCall): Promise<ChatTopicAgentCarrier> {
  return ofParent(await fetchGivenRecord<ChatTopicAgentCarrier>(client, 'TopicId', call), 'TopicId', id, call);
}
