import { LRUCache } from 'lru-cache';
import type { Cancellation } from '../../cancellation.js';
import type { Clock } from '../../clock.js';
import type { RestCall } from '../rest-call.js';
import { waitFor } from '../wait-for.js';
import { type CredentialVerdict, createCredentials, type Endpoint } from './credentials.js';

export interface CredentialGateOptions {
  /** Credentials that one address may try, in the long run and at once. */
  readonly failedCredentialsPerMinute: number;
  readonly failedCredentialsBurst: number;
}

/** The address that is charged for the credential; undefined if none is. */
export type LiableAddress = (() => string) | undefined;

/** Who sends an unproven credential, and how long they may wait. */
interface TrialOptions {
  readonly liableAddress?: LiableAddress;
  /** On the clock. */
  readonly deadlineMs: number;
  readonly cancellation?: Cancellation | undefined;
}

/** Stops calls with credentials that SuperOffice would refuse, and credentials from an address that has tried too many. */
export interface CredentialGate {
  /** Whether SuperOffice has ever accepted it: its calls need no trial. */
  isProven(key: string): boolean;
  /** Whether SuperOffice has accepted it, and not refused it since. */
  isAccepted(key: string): boolean;
  /** @throws {CredentialHeldError} if SuperOffice has refused it lately, so that this endpoint would refuse it, too. */
  checkRefused(key: string, endpoint: Endpoint): void;
  /** How long it cannot be sent, in milliseconds, because its address has tried too many credentials. */
  waitMs(key: string, address: LiableAddress): number;
  /**
   * Lets a call pass whose credential is not proven: at once if no other call with it is under way, and otherwise when
   * SuperOffice has accepted the credential, or has said nothing to the others before it. A look-up does not wait:
   * SuperOffice has had the credential with the change, and little time is left.
   *
   * @returns the trial that the call belongs to, for `learn` and `end`; undefined if the credential was accepted meanwhile.
   * @throws {CredentialHeldError} if the call must not be sent.
   */
  begin(key: string, call: Endpoint & Pick<RestCall, 'isLookUp'>, options: TrialOptions): Promise<Trial | undefined>;
  /**
   * Call this as soon as this endpoint has answered.
   *
   * @param trial that the call belongs to, if any.
   */
  learn(key: string, verdict: CredentialVerdict, endpoint: Endpoint, trial?: Trial): void;
  /**
   * Ends a call of a trial.
   *
   * @param isSent whether SuperOffice can have seen the credential.
   */
  end(trial: Trial, isSent: boolean): void;
}

/** The calls with a credential about which SuperOffice has said nothing yet. Together they cost one token. */
export interface Trial {
  readonly key: string;
  /** The bucket that the token was taken from; undefined if none was taken or it was given back. */
  bucket: Bucket | undefined;
  /** Under way: one, and the look-ups beside it. */
  calls: number;
  isSent: boolean;
  /**
   * Resolve the waiting calls with what SuperOffice said, in the order of their arrival. `none` resolves only one, which is
   * next.
   */
  readonly waiting: Set<(verdict: CredentialVerdict) => void>;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** The call was not made because of its credential. */
export class CredentialHeldError extends Error {
  override readonly name = 'CredentialHeldError';
  /**
   * `UNAUTHENTICATED`: SuperOffice refused it lately. `RATE_LIMITED`: its address has tried too many. `CANCELLED`,
   * `TIMEOUT`: the client left, or ran out of time, before SuperOffice said anything about it.
   */
  readonly reason: 'CANCELLED' | 'RATE_LIMITED' | 'TIMEOUT' | 'UNAUTHENTICATED';
  readonly retryAfterMs: number | undefined;

