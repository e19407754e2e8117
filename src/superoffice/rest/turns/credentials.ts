import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import type { FailedCall } from '../../errors.js';

/** What an answer says of the credential that the call carried. */
export type CredentialVerdict = 'accepted' | 'refused' | 'none';

/** What a call asks for, whatever its values. */
export type Endpoint = Pick<FailedCall, 'method' | 'route'>;

/** What SuperOffice said of the credentials that callers sent. They are known by keys that tell nothing of them. */
export interface Credentials {
  /** Whether SuperOffice has ever accepted it. */
  isProven(key: string): boolean;
  /** Whether SuperOffice has accepted it, and not refused it since. */
  isAccepted(key: string): boolean;
  /** Whether SuperOffice has refused it so lately that this endpoint would do so again. */
  isRefused(key: string, endpoint: Endpoint): boolean;
  /** Whether all endpoints would. */
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

/** Of each kind. Those that were longest not used are forgotten first. */
const MAX_CREDENTIALS = 10_000;
/** For how long a credential that was refused is not sent again. */
const REFUSED_MS = 2000;

/**
 * An endpoint can refuse a credential that is good for all others, for want of a right, say. So one that SuperOffice has ever
 * accepted is refused by all only when two of them refused it, and none accepted it meanwhile.
 */
export function createCredentials(clock: Clock): Credentials {
  const accepted = new LRUCache<string, true>({ max: MAX_CREDENTIALS });
  /** The latest refusal of each. Apart from the others, so that made-up credentials push no accepted ones out. */
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
