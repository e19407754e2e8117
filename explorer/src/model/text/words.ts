/** Whether each of the words is in one of the texts, ignoring case. */
export function hasWords(texts: readonly (string | undefined)[], wanted: string): boolean {
  const text = texts.join('\n').toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
