import type { MutationResolvers, QueryResolvers } from '../../generated/resolvers.js';
import { getChatSessionsForCurrentUser, transferChatSession } from '../../superoffice/chat-session.js';
import { parseAssociate, parseId } from './arguments.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { keyOnly, recordById, resolveReference } from './relations.js';
import { maskNames } from './rights.js';

export const ChatSession = carrierType('ChatSession', {
  __resolveReference: resolveReference('chatSession'),
  topic: keyOnly('TopicId', 'ChatTopicId'),
  flags: ({ Flags }) => maskNames(Flags),
  fieldProperties,
});

export const queries = {
  chatSession: recordById('chatSession'),

  async chatSessionsForCurrentUser(_root, _args, { client, loaders }) {
    const sessions = await getChatSessionsForCurrentUser(client);
    for (const session of sessions) {
      loaders.prime('chatSession', session);
    }
    return sessions;
  },
} satisfies QueryResolvers;

export const mutations = {
  async transferChatSession(_root, { id, toAssociate }, { client, loaders }) {
    const session = await transferChatSession(client, parseId(id), parseAssociate(toAssociate));
    loaders.clear();
    loaders.prime('chatSession', session);
    return session;
  },
} satisfies MutationResolvers;
