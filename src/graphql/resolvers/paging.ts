import { PublicError } from '../errors.js';
import { parseId } from './arguments.js';

/** What a connection is made of. */
export interface Page<Edge> {
  readonly edges: readonly Edge[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Arguments of a field that answers with a connection. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

const DEFAULT_FIRST = 25;
const MAX_FIRST = 100;

/** @throws {PublicError} `BAD_USER_INPUT` unless `first` is 1 to 100. */
export function parseFirst(first: number | null | undefined): number {
  const count = first ?? DEFAULT_FIRST;
  if (count < 1 || count > MAX_FIRST) {
    throw new PublicError('BAD_USER_INPUT', { message: `Expected first to be 1 to ${MAX_FIRST}.` });
  }
  return count;
}

/** A cursor names the row before the page, not a position in the list, so it stays valid while rows come and go. */
export function toCursor(id: number): string {
  return Buffer.from(`id:${id}`).toString('base64url');
}

/** @throws {PublicError} `BAD_USER_INPUT` unless the cursor is one of ours. */
export function parseCursor(cursor: string | null | undefined): number | undefined {
  if (cursor == null) {
    return undefined;
  }
  const id = /^id:(.*)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (id === undefined) {
    throw new PublicError('BAD_USER_INPUT', { message: 'Expected a cursor of this list.' });
  }
  return parseId(id);
}

/**
 * A connection of the first `first` rows; one more was requested.
 *
 * @param hasMore whether SuperOffice says that there are more than it sent.
 */
export function toConnection<Edge extends { readonly cursor: string }>(
  edges: readonly Edge[],
  first: number,
  { after }: PageArguments,
  hasMore = false,
): Page<Edge> {
  const page = edges.slice(0, first);
  return {
    edges: page,
    pageInfo: {
      // Without a row there is no cursor to continue from.
      hasNextPage: edges.length > first || (hasMore && page.length > 0),
      hasPreviousPage: after != null,
      startCursor: page[0]?.cursor ?? null,
      endCursor: page.at(-1)?.cursor ?? null,
    },
  };
}

/** The record of each edge. A deleted or unreadable record affects only its own position. */
export function nodesOf<Edge, Node>(
  { edges }: Page<Edge>,
  nodeOf: (edge: Edge) => Promise<Node | null> | Node | null,
): (Promise<Node> | Node | null)[] {
  // The generated types do not allow a promise of null in a list.
  return edges.map(nodeOf) as (Promise<Node> | Node | null)[];
}
