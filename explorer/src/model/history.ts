import type { ReadonlySignal } from '@preact/signals';
import { KEPT, MAX_SENT, MAX_TEXT } from './kept.js';
import type { HistoryEntry, SentTexts } from './kept-forms.js';
import { newId } from './new-id.js';
import type { Answer } from './send.js';
import type { Store } from './store.js';

export interface Sent {
  readonly title: string;
  readonly document: string;
  readonly variables: string;
  readonly sender: string;
  readonly answer: Answer;
}

export interface History {
  /** The latest first; of other windows, too. */
  readonly entries: ReadonlySignal<readonly HistoryEntry[]>;
  /** Undefined for what another browser tab has sent. */
  textsOf(entry: HistoryEntry): SentTexts | undefined;
  add(sent: Sent): void;
  /** The entries in which all words stand: in the name, the document, the variables or the sender. */
  search(wanted: string): readonly HistoryEntry[];
}

/** Characters of answers and variables; browsers keep about five million in all. */
const MAX_CHARACTERS = 1_500_000;

export function createHistory(store: Store): History {
  const entries = store.signal(KEPT.history);
  const texts = store.signal(KEPT.sent);

  function textsOf({ id }: HistoryEntry): SentTexts | undefined {
    return texts.value.find((sent) => sent.id === id);
  }

  return {
    entries,
    textsOf,
    add({ title, document, variables, sender, answer: { status, errors, durationMs, received } }) {
      const id = newId();
      const entry = {
        ...{ id, title: title.slice(0, 200), document, sender, status },
        ...{ hasErrors: errors.length > 0, durationMs, at: Date.now() },
      };
      const isAgain = (other: HistoryEntry) =>
        other.document === document &&
        other.sender === sender &&
        (textsOf(other)?.variables ?? variables) === variables;
      // Another window may have added to it by now.
      const latest = store.read(KEPT.history, KEPT.history.key) ?? entries.value;
      const others = latest.filter((other) => !isAgain(other));
      entries.value = [entry, ...others].slice(0, MAX_SENT);
      texts.value = bounded(
        [{ id, variables, received }, ...texts.value].filter((sent) => entries.value.some(({ id }) => id === sent.id)),
      );
    },
    search(wanted) {
      const words = wanted.toLowerCase().split(/\s+/);
      return entries.value.filter((entry) => {
        const { title, document, sender } = entry;
        const text = [title, document, sender, textsOf(entry)?.variables].join('\n').toLowerCase();
        return words.every((word) => text.includes(word));
      });
    },
  };
}

/** The latest first: what does not fit is left out of the older ones. */
function bounded(texts: readonly SentTexts[]): readonly SentTexts[] {
  let left = MAX_CHARACTERS;
  const fits = (text: string) => {
    const isShort = text.length <= Math.min(left, MAX_TEXT);
    left -= isShort ? text.length : 0;
    return isShort;
  };
  return texts.flatMap(({ id, variables, received }) =>
    fits(variables) ? { id, variables, received: received !== null && fits(received.body) ? received : null } : [],
  );
}
