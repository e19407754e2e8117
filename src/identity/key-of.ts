import { hash } from 'node:crypto';

/** Turns texts that may be secrets into a name that tells nothing of them. */
export type KeyOf = (...texts: readonly string[]) => string;

/** @param secret of the process, or of all replicas that are to give the same names. */
export function createKeyOf(secret: string): KeyOf {
  // An HMAC costs five times as much. It keeps a name from being lengthened, which no list in JSON can be.
  return (...texts) => hash('sha256', secret + JSON.stringify(texts), 'base64url');
}
