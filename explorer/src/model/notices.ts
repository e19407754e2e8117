import { type ReadonlySignal, signal } from '@preact/signals';

/** A message about the page. */
export interface Notice {
  readonly text: string;
  /** Id of the tab that can be opened again. */
  readonly closedTab?: string | undefined;
  /** Whether it stays until the user dismisses it. */
  readonly isWarning: boolean;
}

export interface Notices {
  readonly all: ReadonlySignal<readonly Notice[]>;
  /** Shows what has just happened, until the user continues; undefined removes it. */
  tell(text: string | undefined, closedTab?: string): void;
  /** Stays, and is shown once. */
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
