import type { AssociateCarrier, ChatSessionCarrier } from '../carriers.js';
import { isOutcomeUnknown, SuperOfficeHttpError } from '../errors.js';
import { type FetchMany, fetchEach } from '../fetch-many.js';
import { associateIdIn, readKey } from '../keys.js';
import {
  fetchKeyedRecords,
  fetchKnownRecord,
  fetchNewRecord,
  fetchNothing,
  fetchRecord,
  fetchText,
  ofParent,
  withKey,
  withNewKey,
} from '../records.js';
import type { SuperOfficeClient } from '../rest/client.js';
import type { RestCall } from '../rest/rest-call.js';
import { hasName } from './associate.js';

/** GET ChatSession/{id}, one call a session: chat sessions have no batch. */
export const getChatSessions: FetchMany<ChatSessionCarrier> = (client, ids) =>
  fetchEach(ids, (id) => fetchKnownRecord<ChatSessionCarrier>(client, 'ChatSessionId', id, readOf(id)));

/** GET ChatSession/ForCurrentUser: sessions in topics where the caller can respond, listen, manage or be notified. */
export function getChatSessionsForCurrentUser(client: SuperOfficeClient): Promise<readonly ChatSessionCarrier[]> {
  return fetchKeyedRecords<ChatSessionCarrier>(client, 'ChatSessionId', {
    effect: 'read',
    method: 'GET',
    route: 'ChatSession/ForCurrentUser',
  });
}

/** POST ChatSession/{id}/Transcript: a read, although it is a POST. */
export function getChatTranscript(client: SuperOfficeClient, id: number, html: boolean): Promise<string | null> {
  return fetchText(client, {
    effect: 'read',
    method: 'POST',
    route: 'ChatSession/{id}/Transcript',
    params: { id },
    query: { html: String(html) },
  });
}

/**
 * What became of a transfer: `LOOKED_UP` took effect, though its answer was lost; `WITHOUT_EFFECT` was answered with a
 * session that waits for somebody else, or for nobody.
 */
export const TRANSFER_RESULTS = ['DONE', 'LOOKED_UP', 'WITHOUT_EFFECT', 'NOT_SENT', 'REJECTED', 'UNKNOWN'] as const;
export type TransferResult = (typeof TRANSFER_RESULTS)[number];

/**
 * POST ChatSession/{id}/TransferTo/{toAssociate}; POST Agents/Chat/TransferChatSession, which has the name in its body, for a
 * user name that the path cannot hold.
 *
 * Answers 200 with the session unchanged when it is not the caller's. If the answer is lost, the session is looked up, and
 * is the answer if the transfer took effect.
 *
 * @param toAssociate user name or associate id of the new associate.
 * @param onResult called with the result.
 */
export async function transferChatSession(
  client: SuperOfficeClient,
  id: number,
  toAssociate: string,
  onResult?: (result: TransferResult) => void,
): Promise<ChatSessionCarrier> {
  try {
    const session = await changeSession(client, id, {
      route: 'ChatSession/{id}/TransferTo/{toAssociate}',
      params: { id, toAssociate },
      agent: { route: 'Agents/Chat/TransferChatSession', body: { ChatSessionId: id, ToAssociate: toAssociate } },
    });
    onResult?.(isAssociate(session.TransferTo, toAssociate) ? 'DONE' : 'WITHOUT_EFFECT');
    return session;
  } catch (error) {
    const session = isOutcomeUnknown(error) ? await lookUpTransfer(client, id, toAssociate) : null;
    if (session === null) {
      onResult?.(resultOf(error));
      throw error;
    }
    onResult?.('LOOKED_UP');
    return session;
  }
}

/** GET ChatSession/{id}, once: the session if it waits for the associate; null if it does not, or cannot be read. */
export async function lookUpTransfer(
  client: SuperOfficeClient,
  id: number,
  toAssociate: string,
): Promise<ChatSessionCarrier | null> {
  try {
    const call = { ...readOf(id), isLookUp: true };
    const session = await fetchKnownRecord<ChatSessionCarrier>(client, 'ChatSessionId', id, call);
    return isAssociate(session?.TransferTo, toAssociate) ? session : null;
  } catch {
    return null;
  }
}

function resultOf(error: unknown): TransferResult {
  if (isOutcomeUnknown(error)) {
    return 'UNKNOWN';
  }
  return error instanceof SuperOfficeHttpError ? 'REJECTED' : 'NOT_SENT';
}

/** As SuperOffice reads it: digits are an id, all else is a user name, in which case does not count. */
export function isAssociate(associate: AssociateCarrier | null | undefined, idOrName: string): boolean {
  const id = associateIdIn(idOrName);
  if (id !== undefined) {
    return readKey(associate?.AssociateId) === id;
  }
  return associate != null && hasName(associate, idOrName);
}

/** POST ChatSession/{id}/AcceptTransfer. Answers 200 with the session unchanged when no transfer is pending. */
export function acceptChatSessionTransfer(client: SuperOfficeClient, id: number): Promise<ChatSessionCarrier> {
  return changeSession(client, id, { route: 'ChatSession/{id}/AcceptTransfer', params: { id } });
}

