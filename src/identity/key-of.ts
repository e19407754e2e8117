import { hash } from 'node:crypto';

/** Makes a name from texts that may be secret, without revealing them. */
export type KeyOf = (...texts: readonly string[]) => string;

/** @param secret of the process, or of all replicas that must give the same names. */
export function createKeyOf(secret: string): KeyOf {
  // An HMAC would cost five times as much. It prevents length extension, which is impossible for a JSON list anyway.
  return (...texts) => hash('sha256', secret + JSON.stringify(texts), 'base64url');
}
