import { LRUCache } from 'lru-cache';
import { SuperOfficeHttpError } from './errors.js';

/** What an answer says of the credential that the call carried. */
export type CredentialVerdict = 'accepted' | 'refused' | 'none';

/** What SuperOffice said last of the credentials that callers sent. They are known by keys that tell nothing of them. */
export interface Credentials {
  /** Whether SuperOffice has accepted it, and not refused it since. */
  isAccepted(key: string): boolean;
  learn(key: string, verdict: CredentialVerdict): void;
}

/** Of each kind. Those that were longest not used are forgotten first. */
const MAX_CREDENTIALS = 10_000;

export function createCredentials(): Credentials {
  const accepted = new LRUCache<string, true>({ max: MAX_CREDENTIALS });
  // Apart, so that made-up credentials push no accepted ones out.
  const refused = new LRUCache<string, true>({ max: MAX_CREDENTIALS });
  return {
    isAccepted: (key) => accepted.get(key) === true && !(refused.size > 0 && refused.has(key)),
    learn(key, verdict) {
      if (verdict === 'accepted') {
        accepted.set(key, true);
        if (refused.size > 0) {
          refused.delete(key);
        }
      } else if (verdict === 'refused') {
        refused.set(key, true);
      }
    },
  };
}

/** Statuses by which whatever stands in front of SuperOffice answers, before anybody looks at the credential. */
const ANSWERED_BEFORE: ReadonlySet<number> = new Set([421, 429]);

/** What a call that failed says of its credential. */
export function credentialVerdictOf(error: unknown): CredentialVerdict {
  if (!(error instanceof SuperOfficeHttpError)) {
    return 'none';
  }
  if (error.status === 401) {
    return 'refused';
  }
  const isOfWebServer = (error.status === 404 || error.status >= 500) && !error.fromSuperOffice;
  return isOfWebServer || ANSWERED_BEFORE.has(error.status) ? 'none' : 'accepted';
}
