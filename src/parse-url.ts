/**
 * Undefined if it is not a URL. Replaces `URL.canParse`, which reads some texts as UTF-8 once its caller is compiled, and
 * then gives wrong results (Node.js 20 and 22).
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
