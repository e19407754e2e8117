import type { Failure } from './errors.js';
import type { MessageLineFragment } from './gql/graphql.js';

export type Message = MessageLineFragment;

/** A message of the agent that SuperOffice has not confirmed yet. */
export interface Outgoing {
  /** Sent with each try, so that the server writes the message once. */
  readonly key: string;
  readonly text: string;
  /** The latest message that was known when this one was sent. This one can only come after it. */
  readonly after: string | null;
  readonly state: 'sending' | 'checking' | 'missing' | 'failed';
  readonly failure?: Failure;
}

/** Each message once, in the order in which they were posted. */
export function mergeMessages(known: readonly Message[], added: readonly Message[]): Message[] {
  const byId = new Map([...known, ...added].map((message) => [message.id, message]));
  return [...byId.values()].sort((left, right) => posted(left) - posted(right) || Number(left.id) - Number(right.id));
}

/** The id of the message that was written last. It may not be the one that is shown last. */
export function lastId(messages: readonly Message[]): string | null {
  const last = Math.max(0, ...messages.map(({ id }) => Number(id)));
  return last > 0 ? String(last) : null;
}

/**
 * The agent's messages that are not in the chat yet. A message may arrive by the stream before its own answer: then it is in the chat,
 * and is not shown twice.
 */
export function notArrived(messages: readonly Message[], outgoing: readonly Outgoing[]): readonly Outgoing[] {
  const taken = new Set<string>();
  return outgoing.filter(({ text, after }) => {
    const arrived = messages.find(
      ({ id, type, message }) =>
        type === 'TO_CUSTOMER' && !taken.has(id) && Number(id) > Number(after) && message?.trim() === text.trim(),
    );
    if (arrived) {
      taken.add(arrived.id);
    }
    return !arrived;
  });
}

function posted({ whenPosted }: Message): number {
  return whenPosted ? Date.parse(whenPosted) : 0;
}
