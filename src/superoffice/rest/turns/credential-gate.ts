import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { type CredentialVerdict, createCredentials, type Endpoint } from './credentials.js';

export interface CredentialGateOptions {
  /** Credentials that one address may try, in the long run and at once. */
  readonly failedCredentialsPerMinute: number;
  readonly failedCredentialsBurst: number;
}

/** Gives the address that answers for a credential; undefined where nobody does. */
export type LiableAddress = (() => string) | undefined;

/** Keeps credentials from SuperOffice that it would refuse, and those of an address that has tried too many. */
export interface CredentialGate {
  /** Whether SuperOffice has accepted it, and not refused it since. */
  isAccepted(key: string): boolean;
  /** @throws {CredentialHeldError} where SuperOffice has refused it lately, so that this endpoint would, too. */
  checkRefused(key: string, endpoint: Endpoint): void;
  /** For how long nothing can be sent with it, in milliseconds, because its address has tried too many credentials. */
  waitMs(key: string, address: LiableAddress): number;
  /**
   * Lets a call pass.
   *
   * @returns a trial, where SuperOffice has not accepted the credential before. `end` it.
   * @throws {CredentialHeldError} where it is not to be sent.
   */
  begin(key: string, address: LiableAddress, endpoint: Endpoint): Trial | undefined;
  /** As soon as an answer came from this endpoint. */
  learn(key: string, verdict: CredentialVerdict, endpoint: Endpoint): void;
  /** @param isSent whether SuperOffice can have seen the credential. */
  end(key: string, trial: Trial, verdict: CredentialVerdict, isSent: boolean): void;
}

/** The calls with a credential of which SuperOffice has said nothing yet. All of them cost one token. */
export interface Trial {
  /** What the token was taken from; undefined where none was, or it was given back. */
  bucket: Bucket | undefined;
  /** Under way. */
  calls: number;
  isSent: boolean;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** The call was not made, because of its credential. */
export class CredentialHeldError extends Error {
  override readonly name = 'CredentialHeldError';
  /** `UNAUTHENTICATED`: SuperOffice refused it lately. `RATE_LIMITED`: its address has tried too many. */
  readonly reason: 'RATE_LIMITED' | 'UNAUTHENTICATED';
  readonly retryAfterMs: number | undefined;

  constructor(reason: 'RATE_LIMITED' | 'UNAUTHENTICATED', retryAfterMs?: number) {
    super(`The credential is not sent: ${reason}`);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Addresses that are told apart. The one that was longest not seen is forgotten first. */
const MAX_ADDRESSES = 10_000;
/** Credentials that are tried at a time. Of those beyond, the one that was longest not used takes a further token. */
const MAX_TRIALS = 10_000;

/**
 * A credential that SuperOffice has not accepted before takes a token from the bucket of its address, and gets it back when
 * it is accepted, or was not sent after all. As long as SuperOffice says nothing of it, it takes no further one: a sick
 * SuperOffice, or a client that leaves, costs the others of an address nothing. So whoever makes credentials up can have
 * SuperOffice asked about a few of them, while callers with good ones come in, however many of them share an address.
 */
export function createCredentialGate(options: CredentialGateOptions, clock: Clock): CredentialGate {
  const { failedCredentialsPerMinute, failedCredentialsBurst: burst } = options;
  const perMs = failedCredentialsPerMinute / 60_000;
  const credentials = createCredentials(clock);
  const buckets = new LRUCache<string, Bucket>({ max: MAX_ADDRESSES });
  const trials = new LRUCache<string, Trial>({ max: MAX_TRIALS });

  function bucketOf(address: string): Bucket {
    const nowMs = clock.now();
    const bucket = buckets.get(address) ?? { tokens: burst, filledAtMs: nowMs };
    buckets.set(address, bucket);
    bucket.tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.filledAtMs) * perMs);
    bucket.filledAtMs = nowMs;
    return bucket;
  }

  const tokenMs = ({ tokens }: Bucket) => (tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs));

  function beginTrial(address: LiableAddress): Trial {
    const bucket = address && bucketOf(address());
    const waitMs = bucket === undefined ? 0 : tokenMs(bucket);
    if (waitMs > 0) {
      throw new CredentialHeldError('RATE_LIMITED', waitMs);
    }
    if (bucket !== undefined) {
      bucket.tokens -= 1;
    }
    return { bucket, calls: 0, isSent: false };
  }

  function checkRefused(key: string, endpoint: Endpoint): void {
    if (credentials.isRefused(key, endpoint)) {
      throw new CredentialHeldError('UNAUTHENTICATED');
    }
  }

  return {
    isAccepted: credentials.isAccepted,
    learn: credentials.learn,
    checkRefused,
    waitMs(key, address) {
      const isFree =
        address === undefined || credentials.isProven(key) || trials.has(key) || credentials.isRefusedByAll(key);
      return isFree ? 0 : tokenMs(bucketOf(address()));
    },
    begin(key, address, endpoint) {
      checkRefused(key, endpoint);
      if (credentials.isProven(key)) {
        return undefined;
      }
      const trial = trials.get(key) ?? beginTrial(address);
      trials.set(key, trial);
      trial.calls += 1;
      return trial;
    },
    end(key, trial, verdict, isSent) {
      trial.calls -= 1;
      trial.isSent ||= isSent;
      const isUnsent = trial.calls === 0 && !trial.isSent;
      if (trial.bucket !== undefined && (verdict === 'accepted' || isUnsent)) {
        trial.bucket.tokens = Math.min(burst, trial.bucket.tokens + 1);
        trial.bucket = undefined;
      }
      // Whoever sends a refused one again begins anew.
      if ((verdict !== 'none' || isUnsent) && trials.peek(key) === trial) {
        trials.delete(key);
      }
    },
  };
}
