import type { Cancellation } from '../../../superoffice/cancellation.js';
import { waitFor } from '../../../superoffice/rest/wait-for.js';
import { PublicError } from '../../errors.js';
import { type Attempt, createKeptKeys, type KeptKeysOptions, type KeyEntry, type KeyedChange } from './kept-keys.js';
import { answerOf, isKept, lookedUp, type Result, resultOf } from './results.js';

export interface IdempotencyOptions extends KeptKeysOptions {
  /** Makes a name from texts that may be secret, without revealing them. */
  readonly keyOf: (...texts: readonly string[]) => string;
}

/** A request with an `Idempotency-Key`, or with mutations that have keys of their own. */
export interface KeyedRequest {
  readonly callerKey: string;
  /** The header's key, as sent: for the changes without a key of their own. */
  readonly idempotencyKey: string | undefined;
  /** Everything of the request that is forwarded, and so may affect the answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** When the operation must be over, on the clock. */
  readonly deadlineMs: number;
  readonly cancellation: Cancellation;
}

/** One change of an operation. */
export interface AskedChange {
  readonly responseKey: string;
  /** Of its own argument. */
  readonly idempotencyKey: string | undefined;
  /** Field and arguments: the same for the same change. */
  readonly text: string;
}

interface ChangeToMake {
  make(): Promise<unknown>;
  /** Looks up a change with an unknown outcome: its answer if it took effect, otherwise null. */
  readonly lookUp?: ((attempt: Attempt) => Promise<unknown>) | undefined;
  /** Called if the change is not made, because it was made before. */
  onReplay(): void;
}

/** An operation that has taken its keys. */
export interface KeyedOperation {
  /**
   * Makes the change of a root field, or gives its earlier result. Only a change that may have taken effect is remembered:
   * one that was refused or never sent is made again. A change without a key is always made.
   */
  once(responseKey: string, change: ChangeToMake): Promise<unknown>;
  /** Whether any field has the answer of an earlier change. */
  readonly isReplay: boolean;
  end(): void;
}

export interface Idempotency {
  /**
   * Takes the keys of an operation for the changes that it asks for, in the order of their execution. Takes all of them or
   * none.
   *
   * @throws {PublicError} `BAD_REQUEST` if a key was used for other changes, two changes have the same one, or the header is
   *   malformed and is used.
   */
  begin(request: KeyedRequest, asked: readonly AskedChange[]): KeyedOperation;
}

export function isIdempotencyKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{8,128}$/.test(value);
}

type Entry = KeyEntry<KeyedChange<Result>>;

/** A change with a key, and what is remembered for that key. */
interface Taken {
  readonly entry: Entry;
  readonly change: KeyedChange<Result>;
}

const OTHER_CHANGES =
  'This idempotency key was used with another mutation, other arguments, or another language or time zone. ' +
  'Repeat the request as it was, or use a new key for a new change.';

const ILL_FORMED_HEADER = 'Expected an Idempotency-Key of 8 to 128 letters, digits, - and _.';

const SAME_KEY = 'Two mutations of this operation have the same idempotency key. Give each its own key.';

