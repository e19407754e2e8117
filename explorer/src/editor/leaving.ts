import { Prec } from '@codemirror/state';
import { EditorView, type KeyBinding, keymap } from '@codemirror/view';

const afterEscape: KeyBinding = {
  key: 'Escape',
  run(view) {
    view.setTabFocusMode(true);
    return true;
  },
};

/** Tab indents; after Escape it leaves the editor, however much later, until another key is pressed. */
export const leaving = [
  EditorView.contentAttributes.of({ 'aria-description': 'To leave the editor, press Escape and then Tab.' }),
  // Where Escape closes a list or a bar, it does no more than that.
  Prec.lowest(keymap.of([afterEscape])),
  EditorView.domEventHandlers({
    keydown({ key }, view) {
      if (!['Escape', 'Tab', 'Shift'].includes(key)) {
        view.setTabFocusMode(false);
      }
      return false;
    },
    blur(_event, view) {
      view.setTabFocusMode(false);
    },
  }),
];
