import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useExplorer } from '../model/explorer.js';
import { Icon } from './icons.js';

export interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Where the user continues, rather than the button that closes the dialog. */
const FIRST = ':scope > :not(header) :is(input, button):enabled';

/** In front of the page until it is closed, by Escape too. */
export function Dialog({ title, children }: DialogProps) {
  const { dialog } = useExplorer();
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    // Before the next key is pressed.
    element.current?.showModal();
    element.current?.querySelector<HTMLElement>(FIRST)?.focus();
  }, []);
  return (
    <dialog
      class="dialog"
      ref={element}
      aria-labelledby="dialog-title"
      onClose={() => {
        dialog.value = undefined;
      }}
    >
      <header class="dialog-header">
        <h2 id="dialog-title">{title}</h2>
        <form method="dialog">
          <button type="submit" class="button quiet square" aria-label="Close">
            <Icon name="close" />
          </button>
        </form>
      </header>
      {children}
    </dialog>
  );
}

export function closeDialog(within: HTMLElement): void {
  within.closest('dialog')?.close();
}
