import { useSyncExternalStore } from 'react';

export type Store<Value> = ReturnType<typeof createStore<Value>>;

/** A value that components subscribe to, and that is kept when they unmount. */
export function createStore<Value>(initial: Value) {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    get: () => current,
    set(value: Value): void {
      current = value;
      for (const listener of listeners) {
        listener();
      }
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A store that is kept over a reload of the page, in this tab only. After `ended` aborts, later changes are not kept. */
export function createKeptStore<Value>(
  name: string,
  read: (kept: unknown) => Value,
  ended?: AbortSignal,
): Store<Value> {
  const store = createStore(read(parse(sessionStorage.getItem(name))));
  store.subscribe(() => {
    try {
      if (!ended?.aborted) {
        sessionStorage.setItem(name, JSON.stringify(store.get()));
      }
    } catch {
      // The browser has no room for it. It is kept until the page is left.
    }
  });
  return store;
}

export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The properties of something of an unknown type. */
export function entriesOf(kept: unknown): readonly (readonly [string, unknown])[] {
  return typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
