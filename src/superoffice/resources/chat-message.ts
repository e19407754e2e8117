import { createHash } from 'node:crypto';
import type { AnsweredIds } from '../answered-ids.js';
import type { ChatMessageCarrier } from '../carriers.js';
import { inUtc } from '../dates.js';
import { isOutcomeUnknown } from '../errors.js';
import { readInt } from '../keys.js';
import type { OpenChanges } from '../open-changes.js';
import { fetchKeyedRecords, fetchNewRecord, ofParent } from '../records.js';
import type { SuperOfficeClient } from '../rest/client.js';
import type { RestCall } from '../rest/rest-call.js';

/** What this process remembers about the messages that it sent lately. */
export interface SentMessages {
  /** The ids of those whose answer arrived. */
  readonly answered: AnsweredIds;
  /** Those without an answer. */
  readonly open: OpenChanges;
}

/** GET ChatSession/{id}/Messages: all, or those after a message. */
export function getChatMessages(
  client: SuperOfficeClient,
  sessionId: number,
  afterId?: number,
): Promise<readonly ChatMessageCarrier[]> {
  const query = afterId !== undefined && { query: { after: String(afterId) } };
  return fetchMessages(client, sessionId, { ...readOf(sessionId), ...query });
}

/**
 * POST ChatSession/{id}/Messages.
 *
 * If the answer is lost, the message is looked up. If it was added, it is returned.
 */
export async function addChatMessage(
  client: SuperOfficeClient,
  sessionId: number,
  message: ChatMessageCarrier,
  sent: SentMessages,
): Promise<ChatMessageCarrier> {
  const sinceMs = Date.now();
  const change = sent.open.begin(nameOf(sessionId, message));
  const call: RestCall = {
    effect: 'write',
    method: 'POST',
    route: 'ChatSession/{id}/Messages',
    params: { id: sessionId },
    body: message,
  };
  try {
    const record = await fetchNewRecord<ChatMessageCarrier>(client, 'ChatMessageId', call);
    const added = ofParent(record, 'ChatSessionId', sessionId, call);
    sent.answered.add(idOf(added));
    sent.open.end(change);
    return added;
  } catch (error) {
    if (!isOutcomeUnknown(error)) {
      sent.open.end(change);
      throw error;
    }
    const attempt = { sinceMs, untilMs: Number.POSITIVE_INFINITY };
    const added = await lookUpChatMessage(client, sessionId, message, sent, attempt);
    if (added === null) {
      sent.open.leave(change);
      throw error;
    }
    return added;
  }
}

/**
 * GET ChatSession/{id}/Messages, once: the message, if since then exactly one like it was posted that was not the answer to
 * another change. Otherwise null: if there is none, if there are several, if a date is unknown, or if they cannot be read.
 * Null does not mean that the message was not added: SuperOffice may still be about to add it. It is also null if another
 * change that adds a message like it has no answer: the message may belong to that change.
 *
 * @param attempt when it was sent, and when it had to be there, as `Date.now()` gives it.
 */
export async function lookUpChatMessage(
  client: SuperOfficeClient,
  sessionId: number,
  message: ChatMessageCarrier,
  { answered, open }: SentMessages,
  { sinceMs, untilMs }: { readonly sinceMs: number; readonly untilMs: number },
): Promise<ChatMessageCarrier | null> {
  try {
    const messages = await fetchMessages(client, sessionId, { ...readOf(sessionId), isLookUp: true });
    // Do not await anything from here on: another change could get its answer in between.
    const change = open.only(nameOf(sessionId, message));
    const nowMs = Date.now();
    const isOutside = (ms: number) => ms < startOf(sinceMs, ms) || (ms > untilMs && ms <= nowMs);
    const [found, ...others] = messages.filter(
      (one) => isLike(one, message) && !isOutside(postedMsOf(one)) && !answered.has(idOf(one)),
    );
    // A date in the future shows that the clocks differ: an older message may then seem to be new.
    if (change === undefined || found === undefined || others.length > 0 || !(postedMsOf(found) <= nowMs)) {
      return null;
    }
    answered.add(idOf(found));
    open.end(change);
    return found;
  } catch {
    return null;
  }
}

/** The same for messages that `isLike` cannot tell apart. A digest, because a message is personal data. */
function nameOf(sessionId: number, { Message, Type, SpecialParam }: ChatMessageCarrier): string {
  const text = JSON.stringify([sessionId, Message, Type, SpecialParam ?? '']);
  return createHash('sha256').update(text).digest('base64');
}

/** The earliest date of a message sent at that time. A date of whole seconds may mean any moment of its second. */
function startOf(sinceMs: number, postedMs: number): number {
  return postedMs % 1000 === 0 ? Math.floor(sinceMs / 1000) * 1000 : sinceMs;
}

/**
 * A message names its author, but no associate. If the caller gave no name, or an empty one, any author matches, because
 * SuperOffice then writes the user's name.
 */
function isLike(one: ChatMessageCarrier, sent: ChatMessageCarrier): boolean {
  return (
    one.Message === sent.Message &&
    one.Type === sent.Type &&
    (one.SpecialType ?? 'None') === 'None' &&
    (one.SpecialParam ?? '') === (sent.SpecialParam ?? '') &&
    (!sent.Author || one.Author === sent.Author)
  );
}

function idOf({ ChatMessageId }: ChatMessageCarrier): number {
  return readInt(ChatMessageId) as number;
}

/** In milliseconds since 1970; NaN where SuperOffice does not tell. */
function postedMsOf({ WhenPosted }: ChatMessageCarrier): number {
  return Date.parse(String(inUtc(WhenPosted)));
}

function readOf(sessionId: number): RestCall {
  return { effect: 'read', method: 'GET', route: 'ChatSession/{id}/Messages', params: { id: sessionId } };
}

async function fetchMessages(
  client: SuperOfficeClient,
  sessionId: number,
  call: RestCall,
): Promise<readonly ChatMessageCarrier[]> {
  const messages = await fetchKeyedRecords<ChatMessageCarrier>(client, 'ChatMessageId', call);
  return messages.map((message) => ofParent(message, 'ChatSessionId', sessionId, call));
}