  constructor(reason: CredentialHeldError['reason'], retryAfterMs?: number) {
    super(`The credential is not sent: ${reason}`);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** How many addresses are tracked. The least recently seen one is forgotten first. */
const MAX_ADDRESSES = 10_000;
/**
 * How many unproven credentials are tracked. Beyond it, the least recently used one is forgotten and needs another token.
 */
const MAX_TRIALS = 10_000;

/**
 * A credential that SuperOffice has not accepted before takes a token from the bucket of its address. The token goes back if
 * the credential is accepted or was not sent after all. While SuperOffice says nothing about it, it takes no further token,
 * so a failing SuperOffice, or a client that leaves, costs the others at that address nothing. So made-up credentials reach
 * SuperOffice only a few times, while any number of callers with good ones may share an address. Until it is accepted, its
 * calls go one at a time, so that SuperOffice refuses it only once.
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

  function createTrial(key: string, address: LiableAddress): Trial {
    const bucket = address && bucketOf(address());
    const waitMs = bucket === undefined ? 0 : tokenMs(bucket);
    if (waitMs > 0) {
      throw new CredentialHeldError('RATE_LIMITED', waitMs);
    }
    if (bucket !== undefined) {
      bucket.tokens -= 1;
    }
    const trial: Trial = { key, bucket, calls: 0, isSent: false, waiting: new Set() };
    trials.set(key, trial);
    return trial;
  }

  function giveTokenBack(trial: Trial): void {
    if (trial.bucket !== undefined) {
      trial.bucket.tokens = Math.min(burst, trial.bucket.tokens + 1);
      trial.bucket = undefined;
    }
  }

  /** The next call with this credential starts again. */
  function forget(trial: Trial): void {
    if (trials.peek(trial.key) === trial) {
      trials.delete(trial.key);
    }
  }

  function end(trial: Trial, isSent: boolean): void {
    trial.calls -= 1;
    trial.isSent ||= isSent;
    if (trial.calls > 0) {
      return;
    }
    const [next] = trial.waiting;
    if (next !== undefined) {
      trial.waiting.delete(next);
      trial.calls = 1;
      next('none');
    } else if (!trial.isSent) {
      giveTokenBack(trial);
      forget(trial);
    }
  }

  async function waitForVerdict(trial: Trial, { deadlineMs, cancellation }: TrialOptions): Promise<CredentialVerdict> {
    let tell = (_verdict: CredentialVerdict) => {};
    const told = new Promise<CredentialVerdict>((resolve) => {
      tell = resolve;
    });
    trial.waiting.add(tell);
    const { value, reason } = await waitFor(told, deadlineMs, cancellation, clock);
    if (reason === undefined) {
      return value;
    }
    const isTold = !trial.waiting.delete(tell);
    // Its turn may have come at the very moment it left.
    if (isTold && (await told) === 'none') {
      end(trial, false);
    }
    throw new CredentialHeldError(reason === 'CANCELLED' ? 'CANCELLED' : 'TIMEOUT');
  }

  return {
    isProven: credentials.isProven,
    isAccepted: credentials.isAccepted,
    checkRefused(key, endpoint) {
      if (credentials.isRefused(key, endpoint)) {
        throw new CredentialHeldError('UNAUTHENTICATED');
      }
    },
    waitMs(key, address) {
      const isFree =
        address === undefined || credentials.isProven(key) || trials.has(key) || credentials.isRefusedByAll(key);
      return isFree ? 0 : tokenMs(bucketOf(address()));
    },
    async begin(key, { isLookUp }, options) {
      const trial = trials.get(key) ?? createTrial(key, options.liableAddress);
      if (trial.calls === 0 || isLookUp) {
        trial.calls += 1;
        return trial;
      }
      const verdict = await waitForVerdict(trial, options);
      if (verdict === 'refused') {
        throw new CredentialHeldError('UNAUTHENTICATED');
      }
      return verdict === 'accepted' ? undefined : trial;
    },
    learn(key, verdict, endpoint, trial) {
      credentials.learn(key, verdict, endpoint);
      if (trial === undefined || verdict === 'none') {
        return;
      }
      if (verdict === 'accepted') {
        giveTokenBack(trial);
      }
      forget(trial);
      for (const tell of trial.waiting) {
        tell(verdict);
      }
      trial.waiting.clear();
    },
    end,
  };
}
