/** Whether all words that are wanted stand in one of the texts, in any case. */
export function hasWords(texts: readonly (string | undefined)[], wanted: string): boolean {
  const text = texts.join('\n').toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
