import type { SessionCardFragment } from './gql/graphql.js';

export type Session = SessionCardFragment;

/** The lists, the most urgent first. */
export const LISTS = [
  { part: 'OFFERED', name: 'Offered', none: 'No chat is offered to you.' },
  { part: 'MINE', name: 'Mine', none: 'You have no chats.' },
  { part: 'QUEUED', name: 'Queue', none: 'Nobody is waiting.' },
  { part: 'OTHERS', name: 'Colleagues', none: 'Your colleagues have no chats.' },
] as const;

/** Each list with its sessions, the oldest first, so that no entry moves while somebody clicks on it. */
export function listsOf(sessions: readonly Session[]) {
  const sorted = [...sessions].sort(
    (left, right) => requested(left) - requested(right) || Number(left.id) - Number(right.id),
  );
  return LISTS.map((list) => ({ ...list, sessions: sorted.filter(({ part }) => part === list.part) }));
}

/** Whether a chat waits for the agent: one that is offered, or their own where the customer wrote last. */
export function isWaiting(session: Session): boolean {
  return session.part === 'OFFERED' || isTurn(session);
}

export function isTurn({ part, status, transferTo }: Session): boolean {
  return part === 'MINE' && status === 'CUSTOMER_LAST' && !transferTo;
}

/** The best name that is known. Visitors choose theirs, so it may be anything. */
export function customerOf({ id, person, customerName, customerAlias }: Session): string {
  return [person?.fullName, customerName, customerAlias].find(isVisible) ?? `Visitor ${id}`;
}

/** Whether a name shows at all: some consist of spaces, or of characters without a width. */
export function isVisible(name: string | null | undefined): name is string {
  return /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u.test(name ?? '');
}

/** The state of a session, in a few words. */
export function stateOf(session: Session): string {
  const { part, user, transferTo } = session;
  switch (part) {
    case 'MINE':
      return transferTo ? `Offered to ${transferTo.fullName}` : isTurn(session) ? 'Your turn' : 'Their turn';
    case 'OFFERED':
      return `Offered by ${user?.fullName ?? 'a bot'}`;
    case 'QUEUED':
      return 'Waiting in the queue';
    case 'OTHERS':
      return `With ${user?.fullName ?? 'a bot'}`;
    case 'ENDED':
      return 'Ended';
    default:
      return 'Not in the queue yet';
  }
}

function requested({ whenRequested }: Session): number {
  return whenRequested ? Date.parse(whenRequested) : Number.POSITIVE_INFINITY;
}
