import type { ChatTopicAgentCarrier, ChatTopicCarrier } from './carriers.js';
import type { RestCall, SuperOfficeClient } from './client.js';
import { isPathSegment } from './path-segment.js';
import {
  type FetchMany,
  fetchBoolean,
  fetchEach,
  fetchGivenRecord,
  fetchKeyedRecords,
  fetchKnownRecord,
  fetchNothing,
  fetchRecords,
} from './records.js';

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

/** GET ChatTopic/{id}/IsOpen: whether it is inside opening hours now; true also where it has none. */
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
  return fetchRecords(client, { effect: 'read', method: 'GET', route: 'ChatTopic/{id}/UserAgent', params: { id } });
}

/** POST ChatTopic/{id}/UserAgent. */
export function addChatTopicMember(
  client: SuperOfficeClient,
  id: number,
  member: ChatTopicAgentCarrier,
): Promise<ChatTopicAgentCarrier> {
  return fetchGivenRecord(client, 'TopicId', {
    effect: 'write',
    method: 'POST',
    route: 'ChatTopic/{id}/UserAgent',
    params: { id },
    body: member,
  });
}

/**
 * PUT ChatTopic/{id}/UserAgent/{username}; POST Agents/Chat/UpdateChatTopicUserAgent for a user name that cannot stand in a
 * path.
 */
export function updateChatTopicMember(
  client: SuperOfficeClient,
  id: number,
  username: string,
  member: ChatTopicAgentCarrier,
): Promise<ChatTopicAgentCarrier> {
  const call: RestCall = isPathSegment(username)
    ? { effect: 'write', method: 'PUT', ...memberOf(id, username), body: member }
    : {
        effect: 'write',
        method: 'POST',
        route: 'Agents/Chat/UpdateChatTopicUserAgent',
        body: { ChatTopicId: id, Username: username, Useragent: member },
      };
  return fetchGivenRecord(client, 'TopicId', call);
}

/**
 * DELETE ChatTopic/{id}/UserAgent/{username}; POST Agents/Chat/DeleteChatTopicUserAgent for a user name that cannot stand in a
 * path.
 */
export async function removeChatTopicMember(client: SuperOfficeClient, id: number, username: string): Promise<void> {
  const call: RestCall = isPathSegment(username)
    ? { effect: 'write', method: 'DELETE', ...memberOf(id, username) }
    : {
        effect: 'write',
        method: 'POST',
        route: 'Agents/Chat/DeleteChatTopicUserAgent',
        body: { ChatTopicId: id, Username: username },
      };
  await fetchNothing(client, call);
}

function memberOf(id: number, username: string): Pick<RestCall, 'route' | 'params'> {
  return { route: 'ChatTopic/{id}/UserAgent/{username}', params: { id, username } };
}
