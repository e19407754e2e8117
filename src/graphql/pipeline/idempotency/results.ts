import { PublicError, toMutationError } from '../../errors.js';
import type { Attempt, MadeChange, UnknownChange } from './kept-keys.js';

/** The result of a change. Nothing is remembered of a change that was refused or not sent. */
export type Result =
  | MadeChange
  | UnknownChange
  | { readonly kind: 'rejected' | 'not sent'; readonly error: PublicError };

export function isKept(result: Result): result is MadeChange | UnknownChange {
  return result.kind === 'made' || result.kind === 'unknown';
}

/** @param leftMs until the operation must be over. */
export async function resultOf(make: () => Promise<unknown>, leftMs: number): Promise<Result> {
  const sinceMs = Date.now();
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
        return { kind: 'unknown', code, message, extensions, attempt: { sinceMs, untilMs: sinceMs + leftMs } };
    }
  }
}

export async function lookedUp(
  unknown: UnknownChange,
  lookUp: (attempt: Attempt) => Promise<unknown>,
): Promise<Result> {
  const record = await lookUp(unknown.attempt).catch(() => null);
  return record === null ? unknown : made(record);
}

function made(record: unknown): MadeChange {
  const text = JSON.stringify(record);
  // Allocated separately, outside V8's heap: a buffer from Node's pool would keep the whole pool alive.
  const json = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  json.write(text);
  return { kind: 'made', json };
}

/** @throws {PublicError} if the change failed, or its answer is no longer kept. */
export function answerOf(result: Result): unknown {
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
