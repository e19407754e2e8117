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

/** Gives the address that answers for a credential; undefined where nobody does. */
export type LiableAddress = (() => string) | undefined;

/** Who sends a credential that SuperOffice has not accepted before, and how long they wait until they may. */
export interface TrialOptions {
  readonly liableAddress?: LiableAddress;
  /** On the clock. */
  readonly deadlineMs: number;
  readonly cancellation?: Cancellation | undefined;
}

/** Keeps credentials from SuperOffice that it would refuse, and those of an address that has tried too many. */
export interface CredentialGate {
  /** Whether SuperOffice has ever accepted it: its calls need no trial. */
  isProven(key: string): boolean;
  /** Whether SuperOffice has accepted it, and not refused it since. */
  isAccepted(key: string): boolean;
  /** @throws {CredentialHeldError} where SuperOffice has refused it lately, so that this endpoint would, too. */
  checkRefused(key: string, endpoint: Endpoint): void;
  /** For how long nothing can be sent with it, in milliseconds, because its address has tried too many credentials. */
  waitMs(key: string, address: LiableAddress): number;
  /**
   * Lets a call pass whose credential is not proven: at once if no other call with it is under way, and otherwise when
   * SuperOffice has accepted the credential, or has said nothing to the others before it. A look-up does not wait:
   * SuperOffice has had the credential with the change, and little time is left.
   *
   * @returns the trial that the call belongs to, for `learn` and `end`; undefined if the credential was accepted meanwhile.
   * @throws {CredentialHeldError} where the call is not to be sent.
   */
  begin(key: string, call: Endpoint & Pick<RestCall, 'isLookUp'>, options: TrialOptions): Promise<Trial | undefined>;
  /**
   * As soon as an answer came from this endpoint.
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

/** The calls with a credential of which SuperOffice has said nothing yet. All of them cost one token. */
export interface Trial {
  readonly key: string;
  /** What the token was taken from; undefined where none was, or it was given back. */
  bucket: Bucket | undefined;
  /** Under way: one, and the look-ups beside it. */
  calls: number;
  isSent: boolean;
  /** Tell the calls that wait what SuperOffice said, in the order of their coming: `none` tells one alone that it is next. */
  readonly waiting: Set<(verdict: CredentialVerdict) => void>;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** The call was not made, because of its credential. */
export class CredentialHeldError extends Error {
  override readonly name = 'CredentialHeldError';
  /**
   * `UNAUTHENTICATED`: SuperOffice refused it lately. `RATE_LIMITED`: its address has tried too many. `CANCELLED`, `TIMEOUT`:
   * whoever asked has gone, or had no time left, before SuperOffice said anything of it.
   */
  readonly reason: 'CANCELLED' | 'RATE_LIMITED' | 'TIMEOUT' | 'UNAUTHENTICATED';
  readonly retryAfterMs: number | undefined;

  constructor(reason: CredentialHeldError['reason'], retryAfterMs?: number) {
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
 * SuperOffice asked about a few of them, while callers with good ones come in, however many of them share an address. Its
 * calls go one at a time until then, so that SuperOffice refuses it once, however many of them come together.
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

  /** Whoever sends the credential again begins anew. */
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
    // Its turn may have come in the very moment in which it left.
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
