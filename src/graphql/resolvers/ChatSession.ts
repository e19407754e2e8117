import type { MutationResolvers, QueryResolvers, UpdateChatSessionInput } from '../../generated/resolvers.js';
import type { ChatSessionCarrier, ChatSessionStatus } from '../../superoffice/carriers.js';
import { getChatMessages } from '../../superoffice/resources/chat-message.js';
import * as chatSession from '../../superoffice/resources/chat-session.js';
import type { RequestContext } from '../context.js';
import { PublicError } from '../errors.js';
import { enumOf } from '../schema/enums.js';
import { keyOf, ownKeyOf } from '../schema/property-readers.js';
import { parseAssociate, parseId } from './arguments.js';
import { chatSessionsPage } from './ChatSessionConnection.js';
import { inParts, partOf } from './ChatSessionPart.js';
import { carrierType } from './carrier-type.js';
import { change, changeRecord, type LookUps } from './change.js';
import { fieldProperties } from './FieldProperty.js';
import { type Flags, maskNames } from './flags.js';
import { nested, recordById, relation, resolveReference } from './relations.js';

/** `ChatSessionFlags`. */
const CHAT_SESSION_FLAGS: Flags = new Map([
  ['CustomerIsTyping', 0],
  ['UserIsTyping', 1],
]);

export const ChatSession = carrierType('ChatSession', {
  __resolveReference: resolveReference('chatSession'),
  part: (session, _args, context) => partOf(session, context),
  topic: relation('chatTopic', 'TopicId'),
  contact: nested('contact', 'Contact'),
  person: nested('person', 'Person'),
  flags: ({ Flags }) => maskNames(Flags, CHAT_SESSION_FLAGS),
  messages: ({ ChatSessionId }, { after }, { client }) =>
    getChatMessages(client, ownKeyOf(ChatSessionId), after == null ? undefined : parseId(after)),
  transcript: ({ ChatSessionId }, { format }, { client }) =>
    chatSession.getChatTranscript(client, ownKeyOf(ChatSessionId), format === 'HTML'),
  fieldProperties,
});

export const queries = {
  chatSession: recordById('chatSession'),

  chatSessions: (_root, args, context, info) => chatSessionsPage({ route: 'ChatSession' }, args, context, info),

  async chatSessionsForCurrentUser(_root, { parts, topics }, context) {
    const topicIds = topics == null ? undefined : new Set<number | null>(topics.map(parseId));
    if (parts?.length === 0 || topicIds?.size === 0) {
      return [];
    }
    const sessions = await context.loaders.once(readSessionsForCurrentUser, context);
    const ofTopics = topicIds === undefined ? sessions : sessions.filter(({ TopicId }) => topicIds.has(keyOf(TopicId)));
    return parts == null ? ofTopics : inParts(ofTopics, parts, context);
  },
} satisfies QueryResolvers;

async function readSessionsForCurrentUser({ client, loaders }: RequestContext): Promise<readonly ChatSessionCarrier[]> {
  const sessions = await chatSession.getChatSessionsForCurrentUser(client);
  for (const session of sessions) {
    loaders.prime('chatSession', session);
  }
  return sessions;
}

export const mutations = {
  transferChatSession: (_root, { id, toAssociate }, context) => {
    const associate = parseAssociate(toAssociate);
    return changeRecord('chatSession', context, (client) =>
      chatSession.transferChatSession(client, parseId(id), associate, context.onTransfer),
    );
  },

  acceptChatSessionTransfer: (_root, { id }, context) =>
    changeRecord('chatSession', context, (client) => chatSession.acceptChatSessionTransfer(client, parseId(id))),

  rejectChatSessionTransfer: (_root, { id }, context) =>
    changeRecord('chatSession', context, (client) => chatSession.rejectChatSessionTransfer(client, parseId(id))),

  pickUpChatSession: (_root, { id }, context) =>
    changeRecord('chatSession', context, (client) => chatSession.pickUpChatSession(client, parseId(id))),

  pickUpFirstChatSession: (_root, _args, context) =>
    changeRecord('chatSession', context, (client) => chatSession.pickUpFirstChatSession(client)),

  resetChatSession: (_root, { id }, context) =>
    changeRecord('chatSession', context, (client) => chatSession.resetChatSession(client, parseId(id))),

  createChatSession: (_root, { topic }, context) =>
    changeRecord('chatSession', context, (client) => chatSession.createChatSession(client, parseId(topic))),

  updateChatSession: (_root, { id, input }, context) => {
    const changes = toChanges(input);
    return changeRecord('chatSession', context, (client) =>
      chatSession.updateChatSession(client, parseId(id), changes),
    );
  },

  async deleteChatSession(_root, { id }, context) {
    const sessionId = parseId(id);
    await change(context, (client) => chatSession.deleteChatSession(client, sessionId));
    return { ChatSessionId: sessionId };
  },
} satisfies MutationResolvers;

export const lookUps = {
  transferChatSession: ({ id, toAssociate }, { client }) =>
    chatSession.lookUpTransfer(client, parseId(id), toAssociate),
} satisfies LookUps;

const STATUS = enumOf('ChatSessionStatus');

/** @throws {PublicError} `BAD_USER_INPUT` when nothing is to be changed. */
function toChanges(input: UpdateChatSessionInput): chatSession.ChatSessionChanges {
  const { status, person, contact, project, sale, ticket } = input;
  const keyed = <Key extends string>(key: Key, id: string | null) =>
    id === null ? null : ({ [key]: parseId(id) } as { readonly [K in Key]: number });
  const changes = {
    ...(status != null && { Status: STATUS.nameOf(status) as ChatSessionStatus }),
    ...(input.customerAlias !== undefined && { CustomerAlias: input.customerAlias }),
    ...(input.customerName !== undefined && { CustomerName: input.customerName }),
    ...(input.customerEmail !== undefined && { CustomerEmail: input.customerEmail }),
    ...(input.customerPhone !== undefined && { CustomerPhone: input.customerPhone }),
    ...(input.customerCompanyName !== undefined && { CustomerCompanyName: input.customerCompanyName }),
    ...(person !== undefined && { Person: keyed('PersonId', person) }),
    ...(contact !== undefined && { Contact: keyed('ContactId', contact) }),
    ...(project !== undefined && { Project: keyed('ProjectId', project) }),
    ...(sale !== undefined && { Sale: keyed('SaleId', sale) }),
    ...(ticket !== undefined && { Ticket: keyed('TicketId', ticket) }),
  };
  if (Object.keys(changes).length === 0) {
    throw new PublicError('BAD_USER_INPUT', { message: 'Expected at least one field to change.' });
  }
  return changes;
}
