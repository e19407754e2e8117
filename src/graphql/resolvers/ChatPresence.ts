import type { MutationResolvers, QueryResolvers } from '../../generated/resolvers.js';
import { getChatPresence, saveChatPresence } from '../../superoffice/resources/chat-presence.js';
import type { RequestContext } from '../context.js';
import { carrierType } from './carrier-type.js';
import { change } from './change.js';
import { fieldProperties } from './FieldProperty.js';
import { relations } from './relations.js';

export const ChatPresence = carrierType('ChatPresence', {
  chatTopics: relations('chatTopic', 'ChatTopics'),
  fieldProperties,
});

export const queries = {
  chatPresence: (_root, _args, { client }) => getChatPresence(client),
} satisfies QueryResolvers;

export const mutations = {
  async setChatPresence(_root, { presences }, context) {
    const changes = presences.map(({ userId, present }) => ({ UserId: userId, Present: present }));
    await change(context, (client) => saveChatPresence(client, changes));
    return {};
  },
} satisfies MutationResolvers;

/** Read after the write, and only where it is selected. */
export const SetChatPresencePayload = {
  chatPresence: (_payload: object, _args: object, { client }: RequestContext) => getChatPresence(client),
};
