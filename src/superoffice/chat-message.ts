import type { ChatMessageCarrier } from './carriers.js';
import type { RestCall, SuperOfficeClient } from './client.js';
import { fetchKeyedRecords, fetchNewRecord, withKey } from './records.js';

/** GET ChatSession/{id}/Messages: all, or those after a message. */
export function getChatMessages(
  client: SuperOfficeClient,
  sessionId: number,
  afterId?: number,
): Promise<readonly ChatMessageCarrier[]> {
  return fetchKeyedRecords<ChatMessageCarrier>(client, 'ChatMessageId', {
    effect: 'read',
    method: 'GET',
    route: 'ChatSession/{id}/Messages',
    params: { id: sessionId },
    ...(afterId !== undefined && { query: { after: String(afterId) } }),
  });
}

/** POST ChatSession/{id}/Messages. */
export async function addChatMessage(
  client: SuperOfficeClient,
  sessionId: number,
  message: ChatMessageCarrier,
): Promise<ChatMessageCarrier> {
  const call: RestCall = {
    effect: 'write',
    method: 'POST',
    route: 'ChatSession/{id}/Messages',
    params: { id: sessionId },
    body: message,
  };
  const added = await fetchNewRecord<ChatMessageCarrier>(client, 'ChatMessageId', call);
  // A message that names its session must name this one.
  return added.ChatSessionId ? withKey(added, 'ChatSessionId', sessionId, call) : added;
}
