import type { LiableAddress } from '../superoffice/rest/turns/credential-gate.js';
import type { Tenant } from '../superoffice/tenant.js';
import type { CredentialMistake } from './credential.js';
import type { Identity } from './identity.js';
import type { KeyOf } from './key-of.js';

/** What is sent with each REST call besides the credential: language, culture, time zone and app token. */
export interface Locale {
  readonly headers: Readonly<Record<string, string>>;
  /** Whether dates are requested in UTC, so that a date without an offset is in UTC. */
  readonly isUtc: boolean;
}

/** What a request says about its caller. */
export interface Caller {
  /** Or why there is none. Then nothing is sent to SuperOffice. */
  readonly identity: Identity | CredentialMistake;
  readonly locale: Locale;
  /** Whether the request may use what federation adds: it has the router's secret, or none is set. */
  readonly isRouter: boolean;
  /** Identifies the client by network address. Behind a router all callers have the same one. */
  readonly address: () => string;
  /** The address that is charged for an unaccepted credential: none behind a router. */
  readonly liableAddress: LiableAddress;
}

/** Who calls, for the length of a request or a stream: one caller's rights, and nothing of any other's. */
export interface Session extends Caller {
  readonly tenant: Tenant;
  /**
   * Identifies the caller without revealing who it is: by tenant and identity or, without an identity, by address.
   * Everything that is kept, counted or limited per caller uses this key.
   */
  readonly key: string;
  /** Identifies the credential for SuperOffice: `key` with the app token, which is part of it. */
  readonly credentialKey: string;
}

export type SessionOf = (caller: Caller) => Session;

/** @param keyOf turns texts that may be secrets into a name that does not reveal them. */
export function createSessions(tenant: Tenant, keyOf: KeyOf): SessionOf {
  return (caller) => {
    const { identity, locale, isRouter, address, liableAddress } = caller;
    const { 'so-apptoken': appToken } = locale.headers;
    const key = keyOf(tenant.id, typeof identity === 'string' ? address() : identity.name);
    const credentialKey = appToken === undefined ? key : keyOf(key, appToken);
    return { identity, locale, isRouter, address, liableAddress, tenant, key, credentialKey };
  };
}