/** What this process remembers for all callers. */
export function createIdempotency({ keyOf, ...options }: IdempotencyOptions): Idempotency {
  const { clock } = options;
  const kept = createKeptKeys<Entry>(options);
  /** Never evicted or expired while an operation with the key is under way, or its change could be made twice. */
  const inUse = new Map<string, Entry>();

  function follow(entry: Entry, change: KeyedChange<Result>, work: Promise<Result>): Promise<Result> {
    const underWay = work.then((result) => {
      change.underWay = undefined;
      if (isKept(result) && result !== change.result) {
        change.result = result;
        kept.keep(entry);
      }
      return result;
    });
    change.underWay = underWay;
    return underWay;
  }

  function entryOf(callerKey: string, key: string, locale: string, served: readonly AskedChange[]): Entry {
    const name = keyOf(callerKey, key);
    const fingerprint = keyOf(locale, ...served.map(({ text }) => text));
    const known = inUse.get(name) ?? kept.get(name);
    if (known !== undefined && known.fingerprint !== fingerprint) {
      throw new PublicError('BAD_REQUEST', { message: OTHER_CHANGES, http: { status: 400 } });
    }
    const changes = served.map(() => ({ underWay: undefined, result: undefined }));
    return known ?? { name, caller: callerKey, fingerprint, changes, operations: 0, expiresAtMs: 0 };
  }

  function begin(request: KeyedRequest, asked: readonly AskedChange[]): KeyedOperation {
    const { callerKey, idempotencyKey, headers, deadlineMs, cancellation } = request;
    const locale = JSON.stringify(headers);
    // Check all keys before taking any.
    const entries = Array.from(changesByKey(idempotencyKey, asked), ([key, served]) => ({
      served,
      entry: entryOf(callerKey, key, locale, served),
    }));
    const taken = new Map<string, Taken>();
    for (const { entry, served } of entries) {
      entry.operations += 1;
      inUse.set(entry.name, entry);
      // A repetition may use other response keys.
      for (const [index, { responseKey }] of served.entries()) {
        taken.set(responseKey, { entry, change: entry.changes[index] as KeyedChange<Result> });
      }
    }
    let isReplay = false;

    /** The result of a change that another operation is making; undefined if it was not sent after all. */
    async function join(underWay: Promise<Result>): Promise<Result | undefined> {
      const { value, reason } = await waitFor(underWay, deadlineMs, cancellation, clock);
      if (reason !== undefined) {
        throw new PublicError('UPSTREAM_TIMEOUT', { outcome: 'UNKNOWN' });
      }
      return value.kind === 'not sent' ? undefined : value;
    }

    return {
      async once(responseKey, { make, lookUp, onReplay }) {
        const one = taken.get(responseKey);
        if (one === undefined) {
          return make();
        }
        const { entry, change } = one;
        let result: Result | undefined;
        // Do not await anything between this check and acting on it.
        while (change.underWay !== undefined && result === undefined) {
          result = await join(change.underWay);
        }
        if (result === undefined && change.result === undefined) {
          return answerOf(await follow(entry, change, resultOf(make, deadlineMs - clock.now())));
        }
        isReplay = true;
        if (result === undefined && change.result?.kind === 'unknown' && lookUp !== undefined) {
          result = await follow(entry, change, lookedUp(change.result, lookUp));
        }
        onReplay();
        return answerOf(result ?? (change.result as Result));
      },

      get isReplay() {
        return isReplay;
      },

      end() {
        for (const { entry } of entries.splice(0)) {
          entry.operations -= 1;
          if (entry.operations === 0) {
            inUse.delete(entry.name);
          }
        }
      },
    };
  }

  return { begin };
}

/** Each key with its changes: a change's own key applies to that change only, the request's key to all others. */
function changesByKey(
  requestKey: string | undefined,
  asked: readonly AskedChange[],
): ReadonlyMap<string, readonly AskedChange[]> {
  const others = asked.filter(({ idempotencyKey }) => idempotencyKey === undefined);
  const byKey = new Map<string, readonly AskedChange[]>();
  // A request with a key but without changes still differs from the first request.
  if (requestKey !== undefined && (others.length > 0 || asked.length === 0)) {
    if (!isIdempotencyKey(requestKey)) {
      throw new PublicError('BAD_REQUEST', { message: ILL_FORMED_HEADER, http: { status: 400 } });
    }
    byKey.set(requestKey, others);
  }
  for (const change of asked) {
    const { idempotencyKey } = change;
    if (idempotencyKey !== undefined) {
      if (byKey.has(idempotencyKey)) {
        throw new PublicError('BAD_REQUEST', { message: SAME_KEY, http: { status: 400 } });
      }
      byKey.set(idempotencyKey, [change]);
    }
  }
  return byKey;
}
