import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { stored } from './stored.js';

/** What somebody writes to send an operation. */
export interface Texts {
  readonly document: string;
  /** JSON objects; empty for none. */
  readonly variables: string;
  readonly headers: string;
}

export interface Tab extends Texts {
  readonly id: string;
}

export interface Tabs {
  readonly all: ReadonlySignal<readonly Tab[]>;
  readonly active: ReadonlySignal<Tab>;
  /** Position in the active document. */
  readonly cursor: Signal<number>;
  select(id: string): void;
  /** The last one makes place for an empty one. */
  close(id: string): void;
  /** Changes the active tab. */
  edit(change: Partial<Texts>): void;
  /** A new tab; with the headers of the active one, unless it says otherwise. */
  open(texts: Partial<Texts>): void;
}

/** The tabs of the last visit, or one with what to begin with. */
export function createTabs(beginning: Texts): Tabs {
  const kept = stored<readonly Omit<Tab, 'headers'>[]>('tabs', []);
  // Headers may hold a credential, and are forgotten with the browser's tab.
  const keptHeaders = stored<Readonly<Record<string, string>>>('headers', {}, () => sessionStorage);
  const restored = kept.value.map((tab) => ({ ...tab, headers: keptHeaders.value[tab.id] ?? beginning.headers }));
  const all = signal<readonly Tab[]>(restored.length > 0 ? restored : [newTab(beginning)]);
  const activeId = stored('activeTab', '');
  const active = computed(() => all.value.find(({ id }) => id === activeId.value) ?? (all.value[0] as Tab));
  const cursor = signal(0);

  function replace(tabs: readonly Tab[]): void {
    all.value = tabs;
    kept.value = tabs.map(({ headers: _, ...tab }) => tab);
    keptHeaders.value = Object.fromEntries(tabs.map(({ id, headers }) => [id, headers]));
  }

  function select(id: string): void {
    batch(() => {
      activeId.value = id;
      cursor.value = 0;
    });
  }

  function open(texts: Partial<Texts>): void {
    const tab = newTab({ document: '', variables: '', headers: active.value.headers, ...texts });
    batch(() => {
      replace([...all.value, tab]);
      select(tab.id);
    });
  }

  return {
    all,
    active,
    cursor,
    select,
    close(id) {
      batch(() => {
        if (all.value.length === 1) {
          open({});
        } else if (id === active.value.id) {
          select(neighbourOf(id, all.value).id);
        }
        replace(all.value.filter((tab) => tab.id !== id));
      });
    },
    edit(change) {
      const { id } = active.value;
      batch(() => replace(all.value.map((tab) => (tab.id === id ? { ...tab, ...change } : tab))));
    },
    open,
  };
}

function newTab(texts: Texts): Tab {
  return { id: Math.random().toString(36).slice(2), ...texts };
}

/** The next one, or the one before the last. */
function neighbourOf(id: string, tabs: readonly Tab[]): Tab {
  const index = tabs.findIndex((tab) => tab.id === id);
  return (tabs[index + 1] ?? tabs[index - 1]) as Tab;
}
