import type { ChatMessageCarrier } from './carriers.js';
import type { SuperOfficeClient } from './client.js';
import { fetchNewRecord, fetchRecords } from './records.js';

/** GET ChatSession/{id}/Messages: all, or those after a message. */
export function getChatMessages(
  client: SuperOfficeClient,
  sessionId: number,
  afterId?: number,
): Promise<readonly ChatMessageCarrier[]> {
  return fetchRecords(client, {
    effect: 'read',
    method: 'GET',
    route: 'ChatSession/{id}/Messages',
    params: { id: sessionId },
    ...(afterId !== undefined && { query: { after: String(afterId) } }),
  });
}

/** POST ChatSession/{id}/Messages. */
export function addChatMessage(
  client: SuperOfficeClient,
  sessionId: number,
  message: ChatMessageCarrier,
): Promise<ChatMessageCarrier> {
  return fetchNewRecord(client, 'ChatMessageId', {
    effect: 'write',
    method: 'POST',
    route: 'ChatSession/{id}/Messages',
    params: { id: sessionId },
    body: message,
  });
}
