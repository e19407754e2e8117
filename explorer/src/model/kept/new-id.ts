/** Not `crypto.randomUUID`, which pages that came over plain HTTP do not have. */
export function newId(): string {
  return Math.random().toString(36).slice(2);
}
