import { effect, type Signal } from '@preact/signals';
import { stored } from './stored.js';

export type Theme = 'system' | 'light' | 'dark';
export type PanelName = 'ready' | 'docs' | 'history';

/** How somebody likes the page. */
export interface Preferences {
  readonly theme: Signal<Theme>;
  /** What is shown beside the operation; null: nothing is. */
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

export function createPreferences(): Preferences {
  const theme = stored<Theme>('theme', 'system');
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  return {
    theme,
    panel: stored<PanelName | null>('panel', 'ready'),
    inputs: stored<'variables' | 'headers'>('inputs', 'variables'),
    showsForm: stored('showsForm', true),
    showsRestCalls: stored('showsRestCalls', true),
    sizes: {
      panel: stored('sizes.panel', 20),
      operation: stored('sizes.operation', 51),
      document: stored('sizes.document', 66),
      answer: stored('sizes.answer', 62),
    },
  };
}
