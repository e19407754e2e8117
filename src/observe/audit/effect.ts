import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import { isAssociate } from '../../superoffice/resources/chat-session.js';
import { keyAt } from './answer-ids.js';

interface AnsweredChange {
  readonly args: Readonly<Record<string, unknown>>;
  /** As SuperOffice sends it. */
  readonly answer: unknown;
  /** The caller's associate id, if known. */
  readonly callerId: number | undefined;
}

/**
 * Whether an answer without an error shows that the change had no effect. False if it cannot tell: a session whose pending
 * transfer has ended looks like one without a transfer.
 *
 * @param mutation the field of `Mutation`.
 */
export function isWithoutEffect(mutation: string, change: AnsweredChange): boolean {
  return WITHOUT_EFFECT[mutation]?.(change) ?? false;
}

const WITHOUT_EFFECT: Readonly<Record<string, (change: AnsweredChange) => boolean>> = {
  transferChatSession: ({ args, answer }) =>
    !isAssociate((answer as ChatSessionCarrier).TransferTo, String(args.toAssociate)),
  // If it had taken effect, it would be the caller's and wait for nobody.
  acceptChatSessionTransfer: (change) => isOffered(change) || isNotCallers(change),
  // If it had taken effect, it would stay with somebody else and wait for nobody. A pending transfer may be another
  // associate's.
  rejectChatSessionTransfer: ({ answer, callerId }) => {
    const user = userOf(answer);
    return isOffered({ answer }) || user === null || (user !== undefined && user === callerId);
  },
  pickUpChatSession: isNotCallers,
  pickUpFirstChatSession: isNotCallers,
  // If it had taken effect, it would be nobody's.
  resetChatSession: ({ answer }) => userOf(answer) != null,
  setChatPresence: ({ args }) => (args.presences as readonly unknown[]).length === 0,
};

/** Whether the session is nobody's or somebody else's, or there is none. */
function isNotCallers({ answer, callerId }: AnsweredChange): boolean {
  const user = userOf(answer);
  return user === null || (user !== undefined && callerId !== undefined && user !== callerId);
}

function isOffered({ answer }: Pick<AnsweredChange, 'answer'>): boolean {
  return keyAt(answer, ['TransferTo', 'AssociateId']) != null;
}

/** Null for nobody, and if there is no session; undefined if the answer does not say. */
function userOf(answer: unknown): number | null | undefined {
  return keyAt(answer, ['User', 'AssociateId']);
}
