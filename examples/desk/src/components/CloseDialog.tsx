import { customerOf, type Session } from '../board.js';
import { useDesk } from '../desk.js';
import { useStore } from '../store.js';
import { Button } from './Button.js';
import { Dialog } from './Dialog.js';

interface CloseDialogProps {
  readonly session: Session;
  onConfirm(): void;
  onClose(): void;
}

/** Asks first: a chat that is closed is gone from the customer's page, too. */
export function CloseDialog({ session, onConfirm, onClose }: CloseDialogProps) {
  const hasDraft = Boolean(useStore(useDesk().drafts)[session.id]);
  return (
    <Dialog title="Close this chat?" onClose={onClose}>
      <p>
        It ends for <bdi>{customerOf(session)}</bdi>, too.
        {session.status === 'CUSTOMER_LAST' && ' The customer wrote last.'}
        {hasDraft && ' What you have written has not been sent.'}
      </p>
      <form method="dialog" className="dialog-acts">
        <Button type="submit">Cancel</Button>
        <Button type="submit" kind="primary" autoFocus onClick={onConfirm}>
          Close chat
        </Button>
      </form>
    </Dialog>
  );
}
