import { LRUCache } from 'lru-cache';
import { toMutationError } from './errors.js';

export interface IdempotencyOptions {
  readonly idempotencyTtlMs: number;
  readonly maxIdempotencyKeys: number;
}

/**
 * Makes a write, or gives the result of the one that was made for the same `what`. Only what may have taken effect is
 * remembered: a write that was refused, or never sent, is made anew.
 */
export type Once = <Result extends object>(what: string, write: () => Promise<Result>) => Promise<Result>;

/** Every write is made. */
export const always: Once = (_what, write) => write();

/** What is remembered of all callers, in this process alone; `onceFor` gives each caller's own. */
export function createIdempotency({ idempotencyTtlMs, maxIdempotencyKeys }: IdempotencyOptions) {
  const results = new LRUCache<string, Promise<object>>({ max: maxIdempotencyKeys, ttl: idempotencyTtlMs });
  return {
    /** @param callerAndKey names the caller, by all that decides its answers, and the key that it sent. */
    onceFor(callerAndKey: string): Once {
      return async <Result extends object>(what: string, write: () => Promise<Result>) => {
        const name = `${callerAndKey}\n${what}`;
        const known = results.get(name);
        if (known !== undefined) {
          return known as Promise<Result>;
        }
        const result = write();
        results.set(name, result);
        result.catch((error) => {
          if (toMutationError(error).extensions.outcome !== 'UNKNOWN') {
            results.delete(name);
          }
        });
        return result;
      };
    },
  };
}
