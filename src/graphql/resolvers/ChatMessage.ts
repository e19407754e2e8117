import type { ChatMessageInput, MutationResolvers } from '../../generated/resolvers.js';
import type { ChatMessageCarrier } from '../../superoffice/carriers.js';
import { inUtc } from '../../superoffice/dates.js';
import { addChatMessage, lookUpChatMessage } from '../../superoffice/resources/chat-message.js';
import { parseId } from './arguments.js';
import { carrierType } from './carrier-type.js';
import { change, type LookUps } from './change.js';
import { relation } from './relations.js';

export const ChatMessage = carrierType('ChatMessage', {
  session: relation('chatSession', 'ChatSessionId'),
  whenPosted: ({ WhenPosted }) => inUtc(WhenPosted) ?? null,
});

export const mutations = {
  addChatMessage: (_root, { id, message }, context) =>
    change(context, (client) =>
      addChatMessage(client, parseId(id), toMessage(message), context.session.tenant.sentMessages),
    ),
} satisfies MutationResolvers;

export const lookUps = {
  addChatMessage: ({ id, message }, { client, session }, attempt) =>
    lookUpChatMessage(client, parseId(id), toMessage(message), session.tenant.sentMessages, attempt),
} satisfies LookUps;

function toMessage({ message, type, author, specialParam }: ChatMessageInput): ChatMessageCarrier {
  return {
    Message: message,
    Type: type === 'TO_USER' ? 'ToUser' : 'ToCustomer',
    ...(author != null && { Author: author }),
    ...(specialParam != null && { SpecialParam: specialParam }),
  };
}
