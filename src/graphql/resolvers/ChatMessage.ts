import type { MutationResolvers } from '../../generated/resolvers.js';
import { addChatMessage } from '../../superoffice/resources/chat-message.js';
import { inUtc } from '../schema/date-time.js';
import { parseId } from './arguments.js';
import { carrierType } from './carrier-type.js';
import { change } from './change.js';
import { relation } from './relations.js';

export const ChatMessage = carrierType('ChatMessage', {
  session: relation('chatSession', 'ChatSessionId'),
  whenPosted: ({ WhenPosted }) => inUtc(WhenPosted) ?? null,
});

export const mutations = {
  addChatMessage: (_root, { id, message }, context) =>
    change(context, (client) =>
      addChatMessage(client, parseId(id), {
        Message: message.message,
        Type: message.type === 'TO_USER' ? 'ToUser' : 'ToCustomer',
        ...(message.author != null && { Author: message.author }),
        ...(message.specialParam != null && { SpecialParam: message.specialParam }),
      }),
    ),
} satisfies MutationResolvers;
