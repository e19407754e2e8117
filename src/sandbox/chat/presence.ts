import type { ChatPresenceCarrier } from '../../superoffice/carriers.js';
import { ACTIVE } from '../data/chat-session-status.js';
import type { AssociateRecord } from '../data/records.js';
import { readArray, readBody, readSwitch } from '../http/bodies.js';
import { badArgument } from '../http/errors.js';
import { NO_CONTENT, type Route, route } from '../http/route.js';
import type { Tenant } from '../tenant.js';

/** Who is present in chat, by Service user id. */
export function presenceRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'Presence/GetAll', () => ({
      carrier: 'ChatPresence',
      value: chatUsers(tenant).map((user) => presenceOf(tenant, user)),
    })),
    route('POST', 'Presence/SaveAll', ({ body }) => {
      for (const { id, isPresent } of readArray(body).map((item) => readPresence(tenant, item))) {
        if (isPresent) {
          tenant.present.add(id);
        } else {
          tenant.present.delete(id);
        }
      }
      return NO_CONTENT;
    }),
  ];
}

/** Who has a chat licence and is not retired. */
export function chatUsers({ associates, chatLicences }: Tenant): readonly AssociateRecord[] {
  return [...associates.values()].filter(({ AssociateId, Deleted }) => chatLicences.has(AssociateId) && !Deleted);
}

function presenceOf(tenant: Tenant, user: AssociateRecord): Required<ChatPresenceCarrier> {
  const { AssociateId, EjUserId, FullName } = user;
  const ongoing = [...tenant.chatSessions.values()].filter(
    ({ User, Status }) => User === AssociateId && ACTIVE.has(Status),
  );
  const topics = [...tenant.chatTopics.values()].filter(({ members }) =>
    members.some(({ associateId }) => associateId === AssociateId),
  );
  return {
    UserId: EjUserId,
    DisplayName: FullName,
    OngoingChats: ongoing.length,
    Present: tenant.present.has(AssociateId),
    ChatTopics: topics.map(({ id }) => id),
    TableRight: null,
    FieldProperties: null,
  };
}

/** Whose presence it is, by associate id. */
function readPresence(tenant: Tenant, item: unknown): { readonly id: number; readonly isPresent: boolean } {
  const sent = readBody<ChatPresenceCarrier>(item);
  const user = chatUsers(tenant).find(({ EjUserId }) => EjUserId === sent.userid);
  if (!user) {
    throw badArgument('UserId names nobody who may chat.');
  }
  return { id: user.AssociateId, isPresent: readSwitch(sent.present, 'Present') };
}
