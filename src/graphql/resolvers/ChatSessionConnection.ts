import type { GraphQLResolveInfo } from 'graphql';
import type {
  ChatSessionConnectionResolvers,
  ChatSessionEdgeResolvers,
  ChatSessionFilter,
  ChatSessionOrder,
} from '../../generated/resolvers.js';
import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import { inUtc } from '../../superoffice/dates.js';
import {
  type ArchiveQuery,
  type ArchiveRow,
  type Condition,
  getArchivePage,
  isIn,
  valueIn,
} from '../../superoffice/resources/archive.js';
import { findArchiveKeys } from '../../superoffice/resources/archive-agent.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import type { RequestContext } from '../context.js';
import { PublicError } from '../errors.js';
import { decodeDate, decodeDateTime, decodeInt } from '../schema/encoded-value.js';
import { propertyOf } from '../schema/property-names.js';
import type { ExecutedField } from '../selection/executed-fields.js';
import { namesOf } from '../selection/fields-below.js';
import { parseText } from './arguments.js';
import { conditionsOf, matchesNothing } from './ChatSessionFilter.js';
import { nodesOf, type Page, type PageArguments, parseCursor, parseFirst, toConnection, toCursor } from './paging.js';

/** A row of the list, and the part of the session that the row has. */
export interface ChatSessionRow {
  readonly cursor: string;
  readonly id: number;
  /** Undefined if the operation needs more than the row has. */
  readonly session: ChatSessionCarrier | undefined;
}

export type ChatSessionPage = Page<ChatSessionRow>;

export interface ChatSessionsArguments extends PageArguments {
  readonly filter?: ChatSessionFilter | null;
  readonly orderBy?: ChatSessionOrder | null;
}

/** The route of a list of sessions, and its conditions besides the caller's filter. */
export interface ChatSessionList extends Pick<ArchiveQuery, 'route' | 'params'> {
  readonly conditions?: readonly Condition[];
  /** The route as a condition, because the archive agent has no route. */
  readonly routeCondition?: Condition;
}

const KEY = 'chatSessionId';

