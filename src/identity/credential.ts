import type { Identity } from './identity.js';

/** In SuperOffice's spelling. In HTTP, schemes are case-insensitive. */
const SCHEMES: ReadonlyMap<string, string> = new Map(
  ['Basic', 'Bearer', 'SoTicket'].map((scheme) => [scheme.toLowerCase(), scheme]),
);

/**
 * Why a request has no identity: no credential, cookies or token without the other, `Authorization` without a scheme that
 * SuperOffice accepts, no token after the scheme, or no base64 of user and password after Basic.
 */
export type CredentialMistake = 'missing' | 'incomplete cookies' | 'no scheme' | 'no token' | 'no base64';

/**
 * The identity from an `Authorization` header, or what is wrong with it. One credential can be spelled in many ways: it is
 * identified by its normal form, which is also sent.
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
 * The identity from session cookies together with their XSRF token.
 *
 * @param cookie in normal order.
 */
export function identityByCookies(token: string, cookie: string): Identity {
  return identityOf(`${token}\n${cookie}`, { 'x-xsrf-token': token, cookie });
}

/**
 * The normal form of base64, which may come without padding and with any bits after the last byte. Undefined if it has no
 * password.
 */
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
