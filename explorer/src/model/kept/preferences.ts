import { effect, type Signal } from '@preact/signals';
import { KEPT } from './kept.js';
import type { PanelName, Theme } from './kept-forms.js';
import type { Store } from './store.js';

/** The user's preferences for the page. */
export interface Preferences {
  readonly theme: Signal<Theme>;
  /** The panel next to the operation; null: none. */
  readonly panel: Signal<PanelName | null>;
  readonly inputs: Signal<'variables' | 'headers'>;
  /** Whether variables are filled in in a form, rather than written as JSON. */
  readonly showsForm: Signal<boolean>;
  readonly showsRestCalls: Signal<boolean>;
  /** Shares of the page's width and height, in percent. */
  readonly sizes: {
    readonly panel: Signal<number>;
    readonly operation: Signal<number>;
    readonly document: Signal<number>;
    readonly answer: Signal<number>;
  };
}

export function createPreferences(store: Store): Preferences {
  const theme = store.signal(KEPT.theme);
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  return {
    theme,
    panel: store.signal(KEPT.panel),
    inputs: store.signal(KEPT.inputs),
    showsForm: store.signal(KEPT.showsForm),
    showsRestCalls: store.signal(KEPT.showsRestCalls),
    sizes: {
      panel: store.signal(KEPT.panelSize),
      operation: store.signal(KEPT.operationSize),
      document: store.signal(KEPT.documentSize),
      answer: store.signal(KEPT.answerSize),
    },
  };
}
