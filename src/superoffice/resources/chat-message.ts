import type { ChatMessageCarrier } from '../carriers.js';
import { fetchKeyedRecords, fetchNewRecord, ofParent } from '../records.js';
import type { RestCall, SuperOfficeClient } from '../rest/client.js';

/** GET ChatSession/{id}/Messages: all, or those after a message. */
export async function getChatMessages(
  client: SuperOfficeClient,
  sessionId: number,
  afterId?: number,
): Promise<readonly ChatMessageCarrier[]> {
  const call: RestCall = {
    effect: 'read',
    method: 'GET',
    route: 'ChatSession/{id}/Messages',
    params: { id: sessionId },
    ...(afterId !== undefined && { query: { after: String(afterId) } }),
  };
  const messages = await fetchKeyedRecords<ChatMessageCarrier>(client, 'ChatMessageId', call);
  return messages.map((message) => ofParent(message, 'ChatSessionId', sessionId, call));
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
  return ofParent(added, 'ChatSessionId', sessionId, call);
}
