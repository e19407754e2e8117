import { historyField } from '@codemirror/commands';
import { EditorState, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** The undo history, cursor and scroll position of texts that are not shown now. */
export interface EditorMemory {
  keep(key: string | undefined, view: EditorView): void;
  /** The state of the text; a new one if the text has changed since. */
  recall(key: string | undefined, doc: string, extensions: Extension): EditorStart;
}

export interface EditorStart {
  readonly state: EditorState;
  readonly scrollTo?: ReturnType<EditorView['scrollSnapshot']>;
}

interface Left {
  readonly json: { readonly doc: string };
  readonly scrollTo: ReturnType<EditorView['scrollSnapshot']>;
}

const FIELDS = { history: historyField };

/** How many texts are remembered, and the characters of one: its history may be a few times as long. */
const MAX_TEXTS = 60;
const MAX_LENGTH = 200_000;

export function createEditorMemory(): EditorMemory {
  const left = new Map<string, Left>();
  return {
    keep(key, view) {
      if (key === undefined) {
        return;
      }
      left.delete(key);
      if (view.state.doc.length <= MAX_LENGTH) {
        left.set(key, { json: view.state.toJSON(FIELDS), scrollTo: view.scrollSnapshot() });
      }
      for (const oldest of [...left.keys()].slice(0, -MAX_TEXTS)) {
        left.delete(oldest);
      }
    },
    recall(key, doc, extensions) {
      const known = key === undefined ? undefined : left.get(key);
      return known?.json.doc === doc
        ? { state: EditorState.fromJSON(known.json, { extensions }, FIELDS), scrollTo: known.scrollTo }
        : { state: EditorState.create({ doc, extensions }) };
    },
  };
}
