import { EditorView } from '@codemirror/view';

/** Moves the focus as soon as what was just changed is drawn, and before the next key. */
export function focusSoon(selector: string): void {
  queueMicrotask(() => {
    const element = document.querySelector<HTMLElement>(selector);
    // An editor puts the cursor where it is to be, before the browser does.
    (element && (EditorView.findFromDOM(element) ?? element))?.focus();
  });
}
