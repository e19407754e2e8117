import type { Signal } from '@preact/signals';
import { stored } from './stored.js';

/** An operation that was sent, without its headers, which may hold a credential. */
export interface HistoryEntry {
  readonly title: string;
  readonly document: string;
  readonly variables: string;
  readonly status: number;
  readonly hasErrors: boolean;
  readonly durationMs: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface History {
  /** The latest first. */
  readonly entries: Signal<readonly HistoryEntry[]>;
  add(sent: Omit<HistoryEntry, 'at' | 'hasErrors'> & { readonly errors: readonly unknown[] }): void;
  clear(): void;
}

const MAX_ENTRIES = 50;

export function createHistory(): History {
  const entries = stored<readonly HistoryEntry[]>('history', []);
  return {
    entries,
    add({ title, document, variables, status, errors, durationMs }) {
      const entry = { title, document, variables, status, hasErrors: errors.length > 0, durationMs, at: Date.now() };
      const others = entries.value.filter((other) => other.document !== document || other.variables !== variables);
      entries.value = [entry, ...others].slice(0, MAX_ENTRIES);
    },
    clear() {
      entries.value = [];
    },
  };
}
