import { createAssociates } from './data/associates.js';
import { createChatMessages } from './data/chat-messages.js';
import { createChatSessions } from './data/chat-sessions.js';
import { type ChatTopicRecord, createChatTopics } from './data/chat-topics.js';
import { createContacts } from './data/contacts.js';
import { createCountries } from './data/countries.js';
import { createEmptyRecords, type EmptyRecords } from './data/empty-records.js';
import { createListRecords, type ListRecords } from './data/list-records.js';
import { createPersons } from './data/persons.js';
import { createProjects } from './data/projects.js';
import type {
  AssociateRecord,
  ChatMessageRecord,
  ChatSessionRecord,
  ContactRecord,
  CountryRecord,
  PersonRecord,
  ProjectRecord,
  SaleRecord,
  TicketRecord,
} from './data/records.js';
import { createSales } from './data/sales.js';
import { shiftDates } from './data/shift-dates.js';
import { createTickets } from './data/tickets.js';
import { workOfToday } from './data/work-of-today.js';
import { ObservedMap } from './webhooks/observed-map.js';

/** The data of one sandbox, by id. Callers can change only the maps and sets that are not read-only. */
export interface Tenant {
  readonly associates: ReadonlyMap<number, AssociateRecord>;
  readonly countries: ReadonlyMap<number, CountryRecord>;
  readonly contacts: ReadonlyMap<number, ContactRecord>;
  readonly persons: ReadonlyMap<number, PersonRecord>;
  readonly projects: ReadonlyMap<number, ProjectRecord>;
  readonly sales: ReadonlyMap<number, SaleRecord>;
  readonly tickets: ReadonlyMap<number, TicketRecord>;
  readonly lists: ListRecords;
  readonly chatTopics: Map<number, ChatTopicRecord>;
  readonly chatSessions: ObservedMap<number, ChatSessionRecord>;
  /** By session id, in the order of their ids. */
  readonly chatMessages: ObservedMap<number, readonly ChatMessageRecord[]>;
  /** Ids of the associates who may chat. */
  readonly chatLicences: ReadonlySet<number>;
  /** Ids of the associates who are present in the chat. */
  readonly present: Set<number>;
  readonly empty: EmptyRecords;
  /** The id for the next chat session. */
  readonly newChatSessionId: () => number;
  /** An id above that of every message. */
  readonly newChatMessageId: () => number;
  /** This moment, as records keep it. */
  readonly now: () => string;
}

export interface TenantOptions {
  /** The clock for what callers do. */
  readonly now: () => Date;
  /** Whether all dates are moved, so that the newest message is a minute old. Default false: the data are always the same. */
  readonly isRecent?: boolean;
}

/** How old the newest message is then. */
const RECENT_MS = 60_000;

/** A tenant in its initial state. */
export function createTenant({ now, isRecent = false }: TenantOptions): Tenant {
  const { associates, chatLicences, present } = createAssociates();
  const countries = createCountries();
  const contacts = createContacts({ associates, countries });
  const persons = createPersons({ associates, contacts });
  const seeded = createDatedRecords({ associates, persons });
  const { projects, sales, tickets, chatTopics, chatSessions, chatMessages } = isRecent
    ? shiftedTo(now().getTime() - RECENT_MS, seeded)
    : seeded;
  const messageIds = [...chatMessages.values()].flat().map(({ ChatMessageId }) => ChatMessageId);
  return {
    associates: byId(associates, ({ AssociateId }) => AssociateId),
    countries: byId(countries, ({ CountryId }) => CountryId),
    contacts: byId(contacts, ({ ContactId }) => ContactId),
    persons: byId(persons, ({ PersonId }) => PersonId),
    projects: byId(projects, ({ ProjectId }) => ProjectId),
    sales: byId(sales, ({ SaleId }) => SaleId),
    tickets: byId(tickets, ({ TicketId }) => TicketId),
    lists: createListRecords(),
    chatTopics: byId(chatTopics, ({ id }) => id),
    chatSessions: new ObservedMap(byId(chatSessions, ({ ChatSessionId }) => ChatSessionId)),
    chatMessages: new ObservedMap(chatMessages),
    chatLicences: new Set(chatLicences),
    present: new Set(present),
    empty: createEmptyRecords(),
    newChatSessionId: idsAfter(chatSessions.map(({ ChatSessionId }) => ChatSessionId)),
    newChatMessageId: idsAfter(messageIds),
    now: () => `${now().toISOString().slice(0, 19)}Z`,
  };
}

type DatedRecords = ReturnType<typeof createDatedRecords>;

function createDatedRecords(sources: {
  readonly associates: readonly AssociateRecord[];
  readonly persons: readonly PersonRecord[];
}) {
  const projects = createProjects(sources);
  const sales = createSales({ ...sources, projects });
  const tickets = createTickets({ ...sources, sales, projects });
  const chatTopics = createChatTopics();
  const chatSessions = createChatSessions({ ...sources, chatTopics, sales, tickets });
  const chatMessages = createChatMessages({ ...sources, chatTopics, chatSessions });
  return { projects, sales, tickets, chatTopics, chatSessions, chatMessages };
}

/** Moves all dates so that the newest message is of that moment and open sessions are of today. */
function shiftedTo(newestMs: number, records: DatedRecords): DatedRecords {
  const posted = [...records.chatMessages.values()].flat().map(({ WhenPosted }) => Date.parse(WhenPosted));
  const shifted = shiftDates(records, newestMs - Math.max(...posted));
  const newest = new Date(newestMs).toISOString();
  // It is seeded later than all messages, and must not be in the future.
  const chatTopics = shifted.chatTopics.map((topic) =>
    topic.carrier.LastAccept > newest
      ? { ...topic, carrier: { ...topic.carrier, LastAccept: `${newest.slice(0, 19)}Z` } }
      : topic,
  );
  return { ...shifted, ...workOfToday(shifted, newestMs), chatTopics };
}

/** Finds an associate by UserName or Name, case-insensitively. */
export function findAssociateByName(tenant: Tenant, name: string): AssociateRecord | undefined {
  const wanted = comparable(name);
  if (wanted === '') {
    return undefined;
  }
  return [...tenant.associates.values()].find(
    ({ UserName, Name }) => comparable(UserName ?? '') === wanted || comparable(Name ?? '') === wanted,
  );
}

/** Accented letters compare equal whether they are one character or two. */
function comparable(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function idsAfter(taken: readonly number[]): () => number {
  let last = Math.max(...taken);
  return () => {
    last += 1;
    return last;
  };
}

function byId<T>(records: readonly T[], idOf: (record: T) => number): Map<number, T> {
  return new Map(records.map((record) => [idOf(record), record]));
}
