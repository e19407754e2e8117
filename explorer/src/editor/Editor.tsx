import { isolateHistory } from '@codemirror/commands';
import { Annotation, Compartment, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useExplorer } from '../model/explorer.js';
import { theme } from './theme.js';

export interface EditorProps {
  /** Reads the text from signals, and is called again when they change; undefined: the text is gone. */
  readonly text: () => string | undefined;
  /** What it is, for screen readers. */
  readonly label: string;
  readonly extensions: Extension;
  /** The key under which its state is remembered; undefined for a text that nobody edits. */
  readonly memoryKey?: string;
  /** Called at once with what the user writes. */
  readonly onChange?: (text: string) => void;
  readonly onCursor?: (position: number) => void;
  /** Where to put the cursor; read again when its signals change. Undefined: leave it. */
  readonly cursor?: () => number | undefined;
}

/** Marks changes that come from the signals and must not go back to them. */
const FromOutside = Annotation.define<boolean>();

/** A text editor with syntax colours. */
export function Editor({ text, label, extensions, memoryKey, onChange, onCursor, cursor }: EditorProps) {
  const { settings, editorMemory } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const varying = useRef(new Compartment());

  // The editor keeps its first props; only `extensions` vary, below.
  useEffect(() => {
    const all = [
      EditorView.cspNonce.of(settings.nonce),
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions }) => {
        if (docChanged && !transactions.some((transaction) => transaction.annotation(FromOutside))) {
          onChange?.(state.doc.toString());
        }
        if (docChanged || selectionSet) {
          onCursor?.(state.selection.main.head);
        }
      }),
      varying.current.of(extensions),
      theme,
    ];
    const start = editorMemory.recall(memoryKey, text() ?? '', all);
    const editor = new EditorView({ parent: host.current as HTMLDivElement, ...start });
    if (start.scrollTo) {
      onCursor?.(editor.state.selection.main.head);
    }
    view.current = editor;
    // At once, not with the next rendering: by then, more may have been typed.
    const stop = effect(() => show(text(), editor));
    const stopFollowing = effect(() => moveTo(cursor?.(), editor));
    return () => {
      stop();
      stopFollowing();
      editorMemory.keep(memoryKey, editor);
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: varying.current.reconfigure(extensions) });
  }, [extensions]);

  return <div class="editor" ref={host} />;
}

/** Changes only what differs, so that cursor and selection stay. */
function show(text: string | undefined, editor: EditorView): void {
  const old = editor.state.doc.toString();
  if (text === undefined || text === old) {
    return;
  }
  const max = Math.min(old.length, text.length);
  let from = 0;
  while (from < max && old[from] === text[from]) {
    from++;
  }
  let behind = 0;
  while (behind < max - from && old.at(-1 - behind) === text.at(-1 - behind)) {
    behind++;
  }
  editor.dispatch({
    changes: { from, to: old.length - behind, insert: text.slice(from, text.length - behind) },
    // Undone separately, even if it follows closely on what the user wrote.
    annotations: [FromOutside.of(true), isolateHistory.of('full')],
  });
}

function moveTo(position: number | undefined, editor: EditorView): void {
  const { selection, doc } = editor.state;
  if (position !== undefined && position !== selection.main.head && position <= doc.length) {
    editor.dispatch({ selection: { anchor: position }, scrollIntoView: true });
  }
}
