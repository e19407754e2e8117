import type { LiableAddress } from '../superoffice/rest/turns/credential-gate.js';
import type { Tenant } from '../superoffice/tenant.js';
import type { CredentialMistake } from './credential.js';
import type { Identity } from './identity.js';
import type { KeyOf } from './key-of.js';

/** What is sent with each REST call besides the credential: language, culture, time zone and app token. */
export interface Locale {
  readonly headers: Readonly<Record<string, string>>;
  /** Whether dates are asked for in UTC, so that one without an offset is in UTC. */
  readonly isUtc: boolean;
}

/** What a request says of who sent it. */
export interface Caller {
  /** Or why there is none: nothing is sent to SuperOffice then. */
  readonly identity: Identity | CredentialMistake;
  readonly locale: Locale;
  /** Whether the request may use what federation adds: it showed the router's secret, or there is none. */
  readonly isRouter: boolean;
  /** Tells clients apart, as far as their network addresses do. Behind a router all callers have the same one. */
  readonly address: () => string;
  /** The address that answers for a credential which SuperOffice does not accept: none behind a router. */
  readonly liableAddress: LiableAddress;
}

/** Who calls, for the length of a request or a stream: one caller's rights, and nothing of any other's. */
export interface Session extends Caller {
  readonly tenant: Tenant;
  /**
   * Tells callers apart, and nothing about them: by tenant and identity, without an identity by address. Whatever is kept,
   * counted or bounded for each caller goes by this key.
   */
  readonly key: string;
  /** Tells apart what SuperOffice accepts or refuses: `key` with the app token, which is a part of the credential there. */
  readonly credentialKey: string;
}

export type SessionOf = (caller: Caller) => Session;

/** @param keyOf turns texts that may be secrets into a name that tells nothing of them. */
export function createSessions(tenant: Tenant, keyOf: KeyOf): SessionOf {
  return (caller) => {
    const { identity, locale, isRouter, address, liableAddress } = caller;
    const { 'so-apptoken': appToken } = locale.headers;
    const key = keyOf(tenant.id, typeof identity === 'string' ? address() : identity.name);
    const credentialKey = appToken === undefined ? key : keyOf(key, appToken);
    return { identity, locale, isRouter, address, liableAddress, tenant, key, credentialKey };
  };
}
