import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Tells a router by its `x-router-secret` header, which is one of the secrets; without secrets, everybody passes. */
export function routerCheck(secrets: readonly string[]): (headers: IncomingHttpHeaders) => boolean {
  if (secrets.length === 0) {
    return () => true;
  }
  // Digests have one length, so that comparing them tells nothing of a secret, its length included.
  const expected = secrets.map(digest);
  return ({ 'x-router-secret': shown }) => typeof shown === 'string' && isOneOf(expected, digest(shown));
}

/** Compares with each of them, so that the time does not tell which one it is. */
function isOneOf(expected: readonly Buffer[], shown: Buffer): boolean {
  return expected.filter((secret) => timingSafeEqual(secret, shown)).length > 0;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
