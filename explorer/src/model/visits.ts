import { effect, type ReadonlySignal } from '@preact/signals';
import { LAST_VISIT, MAX_TABS, OLD_TABS } from './kept.js';
import type { LastVisit } from './kept-forms.js';
import type { Store } from './store.js';

/**
 * Takes what other windows keep, each document once. A window that is still open notices, and keeps its own again: so what two
 * windows have is never overwritten, and what a closed one had is found once. What is too much stays for another window.
 */
export function takeOver(store: Store): LastVisit & { readonly isWhole: boolean } {
  let taken: LastVisit = { documents: [], active: 0 };
  let isWhole = true;
  for (const key of store.keys().filter((key) => key.startsWith(LAST_VISIT.keyPrefix))) {
    const visit = store.read(LAST_VISIT, key);
    const documents = [...new Set([...taken.documents, ...(visit?.documents ?? [])])];
    if (documents.length <= MAX_TABS) {
      const active = visit?.documents[visit.active];
      taken = { documents, active: active === undefined ? taken.active : documents.indexOf(active) };
      store.remove('local', key);
    } else {
      isWhole = false;
    }
  }
  return { ...(taken.documents.length > 0 ? taken : ofOlderVersion(store)), isWhole };
}

/** Which kept variables for ever. */
function ofOlderVersion(store: Store): LastVisit {
  const documents = store.read(OLD_TABS, OLD_TABS.key)?.map(({ document }) => document) ?? [];
  return { documents: [...new Set(documents)], active: 0 };
}

/** Keeps what a window has, under a key of its own. */
export function keepVisit(store: Store, windowId: string, visit: ReadonlySignal<LastVisit>): void {
  const key = visitKey(windowId);
  const kept = store.signal({ ...LAST_VISIT, key, initial: visit.peek() });
  effect(() => {
    kept.value = visit.value;
  });
  store.onChange((changed, isRemoved) => {
    if (changed === key && isRemoved) {
      store.write('local', key, visit.peek());
    }
  });
}

export function visitKey(windowId: string): string {
  return `${LAST_VISIT.keyPrefix}${windowId}`;
}
