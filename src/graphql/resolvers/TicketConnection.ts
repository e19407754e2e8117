import type { GraphQLResolveInfo } from 'graphql';
import type { TicketConnectionResolvers, TicketEdgeResolvers, TicketOrder } from '../../generated/resolvers.js';
import { getArchivePage, isIn } from '../../superoffice/resources/archive.js';
import type { RequestContext } from '../context.js';
import { nodesOf, type Page, type PageArguments, parseCursor, parseFirst, toConnection, toCursor } from './paging.js';
import { reference } from './relations.js';

/** A row of the list. Requests are read in one batch, so only the key is used. */
export interface TicketRow {
  readonly cursor: string;
  readonly id: number;
}

export type TicketPage = Page<TicketRow>;

/** One page of the requests of a person. */
export async function ticketsPage(
  personId: number,
  args: PageArguments & { readonly orderBy?: TicketOrder | null },
  { client }: Pick<RequestContext, 'client'>,
) {
  const first = parseFirst(args.first);
  const { rows, hasMore } = await getArchivePage(client, {
    route: 'Ticket',
    // Without this, SuperOffice may leave out the closed ones: no source says.
    entities: ['ticket', 'ticketdisplayclosed'],
    key: 'ticketId',
    columns: [],
    conditions: [isIn('personId', [personId])],
    descending: args.orderBy !== 'ID_ASC',
    afterId: parseCursor(args.after),
    top: first + 1,
    raw: false,
  });
  const edges = rows.map(({ id }): TicketRow => ({ cursor: toCursor(id), id }));
  return toConnection(edges, first, args, hasMore);
}

export const TicketConnection = {
  nodes: (page, _args, context, info) => nodesOf(page, ({ id }) => reference('ticket', id, context, info)),
} satisfies TicketConnectionResolvers;

export const TicketEdge = {
  node: ({ id }, _args, context, info: GraphQLResolveInfo) => reference('ticket', id, context, info),
} satisfies TicketEdgeResolvers;
