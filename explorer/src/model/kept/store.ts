import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { parseJson } from '../text/json.js';
import { isKept, type Kept } from './kept.js';

/** What outlives the page, in the browser's storages. */
export interface Store {
  /** The stored value if it has the right form, else the initial one. It is written again when it changes. */
  signal<T>(kept: Kept<T>): Signal<T>;
  /** The value that is stored now, perhaps by another window. */
  read<T>(kept: Pick<Kept<T>, 'where' | 'decode'>, key: string): T | undefined;
  write(where: Kept<unknown>['where'], key: string, value: unknown): void;
  remove(where: Kept<unknown>['where'], key: string): void;
  /** Of `localStorage`. */
  keys(): readonly string[];
  /** Called with changes that other windows make to `localStorage`. */
  onChange(heard: (key: string, isRemoved: boolean) => void): void;
  /** Removes what earlier versions kept in `localStorage`, and this one does not. */
  tidy(): void;
  /** Whether something could not be written: the browser forbids it, or there is too much. */
  readonly fails: ReadonlySignal<boolean>;
  /** Empties both storages in all windows, which start again. */
  forget(): void;
}

const PREFIX = 'explorer.';
const FORGOTTEN = 'forgotten';

/** Typing makes many small changes: they are written after this many milliseconds. */
const WRITE_AFTER = 250;

const STORAGES = { local: () => localStorage, session: () => sessionStorage } as const;

export function openStore(): Store {
  const fails = signal(false);
  const waiting = new Map<string, () => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isForgotten = false;

  /** Browsers may forbid the storage, or it may be full: the page works without it. */
  function attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch {
      fails.value = true;
      return undefined;
    }
  }

  function write(where: Kept<unknown>['where'], key: string, value: unknown): void {
    if (!isForgotten) {
      attempt(() => STORAGES[where]().setItem(PREFIX + key, JSON.stringify(value)));
    }
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const writes = [...waiting.values()];
    waiting.clear();
    for (const writeIt of writes) {
      writeIt();
    }
  }

  function keysIn(where: Kept<unknown>['where']): readonly string[] {
    const keys = attempt(() => Object.keys(STORAGES[where]())) ?? [];
    return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  }

  function remove(where: Kept<unknown>['where'], key: string): void {
    attempt(() => STORAGES[where]().removeItem(PREFIX + key));
  }

  function beginAnew(): void {
    isForgotten = true;
    for (const where of ['local', 'session'] as const) {
      for (const key of keysIn(where)) {
        remove(where, key);
      }
    }
    location.reload();
  }

  function onChange(heard: (key: string, isRemoved: boolean) => void): void {
    addEventListener('storage', ({ storageArea, key, newValue }) => {
      if (storageArea === localStorage && key?.startsWith(PREFIX)) {
        heard(key.slice(PREFIX.length), newValue === null);
      }
    });
  }

  function read<T>({ where, decode }: Pick<Kept<T>, 'where' | 'decode'>, key: string): T | undefined {
    const text = attempt(() => STORAGES[where]().getItem(PREFIX + key));
    return decode(parseJson(text ?? ''));
  }

  addEventListener('pagehide', flush);
  onChange((key, isRemoved) => {
    if (key === FORGOTTEN && !isRemoved) {
      beginAnew();
    }
  });

  return {
    fails,
    read,
    write,
    remove,
    onChange,
    keys: () => keysIn('local'),
    signal<T>(kept: Kept<T>) {
      const { key, where, initial, isShared = false } = kept;
      // This replaces a value of the wrong form.
      let written = read(kept, key) ?? initial;
      write(where, key, written);
      const known = signal<T>(written);
      effect(() => {
        const { value } = known;
        if (value === written) {
          return;
        }
        written = value;
        if (isShared) {
          write(where, key, value);
        } else {
          waiting.set(`${where} ${key}`, () => write(where, key, value));
          timer ??= setTimeout(flush, WRITE_AFTER);
        }
      });
      if (isShared) {
        onChange((changed) => {
          if (changed === key) {
            written = read(kept, key) ?? initial;
            known.value = written;
          }
        });
      }
      return known;
    },
    tidy() {
      for (const key of keysIn('local').filter((key) => !isKept(key))) {
        remove('local', key);
      }
    },
    forget() {
      // First the others, which would otherwise write their values again.
      write('local', FORGOTTEN, Math.random());
      beginAnew();
    },
  };
}
