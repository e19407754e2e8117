import { type ReadonlySignal, signal } from '@preact/signals';

/** Something to tell about the page. */
export interface Notice {
  readonly text: string;
  /** Id of the tab that can be opened again. */
  readonly closedTab?: string | undefined;
  /** Whether it stays until somebody dismisses it. */
  readonly isWarning: boolean;
}

export interface Notices {
  readonly all: ReadonlySignal<readonly Notice[]>;
  /** What has just happened, until somebody goes on; undefined: somebody has. */
  tell(text: string | undefined, closedTab?: string): void;
  /** Stays, and is told once. */
  warn(text: string): void;
  dismiss(notice: Notice): void;
}

export function createNotices(): Notices {
  const all = signal<readonly Notice[]>([]);
  return {
    all,
    tell(text, closedTab) {
      const warnings = all.value.filter(({ isWarning }) => isWarning);
      all.value = text === undefined ? warnings : [...warnings, { text, closedTab, isWarning: false }];
    },
    warn(text) {
      if (all.peek().every((notice) => notice.text !== text)) {
        all.value = [...all.peek(), { text, isWarning: true }];
      }
    },
    dismiss(notice) {
      all.value = all.value.filter((other) => other !== notice);
    },
  };
}
