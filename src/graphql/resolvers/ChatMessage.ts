import type {
  ChatMessageInput,
  ChatMessagesUpdateResolvers,
  MutationResolvers,
  SubscriptionResolvers,
} from '../../generated/resolvers.js';
import type { MessagesUpdate } from '../../live/feeds/updates.js';
import type { ChatMessageCarrier } from '../../superoffice/carriers.js';
import { inUtc } from '../../superoffice/dates.js';
import { addChatMessage, lookUpChatMessage } from '../../superoffice/resources/chat-message.js';
import { PublicError, toPublicError } from '../errors.js';
import { parseId } from './arguments.js';
import { carrierType } from './carrier-type.js';
import { change, type LookUps } from './change.js';
import { liveOf } from './live-of.js';
import { relation } from './relations.js';

const sessionOf = relation('chatSession', 'ChatSessionId');

export const ChatMessage = carrierType('ChatMessage', {
  session: sessionOf,
  whenPosted: ({ WhenPosted }) => inUtc(WhenPosted) ?? null,
});

export const ChatMessagesUpdate: ChatMessagesUpdateResolvers = {
  session: (update, args, context, info) =>
    update.sessionId === undefined ? null : sessionOf({ ChatSessionId: update.sessionId }, args, context, info),
};

/** Sessions that one stream may name. */
const MAX_SESSIONS = 20;

export const subscriptions = {
  chatMessageUpdates: {
    subscribe(_root, { sessions }, context) {
      const positions = sessions.map(({ session, after }) => ({
        sessionId: parseId(session),
        afterId: after == null ? null : parseId(after),
      }));
      const areDistinct = new Set(positions.map(({ sessionId }) => sessionId)).size === positions.length;
      if (positions.length === 0 || positions.length > MAX_SESSIONS || !areDistinct) {
        throw new PublicError('BAD_USER_INPUT', { message: `Expected 1 to ${MAX_SESSIONS} sessions, each once.` });
      }
      return liveOf(context).messages(context, positions, refusalOf);
    },
    resolve: (update: MessagesUpdate) => update,
  },
} satisfies SubscriptionResolvers;

/** Names the session by its place in the argument. */
function refusalOf(error: Error, index: number): PublicError {
  const { code, message, extensions } = toPublicError(error);
  return new PublicError(code, { ...extensions, message: `sessions[${index}]: ${message}` });
}

export const mutations = {
  async addChatMessage(_root, { id, message }, context) {
    const sessionId = parseId(id);
    const added = await change(context, (client) =>
      addChatMessage(client, sessionId, toMessage(message), context.session.tenant.sentMessages),
    );
    context.live?.hint({ sessionId });
    return added;
  },
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
