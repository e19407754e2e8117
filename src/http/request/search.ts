/** `?a=b` of a request target in any form; empty if there is none. */
export function searchOf(target: string): string {
  const start = target.indexOf('?');
  return start < 0 ? '' : target.slice(start);
}
