import type { Identity } from './identity.js';

/** In SuperOffice's spelling, which HTTP does not ask of callers. */
const SCHEMES: ReadonlyMap<string, string> = new Map(
  ['Basic', 'Bearer', 'SoTicket'].map((scheme) => [scheme.toLowerCase(), scheme]),
);

/**
 * Why a request has no identity: it brings no credential, one cookie or token without the other, `Authorization` without a
 * scheme that SuperOffice takes, no token behind the scheme, or no base64 of user and password behind Basic.
 */
export type CredentialMistake = 'missing' | 'incomplete cookies' | 'no scheme' | 'no token' | 'no base64';

/**
 * An identity by an `Authorization` header, or why SuperOffice takes no such header. One credential can be spelled in many
 * ways: it is known by one of them, in which it is sent, too.
 */
export function identityByAuthorization(value: string): Identity | CredentialMistake {
  const [, sentScheme = ''] = /^([a-z]+)(?: |$)/i.exec(value) ?? [];
  const scheme = SCHEMES.get(sentScheme.toLowerCase());
  if (scheme === undefined) {
    return 'no scheme';
  }
  const [, sentToken] = /^ +([\x21-\x7e]{1,4096})$/.exec(value.slice(scheme.length)) ?? [];
  if (sentToken === undefined) {
    return 'no token';
  }
  const token = scheme === 'Basic' ? basicToken(sentToken) : sentToken;
  if (token === undefined) {
    return 'no base64';
  }
  const authorization = `${scheme} ${token}`;
  return identityOf(authorization, { authorization });
}

/**
 * An identity by session cookies, which count together with their XSRF token.
 *
 * @param cookie in one order, whichever the caller sent them in.
 */
export function identityByCookies(token: string, cookie: string): Identity {
  return identityOf(`${token}\n${cookie}`, { 'x-xsrf-token': token, cookie });
}

/** Base64 can be written without its padding, and with any bits behind the last byte. Undefined unless it holds a password. */
function basicToken(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    return undefined;
  }
  const userAndPassword = Buffer.from(base64, 'base64');
  return userAndPassword.includes(':') ? userAndPassword.toString('base64') : undefined;
}

function identityOf(name: string, headers: Readonly<Record<string, string>>): Identity {
  return { name, headers: () => headers };
}
