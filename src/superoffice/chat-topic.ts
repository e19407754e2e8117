import type { ChatTopicAgentCarrier, ChatTopicCarrier } from './carriers.js';
import type { RestCall, SuperOfficeClient } from './client.js';
import {
  type FetchMany,
  fetchBoolean,
  fetchEach,
  fetchGivenRecord,
  fetchRecord,
  fetchRecords,
  withKey,
} from './records.js';

/** GET ChatTopic/{id}, one call a topic: chat topics have no batch. */
export const getChatTopics: FetchMany<ChatTopicCarrier> = (client, ids) =>
  fetchEach(ids, async (id) => {
    const call: RestCall = { effect: 'read', method: 'GET', route: 'ChatTopic/{id}', params: { id } };
    const topic = await fetchRecord<ChatTopicCarrier>(client, call);
    return topic === null ? null : withKey(topic, 'ChatTopicId', id, call);
  });

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
  return fetchGivenRecord(client, {
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
  return fetchGivenRecord(client, {
    effect: 'write',
    method: 'PUT',
    route: 'ChatTopic/{id}/UserAgent/{username}',
    params: { id, username },
    body: member,
  });
}

/** DELETE ChatTopic/{id}/UserAgent/{username}. */
export async function removeChatTopicMember(client: SuperOfficeClient, id: number, username: string): Promise<void> {
  await client.send({
    effect: 'write',
    method: 'DELETE',
    route: 'ChatTopic/{id}/UserAgent/{username}',
    params: { id, username },
  });
}
