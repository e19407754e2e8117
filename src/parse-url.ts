/**
 * Undefined for what is no URL. In place of `URL.canParse`, which reads some texts as UTF-8 once what calls it is compiled, and
 * then says of them what is not so (Node.js 20 and 22).
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
