import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import type { FailedCall } from '../../errors.js';

/** What an answer says about the call's credential. */
export type CredentialVerdict = 'accepted' | 'refused' | 'none';

/** Method and path template. */
export type Endpoint = Pick<FailedCall, 'method' | 'route'>;

/** What SuperOffice said about callers' credentials, by keys that do not reveal them. */
export interface Credentials {
  /** Whether SuperOffice has ever accepted it. */
  isProven(key: string): boolean;
  /** Whether SuperOffice has accepted it, and not refused it since. */
  isAccepted(key: string): boolean;
  /** Whether SuperOffice has refused it so recently that this endpoint would refuse it again. */
  isRefused(key: string, endpoint: Endpoint): boolean;
  /** Whether all endpoints would refuse it. */
  isRefusedByAll(key: string): boolean;
  /** @param endpoint which answered. */
  learn(key: string, verdict: CredentialVerdict, endpoint: Endpoint): void;
}

interface Refusal {
  readonly atMs: number;
  readonly endpoint: Endpoint;
  /** Whether other endpoints would refuse it, too. */
  readonly isOfAll: boolean;
}

/** Per kind. The least recently used are forgotten first. */
const MAX_CREDENTIALS = 10_000;
/** How long a refused credential is not sent again. */
const REFUSED_MS = 2000;

/**
 * One endpoint may refuse a credential that is good for the others, for example because a right is missing. So a credential
 * that was ever accepted counts as refused everywhere only after two endpoints have refused it, without one accepting it in
 * between.
 */
export function createCredentials(clock: Clock): Credentials {
  const accepted = new LRUCache<string, true>({ max: MAX_CREDENTIALS });
  /** The latest refusal of each. Kept separately, so that made-up credentials do not displace accepted ones. */
  const refused = new LRUCache<string, Refusal>({ max: MAX_CREDENTIALS });
  const isProven = (key: string) => accepted.get(key) === true;

  function recentRefusal(key: string): Refusal | undefined {
    const refusal = refused.get(key);
    return refusal !== undefined && clock.now() - refusal.atMs < REFUSED_MS ? refusal : undefined;
  }

  return {
    isProven,
    isAccepted: (key) => isProven(key) && !refused.has(key),
    isRefused(key, endpoint) {
      const refusal = recentRefusal(key);
      return refusal !== undefined && (refusal.isOfAll || isSame(refusal.endpoint, endpoint));
    },
    isRefusedByAll: (key) => recentRefusal(key)?.isOfAll === true,
    learn(key, verdict, endpoint) {
      if (verdict === 'refused') {
        const before = refused.get(key);
        const isOfOther = before !== undefined && (before.isOfAll || !isSame(before.endpoint, endpoint));
        const { method, route } = endpoint;
        refused.set(key, {
          atMs: clock.now(),
          endpoint: { method, route },
          isOfAll: isOfOther || !isProven(key),
        });
      } else if (verdict === 'accepted') {
        refused.delete(key);
        accepted.set(key, true);
      }
    },
  };
}

function isSame(one: Endpoint, other: Endpoint): boolean {
  return one.method === other.method && one.route === other.route;
}
