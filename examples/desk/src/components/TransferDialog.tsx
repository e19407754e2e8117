import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { customerOf, type Session } from '../board.js';
import { TargetsDocument, type TargetsQuery } from '../gql/graphql.js';
import { Button } from './Button.js';
import { Dialog } from './Dialog.js';

interface TransferDialogProps {
  readonly session: Session;
  onTransfer(to: string): void;
  onClose(): void;
}

type Target = NonNullable<TargetsQuery['transferTargets']>[number];

/** Who is present and may answer in the chat's topic, those with the fewest chats first. */
export function TransferDialog({ session, onTransfer, onClose }: TransferDialogProps) {
  const topic = session.topic?.id ?? null;
  const [{ data, error, fetching }, ask] = useQuery({
    query: TargetsDocument,
    variables: { topic, canRespond: topic ? true : null },
    requestPolicy: 'network-only',
  });
  const [chosen, setChosen] = useState<string>();
  const targets = [...(data?.transferTargets ?? [])].sort((left, right) => loadOf(left) - loadOf(right));
  const first = useRef<HTMLInputElement>(null);
  const isThere = targets.length > 0;
  useEffect(() => {
    if (isThere) {
      first.current?.focus();
    }
  }, [isThere]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (chosen) {
      onTransfer(chosen);
      onClose();
    }
  }

  return (
    <Dialog title="Transfer" onClose={onClose}>
      <form onSubmit={submit}>
        <p>
          To whom do you offer <bdi>{customerOf(session)}</bdi>? The chat stays yours until they accept.
        </p>
        <fieldset className="targets" aria-busy={fetching}>
          <legend className="hidden">Transfer to</legend>
          {targets.map((target, index) => (
            <label key={target.id} className="target">
              <input
                type="radio"
                name="target"
                value={target.id}
                ref={index === 0 ? first : undefined}
                checked={chosen === target.id}
                onChange={() => setChosen(target.id)}
              />
              <bdi>{target.fullName}</bdi>
              <Load chats={target.chatPresence?.ongoingChats} />
            </label>
          ))}
          {!isThere && (
            <p className="none">{fetching ? 'Looking who is there…' : !error && 'Nobody else is present.'}</p>
          )}
        </fieldset>
        {error && (
          <p className="problem" role="alert">
            It could not be read who is there.{' '}
            <Button onClick={() => ask({ requestPolicy: 'network-only' })}>Try again</Button>
          </p>
        )}
        <div className="dialog-acts">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={!chosen}>
            Transfer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** As a number and, for the eye, as dots. */
function Load({ chats }: { readonly chats: number | null | undefined }) {
  const dots = '●'.repeat(Math.min(chats ?? 0, 8));
  return (
    <span className="load">
      <span aria-hidden="true">{dots}</span>
      {typeof chats === 'number' ? `${chats} ${chats === 1 ? 'chat' : 'chats'}` : 'not known'}
    </span>
  );
}

function loadOf({ chatPresence }: Target): number {
  return chatPresence?.ongoingChats ?? Number.POSITIVE_INFINITY;
}
