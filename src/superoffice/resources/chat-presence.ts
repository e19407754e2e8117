import type { ChatPresenceCarrier } from '../carriers.js';
import { fetchKeyedRecords, fetchNothing } from '../records.js';
import type { SuperOfficeClient } from '../rest/client.js';

/** GET Presence/GetAll: everybody's presence in chat. */
export function getChatPresence(client: SuperOfficeClient): Promise<readonly ChatPresenceCarrier[]> {
  return fetchKeyedRecords<ChatPresenceCarrier>(client, 'UserId', {
    effect: 'read',
    method: 'GET',
    route: 'Presence/GetAll',
  });
}

/** POST Presence/SaveAll: only `UserId` and `Present` are read. */
export async function saveChatPresence(
  client: SuperOfficeClient,
  presences: readonly ChatPresenceCarrier[],
): Promise<void> {
  await fetchNothing(client, { effect: 'write', method: 'POST', route: 'Presence/SaveAll', body: presences });
}
