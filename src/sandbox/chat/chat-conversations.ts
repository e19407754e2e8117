import type { ChatMessageSpecialType } from '../../superoffice/carriers.js';
import type { ChatMessageRecord, ChatSessionRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';

/** FirstMessage and LastMessage of a session are copies, cut off here. */
const MAX_COPY_LENGTH = 1024;

export type NewMessage = Pick<ChatMessageRecord, 'Type' | 'Message'> &
  Partial<Pick<ChatMessageRecord, 'Author' | 'SpecialType' | 'SpecialParam'>>;

/** Adds to a session's conversation, now, and leaves the session itself as it is. */
export function addMessage(tenant: Tenant, sessionId: number, message: NewMessage): ChatMessageRecord {
  const { Type, Message, Author = '', SpecialType = 'None', SpecialParam = '' } = message;
  const added: ChatMessageRecord = {
    ChatMessageId: tenant.newChatMessageId(),
    ChatSessionId: sessionId,
    Type,
    Message,
    Author,
    ReadByCustomer: Type === 'ToUser' ? 1 : 0,
    SpecialType,
    SpecialParam,
    WhenPosted: tenant.now(),
  };
  tenant.chatMessages.set(sessionId, [...(tenant.chatMessages.get(sessionId) ?? []), added]);
  return added;
}

/** Adds a message of an agent or the customer, which changes the session too. */
export function appendMessage(tenant: Tenant, session: ChatSessionRecord, message: NewMessage) {
  const added = addMessage(tenant, session.ChatSessionId, message);
  const copy = shortened(added.Message ?? '');
  const changed: ChatSessionRecord = {
    ...session,
    Status: added.Type === 'ToUser' ? 'CustomerLast' : 'UserLast',
    FirstMessage: session.FirstMessage || copy,
    LastMessage: copy,
    WhenIdle: tenant.now(),
  };
  tenant.chatSessions.set(session.ChatSessionId, changed);
  return { message: added, session: changed };
}

/** Adds a system message; `author` is the name of who caused it. */
export function appendSpecial(
  tenant: Tenant,
  { ChatSessionId }: ChatSessionRecord,
  SpecialType: ChatMessageSpecialType,
  author: string | null,
): void {
  addMessage(tenant, ChatSessionId, { Type: 'Special', Message: '', Author: author, SpecialType });
}

/** Never half of a character. */
export function shortened(text: string): string {
  const cut = text.slice(0, MAX_COPY_LENGTH);
  return cut.isWellFormed() || !text.isWellFormed() ? cut : cut.slice(0, -1);
}
