import { EditorView } from '@codemirror/view';

/** Moves the focus as soon as the last change is rendered, before the next key. */
export function focusSoon(selector: string): void {
  queueMicrotask(() => {
    const element = document.querySelector<HTMLElement>(selector);
    // An editor places the cursor itself, before the browser does.
    (element && (EditorView.findFromDOM(element) ?? element))?.focus();
  });
}
