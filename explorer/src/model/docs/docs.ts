import { type ReadonlySignal, signal } from '@preact/signals';
import type { DocsPage } from './docs-page.js';

/** The user's way through the documentation. */
export interface DocsModel {
  /** From the overview; its last page is shown. */
  readonly trail: ReadonlySignal<readonly DocsPage[]>;
  follow(page: DocsPage): void;
  /** Keeps this many pages of the trail; 0 shows the overview. */
  cut(length: number): void;
}

export function createDocsModel(): DocsModel {
  const trail = signal<readonly DocsPage[]>([]);
  return {
    trail,
    follow(page) {
      const known = trail.value.findIndex(({ type, field }) => type === page.type && field === page.field);
      trail.value = [...(known < 0 ? trail.value : trail.value.slice(0, known)), page];
    },
    cut(length) {
      trail.value = trail.value.slice(0, length);
    },
  };
}
