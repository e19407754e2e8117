import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';

/** What an answer says of the credential that the call carried. */
export type CredentialVerdict = 'accepted' | 'refused' | 'none';

/** What SuperOffice said of the credentials that callers sent. They are known by keys that tell nothing of them. */
export interface Credentials {
  /** Whether SuperOffice has ever accepted it. */
  isProven(key: string): boolean;
  /** Whether SuperOffice has accepted it, and not refused it since. */
  isAccepted(key: string): boolean;
  /** Whether SuperOffice has refused it so lately that it would do so again. */
  isRefused(key: string): boolean;
  learn(key: string, verdict: CredentialVerdict): void;
}

/** Of each kind. Those that were longest not used are forgotten first. */
const MAX_CREDENTIALS = 10_000;
/** For how long a credential that was refused is not sent again. */
const REFUSED_MS = 2000;

export function createCredentials(clock: Clock): Credentials {
  const accepted = new LRUCache<string, true>({ max: MAX_CREDENTIALS });
  /** When each was refused. Apart from the others, so that made-up credentials push no accepted ones out. */
  const refused = new LRUCache<string, number>({ max: MAX_CREDENTIALS });
  const isProven = (key: string) => accepted.get(key) === true;
  return {
    isProven,
    isAccepted: (key) => isProven(key) && !refused.has(key),
    isRefused(key) {
      const refusedMs = refused.get(key);
      return refusedMs !== undefined && clock.now() - refusedMs < REFUSED_MS;
    },
    learn(key, verdict) {
      if (verdict === 'refused') {
        refused.set(key, clock.now());
      } else if (verdict === 'accepted') {
        refused.delete(key);
        accepted.set(key, true);
      }
    },
  };
}
