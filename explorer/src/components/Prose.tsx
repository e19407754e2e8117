import { proseParts } from '../model/text/prose.js';

/** A text with `code` in it. */
export function Prose({ text }: { readonly text: string }) {
  return proseParts(text).map((part, index) =>
    part.isCode ? <code key={index}>{part.text}</code> : <span key={index}>{part.text}</span>,
  );
}