/** Field -> the column that serves it. Names of list items depend on the language, so none is served from a row. */
export const COLUMNS = {
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

/**
 * Columns of list items. A displayed value is a text in some language or possibly an id; a stored value is always the id.
 */
export const LIST_FIELDS: readonly ColumnField[] = ['contact', 'person', 'status'];

/** One page of a list of chat sessions. It reads only the columns that the executed fields need. */
export async function chatSessionsPage(
  list: ChatSessionList,
  args: ChatSessionsArguments,
  { client, fieldsBelow }: RequestContext,
  info: GraphQLResolveInfo,
): Promise<ChatSessionPage> {
  const fields = [...sessionFieldsIn(fieldsBelow(info))].filter((name) => name !== 'id');
  const isInRow = fields.every(isColumn);
  const first = parseFirst(args.first);
  const shown = isInRow ? (fields as ColumnField[]) : [];
  const filter = args.filter ?? {};
  if (matchesNothing(filter)) {
    return toConnection([], first, args);
  }
  const query: ArchiveQuery = {
    route: list.route,
    ...(list.params !== undefined && { params: list.params }),
    key: KEY,
    columns: shown.map((name) => COLUMNS[name]),
    conditions: [...(list.conditions ?? []), ...conditionsOf(filter)],
    descending: args.orderBy !== 'ID_ASC',
    afterId: parseCursor(args.after),
    top: first + 1,
    raw: shown.some((name) => LIST_FIELDS.includes(name)),
  };
  const toEdge = (id: number, row?: ArchiveRow): ChatSessionRow => ({
    cursor: toCursor(id),
    id,
    session: isInRow && (row !== undefined || shown.length === 0) ? toSession(id, row, shown) : undefined,
  });
  if (filter.text == null) {
    const { rows, hasMore } = await getArchivePage(client, query);
    return toConnection(
      rows.map((row) => toEdge(row.id, row)),
      first,
      args,
      hasMore,
    );
  }
  const ids = await findArchiveKeys(client, {
    ...query,
    provider: 'ChatSession',
    entities: ['chat'],
    conditions: [...(list.routeCondition ? [list.routeCondition] : []), ...query.conditions],
    text: parseText(filter.text),
    textColumns: ['firstMessage', 'lastMessage'],
  });
  const rows = shown.length === 0 ? new Map() : await rowsById(client, query, ids.slice(0, first));
  // A session without a row is read by id: it was probably deleted.
  return toConnection(
    ids.map((id) => toEdge(id, rows.get(id))),
    first,
    args,
  );
}

/** The rows with these keys. */
async function rowsById(
  client: SuperOfficeClient,
  query: ArchiveQuery,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ArchiveRow>> {
  if (ids.length === 0) {
    return new Map();
  }
  const conditions = [isIn(query.key, ids)];
  const { rows } = await getArchivePage(client, { ...query, conditions, afterId: undefined, top: ids.length });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Sessions are in `edges` and in `nodes`. */
function sessionFieldsIn(fields: readonly ExecutedField[]): ReadonlySet<string> {
  return new Set([...namesOf(fields, ['edges', 'node']), ...namesOf(fields, ['nodes'])]);
}

export const ChatSessionConnection = {
  nodes: (page, _args, context, info) => nodesOf(page, (edge) => sessionOf(edge, context, info)),
} satisfies ChatSessionConnectionResolvers;

export const ChatSessionEdge = {
  node: (edge, _args, context, info) => sessionOf(edge, context, info),
} satisfies ChatSessionEdgeResolvers;

/** The row's session, if that is all that is executed; otherwise the session by its id. */
function sessionOf(
  { id, session }: ChatSessionRow,
  { fieldsBelow, loaders }: RequestContext,
  info: GraphQLResolveInfo,
): Promise<ChatSessionCarrier | null> | ChatSessionCarrier {
  return (
    session ??
    loaders.load('chatSession', id).catch((error: unknown) => {
      throw namingCost(error, fieldsBelow(info));
    })
  );
}

/** Adds the fields that cost the call to the error for a REST call too many. */
function namingCost(error: unknown, executed: readonly ExecutedField[]): unknown {
  const fields = [...namesOf(executed)].filter((name) => name !== 'id' && !isColumn(name));
  if (!(error instanceof PublicError && error.code === 'OPERATION_LIMIT_EXCEEDED') || fields.length === 0) {
    return error;
  }
  return new PublicError(error.code, {
    message:
      `${error.message} Each session of a page costs one if the operation selects fields that the list does not ` +
      `have: ${fields.join(', ')}. Ask for fewer sessions, or leave these fields out.`,
  });
}

function isColumn(field: string): field is ColumnField {
  return Object.hasOwn(COLUMNS, field);
}

/** The row's values as a carrier. */
function toSession(id: number, row: ArchiveRow | undefined, fields: readonly ColumnField[]): ChatSessionCarrier {
  const session: Record<string, unknown> = { ChatSessionId: id };
  for (const field of row === undefined ? [] : fields) {
    const value = valueIn(row as ArchiveRow, COLUMNS[field]);
    switch (field) {
      case 'contact':
        session.Contact = linked('ContactId', intOf(value));
        break;
      case 'person':
        session.Person = linked('PersonId', intOf(value));
        break;
      case 'whenEnded':
      case 'whenRequested':
      case 'whenStarted':
        // The list was read in UTC, whatever the caller's time zone.
        session[propertyOf('ChatSession', field)] = inUtc(dateOf(value));
        break;
      case 'rating':
      case 'status':
        session[propertyOf('ChatSession', field)] = intOf(value);
        break;
      default:
        session[propertyOf('ChatSession', field)] = value;
    }
  }
  return session;
}

/** A record of which the row has only the key, or null. */
function linked(key: string, value: unknown): object | null {
  return value === null ? null : { [key]: value };
}

/** No sample of a date in a row is known. It is read as ISO 8601, and as an encoded value as in other places. */
function dateOf(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\[DT?:.*\]$/s.test(value)) {
    return value;
  }
  const day = decodeDate(value);
  const dateTime = decodeDateTime(value);
  if (day === null) {
    return null;
  }
  // If it cannot be read, the field refuses it.
  return dateTime ?? (day === undefined || dateTime === undefined ? value : `${day}T00:00:00`);
}

/** A number or a list item's id may also come encoded. The id of a status is its number in the enum. */
function intOf(value: unknown): unknown {
  // If it cannot be read, the field refuses it.
  return typeof value === 'string' ? (decodeInt(value) ?? value) : value;
}
