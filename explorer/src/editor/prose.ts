import { proseParts } from '../model/text/prose.js';

/** A description as editors show it: paragraphs with `code` in them. */
export function proseIn(text: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'prose';
  for (const paragraph of text.split(/\n{2,}/).filter((paragraph) => paragraph !== '')) {
    const parts = proseParts(paragraph).map(({ text: part, isCode }) => {
      const element = document.createElement(isCode ? 'code' : 'span');
      element.textContent = part;
      return element;
    });
    const element = document.createElement('p');
    element.append(...parts);
    box.append(element);
  }
  return box;
}
