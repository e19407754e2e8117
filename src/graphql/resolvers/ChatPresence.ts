import type { MutationResolvers, QueryResolvers } from '../../generated/resolvers.js';
import type { AssociateCarrier, ChatPresenceCarrier } from '../../superoffice/carriers.js';
import { getChatPresence, saveChatPresence } from '../../superoffice/resources/chat-presence.js';
import { getChatUsers } from '../../superoffice/resources/mdo-list.js';
import type { RequestContext } from '../context.js';
import { keyOf, ownKeyOf } from '../schema/property-readers.js';
import { carrierType } from './carrier-type.js';
import { change } from './change.js';
import { fieldProperties } from './FieldProperty.js';
import { relations } from './relations.js';

export const ChatPresence = carrierType('ChatPresence', {
  user: async ({ UserId }, _args, context) => {
    const { byEjUserId, failure } = await context.loaders.once(readChatUsers, context);
    const user = byEjUserId.get(ownKeyOf(UserId));
    if (user === undefined && failure !== undefined) {
      // It may be the presence that could not be read.
      throw failure;
    }
    return user ?? null;
  },
  chatTopics: relations('chatTopic', 'ChatTopics'),
  fieldProperties,
});

export const queries = {
  chatPresence: (_root, _args, context) => context.loaders.once(readPresences, context),
} satisfies QueryResolvers;

export const mutations = {
  async setChatPresence(_root, { presences }, context) {
    const changes = presences.map(({ userId, present }) => ({ UserId: userId, Present: present }));
    await change(context, (client) => saveChatPresence(client, changes));
    return {};
  },
} satisfies MutationResolvers;

/** Read after the write, and only if it is selected. */
export const SetChatPresencePayload = {
  chatPresence: (_payload: object, _args: object, context: RequestContext) =>
    context.loaders.once(readPresences, context),
};

/** The presence of a user of SuperOffice Service; null if SuperOffice shows none. */
export async function presenceOf(ejUserId: number, context: RequestContext): Promise<ChatPresenceCarrier | null> {
  const presences = await context.loaders.once(readPresencesById, context);
  return presences.get(ejUserId) ?? null;
}

function readPresences({ client }: RequestContext): Promise<readonly ChatPresenceCarrier[]> {
  return getChatPresence(client);
}

async function readPresencesById(context: RequestContext): Promise<ReadonlyMap<number, ChatPresenceCarrier>> {
  const presences = await context.loaders.once(readPresences, context);
  return new Map(presences.map((presence) => [ownKeyOf(presence.UserId), presence]));
}

/** Who may chat, by the ids of their Service users. */
interface ChatUsers {
  readonly byEjUserId: ReadonlyMap<number, AssociateCarrier>;
  /** The error, if one of them could not be read. */
  readonly failure: unknown;
}

/** SuperOffice has no read by the ids of Service users, so all who may chat are read. */
async function readChatUsers({ client, loaders }: RequestContext): Promise<ChatUsers> {
  const items = await getChatUsers(client, { onlyPresent: false, withCaller: true });
  const byEjUserId = new Map<number, AssociateCarrier>();
  let failure: unknown;
  await Promise.all(
    items.map(async ({ Id }) => {
      try {
        const user = await loaders.load('user', ownKeyOf(Id));
        const ejUserId = keyOf(user?.EjUserId);
        if (user !== null && ejUserId !== null) {
          byEjUserId.set(ejUserId, user);
        }
      } catch (error) {
        failure ??= error;
      }
    }),
  );
  return { byEjUserId, failure };
}
