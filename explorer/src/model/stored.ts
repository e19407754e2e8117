import { effect, type Signal, signal } from '@preact/signals';

/** A signal whose value outlives the page: in `localStorage`, or for what may be secret `sessionStorage`. */
export function stored<T>(key: string, initial: T, storage: () => Storage = () => localStorage): Signal<T> {
  const kept = signal<T>(read<T>(key, storage) ?? initial);
  effect(() => write(key, JSON.stringify(kept.value), storage));
  return kept;
}

/** Browsers may forbid the storage, and what is there may be of another version of this page. */
function read<T>(key: string, storage: () => Storage): T | undefined {
  try {
    return JSON.parse(storage().getItem(`explorer.${key}`) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string, storage: () => Storage): void {
  try {
    storage().setItem(`explorer.${key}`, value);
  } catch {
    // The page works without.
  }
}
