import { useEffect, useState } from 'react';
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

/** Who is present and may answer in the chat's topic, those with the fewest chats first. */
export function TransferDialog({ session, onTransfer, onClose }: TransferDialogProps) {
  const topic = session.topic?.id ?? null;
  const variables = { topic, canRespond: topic ? true : null };
  const requestPolicy = 'network-only';
  const [{ data, error, fetching }, ask] = useQuery({ query: TargetsDocument, variables, requestPolicy });
  const [chosen, setChosen] = useState('');
  const targets = [...(data?.transferTargets ?? [])].sort((left, right) => loadOf(left) - loadOf(right));
  const isThere = targets.length > 0;
  useEffect(() => document.querySelector<HTMLInputElement>(`.target input`)?.focus(), [isThere]);

  return (
    <Dialog
      title="Transfer"
      submit="Transfer"
      isReady={chosen !== ''}
      onSubmit={() => onTransfer(chosen)}
      onClose={onClose}
    >
      <p>
        Who should take over <bdi>{customerOf(session)}</bdi>? The chat stays yours until they accept.
      </p>
      <fieldset className="targets" aria-busy={fetching}>
        <legend className="hidden">Transfer to</legend>
        {targets.map((target) => (
          <label key={target.id} className="target">
            <input type="radio" name="target" checked={chosen === target.id} onChange={() => setChosen(target.id)} />
            <bdi>{target.fullName}</bdi>
            <Load chats={target.chatPresence?.ongoingChats ?? null} />
          </label>
        ))}
        {!isThere && !error && <p className="none">{fetching ? 'Loading…' : 'Nobody else is present.'}</p>}
        {error && (
          <p className="problem" role="alert">
            The list of colleagues could not be read. <Button onClick={() => ask({ requestPolicy })}>Try again</Button>
          </p>
        )}
      </fieldset>
    </Dialog>
  );
}

/** As a number and as dots. */
function Load({ chats }: { readonly chats: number | null }) {
  return (
    <span className="load">
      <span aria-hidden="true">{'●'.repeat(Math.min(chats ?? 0, 8))}</span>
      {chats === null ? 'not known' : `${chats} ${chats === 1 ? 'chat' : 'chats'}`}
    </span>
  );
}

function loadOf({ chatPresence }: NonNullable<TargetsQuery['transferTargets']>[number]): number {
  return chatPresence?.ongoingChats ?? Number.POSITIVE_INFINITY;
}
