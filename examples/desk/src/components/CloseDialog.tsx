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
  const { drafts, outgoing } = useDesk();
  const draft = useStore(drafts)[session.id];
  const unsent = useStore(outgoing)[session.id];
  return (
    <Dialog title="Close this chat?" submit="Close chat" {...does}>
      <p>
        It ends for <bdi>{customerOf(session)}</bdi>, too.
        {session.status === 'CUSTOMER_LAST' && ' The customer wrote last.'}
        {(draft || unsent) && ' What you have written has not been sent.'}
      </p>
    </Dialog>
  );
}
