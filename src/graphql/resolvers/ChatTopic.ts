import type { ChatTopicMemberInput, MutationResolvers, QueryResolvers } from '../../generated/resolvers.js';
import type { ChatTopicAgentCarrier } from '../../superoffice/carriers.js';
import { associateIdIn } from '../../superoffice/keys.js';
import { isIn } from '../../superoffice/resources/archive.js';
import {
  addChatTopicMember,
  findMemberId,
  getChatTopicMembers,
  getChatTopicsForCurrentUser,
  isChatTopicOpen,
  lookUpRemoval,
  removeChatTopicMember,
  updateChatTopicMember,
} from '../../superoffice/resources/chat-topic.js';
import { keyIn, ownKeyOf, recordOf } from '../schema/property-readers.js';
import { parseAssociate, parseId } from './arguments.js';
import { type ChatSessionList, chatSessionsPage } from './ChatSessionConnection.js';
import { carrierType } from './carrier-type.js';
import { change, type LookUps } from './change.js';
import { fieldProperties } from './FieldProperty.js';
import { recordById, reference, relation, resolveReference } from './relations.js';

export const ChatTopic = carrierType('ChatTopic', {
  __resolveReference: resolveReference('chatTopic'),
  isOpen: ({ ChatTopicId }, _args, { client }) => isChatTopicOpen(client, ownKeyOf(ChatTopicId)),
  members: ({ ChatTopicId }, _args, { client }) => getChatTopicMembers(client, ownKeyOf(ChatTopicId)),
  sessions: ({ ChatTopicId }, args, context, info) =>
    chatSessionsPage(sessionsOf(ownKeyOf(ChatTopicId)), args, context, info),
  ticketCategory: ({ TicketCategory }, _args, context, info) => {
    const id = keyIn(recordOf(TicketCategory), 'Id');
    return id === null ? null : reference('ticketCategory', id, context, info);
  },
  fieldProperties,
});

export const ChatTopicMember = carrierType('ChatTopicMember', {
  topic: relation('chatTopic', 'TopicId'),
});

export const queries = {
  chatTopic: recordById('chatTopic'),

  async chatTopicsForCurrentUser(_root, _args, { client, loaders }) {
    const topics = await getChatTopicsForCurrentUser(client);
    for (const topic of topics) {
      loaders.prime('chatTopic', topic);
    }
    return topics;
  },
} satisfies QueryResolvers;

export const mutations = {
  addChatTopicMember: (_root, { id, member }, context) =>
    change(context, (client) => addChatTopicMember(client, parseId(id), toMember(id, member))),

  updateChatTopicMember: (_root, { id, member }, context) =>
    change(context, (client) => updateChatTopicMember(client, parseId(id), member.userName, toMember(id, member))),

  async removeChatTopicMember(_root, { id, userName }, context) {
    const topicId = parseId(id);
    const associate = parseAssociate(userName);
    // SuperOffice's answer does not say who has that name.
    const userId =
      associateIdIn(associate) ?? (context.audit && (await findMemberId(context.client, topicId, associate)));
    context.audit?.onUser(userId);
    await change(context, (client) => removeChatTopicMember(client, topicId, associate));
    return { TopicId: topicId, ...(userId !== undefined && { User: { AssociateId: userId } }) };
  },
} satisfies MutationResolvers;

export const lookUps = {
  async removeChatTopicMember({ id, userName }, { client }) {
    const topicId = parseId(id);
    return (await lookUpRemoval(client, topicId, userName)) ? { TopicId: topicId } : null;
  },
} satisfies LookUps;

export const RemoveChatTopicMemberPayload = { topic: relation('chatTopic', 'TopicId') };

function sessionsOf(id: number): ChatSessionList {
  return {
    route: 'ChatTopic/{id}/Sessions',
    params: { id },
    routeCondition: isIn('chatTopic/chatTopicId', [id]),
  };
}

function toMember(id: string, member: ChatTopicMemberInput): ChatTopicAgentCarrier {
  return {
    TopicId: parseId(id),
    User: { UserName: parseAssociate(member.userName) },
    CanListen: member.canListen ?? false,
    CanRespond: member.canRespond ?? false,
    CanManage: member.canManage ?? false,
    CanNotify: member.canNotify ?? false,
  };
}
