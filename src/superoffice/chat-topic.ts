import type { ChatTopicAgentCarrier, ChatTopicCarrier } from './carriers.js';
import type { SuperOfficeClient } from './client.js';
import {
  type FetchMany,
  fetchBoolean,
  fetchEach,
  fetchGivenRecord,
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
  return fetchRecords(client, { effect: 'read', method: 'GET', route: 'ChatTopic/ForCurrentUser' });
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

/** PUT ChatTopic/{id}/UserAgent/{username}. */
export function updateChatTopicMember(
  client: SuperOfficeClient,
  id: number,
  username: string,
  member: ChatTopicAgentCarrier,
): Promise<ChatTopicAgentCarrier> {
  return fetchGivenRecord(client, 'TopicId', {
    effect: 'write',
    method: 'PUT',
    route: 'ChatTopic/{id}/UserAgent/{username}',
    params: { id, username },
    body: member,
  });
}

/** DELETE ChatTopic/{id}/UserAgent/{username}. */
export async function removeChatTopicMember(client: SuperOfficeClient, id: number, username: string): Promise<void> {
  await fetchNothing(client, {
    effect: 'write',
    method: 'DELETE',
    route: 'ChatTopic/{id}/UserAgent/{username}',
    params: { id, username },
  });
}
