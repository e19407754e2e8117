import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { hangingIndent } from './hanging-indent.js';
import { placeOfHelp } from './help.js';
import { leaving } from './leaving.js';
import { typingOverSelections } from './typing.js';

/** The key that sends the operation, in every editor. */
export function sends(send: () => void): Extension {
  const run = () => {
    send();
    return true;
  };
  return Prec.highest(keymap.of([{ key: 'Mod-Enter', run }]));
}

/** Keys that do something to the text, by their names. */
export function commands(commandsByKey: Readonly<Record<string, () => void>>): Extension {
  return keymap.of(
    Object.entries(commandsByKey).map(([key, command]) => ({
      key,
      run: () => {
        command();
        return true;
      },
    })),
  );
}

/** Extensions of all texts that the user writes. */
export function editing(hint: string): Extension {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false, positionInfo: placeOfHelp }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    placeholder(hint),
    EditorView.contentAttributes.of({ tabindex: '0' }),
    hangingIndent,
    typingOverSelections,
    leaving,
    keymap.of([
      { key: 'Tab', run: acceptCompletion },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...searchKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

/** For JSON that is only read: it can be searched, folded and copied. */
export const reading: Extension = [
  json(),
  foldGutter({ openText: '⌄', closedText: '›' }),
  codeFolding({ placeholderText: '…' }),
  drawSelection(),
  EditorState.readOnly.of(true),
  EditorView.contentAttributes.of({ tabindex: '0', 'aria-readonly': 'true' }),
  hangingIndent,
  keymap.of([...foldKeymap, ...searchKeymap, ...defaultKeymap]),
];
