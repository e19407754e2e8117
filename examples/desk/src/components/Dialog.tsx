import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './Button.js';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The label of its main button. */
  readonly submit: string;
  readonly isReady?: boolean;
  /** Undefined: there is no Cancel button. */
  onSubmit?(): void;
  onClose(): void;
}

/** The browser's own dialog: it focuses what is first inside, such as Cancel, and restores the focus afterwards. Escape closes it. */
export function Dialog({ title, children, submit, isReady = true, onSubmit, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onClose={onClose}>
      <h2 id="dialog-title">{title}</h2>
      <form method="dialog" onSubmit={onSubmit}>
        {children}
        <div className="dialog-acts">
          {onSubmit && <Button onClick={() => dialog.current?.close()}>Cancel</Button>}
          <Button type="submit" kind="primary" disabled={!isReady}>
            {submit}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
