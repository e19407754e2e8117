import { EditorView } from '@codemirror/view';

/** Tab indents; after Escape it leaves the editor, at any later time, until another key is pressed. */
export const leaving = [
  EditorView.contentAttributes.of({ 'aria-description': 'To leave the editor, press Escape and then Tab.' }),
  // Escape may also close a list.
  EditorView.domEventObservers({
    keydown({ key }, view) {
      if (!['Tab', 'Shift'].includes(key)) {
        view.setTabFocusMode(key === 'Escape');
      }
    },
    blur(_event, view) {
      view.setTabFocusMode(false);
    },
  }),
];
