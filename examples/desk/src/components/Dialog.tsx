import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './Button.js';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What its main button says. */
  readonly submit: string;
  readonly isReady?: boolean;
  /** Whether the main button has the focus at first. */
  readonly isFocused?: boolean;
  /** Without it, there is nothing to cancel. */
  onSubmit?(): void;
  onClose(): void;
}

/** The browser's own dialog: it keeps the focus inside, and gives it back. Escape closes it. */
export function Dialog({ title, children, submit, isReady = true, isFocused = true, onSubmit, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onClose={onClose}>
      <h2 id="dialog-title">{title}</h2>
      <form method="dialog" onSubmit={onSubmit}>
        {children}
        <div className="dialog-acts">
          {onSubmit && <Button onClick={() => dialog.current?.close()}>Cancel</Button>}
          <Button type="submit" kind="primary" autoFocus={isFocused} disabled={!isReady}>
            {submit}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
