import type { Clock } from '../../../superoffice/clock.js';
import type { ErrorCode } from '../../error-codes.js';
import type { PublicError } from '../../errors.js';
import { SharedLimit } from './shared-limit.js';

/** A change that took effect. */
export interface MadeChange {
  readonly kind: 'made';
  /** SuperOffice's answer, as JSON in UTF-8; undefined if there was no room to keep it. */
  readonly json: Buffer | undefined;
}

/** When a change was first tried, as `Date.now()` gives it. */
export interface Attempt {
  readonly sinceMs: number;
  /** The deadline of its operation. */
  readonly untilMs: number;
}

/** A change with an unknown outcome, by the parts of its error. */
export interface UnknownChange {
  readonly kind: 'unknown';
  readonly code: ErrorCode;
  readonly message: string;
  readonly extensions: PublicError['extensions'];
  readonly attempt: Attempt;
}

/** One root field that uses the key. */
export interface KeyedChange<UnderWay = unknown> {
  underWay: Promise<UnderWay> | undefined;
  /** Undefined while nothing that was sent may have taken effect. */
  result: MadeChange | UnknownChange | undefined;
}

/** A key, and the changes it was used for. */
export interface KeyEntry<Change extends KeyedChange = KeyedChange> {
  readonly name: string;
  readonly caller: string;
  /** Identifies the changes, the language and the time zone of an operation. */
  readonly fingerprint: string;
  readonly changes: readonly Change[];
  /** Operations under way with this key. */
  operations: number;
  expiresAtMs: number;
}

export interface KeptKeysOptions {
  readonly idempotencyTtlMs: number;
  readonly maxIdempotencyKeys: number;
  readonly maxIdempotencyBytes: number;
  readonly clock: Clock;
}

export interface KeptKeys<Entry extends KeyEntry> {
  get(name: string): Entry | undefined;
  /** Keeps an entry from now on, with its current results. */
  keep(entry: Entry): void;
}

/**
 * Keys of all callers, kept for a time after their last change. Bounded in number, and their answers in bytes. A key whose
 * answer was dropped still says that its change was made.
 */
export function createKeptKeys<Entry extends KeyEntry>({
  idempotencyTtlMs,
  maxIdempotencyKeys,
  maxIdempotencyBytes,
  clock,
}: KeptKeysOptions): KeptKeys<Entry> {
  const byName = new Map<string, Entry>();
  const keys = new SharedLimit<Entry>(maxIdempotencyKeys, forget);
  const answers = new SharedLimit<KeyedChange>(maxIdempotencyBytes, (change) => {
    change.result = { kind: 'made', json: undefined };
  });
  let isTimed = false;

  function forget(entry: Entry): void {
    byName.delete(entry.name);
    for (const change of entry.changes) {
      answers.delete(change);
    }
  }

  /** The oldest expire first. */
  function forgetExpired(): void {
    for (let entry = keys.oldest; entry !== undefined && entry.expiresAtMs <= clock.now(); entry = keys.oldest) {
      keys.delete(entry);
      forget(entry);
    }
  }

  /** Answers are customers' data, so they are removed on time, even without further requests. */
  function expireLater(): void {
    const { oldest } = keys;
    if (isTimed || oldest === undefined) {
      return;
    }
    const onEnd = () => {
      isTimed = false;
      forgetExpired();
      expireLater();
    };
    isTimed = true;
    clock.setTimer(onEnd, Math.max(1, oldest.expiresAtMs - clock.now()), { isBackground: true });
  }

  return {
    get(name) {
      forgetExpired();
      return byName.get(name);
    },

    keep(entry) {
      forgetExpired();
      entry.expiresAtMs = clock.now() + idempotencyTtlMs;
      byName.set(entry.name, entry);
      keys.delete(entry);
      keys.add(entry, entry.caller, 1);
      for (const change of entry.changes) {
        if (change.result?.kind === 'made' && change.result.json !== undefined && !answers.has(change)) {
          answers.add(change, entry.caller, change.result.json.byteLength);
        }
      }
      expireLater();
    },
  };
}
