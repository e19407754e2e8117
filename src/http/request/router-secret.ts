import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Recognises a router by its `x-router-secret` header, which must be one of the secrets. Without secrets, everybody passes.
 */
export function routerCheck(secrets: readonly string[]): (headers: IncomingHttpHeaders) => boolean {
  if (secrets.length === 0) {
    return () => true;
  }
  // Digests have one length, so comparing them reveals nothing about a secret, not even its length.
  const expected = secrets.map(digest);
  return ({ 'x-router-secret': shown }) => typeof shown === 'string' && isOneOf(expected, digest(shown));
}

/** Compares with every secret, so that the time does not reveal which one matches. */
function isOneOf(expected: readonly Buffer[], shown: Buffer): boolean {
  return expected.filter((secret) => timingSafeEqual(secret, shown)).length > 0;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
