import { Annotation, Compartment, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useExplorer } from '../model/explorer.js';
import { theme } from './theme.js';

export interface EditorProps {
  /** Reads the text from signals, and is read again when these change. */
  readonly text: () => string;
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly extensions: Extension;
  /** Hears of what somebody writes, at once. */
  readonly onChange?: (text: string) => void;
  readonly onCursor?: (position: number) => void;
}

/** On what comes from the signals and must not go back there. */
const FromOutside = Annotation.define<boolean>();

/** A text with colours. */
export function Editor({ text, label, extensions, onChange, onCursor }: EditorProps) {
  const { nonce } = useExplorer().settings;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const varying = useRef(new Compartment());

  // It keeps what it was made with; only `extensions` vary, below.
  useEffect(() => {
    const editor = new EditorView({
      parent: host.current as HTMLDivElement,
      doc: text(),
      extensions: [
        EditorView.cspNonce.of(nonce),
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
      ],
    });
    view.current = editor;
    // At once rather than with the next rendering: by then, more may have been typed.
    const stop = effect(() => show(text(), editor));
    return () => {
      stop();
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: varying.current.reconfigure(extensions) });
  }, [extensions]);

  return <div class="editor" ref={host} />;
}

function show(text: string, editor: EditorView): void {
  const { doc } = editor.state;
  if (text !== doc.toString()) {
    editor.dispatch({ changes: { from: 0, to: doc.length, insert: text }, annotations: FromOutside.of(true) });
  }
}