/** POST ChatSession/{id}/RejectTransfer. Answers 200 with the session unchanged when no transfer is pending. */
export function rejectChatSessionTransfer(client: SuperOfficeClient, id: number): Promise<ChatSessionCarrier> {
  return changeSession(client, id, { route: 'ChatSession/{id}/RejectTransfer', params: { id } });
}

/** POST ChatSession/{id}/Reset: back into the queue. */
export function resetChatSession(client: SuperOfficeClient, id: number): Promise<ChatSessionCarrier> {
  return changeSession(client, id, { route: 'ChatSession/{id}/Reset', params: { id } });
}

/** POST ChatSession/{id}/Pickup: null when the session was not in the queue. */
export function pickUpChatSession(client: SuperOfficeClient, id: number): Promise<ChatSessionCarrier | null> {
  return fetchKnownRecord(client, 'ChatSessionId', id, {
    effect: 'write',
    method: 'POST',
    route: 'ChatSession/{id}/Pickup',
    params: { id },
  });
}

/** POST ChatSession/Pickup: the first session that waits; null when the queue is empty. */
export async function pickUpFirstChatSession(client: SuperOfficeClient): Promise<ChatSessionCarrier | null> {
  const call: RestCall = { effect: 'write', method: 'POST', route: 'ChatSession/Pickup' };
  const session = await fetchRecord<ChatSessionCarrier>(client, 'ChatSessionId', call);
  return session === null ? null : withNewKey(session, 'ChatSessionId', call);
}

/** POST ChatTopic/{id}/Sessions: a new session on a topic. */
export async function createChatSession(client: SuperOfficeClient, topicId: number): Promise<ChatSessionCarrier> {
  const call: RestCall = {
    effect: 'write',
    method: 'POST',
    route: 'ChatTopic/{id}/Sessions',
    params: { id: topicId },
  };
  return ofParent(await fetchNewRecord<ChatSessionCarrier>(client, 'ChatSessionId', call), 'TopicId', topicId, call);
}

/** Properties to change, with their new values; a linked record is its key alone: `{ Person: { PersonId: 65 } }`. */
export type ChatSessionChanges = { readonly [Property in keyof ChatSessionCarrier]?: ChatSessionCarrier[Property] };

/** Statuses of a server that does not support PATCH, and so has done nothing. */
const PATCH_REFUSED = [405, 415, 501];

/** PATCH ChatSession/{id}; where PATCH is refused, GET and PUT of the whole session. */
export async function updateChatSession(
  client: SuperOfficeClient,
  id: number,
  changes: ChatSessionChanges,
): Promise<ChatSessionCarrier> {
  const call: RestCall = {
    effect: 'write',
    method: 'PATCH',
    route: 'ChatSession/{id}',
    params: { id },
    // A merge patch would not reach properties that are null now.
    body: Object.entries(changes).map(([property, value]) => ({ op: 'replace', path: `/${property}`, value })),
    bodyType: 'application/json-patch+json',
  };
  try {
    return withKey(await fetchRecord<ChatSessionCarrier>(client, 'ChatSessionId', call), 'ChatSessionId', id, call);
  } catch (error) {
    if (error instanceof SuperOfficeHttpError && PATCH_REFUSED.includes(error.status)) {
      return replaceChatSession(client, id, changes);
    }
    throw error;
  }
}

/** DELETE ChatSession/{id}. */
export async function deleteChatSession(client: SuperOfficeClient, id: number): Promise<void> {
  await fetchNothing(client, { effect: 'write', method: 'DELETE', route: 'ChatSession/{id}', params: { id } });
}

function readOf(id: number): RestCall {
  return { effect: 'read', method: 'GET', route: 'ChatSession/{id}', params: { id } };
}

async function replaceChatSession(
  client: SuperOfficeClient,
  id: number,
  changes: ChatSessionChanges,
): Promise<ChatSessionCarrier> {
  const read = readOf(id);
  const current = withKey(
    await fetchRecord<ChatSessionCarrier & WithLinks>(client, 'ChatSessionId', read),
    'ChatSessionId',
    id,
    read,
  );
  const { _Links, ...session } = current;
  const call: RestCall = {
    effect: 'write',
    method: 'PUT',
    route: 'ChatSession/{id}',
    params: { id },
    body: { ...session, ...changes },
  };
  return withKey(await fetchRecord<ChatSessionCarrier>(client, 'ChatSessionId', call), 'ChatSessionId', id, call);
}

/** What REST adds to a carrier that is read, and does not take back. */
interface WithLinks {
  readonly _Links?: unknown;
}

async function changeSession(
  client: SuperOfficeClient,
  id: number,
  where: Pick<RestCall, 'route' | 'params' | 'agent'>,
): Promise<ChatSessionCarrier> {
  const call: RestCall = { effect: 'write', method: 'POST', ...where, ids: [id] };
  return withKey(await fetchRecord<ChatSessionCarrier>(client, 'ChatSessionId', call), 'ChatSessionId', id, call);
}
