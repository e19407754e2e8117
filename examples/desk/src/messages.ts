import type { Failure } from './errors.js';
import type { MessageLineFragment } from './gql/graphql.js';

export type Message = MessageLineFragment;

/** A message of the agent's own of which SuperOffice has not said yet that it is in the chat. */
export interface Outgoing {
  /** Sent with it each time, so that the server writes it once. */
  readonly key: string;
  readonly text: string;
  /** The latest message that was known when it was sent: it must be behind that one. */
  readonly after: string | null;
  readonly state: 'sending' | 'checking' | 'missing' | 'failed';
  readonly failure?: Failure;
}

/** Each message once, in the order in which they were posted. */
export function mergeMessages(known: readonly Message[], added: readonly Message[]): Message[] {
  const byId = new Map([...known, ...added].map((message) => [message.id, message]));
  return [...byId.values()].sort((left, right) => posted(left) - posted(right) || Number(left.id) - Number(right.id));
}

/** The id of the message that was written last, which need not be the one that is shown last. */
export function lastId(messages: readonly Message[]): string | null {
  const last = Math.max(0, ...messages.map(({ id }) => Number(id)));
  return last > 0 ? String(last) : null;
}

/**
 * Those of the agent's own messages that are not among the chat's. One that has arrived by another way, such as the stream, before
 * its own answer did is shown once for it.
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
