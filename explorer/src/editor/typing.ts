import { EditorView } from '@codemirror/view';

/**
 * Types over a selection. Chromium would do so with the style of what it replaces, written into the text as an
 * attribute, which the page's policy forbids.
 */
export const typingOverSelections = EditorView.domEventHandlers({
  beforeinput({ inputType, data }, view) {
    const { state } = view;
    const { from, to, empty } = state.selection.main;
    if (empty || inputType !== 'insertText' || data === null || view.composing) {
      return false;
    }
    const insertion = () =>
      state.update(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    const isHandled = state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insertion));
    if (!isHandled) {
      view.dispatch(insertion());
    }
    return true;
  },
});
