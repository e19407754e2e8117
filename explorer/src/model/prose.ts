/** A part of a description: text, or what stands between backticks. */
export interface ProsePart {
  readonly text: string;
  readonly isCode: boolean;
}

/** Backticks are all that descriptions have of Markdown. A last one without its counterpart stays. */
export function proseParts(text: string): readonly ProsePart[] {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
