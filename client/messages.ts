import { allTextOf } from './message-html.js';

/** The fields of `ChatMessage` that are needed here. */
export interface Message {
  readonly id: string;
  readonly type?: string | null;
  readonly message?: string | null;
  readonly whenPosted?: string | null;
}

/** Each message once, in the order in which they were posted. */
export function mergeMessages<M extends Message>(known: readonly M[], added: readonly M[]): M[] {
  const byId = new Map([...known, ...added].map((message) => [message.id, message]));
  return [...byId.values()].sort((left, right) => posted(left) - posted(right) || Number(left.id) - Number(right.id));
}

/** The id of the message that was written last, or 0. It may not be the one that was posted last. */
export function lastId(messages: readonly Message[]): number {
  return Math.max(0, ...messages.map(({ id }) => Number(id)));
}

/** A text that an agent has written, and the latest message that was known before it was sent. Undefined: it was not sent yet. */
interface Written {
  readonly text: string;
  readonly after?: number | undefined;
}

/**
 * Those texts that are not among the messages yet. A message may arrive by a stream before its own answer: then it must not be shown
 * twice.
 */
export function notArrived<W extends Written>(messages: readonly Message[], written: readonly W[]): readonly W[] {
  const taken = new Set<string>();
  return written.filter(({ text, after }) => {
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
  return [html, allTextOf(html)].some((form) => withoutBlanks(form) === withoutBlanks(text));
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

function posted({ whenPosted }: Message): number {
  return whenPosted ? Date.parse(whenPosted) : 0;
}
