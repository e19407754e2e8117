import type { IncomingMessage } from 'node:http';
import type { AssociateRecord } from '../data/records.js';
import { findAssociateByName, type Tenant } from '../tenant.js';
import { Refusal } from './errors.js';

/** The fixed credentials of an associate in the sandbox; each starts from `Associate.Name`: `tje0`. */
export interface SandboxCredentials {
  /** `Tje0`. */
  readonly password: string;
  /** `7T:tje0`. */
  readonly ticket: string;
  /** `8A:Sandbox.tje0`. */
  readonly token: string;
}

export function credentialsOf({ Name }: AssociateRecord): SandboxCredentials {
  const name = Name ?? '';
  return {
    password: name.slice(0, 1).toUpperCase() + name.slice(1),
    ticket: `7T:${name}`,
    token: `8A:Sandbox.${name}`,
  };
}

/**
 * Who is calling: by `Authorization` (Basic, SoTicket, Bearer), or by the cookies `SoSession=<name>` and
 * `XSRF-TOKEN=<value>` with that value in `X-XSRF-TOKEN`.
 *
 * @throws {Refusal} 401 without exactly one valid credential of an associate who is not retired.
 */
export function authenticate(request: IncomingMessage, tenant: Tenant): AssociateRecord {
  const authorizations = request.headersDistinct.authorization ?? [];
  const xsrfTokens = request.headersDistinct['x-xsrf-token'] ?? [];
  const [authorization] = authorizations;
  const [xsrfToken] = xsrfTokens;
  if (authorizations.length + xsrfTokens.length !== 1) {
    throw unauthenticated();
  }

  const caller = authorization
    ? callerByAuthorization(authorization, tenant)
    : callerByCookies(request.headers.cookie ?? '', xsrfToken ?? '', tenant);
  if (!caller || caller.Deleted) {
    throw unauthenticated();
  }
  return caller;
}

function callerByAuthorization(authorization: string, tenant: Tenant): AssociateRecord | undefined {
  const [, scheme = '', value = ''] = /^(\S+) +(.+)$/.exec(authorization) ?? [];
  switch (scheme.toLowerCase()) {
    case 'basic':
      return callerByPassword(value, tenant);
    case 'soticket':
      return [...tenant.associates.values()].find((associate) => credentialsOf(associate).ticket === value);
    case 'bearer':
      return [...tenant.associates.values()].find((associate) => credentialsOf(associate).token === value);
    default:
      return undefined;
  }
}

function callerByPassword(encoded: string, tenant: Tenant): AssociateRecord | undefined {
  // Buffer ignores invalid base64, so without this check the sandbox would accept what SuperOffice refuses.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
    return undefined;
  }
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) {
    return undefined;
  }
  const associate = findAssociateByName(tenant, decoded.slice(0, colon));
  return associate && credentialsOf(associate).password === decoded.slice(colon + 1) ? associate : undefined;
}

function callerByCookies(cookie: string, xsrfToken: string, tenant: Tenant): AssociateRecord | undefined {
  const cookies = new Map(
    cookie.split(';').map((pair) => {
      const [name = '', ...value] = pair.trim().split('=');
      return [name, value.join('=')] as const;
    }),
  );
  if (!xsrfToken || cookies.get('XSRF-TOKEN') !== xsrfToken) {
    return undefined;
  }
  return findAssociateByName(tenant, cookies.get('SoSession') ?? '');
}

function unauthenticated(): Refusal {
  return new Refusal(401, 'SoAuthenticationException', 'A valid credential is required: exactly one.', {
    'WWW-Authenticate': 'Basic realm="SuperOffice sandbox", charset="UTF-8"',
  });
}
