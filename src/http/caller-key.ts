import { createHmac } from 'node:crypto';

/** Turns texts that may be secrets into a name that tells nothing of them. */
export type KeyOf = (...texts: readonly string[]) => string;

/** @param secret of the process, or of all replicas that are to give the same names. */
export function createKeyOf(secret: string | Buffer): KeyOf {
  return (...texts) => createHmac('sha256', secret).update(JSON.stringify(texts)).digest('base64url');
}
