import type { ChatMessageCarrier, ChatMessageSpecialType, ChatMessageType } from '../../superoffice/carriers.js';
import { customerName } from '../data/chat-messages.js';
import { ACTIVE } from '../data/chat-session-status.js';
import type { AssociateRecord, ChatMessageRecord, ChatSessionRecord } from '../data/records.js';
import { readBody, readEnum, readText } from '../http/bodies.js';
import { badArgument, forbidden } from '../http/errors.js';
import { type Route, readBoolean, readInt32, route } from '../http/route.js';
import type { Tenant } from '../tenant.js';
import { appendMessage, type NewMessage } from './chat-conversations.js';
import { readSession } from './chat-sessions.js';

export function chatMessageRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'ChatSession/{id}/Messages', ({ params, query }) => {
      const { ChatSessionId } = readSession(tenant, params.id);
      const after = readInt32(query.get('after') || '0');
      return { carrier: 'ChatMessage', value: messagesOf(tenant, ChatSessionId, after) };
    }),
    route('POST', 'ChatSession/{id}/Messages', ({ params, body, caller }) => {
      const session = readSession(tenant, params.id);
      const message = readMessage(body, session, caller);
      // Anybody may write for the customer, who has no access here.
      const isAllowed =
        ACTIVE.has(session.Status) && (message.Type === 'ToUser' || session.User === caller.AssociateId);
      if (!isAllowed) {
        throw forbidden('Only the user of an active chat session may write in it.');
      }
      return { carrier: 'ChatMessage', value: appendMessage(tenant, session, message).message };
    }),
    route('POST', 'ChatSession/{id}/Transcript', ({ params, query }) => {
      const session = readSession(tenant, params.id);
      const said = messagesOf(tenant, session.ChatSessionId).filter(({ Type }) => Type !== 'Special');
      return { carrier: 'string', value: readBoolean(query, 'html') ? htmlTranscript(said) : textTranscript(said) };
    }),
  ];
}

/** In the order in which they were posted, which is not always that of their ids; `after` is an id. */
function messagesOf(tenant: Tenant, sessionId: number, after = 0): readonly ChatMessageRecord[] {
  return (tenant.chatMessages.get(sessionId) ?? [])
    .filter(({ ChatMessageId }) => ChatMessageId > after)
    .sort((left, right) => Date.parse(left.WhenPosted) - Date.parse(right.WhenPosted));
}

function readMessage(body: unknown, session: ChatSessionRecord, caller: AssociateRecord): NewMessage {
  const sent = readBody<ChatMessageCarrier>(body);
  const type = readEnum(sent.type, MESSAGE_TYPES, 'Type') ?? 'ToCustomer';
  const text = readText(sent.message, 'Message');
  if (!text) {
    throw badArgument('Message must not be empty.');
  }
  return {
    Type: type,
    Message: text,
    Author: readText(sent.author, 'Author') || (type === 'ToUser' ? customerName(session) : caller.FullName),
    SpecialType: readEnum(sent.specialtype, SPECIAL_TYPES, 'SpecialType') ?? 'None',
    SpecialParam: readText(sent.specialparam, 'SpecialParam') ?? '',
  };
}

function textTranscript(messages: readonly ChatMessageRecord[]): string {
  return messages.map(({ Author, Message }) => `${Author}: ${Message}`).join('\r\n');
}

/** A message is HTML itself: SuperOffice keeps what was typed. */
function htmlTranscript(messages: readonly ChatMessageRecord[]): string {
  return messages.map(({ Author, Message }) => `<p><b>${escapeHtml(Author ?? '')}</b>: ${Message}</p>`).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const MESSAGE_TYPES: readonly ChatMessageType[] = ['ToCustomer', 'ToUser'];

const SPECIAL_TYPES: readonly ChatMessageSpecialType[] = ['None', 'Url', 'ClickedOption', 'BotMessage', 'Options'];
