import { proseParts } from '../model/prose.js';

/** A description, with `code` in it, for where an editor shows it. */
export function proseIn(text: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'prose';
  for (const { text: part, isCode } of proseParts(text)) {
    const element = document.createElement(isCode ? 'code' : 'span');
    element.textContent = part;
    box.append(element);
  }
  return box;
}
