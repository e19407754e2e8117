/** A part of a description: text, or code between backticks. */
export interface ProsePart {
  readonly text: string;
  readonly isCode: boolean;
}

/** Backticks are the only Markdown in descriptions. An unpaired last one stays. */
export function proseParts(text: string): readonly ProsePart[] {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
