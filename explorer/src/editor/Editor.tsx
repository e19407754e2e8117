import { isolateHistory } from '@codemirror/commands';
import { Annotation, Compartment, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useExplorer } from '../model/explorer.js';
import { theme } from './theme.js';

export interface EditorProps {
  /** Reads the text from signals, and is read again when these change; undefined: it is there no more. */
  readonly text: () => string | undefined;
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly extensions: Extension;
  /** Under which it is remembered how somebody left it; not where nobody writes. */
  readonly memoryKey?: string;
  /** Hears of what somebody writes, at once. */
  readonly onChange?: (text: string) => void;
  readonly onCursor?: (position: number) => void;
  /** Where the cursor is to be; read again when its signals change. Undefined: where it is. */
  readonly cursor?: () => number | undefined;
}

/** On what comes from the signals and must not go back there. */
const FromOutside = Annotation.define<boolean>();

/** A text with colours. */
export function Editor({ text, label, extensions, memoryKey, onChange, onCursor, cursor }: EditorProps) {
  const { settings, editorMemory } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const varying = useRef(new Compartment());

  // It keeps what it was made with; only `extensions` vary, below.
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
    // At once rather than with the next rendering: by then, more may have been typed.
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

/** Changes what differs alone, so that cursor and selection stay where they are. */
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
    // To be undone by itself, however soon it follows what somebody wrote.
    annotations: [FromOutside.of(true), isolateHistory.of('full')],
  });
}

function moveTo(position: number | undefined, editor: EditorView): void {
  const { selection, doc } = editor.state;
  if (position !== undefined && position !== selection.main.head && position <= doc.length) {
    editor.dispatch({ selection: { anchor: position }, scrollIntoView: true });
  }
}
