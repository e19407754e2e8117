import type { MutationResolvers } from '../../generated/resolvers.js';
import { addChatMessage } from '../../superoffice/chat-message.js';
import { inUtc } from '../date-time.js';
import { parseId } from './arguments.js';
import { carrierType } from './carrier-type.js';
import { relation } from './relations.js';

export const ChatMessage = carrierType('ChatMessage', {
  session: relation('chatSession', 'ChatSessionId'),
  whenPosted: ({ WhenPosted }) => inUtc(WhenPosted) ?? null,
});

export const mutations = {
  async addChatMessage(_root, { id, message }, { client, loaders }) {
    const added = await addChatMessage(client, parseId(id), {
      Message: message.message,
      Type: message.type === 'TO_USER' ? 'ToUser' : 'ToCustomer',
      ...(message.author != null && { Author: message.author }),
      ...(message.specialParam != null && { SpecialParam: message.specialParam }),
    });
    loaders.clear();
    return added;
  },
} satisfies MutationResolvers;
