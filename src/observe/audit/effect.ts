import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import { isAssociate } from '../../superoffice/resources/chat-session.js';
import { keyAt } from './answer-ids.js';

interface AnsweredChange {
  readonly args: Readonly<Record<string, unknown>>;
  /** As SuperOffice sends it. */
  readonly answer: unknown;
  /** The caller's associate id, where it is known. */
  readonly callerId: number | undefined;
}

/**
 * Whether an answer without an error shows that a change left everything as it was. False as well where it cannot tell: a
 * session from which a pending transfer is gone looks like one that had none.
 *
 * @param mutation the field of `Mutation`.
 */
export function isWithoutEffect(mutation: string, change: AnsweredChange): boolean {
  return WITHOUT_EFFECT[mutation]?.(change) ?? false;
}

const WITHOUT_EFFECT: Readonly<Record<string, (change: AnsweredChange) => boolean>> = {
  transferChatSession: ({ args, answer }) =>
    !isAssociate((answer as ChatSessionCarrier).TransferTo, String(args.toAssociate)),
  // It would be the caller's, and wait for nobody.
  acceptChatSessionTransfer: (change) => isOffered(change) || isNotCallers(change),
  // It would stay with somebody else, and wait for nobody. A transfer that is pending may be another associate's.
  rejectChatSessionTransfer: ({ answer, callerId }) => {
    const user = userOf(answer);
    return isOffered({ answer }) || user === null || (user !== undefined && user === callerId);
  },
  pickUpChatSession: isNotCallers,
  pickUpFirstChatSession: isNotCallers,
  // It would be nobody's.
  resetChatSession: ({ answer }) => userOf(answer) != null,
  setChatPresence: ({ args }) => (args.presences as readonly unknown[]).length === 0,
};

/** Whether nobody has the session, somebody else, or there is none. */
function isNotCallers({ answer, callerId }: AnsweredChange): boolean {
  const user = userOf(answer);
  return user === null || (user !== undefined && callerId !== undefined && user !== callerId);
}

function isOffered({ answer }: Pick<AnsweredChange, 'answer'>): boolean {
  return keyAt(answer, ['TransferTo', 'AssociateId']) != null;
}

/** Null for nobody, and where there is no session; undefined where the answer does not say. */
function userOf(answer: unknown): number | null | undefined {
  return keyAt(answer, ['User', 'AssociateId']);
}
