import type { MdoListItemCarrier } from '../carriers.js';
import { fetchKeyedRecords } from '../records.js';
import type { SuperOfficeClient } from '../rest/client.js';

export interface ChatUserFilter {
  /** Only those who are present in chat. */
  readonly onlyPresent: boolean;
  /** Only members of this chat topic. */
  readonly topicId?: number | undefined;
  /** Default: the caller is left out. */
  readonly withCaller?: boolean;
}

/** GET MDOList/chatuser: users with a chat licence. An item's `Id` is an associate id. */
export function getChatUsers(
  client: SuperOfficeClient,
  { onlyPresent, topicId, withCaller = false }: ChatUserFilter,
): Promise<readonly MdoListItemCarrier[]> {
  const additional = new URLSearchParams({
    // Without it the items' ids are those of Service users.
    associate: 'True',
    ...(!withCaller && { removeSelf: 'True' }),
    ...(onlyPresent && { onlyPresent: 'True' }),
    ...(topicId !== undefined && { topicId: String(topicId) }),
  });
  return fetchKeyedRecords<MdoListItemCarrier>(client, 'Id', {
    effect: 'read',
    method: 'GET',
    route: 'MDOList/{listname}',
    params: { listname: 'chatuser' },
    query: { flat: 'true', additional: additional.toString() },
  });
}
