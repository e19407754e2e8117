import type {
  MutationResolvers,
  QueryResolvers,
  SubscriptionResolvers,
  UpdateChatSessionInput,
} from '../../generated/resolvers.js';
import type { SessionsUpdate, SessionUpdate } from '../../live/feeds/updates.js';
import type { ChatSessionCarrier, ChatSessionStatus } from '../../superoffice/carriers.js';
import { readKey } from '../../superoffice/keys.js';
import { getChatMessages } from '../../superoffice/resources/chat-message.js';
import * as chatSession from '../../superoffice/resources/chat-session.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import type { RequestContext } from '../context.js';
import { PublicError } from '../errors.js';
import { enumOf } from '../schema/enums.js';
import { keyOf, ownKeyOf } from '../schema/property-readers.js';
import { parseAssociate, parseId } from './arguments.js';
import { chatSessionsPage } from './ChatSessionConnection.js';
import { inParts, partOf, partsFilter } from './ChatSessionPart.js';
import { carrierType } from './carrier-type.js';
import { change, changeRecord, type LookUps } from './change.js';
import { fieldProperties } from './FieldProperty.js';
import { type Flags, maskNames } from './flags.js';
import { liveOf } from './live-of.js';
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

export const subscriptions = {
  chatSessionUpdates: {
    subscribe(_root, { parts, topics }, context) {
      const topicIds = topics == null ? undefined : new Set<number | null>(topics.map(parseId));
      const isOfTopic = ({ TopicId }: ChatSessionCarrier) =>
        topicIds === undefined || topicIds.has(readKey(TopicId) ?? null);
      return liveOf(context).sessions(context, async (client) => {
        const isInPart = parts == null ? () => true : await partsFilter(parts, { ...context, client });
        return (session) => isOfTopic(session) && isInPart(session);
      });
    },
    resolve(update: SessionsUpdate, _args: object, { loaders }: RequestContext) {
      for (const session of update.sessions) {
        loaders.prime('chatSession', session);
      }
      return update;
    },
  },

  chatSessionUpdate: {
    subscribe: (_root, { id }, context) => liveOf(context).session(context, parseId(id)),
    resolve(update: SessionUpdate, _args: object, { loaders }: RequestContext) {
      if (update.session !== null) {
        loaders.prime('chatSession', update.session);
      }
      return update;
    },
  },
} satisfies SubscriptionResolvers;

export const mutations = {
  transferChatSession: (_root, { id, toAssociate }, context) => {
    const associate = parseAssociate(toAssociate);
    return changeSession(context, (client) =>
      chatSession.transferChatSession(client, parseId(id), associate, context.onTransfer),
    );
  },

  acceptChatSessionTransfer: (_root, { id }, context) =>
    changeSession(context, (client) => chatSession.acceptChatSessionTransfer(client, parseId(id))),

  rejectChatSessionTransfer: (_root, { id }, context) =>
    changeSession(context, (client) => chatSession.rejectChatSessionTransfer(client, parseId(id))),

  pickUpChatSession: (_root, { id }, context) =>
    changeSession(context, (client) => chatSession.pickUpChatSession(client, parseId(id))),

  pickUpFirstChatSession: (_root, _args, context) =>
    changeSession(context, (client) => chatSession.pickUpFirstChatSession(client)),

  resetChatSession: (_root, { id }, context) =>
    changeSession(context, (client) => chatSession.resetChatSession(client, parseId(id))),

  createChatSession: (_root, { topic }, context) =>
    changeSession(context, (client) => chatSession.createChatSession(client, parseId(topic))),

  updateChatSession: (_root, { id, input }, context) => {
    const changes = toChanges(input);
    return changeSession(context, (client) => chatSession.updateChatSession(client, parseId(id), changes));
  },

  async deleteChatSession(_root, { id }, context) {
    const sessionId = parseId(id);
    await change(context, (client) => chatSession.deleteChatSession(client, sessionId));
    context.live?.hint({ sessionId });
    return { ChatSessionId: sessionId };
  },
} satisfies MutationResolvers;

/** Makes a change that returns the session, and notifies the subscribers it concerns. */
async function changeSession<Result extends ChatSessionCarrier | null>(
  context: RequestContext,
  write: (client: SuperOfficeClient) => Promise<Result>,
): Promise<Result> {
  const session = await changeRecord('chatSession', context, write);
  if (session !== null) {
    context.live?.onChange(session);
  }
  return session;
}

export const lookUps = {
  transferChatSession: ({ id, toAssociate }, { client }) =>
    chatSession.lookUpTransfer(client, parseId(id), toAssociate),
} satisfies LookUps;

const STATUS = enumOf('ChatSessionStatus');

/** @throws {PublicError} `BAD_USER_INPUT` if there is nothing to change. */
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
