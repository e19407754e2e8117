import { RECORD_KINDS, type RecordKind } from '../../../graphql/loaders/index.js';
import { getCurrentAssociate } from '../../../superoffice/resources/associate.js';
import { getChatMessages } from '../../../superoffice/resources/chat-message.js';
import { getChatPresence } from '../../../superoffice/resources/chat-presence.js';
import { getChatSessionsForCurrentUser, getChatTranscript } from '../../../superoffice/resources/chat-session.js';
import {
  getChatTopicMembers,
  getChatTopicsForCurrentUser,
  isChatTopicOpen,
} from '../../../superoffice/resources/chat-topic.js';
import { getChatUsers } from '../../../superoffice/resources/mdo-list.js';
import type { SuperOfficeClient } from '../../../superoffice/rest/client.js';
import type { CarrierName, FormType } from '../forms/compare.js';
import type { KeyKind } from '../forms/sight.js';

/** A read of the server, and the form of its answer. */
export interface FormRead {
  /** What is read, for reads of one route. */
  readonly detail?: string;
  /** Whose key it needs. */
  readonly needs?: KeyKind;
  readonly form: FormType;
  read(client: SuperOfficeClient, id: number): Promise<unknown>;
}

/** The carriers of the kinds of records that have a loader. */
const CARRIERS = {
  business: 'ListItem',
  category: 'Category',
  chatSession: 'ChatSession',
  chatTopic: 'ChatTopic',
  contact: 'Contact',
  country: 'Country',
  currency: 'ListItem',
  customerLanguage: 'ListItem',
  person: 'Person',
  position: 'ListItem',
  project: 'Project',
  projectStatus: 'ListItem',
  projectType: 'ListItem',
  sale: 'Sale',
  saleType: 'ListItem',
  ticket: 'Ticket',
  ticketCategory: 'TicketCategoryEntity',
  ticketPriority: 'ListItem',
  ticketStatus: 'TicketStatus',
  ticketType: 'TicketType',
  user: 'Associate',
} as const satisfies Record<RecordKind, CarrierName>;

/** The caller's associate: the first read that needs a credential. */
export const CURRENT_ASSOCIATE: FormRead = { form: 'Associate', read: getCurrentAssociate };

/** Reads that give the keys for other reads. */
export const CHAT_READS: readonly FormRead[] = [
  { form: 'ChatSession[]', read: getChatSessionsForCurrentUser },
  { form: 'ChatTopic[]', read: getChatTopicsForCurrentUser },
  { form: 'ChatPresence[]', read: getChatPresence },
  { form: 'MdoListItem[]', read: (client) => getChatUsers(client, { onlyPresent: false }) },
  {
    detail: 'present, of one topic',
    needs: 'chatTopic',
    form: 'MdoListItem[]',
    read: (client, topicId) => getChatUsers(client, { onlyPresent: true, topicId }),
  },
  { needs: 'chatSession', form: 'ChatMessage[]', read: getChatMessages },
  {
    detail: 'after the first',
    needs: 'chatSession',
    form: 'ChatMessage[]',
    read: (client, id) => getChatMessages(client, id, 1),
  },
  { needs: 'chatSession', form: 'string?', read: (client, id) => getChatTranscript(client, id, false) },
  { needs: 'chatTopic', form: 'boolean', read: isChatTopicOpen },
  { needs: 'chatTopic', form: 'ChatTopicAgent[]', read: getChatTopicMembers },
];

/** Reads each kind of record by its key. Kinds whose keys other records hold come last. */
export const RECORD_READS: readonly FormRead[] = (Object.keys(RECORD_KINDS) as RecordKind[])
  .sort((left, right) => Number(isListKind(left)) - Number(isListKind(right)))
  .map((kind) => ({
    needs: kind,
    form: kind === 'chatSession' || kind === 'chatTopic' ? CARRIERS[kind] : `${CARRIERS[kind]}[]`,
    async read(client, id) {
      const records = await RECORD_KINDS[kind].fetchMany(client, [id]);
      if (records.size > 0 && !records.has(id)) {
        throw new Error('Another record came than was asked for.');
      }
      return records;
    },
  }));

/** Whether a kind is one of SuperOffice's lists, which count their items from 1. */
export function isListKind(kind: KeyKind): boolean {
  return ![
    'chatMessage',
    'chatSession',
    'chatTopic',
    'contact',
    'person',
    'project',
    'sale',
    'ticket',
    'user',
  ].includes(kind);
}

/** `GET ChatSession/{id}`: the first call of a read. */
export async function nameOf({ detail, read }: Pick<FormRead, 'detail' | 'read'>): Promise<string> {
  let name = '';
  const client: SuperOfficeClient = {
    send({ method, route }) {
      name = `${method} ${route}`;
      return Promise.reject(new Error('It is not made.'));
    },
  };
  await read(client, 1).catch(() => undefined);
  return detail === undefined ? name : `${name} (${detail})`;
}
