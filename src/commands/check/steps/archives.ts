import type { ChatSessionFilter } from '../../../generated/resolvers.js';
import { COLUMNS, LIST_FIELDS } from '../../../graphql/resolvers/ChatSessionConnection.js';
import { conditionsOf } from '../../../graphql/resolvers/ChatSessionFilter.js';
import { ticketsPage } from '../../../graphql/resolvers/TicketConnection.js';
import { type ArchiveQuery, getArchivePage } from '../../../superoffice/resources/archive.js';
import { findArchiveKeys } from '../../../superoffice/resources/archive-agent.js';
import type { SuperOfficeClient } from '../../../superoffice/rest/client.js';
import type { ColumnTypes } from '../forms/compare-archive.js';
import type { KeyKind } from '../forms/sight.js';
import type { FormRead } from './reads.js';

/** A read of an archive list, and what its rows hold. */
export interface ArchiveRead extends Pick<ArchiveQuery, 'key' | 'columns' | 'raw'> {
  readonly detail: string;
  readonly needs?: KeyKind;
  /** Before the columns: `ChatSession row`. */
  readonly place: string;
  /** The kind of its rows' keys. */
  readonly kind: KeyKind;
  readonly types: ColumnTypes;
  read(client: SuperOfficeClient, id: number): Promise<unknown>;
}

const KEY = 'chatSessionId';

const TYPES = {
  chatSessionId: 'number',
  contactId: 'number',
  firstMessage: 'text',
  lastMessage: 'text',
  personId: 'number',
  rating: 'number',
  status: 'number',
  whenEnded: 'date',
  whenRequested: 'date',
  whenStarted: 'date',
} as const satisfies ColumnTypes & Record<(typeof COLUMNS)[keyof typeof COLUMNS], unknown>;

const ALL = Object.values(COLUMNS);
/** Columns whose displayed value the server reads. */
const SHOWN = Object.entries(COLUMNS).flatMap(([field, column]) =>
  (LIST_FIELDS as readonly string[]).includes(field) ? [] : [column],
);

/** One value for each filter that clients can use. */
const FILTERS: Readonly<Required<Omit<ChatSessionFilter, 'text'>>> = {
  associate: ['1'],
  contact: ['1'],
  person: ['1'],
  rating: [1],
  requestedBefore: new Date(0),
  requestedFrom: new Date(0),
  status: ['IN_QUEUE'],
  topic: ['1'],
};

const FILTER_READS = (Object.keys(FILTERS) as (keyof typeof FILTERS)[]).map((name) =>
  sessions({ detail: `filter: ${name}`, columns: [], raw: false, conditions: conditionsOf({ [name]: FILTERS[name] }) }),
);

/** The archive lists that the server reads, in the forms in which it requests them. */
export const ARCHIVE_READS: readonly ArchiveRead[] = [
  sessions({ detail: 'what is stored', columns: ALL, raw: true }),
  sessions({ detail: 'what is shown', columns: SHOWN, raw: false }),
  ...FILTER_READS,
  {
    ...sessions({ detail: 'of a topic', columns: [], raw: false }),
    needs: 'chatTopic',
    read: (client, id) =>
      getArchivePage(client, {
        ...queryOf({ columns: [], raw: false }),
        route: 'ChatTopic/{id}/Sessions',
        params: { id },
      }),
  },
  {
    detail: 'of a person',
    needs: 'person',
    place: 'Ticket row',
    key: 'ticketId',
    columns: [],
    raw: false,
    kind: 'ticket',
    types: { ticketId: 'number' },
    read: (client, id) => ticketsPage(id, { first: 1 }, { client }),
  },
];

const searchFor = (text: string, filter: ChatSessionFilter) => (client: SuperOfficeClient) =>
  findArchiveKeys(client, {
    provider: 'ChatSession',
    entities: ['chat'],
    key: KEY,
    conditions: conditionsOf(filter),
    descending: true,
    top: 1,
    text,
    textColumns: ['firstMessage', 'lastMessage'],
  });

/** Searches by text use the archive agent, whose rows have another form. */
export const SEARCH_READS: readonly FormRead[] = [
  { detail: 'text', form: 'ArchiveListItem[]', read: searchFor('e', {}) },
  // Must not break an expression.
  { detail: "text ' and all filters", form: 'ArchiveListItem[]', read: searchFor("'", FILTERS) },
];

type SessionQuery = Pick<ArchiveQuery, 'columns' | 'raw'> & Partial<Pick<ArchiveQuery, 'conditions'>>;

function sessions({ detail, ...query }: SessionQuery & { readonly detail: string }): ArchiveRead {
  return {
    detail,
    place: `ChatSession row${query.raw ? ' with what is stored' : ''}`,
    key: KEY,
    columns: query.columns,
    raw: query.raw,
    kind: 'chatSession',
    types: TYPES,
    read: (client) => getArchivePage(client, { ...queryOf(query), route: 'ChatSession' }),
  };
}

function queryOf({ columns, raw, conditions = [] }: SessionQuery): Omit<ArchiveQuery, 'route'> {
  return { key: KEY, columns, raw, conditions, descending: true, top: 2 };
}
