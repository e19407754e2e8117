/** An option of a query, such as `$select`, in any letter case; undefined where it is not there or empty. */
export function option(query: URLSearchParams, name: string): string | undefined {
  const [, value = ''] = [...query].find(([candidate]) => candidate.toLowerCase() === name) ?? [];
  return value.trim() || undefined;
}
