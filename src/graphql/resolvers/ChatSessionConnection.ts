import type { GraphQLResolveInfo } from 'graphql';
import type { ChatSessionEdgeResolvers, ChatSessionFilter, ChatSessionOrder } from '../../generated/resolvers.js';
import { type ArchiveQuery, type ArchiveRow, getArchiveRows } from '../../superoffice/archive.js';
import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import type { RequestContext } from '../context.js';
import { inUtc } from '../date-time.js';
import { ENUM_VALUES } from '../enums.js';
import { propertyOf } from '../property-names.js';
import { conditionsOf, matchesNothing } from './ChatSessionFilter.js';
import { type PageArguments, parseCursor, parseFirst, toConnection, toCursor, toKey, toNumber } from './paging.js';
import { selectedFields } from './selections.js';

/** A row of the list, and the session as far as the row holds it. */
export interface ChatSessionRow {
  readonly cursor: string;
  readonly id: number;
  /** Undefined where more is selected than the row holds. */
  readonly session: ChatSessionCarrier | undefined;
}

export interface ChatSessionsArguments extends PageArguments {
  readonly filter?: ChatSessionFilter | null;
  readonly orderBy?: ChatSessionOrder | null;
}

/** Where a list of sessions is, and what is asked of it besides the caller's filter. */
type ChatSessionList = Pick<ArchiveQuery, 'route' | 'params'> & { readonly conditions?: readonly string[] };

const MAX_ROWS = 100;
/** Where each row costs a call. */
const MAX_SESSIONS = 50;

/** Field -> the column that serves it. Names of list items depend on the language, so none is served from a row. */
const COLUMNS = {
  firstMessage: 'firstMessage',
  lastMessage: 'lastMessage',
  rating: 'rating',
  status: 'status',
  whenEnded: 'whenEnded',
  whenRequested: 'whenRequested',
  whenStarted: 'whenStarted',
  contact: 'contactId',
  person: 'personId',
} as const;

type ColumnField = keyof typeof COLUMNS;

/** One page of a list of chat sessions. Only the columns that the selection needs are asked for. */
export async function chatSessionsPage(
  { route, params, conditions = [] }: ChatSessionList,
  args: ChatSessionsArguments,
  { client }: RequestContext,
  info: GraphQLResolveInfo,
) {
  const fields = [...selectedFields(info, ['edges', 'node'])].filter((name) => name !== 'id' && name !== '__typename');
  const isInRow = fields.every((name) => name in COLUMNS);
  const first = parseFirst(args.first, isInRow ? MAX_ROWS : MAX_SESSIONS);
  const columns = isInRow ? (fields as ColumnField[]) : [];
  if (matchesNothing(args.filter ?? {})) {
    return toConnection([], first, args);
  }
  const rows = await getArchiveRows(client, {
    route,
    ...(params !== undefined && { params }),
    key: 'chatSessionId',
    columns: columns.map((name) => COLUMNS[name]),
    conditions: [...conditions, ...conditionsOf(args.filter ?? {})],
    descending: args.orderBy !== 'ID_ASC',
    afterId: parseCursor(args.after),
    top: first + 1,
    raw: columns.includes('status'),
  });
  const edges = rows.map((row): ChatSessionRow => {
    const id = toKey(row.PrimaryKey ?? row.chatSessionId);
    return { cursor: toCursor(id), id, session: isInRow ? toSession(row, id, columns) : undefined };
  });
  return toConnection(edges, first, args);
}

export const ChatSessionEdge = {
  node: ({ id, session }, _args, { loaders }) => session ?? loaders.load('chatSession', id),
} satisfies ChatSessionEdgeResolvers;

/** What the row holds, as the carrier has it. */
function toSession(row: ArchiveRow, id: number, columns: readonly ColumnField[]): ChatSessionCarrier {
  const session: Record<string, unknown> = { ChatSessionId: id };
  for (const field of columns) {
    const value = row[COLUMNS[field]];
    switch (field) {
      case 'contact':
        session.Contact = { ContactId: toNumber(value) };
        break;
      case 'person':
        session.Person = { PersonId: toNumber(value) };
        break;
      case 'whenEnded':
      case 'whenRequested':
      case 'whenStarted':
        // The list was asked for in UTC, whatever the caller's time zone.
        session[propertyOf('ChatSession', field)] = inUtc(value);
        break;
      case 'status':
        session.Status = typeof value === 'number' ? (STATUSES[value] ?? 'Unknown') : value;
        break;
      default:
        session[propertyOf('ChatSession', field)] = value;
    }
  }
  return session;
}

/** SuperOffice's names of statuses, in the order of their numbers, from 0. */
const STATUSES = Object.keys(ENUM_VALUES.ChatSessionStatus);
