/** Undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON for people to read and write. */
export function inLines(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
