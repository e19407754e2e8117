import { EditorView } from '@codemirror/view';

/**
 * Types over a selection. Chromium would do so with the style of what it replaces, written into the text as an
 * attribute, which the page's policy forbids.
 */
export const typingOverSelections = EditorView.domEventHandlers({
  beforeinput({ inputType, data }, view) {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || inputType !== 'insertText' || data === null || view.composing) {
      return false;
    }
    if (view.state.selection.main.empty) {
      // The editor learns of a selection later than the browser, which may have made it just now.
      const range = selection.getRangeAt(0);
      const anchor = view.posAtDOM(range.startContainer, range.startOffset);
      view.dispatch({ selection: { anchor, head: view.posAtDOM(range.endContainer, range.endOffset) } });
    }
    const { state } = view;
    const { from, to } = state.selection.main;
    const insertion = () =>
      state.update(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    const isHandled = state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insertion));
    if (!isHandled) {
      view.dispatch(insertion());
    }
    return true;
  },
});
