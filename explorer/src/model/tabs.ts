import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { KEPT, MAX_CLOSED, MAX_TABS } from './kept/kept.js';
import type { Tab, Texts, VisitOperation } from './kept/kept-forms.js';
import { newId } from './kept/new-id.js';
import type { Store } from './kept/store.js';
import { keepVisit, takeOver, visitKey } from './kept/visits.js';

export interface Tabs {
  readonly all: ReadonlySignal<readonly Tab[]>;
  readonly active: ReadonlySignal<Tab>;
  /** Unlike `active`, it stays the same while the user writes. */
  readonly activeId: ReadonlySignal<string>;
  find(id: string): Tab | undefined;
  /** False if other windows had more operations than can be open at once. */
  readonly isWhole: boolean;
  /** Those that can be opened again, the latest first. */
  readonly closed: ReadonlySignal<readonly Tab[]>;
  /** Position in the active document. */
  readonly cursor: Signal<number>;
  select(id: string): void;
  /** An empty one replaces the last one. */
  close(id: string): void;
  /** False if too many are open. */
  reopen(id: string): boolean;
  /** Changes the active tab. */
  edit(change: Partial<Texts>): void;
  /** A new tab; with the headers of the active one, unless it says otherwise. False if too many are open. */
  open(texts: Partial<Texts>, sentId?: string): boolean;
  /** Makes the tab show the answer of this entry of the history. */
  show(id: string, sentId: string): void;
}

export interface TabsOptions {
  readonly store: Store;
  /** The document to start with. */
  readonly beginning: Texts;
  /** The variables and headers of an operation of the last visit, of which only the document was kept. */
  readonly textsOf: (operation: VisitOperation) => Texts;
  /** Who sends with these headers, for the next visit. */
  readonly senderOf: (headers: string) => string;
}

/** The tabs that this browser tab had, or the documents of the last visit, or one with the document to start with. */
export function createTabs({ store, beginning, textsOf, senderOf }: TabsOptions): Tabs {
  const all = store.signal(KEPT.tabs);
  const closed = store.signal(KEPT.closedTabs);
  const chosenId = store.signal(KEPT.activeTab);
  const active = computed(() => all.value.find(({ id }) => id === chosenId.value) ?? (all.value[0] as Tab));
  const activeId = computed(() => active.value.id);
  const cursor = signal(0);
  const windowId = store.signal(KEPT.window);
  let isWhole = true;
  if (all.value.length > 0) {
    store.remove('local', visitKey(windowId.value));
  } else {
    const { operations, active, ...visit } = takeOver(store);
    isWhole = visit.isWhole;
    all.value = operations.length > 0 ? operations.map((one) => newTab(textsOf(one))) : [newTab(beginning)];
    chosenId.value = all.value[active]?.id ?? '';
  }
  // A new id each time: browsers copy the storage of a tab into its duplicate.
  windowId.value = newId();
  keepVisit(
    store,
    windowId.value,
    computed(() => ({
      operations: all.value.map(({ document, headers }) => ({ document, sender: senderOf(headers) })),
      active: Math.max(all.value.indexOf(active.value), 0),
    })),
  );

  function find(id: string): Tab | undefined {
    return all.value.find((tab) => tab.id === id);
  }

  function select(id: string): void {
    batch(() => {
      chosenId.value = id;
      cursor.value = 0;
    });
  }

  function add(tab: Tab): boolean {
    if (all.value.length >= MAX_TABS) {
      return false;
    }
    batch(() => {
      all.value = [...all.value, tab];
      select(tab.id);
    });
    return true;
  }

  function forget(id: string): void {
    closed.value = closed.value.filter((tab) => tab.id !== id);
  }

  return {
    all,
    active,
    activeId,
    find,
    isWhole,
    closed,
    cursor,
    select,
    close(id) {
      batch(() => {
        const tab = find(id);
        if (tab !== undefined && !isEmpty(tab)) {
          forget(id);
          closed.value = [tab, ...closed.value].slice(0, MAX_CLOSED);
        }
        if (all.value.length === 1) {
          add(newTab({ document: '', variables: '', headers: active.value.headers }));
        } else if (id === active.value.id) {
          select(neighbourOf(id, all.value).id);
        }
        all.value = all.value.filter((tab) => tab.id !== id);
      });
    },
    reopen(id) {
      const tab = closed.value.find((tab) => tab.id === id);
      const isReopened = tab !== undefined && add(tab);
      if (isReopened) {
        forget(id);
      }
      return isReopened;
    },
    edit(change) {
      const { id } = active.value;
      all.value = all.value.map((tab) => (tab.id === id ? { ...tab, ...change, isEdited: true } : tab));
    },
    open(texts, sentId) {
      return add(newTab({ document: '', variables: '', headers: active.value.headers, ...texts }, sentId));
    },
    show(id, sentId) {
      all.value = all.value.map((tab) => (tab.id === id ? { ...tab, sentId } : tab));
    },
  };
}

function newTab(texts: Texts, sentId = ''): Tab {
  return { ...texts, id: newId(), isEdited: false, sentId };
}

function isEmpty({ document, variables }: Texts): boolean {
  return `${document}${variables}`.trim() === '';
}

/** The next one, or the one before the last. */
function neighbourOf(id: string, tabs: readonly Tab[]): Tab {
  const index = tabs.findIndex((tab) => tab.id === id);
  return (tabs[index + 1] ?? tabs[index - 1]) as Tab;
}
