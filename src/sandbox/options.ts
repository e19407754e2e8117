/** An option of a query, such as `$select`, case-insensitive; undefined if it is missing or empty. */
export function option(query: URLSearchParams, name: string): string | undefined {
  const [, value = ''] = [...query].find(([candidate]) => candidate.toLowerCase() === name) ?? [];
  return value.trim() || undefined;
}
