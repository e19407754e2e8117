/**
 * A new value for the argument `idempotencyKey`: 32 hexadecimal digits. Use one for each change, and the same for each repetition of a
 * change that was not answered.
 */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
