import { effect, type ReadonlySignal } from '@preact/signals';
import { LAST_VISIT, MAX_TABS, OLD_TABS } from './kept.js';
import type { LastVisit, VisitOperation } from './kept-forms.js';
import type { Store } from './store.js';

/**
 * Takes what other windows keep, each document of a sender once. A window that is still open notices that and keeps its own again. So
 * windows never overwrite each other, and the content of a closed one is found once. What is too much is left for another window.
 */
export function takeOver(store: Store): LastVisit & { readonly isWhole: boolean } {
  let taken: LastVisit = { operations: [], active: 0 };
  let isWhole = true;
  for (const key of store.keys().filter((key) => key.startsWith(LAST_VISIT.keyPrefix))) {
    const visit = store.read(LAST_VISIT, key);
    const operations = distinct([...taken.operations, ...(visit?.operations ?? [])]);
    if (operations.length <= MAX_TABS) {
      const active = visit?.operations[visit.active];
      taken = { operations, active: active ? operations.findIndex((other) => areSame(other, active)) : taken.active };
      store.remove('local', key);
    } else {
      isWhole = false;
    }
  }
  return { ...(taken.operations.length > 0 ? taken : ofOlderVersion(store)), isWhole };
}

/** The documents that older versions kept for ever, with their variables. */
function ofOlderVersion(store: Store): LastVisit {
  const documents = store.read(OLD_TABS, OLD_TABS.key) ?? [];
  return { operations: distinct(documents.map(({ document }) => ({ document, sender: '' }))), active: 0 };
}

function distinct(operations: readonly VisitOperation[]): readonly VisitOperation[] {
  return operations.filter((one, index) => operations.findIndex((other) => areSame(one, other)) === index);
}

function areSame(one: VisitOperation, other: VisitOperation): boolean {
  return one.document === other.document && one.sender === other.sender;
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
