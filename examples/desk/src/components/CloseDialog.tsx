import { customerOf, type Session } from '../board.js';
import { useDesk } from '../desk.js';
import { useStore } from '../store.js';
import { Dialog } from './Dialog.js';

interface CloseDialogProps {
  readonly session: Session;
  onSubmit(): void;
  onClose(): void;
}

/** Asks for confirmation, because the chat also ends for the customer. */
export function CloseDialog({ session, ...does }: CloseDialogProps) {
  const draft = useStore(useDesk().drafts)[session.id];
  return (
    <Dialog title="Close this chat?" submit="Close chat" {...does}>
      <p>
        It ends for <bdi>{customerOf(session)}</bdi>, too.
        {session.status === 'CUSTOMER_LAST' && ' The customer wrote last.'}
        {draft && ' What you have written has not been sent.'}
      </p>
    </Dialog>
  );
}
