import type { Failure } from './errors.js';
import type { MessageLineFragment } from './gql/graphql.js';
import { textOf } from './parse-html.js';

export type Message = MessageLineFragment;

/** A message of the agent that SuperOffice has not confirmed yet. */
export interface Outgoing {
  /** Sent with each try, so that the server writes the message once. */
  readonly key: string;
  /** As the agent typed it. */
  readonly text: string;
  /** The latest message that was known at the first try. This one can only come after it. Undefined before the first try. */
  readonly after?: number | undefined;
  readonly state: 'waiting' | 'sending' | 'checking' | 'missing' | 'unreadable' | 'failed';
  readonly failure?: Failure | undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Messages are HTML. Escaped, the customer reads the text as the agent typed it. */
export function htmlOf(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

/** Each message once, in the order in which they were posted. */
export function mergeMessages(known: readonly Message[], added: readonly Message[]): Message[] {
  const byId = new Map([...known, ...added].map((message) => [message.id, message]));
  return [...byId.values()].sort((left, right) => posted(left) - posted(right) || Number(left.id) - Number(right.id));
}

/** The id of the message that was written last, or 0. It may not be the one that is shown last. */
export function lastId(messages: readonly Message[]): number {
  return Math.max(0, ...messages.map(({ id }) => Number(id)));
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
        type === 'TO_CUSTOMER' && !taken.has(id) && Number(id) > (after ?? Infinity) && isSame(message ?? '', text),
    );
    if (arrived) {
      taken.add(arrived.id);
    }
    return !arrived;
  });
}

/** SuperOffice may return the text with other HTML and other blanks. */
function isSame(html: string, text: string): boolean {
  return [html, textOf(html)].some((form) => withoutBlanks(form) === withoutBlanks(text));
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

function posted({ whenPosted }: Message): number {
  return whenPosted ? Date.parse(whenPosted) : 0;
}
