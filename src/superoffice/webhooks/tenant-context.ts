/**
 * The `ContextIdentifier` of a tenant online, which its address holds: `https://online3.superoffice.com/Cust12345/api/v1/`
 * [documented]. In small letters. Undefined for other addresses, from which it cannot be told.
 */
export function contextIn({ pathname }: URL): string | undefined {
  return /\/(cust\d+)(?=\/)/i.exec(pathname)?.[1]?.toLowerCase();
}
