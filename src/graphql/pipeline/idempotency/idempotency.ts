import type { Cancellation } from '../../../superoffice/cancellation.js';
import { waitFor } from '../../../superoffice/rest/wait-for.js';
import { PublicError, toMutationError } from '../../errors.js';
import {
  createKeptKeys,
  type KeptKeysOptions,
  type KeyEntry,
  type KeyedChange,
  type MadeChange,
  type UnknownChange,
} from './kept-keys.js';

export interface IdempotencyOptions extends KeptKeysOptions {
  /** Turns texts that may be secrets into a name that tells nothing of them. */
  readonly keyOf: (...texts: readonly string[]) => string;
}

/** A request with an `Idempotency-Key`. */
export interface KeyedRequest {
  readonly callerKey: string;
  readonly idempotencyKey: string;
  /** All that is forwarded of the request, and so decides what it is answered. */
  readonly headers: Readonly<Record<string, string>>;
  /** When the operation must be over, on the clock. */
  readonly deadlineMs: number;
  readonly cancellation: Cancellation;
}

export interface ChangeToMake {
  make(): Promise<unknown>;
  /** The answer of a change of which it is not known whether it took effect, if it did; else null. */
  readonly lookUp?: (() => Promise<unknown>) | undefined;
  /** Told when the change is not made, because it was made before. */
  onReplay(): void;
}

/** An operation with an `Idempotency-Key`. */
export interface KeyedOperation {
  /**
   * Takes the key for the changes that the operation asks for: response key -> field and arguments.
   *
   * @throws {PublicError} `BAD_REQUEST` when the key was taken for others.
   */
  begin(changes: ReadonlyMap<string, string>): void;
  /**
   * Makes the change of a root field, or gives what came of it before. Only a change that may have taken effect is
   * remembered: one that was refused, or never sent, is made anew.
   */
  once(responseKey: string, change: ChangeToMake): Promise<unknown>;
  /** Whether any field has the answer of an earlier change. */
  readonly isReplay: boolean;
  end(): void;
}

export interface Idempotency {
  operationWith(request: KeyedRequest): KeyedOperation;
}

/** What came of a change: of one that was refused or not sent, nothing is remembered. */
type Result = MadeChange | UnknownChange | { readonly kind: 'rejected' | 'not sent'; readonly error: PublicError };

type Entry = KeyEntry<KeyedChange<Result>>;

const OTHER_CHANGES =
  'This Idempotency-Key came with another operation, other arguments or another language or time zone before. ' +
  'Repeat the request as it was, or use a new key for a new change.';

/** What is remembered of all callers, in this process alone. */
export function createIdempotency({ keyOf, ...options }: IdempotencyOptions): Idempotency {
  const { clock } = options;
  const kept = createKeptKeys<Entry>(options);
  /** Neither evicted nor expired while an operation with the key is under way: its change would be made twice. */
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

  function operationWith(request: KeyedRequest): KeyedOperation {
    const { callerKey, idempotencyKey, headers, deadlineMs, cancellation } = request;
    const name = keyOf(callerKey, idempotencyKey);
    const changes = new Map<string, KeyedChange<Result>>();
    let entry: Entry | undefined;
    let isReplay = false;

    /** What came of a change that another operation is making; undefined where it was not sent after all. */
    async function join(underWay: Promise<Result>): Promise<Result | undefined> {
      const { value, reason } = await waitFor(underWay, deadlineMs, cancellation, clock);
      if (reason !== undefined) {
        throw new PublicError('UPSTREAM_TIMEOUT', { outcome: 'UNKNOWN' });
      }
      return value.kind === 'not sent' ? undefined : value;
    }

    return {
      begin(asked) {
        const fingerprint = keyOf(JSON.stringify(headers), ...asked.values());
        const known = inUse.get(name) ?? kept.get(name);
        if (known !== undefined && known.fingerprint !== fingerprint) {
          throw new PublicError('BAD_REQUEST', { message: OTHER_CHANGES, http: { status: 400 } });
        }
        entry = known ?? {
          name,
          caller: callerKey,
          fingerprint,
          changes: Array.from(asked, () => ({ underWay: undefined, result: undefined })),
          operations: 0,
          expiresAtMs: 0,
        };
        entry.operations += 1;
        inUse.set(name, entry);
        // A repetition may give its fields other response keys.
        for (const [index, responseKey] of [...asked.keys()].entries()) {
          changes.set(responseKey, entry.changes[index] as KeyedChange<Result>);
        }
      },

      async once(responseKey, { make, lookUp, onReplay }) {
        const change = changes.get(responseKey) as KeyedChange<Result>;
        let result: Result | undefined;
        // Nothing is awaited between the last look at what is under way and what is done then.
        while (change.underWay !== undefined && result === undefined) {
          result = await join(change.underWay);
        }
        if (result === undefined && change.result === undefined) {
          return answerOf(await follow(entry as Entry, change, resultOf(make)));
        }
        isReplay = true;
        if (result === undefined && change.result?.kind === 'unknown' && lookUp !== undefined) {
          result = await follow(entry as Entry, change, lookedUp(change.result, lookUp));
        }
        onReplay();
        return answerOf(result ?? (change.result as Result));
      },

      get isReplay() {
        return isReplay;
      },

      end() {
        if (entry !== undefined) {
          entry.operations -= 1;
          if (entry.operations === 0) {
            inUse.delete(name);
          }
          entry = undefined;
        }
      },
    };
  }

  return { operationWith };
}

function isKept(result: Result): result is MadeChange | UnknownChange {
  return result.kind === 'made' || result.kind === 'unknown';
}

async function resultOf(make: () => Promise<unknown>): Promise<Result> {
  try {
    return made(await make());
  } catch (thrown) {
    const error = toMutationError(thrown);
    const { code, message, extensions } = error;
    switch (extensions.outcome) {
      case 'REJECTED':
        return { kind: 'rejected', error };
      case 'NOT_SENT':
        return { kind: 'not sent', error };
      default:
        return { kind: 'unknown', code, message, extensions };
    }
  }
}

async function lookedUp(unknown: UnknownChange, lookUp: () => Promise<unknown>): Promise<Result> {
  const record = await lookUp().catch(() => null);
  return record === null ? unknown : made(record);
}

function made(record: unknown): MadeChange {
  const text = JSON.stringify(record);
  // Of its own memory, outside V8's heap: a buffer from Node's pool would keep the buffers beside it.
  const json = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  json.write(text);
  return { kind: 'made', json };
}

/** @throws {PublicError} where the change failed, or its answer is not kept any more. */
function answerOf(result: Result): unknown {
  switch (result.kind) {
    case 'made':
      if (result.json === undefined) {
        throw new PublicError('RESULT_NOT_KEPT', { outcome: 'UNKNOWN' });
      }
      return JSON.parse(result.json.toString());
    case 'unknown':
      throw new PublicError(result.code, { ...result.extensions, message: result.message });
    default:
      throw result.error;
  }
}
