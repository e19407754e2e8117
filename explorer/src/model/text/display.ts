/** Beyond these, editors get slow. In characters. */
const MAX_LENGTH = 300_000;
const MAX_LINE_LENGTH = 2_000;

export interface Displayed {
  readonly text: string;
  /** Whether there is more of it. */
  readonly isCut: boolean;
}

/** The part of a text that does not make the page slow: its first lines, and the beginnings of long ones. */
export function displayed(text: string): Displayed {
  const shown: string[] = [];
  let length = 0;
  let isCut = false;
  for (const line of text.split('\n')) {
    if (length > MAX_LENGTH) {
      return { text: [...shown, '…'].join('\n'), isCut: true };
    }
    const isLong = line.length > MAX_LINE_LENGTH;
    const part = isLong ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
    shown.push(part);
    length += part.length + 1;
    isCut ||= isLong;
  }
  return { text: shown.join('\n'), isCut };
}
