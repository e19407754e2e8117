import type { ChatSessionCarrier } from './carriers.js';
import type { RestCall, SuperOfficeClient } from './client.js';
import { type FetchMany, fetchEach, fetchRecord, fetchRecords, withKey } from './records.js';

/** GET ChatSession/{id}, one call a session: chat sessions have no batch. */
export const getChatSessions: FetchMany<ChatSessionCarrier> = (client, ids) =>
  fetchEach(ids, async (id) => {
    const call: RestCall = { effect: 'read', method: 'GET', route: 'ChatSession/{id}', params: { id } };
    const session = await fetchRecord<ChatSessionCarrier>(client, call);
    return session === null ? null : withKey(session, 'ChatSessionId', id, call);
  });

/** GET ChatSession/ForCurrentUser: sessions in topics where the caller can respond, listen, manage or be notified. */
export function getChatSessionsForCurrentUser(client: SuperOfficeClient): Promise<readonly ChatSessionCarrier[]> {
  return fetchRecords(client, { effect: 'read', method: 'GET', route: 'ChatSession/ForCurrentUser' });
}

/**
 * POST ChatSession/{id}/TransferTo/{toAssociate}.
 *
 * Answers 200 with the session unchanged when it is not the caller's.
 *
 * @param toAssociate user name or associate id of the new associate.
 */
export async function transferChatSession(
  client: SuperOfficeClient,
  id: number,
  toAssociate: string,
): Promise<ChatSessionCarrier> {
  const call: RestCall = {
    effect: 'write',
    method: 'POST',
    route: 'ChatSession/{id}/TransferTo/{toAssociate}',
    params: { id, toAssociate },
  };
  return withKey(await fetchRecord<ChatSessionCarrier>(client, call), 'ChatSessionId', id, call);
}
