import { type ReadonlySignal, signal } from '@preact/signals';
import { unknownIn } from '../sending/advice.js';
import type { Answer } from '../sending/send.js';
import { hasWords } from '../text/words.js';
import { KEPT, MAX_SENT, MAX_TEXT } from './kept.js';
import type { HistoryEntry, SentTexts } from './kept-forms.js';
import { newId } from './new-id.js';
import type { Store } from './store.js';

/** What the history has of an operation before there is an answer. */
export type Sending = Pick<HistoryEntry, 'title' | 'document' | 'kind' | 'sender'> &
  Pick<SentTexts, 'variables' | 'headers' | 'isExplained'>;

export interface History {
  /** The latest first, including those of other windows. */
  readonly entries: ReadonlySignal<readonly HistoryEntry[]>;
  find(id: string): HistoryEntry | undefined;
  /** Undefined for what another browser tab has sent. */
  textsOf(id: string): SentTexts | undefined;
  /** Adds what is sent now, so that it is kept even if no answer comes. Replaces an equal entry that this window has sent before. */
  begin(sending: Sending): string;
  /** Keeps the answer; of a stream, the latest value. */
  answered(id: string, answer: Answer): void;
  /** Called if no answer will come. */
  end(id: string): void;
  /** Whether this window waits for an answer. */
  isUnderWay(id: string): boolean;
  remove(id: string): void;
  /** The entries that contain all words: in the name, the document, the variables, the sender or the outcome. */
  search(wanted: string): readonly HistoryEntry[];
}

/** Characters of answers, variables and headers; browsers keep about five million in all. */
const MAX_CHARACTERS = 1_500_000;

export function createHistory(store: Store): History {
  const entries = store.signal(KEPT.history);
  const texts = store.signal(KEPT.sent);
  const underWay = signal<readonly string[]>([]);

  const find = (id: string) => entries.value.find((entry) => entry.id === id);
  const textsOf = (id: string) => texts.value.find((sent) => sent.id === id);

  function change(next: (latest: readonly HistoryEntry[]) => readonly HistoryEntry[], sent = texts.value): void {
    // Another window may have changed them since.
    const latest = store.fails.value ? undefined : store.read(KEPT.history, KEPT.history.key);
    entries.value = next(latest ?? entries.value).slice(0, MAX_SENT);
    texts.value = bounded(sent.filter(({ id }) => find(id) !== undefined));
  }

  return {
    entries,
    find,
    textsOf,
    begin({ title, document, kind, sender, ...own }) {
      const id = newId();
      const entry = {
        ...{ id, title: title.slice(0, 200), document, kind, sender },
        ...{ status: 0, hasErrors: false, isUnknown: kind === 'mutation', durationMs: 0, at: Date.now() },
      };
      // Another window may have different variables for it.
      const isAgain = (other: HistoryEntry) =>
        other.document === document &&
        other.sender === sender &&
        !underWay.value.includes(other.id) &&
        textsOf(other.id)?.variables === own.variables;
      underWay.value = [...underWay.value, id];
      change(
        (latest) => [entry, ...latest.filter((other) => !isAgain(other))],
        [{ id, ...own, received: null }, ...texts.value],
      );
      return id;
    },
    answered(id, { status, errors, durationMs, received }) {
      const outcome = { status, hasErrors: errors.length > 0, isUnknown: unknownIn(errors) !== undefined, durationMs };
      change(
        (latest) => latest.map((entry) => (entry.id === id ? { ...entry, ...outcome } : entry)),
        texts.value.map((sent) => (sent.id === id ? { ...sent, received } : sent)),
      );
    },
    end(id) {
      underWay.value = underWay.value.filter((other) => other !== id);
    },
    isUnderWay: (id) => underWay.value.includes(id),
    remove(id) {
      change((latest) => latest.filter((entry) => entry.id !== id));
    },
    search(wanted) {
      return entries.value.filter((entry) => {
        const { id, title, document, sender } = entry;
        return hasWords([title, document, inWords(sender), outcomeOf(entry), textsOf(id)?.variables], wanted);
      });
    },
  };
}

/** Who sent it. */
export function inWords(sender: string): string {
  return sender === 'another' ? 'own credential' : sender === 'nobody' ? 'no credential' : `as ${sender}`;
}

/** As far as it is known. */
export function outcomeOf({ status, isUnknown }: HistoryEntry): string {
  return `${status === 0 ? 'no answer' : status}${isUnknown ? ' · outcome unknown' : ''}`;
}

/** The latest first; of older ones, the parts that do not fit are left out. */
function bounded(texts: readonly SentTexts[]): readonly SentTexts[] {
  let left = MAX_CHARACTERS;
  const fits = (length: number) => {
    const isShort = length <= Math.min(left, MAX_TEXT);
    left -= isShort ? length : 0;
    return isShort;
  };
  return texts.flatMap((sent) => {
    const { variables, headers, received } = sent;
    return fits(variables.length + headers.length)
      ? { ...sent, received: received !== null && fits(received.body.length) ? received : null }
      : [];
  });
}
