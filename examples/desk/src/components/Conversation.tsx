import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { ACCEPT, type Action, CLOSE, DECLINE, PICK_UP, perform, transferTo } from '../actions.js';
import { customerOf, type Session, stateOf } from '../board.js';
import { useDesk } from '../desk.js';
import {
  MessagesDocument,
  NewMessagesDocument,
  SessionDocument,
  WatchMessagesDocument,
  type WatchMessagesSubscription,
} from '../gql/graphql.js';
import { select, useKeys } from '../hooks.js';
import { follow } from '../live.js';
import { lastId } from '../messages.js';
import { useStore } from '../store.js';
import { knownMessages } from '../write.js';
import { Button } from './Button.js';
import { CloseDialog } from './CloseDialog.js';
import { Composer } from './Composer.js';
import { Customer } from './Customer.js';
import { Messages } from './Messages.js';
import { NoticeBanner } from './NoticeBanner.js';
import { TransferDialog } from './TransferDialog.js';

interface ConversationProps {
  readonly id: string;
  /** The session, while it is on one of the lists. */
  readonly onBoard: Session | undefined;
  readonly isBoardKnown: boolean;
  readonly topics: ReadonlyMap<string, string>;
  readonly areKeysOn: boolean;
}

type Opened = 'transfer' | 'close' | 'customer';

interface Choice {
  readonly label: string;
  readonly key?: string;
  readonly kind?: 'primary';
  readonly does: Action | Opened;
}

/** What an agent can do with a chat, by where it stands. */
const CHOICES: Readonly<Record<string, readonly Choice[]>> = {
  QUEUED: [{ label: 'Pick up', key: 'p', kind: 'primary', does: PICK_UP }],
  OFFERED: [
    { label: 'Accept', key: 'a', kind: 'primary', does: ACCEPT },
    { label: 'Decline', key: 'd', does: DECLINE },
  ],
  MINE: [
    { label: 'Transfer', key: 't', does: 'transfer' },
    { label: 'Close chat', does: 'close' },
  ],
};

export function Conversation({ id, onBoard, isBoardKnown, topics, areKeysOn }: ConversationProps) {
  const desk = useDesk();
  const notice = useStore(desk.notices)[id];
  // A chat that has left the lists has ended, or is somebody else's now.
  const [{ data: elsewhere }] = useQuery({
    query: SessionDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
    pause: !isBoardKnown || onBoard !== undefined,
  });
  const session = onBoard ?? elsewhere?.chatSession ?? undefined;
  const { messages, isRefused } = useMessages(id);
  const [opened, setOpened] = useState<Opened>();
  const isBusy = notice?.tone === 'busy';
  const choices = CHOICES[session?.part ?? ''] ?? [];

  function choose({ does }: Choice): void {
    if (typeof does === 'string') {
      setOpened(does);
    } else {
      void perform(desk, id, does);
    }
  }
  function leave(): void {
    select(undefined);
    setTimeout(() => document.getElementById(`card-${id}`)?.focus());
  }
  useEffect(() => {
    // On a phone the conversation takes the place of the list that had the focus.
    if (!document.getElementById(`card-${id}`)?.offsetParent) {
      document.getElementById('back')?.focus();
    }
  }, [id]);
  const keys = choices.flatMap((choice) => (choice.key && !isBusy ? [[choice.key, () => choose(choice)]] : []));
  useKeys(
    { Escape: leave, r: () => document.getElementById('message')?.focus(), ...Object.fromEntries(keys) },
    areKeysOn,
  );

  if (!session && isBoardKnown && elsewhere) {
    return (
      <div className="nothing">
        <p>There is no chat {id}, or you may not see it.</p>
      </div>
    );
  }
  const topic = topics.get(session?.topic?.id ?? '');
  return (
    <section className={opened === 'customer' ? 'chat shows-customer' : 'chat'} aria-label="Conversation">
      <div className="chat-head">
        <Button kind="quiet" id="back" className="back" onClick={leave} aria-label="Back to the lists">
          ←
        </Button>
        <div className="chat-title">
          <h2 dir="auto">{session ? customerOf(session) : '\u00a0'}</h2>
          <p className="muted small">{session ? [stateOf(session), topic].filter(Boolean).join(' · ') : '\u00a0'}</p>
        </div>
        <div className="acts" aria-busy={isBusy}>
          {choices.map((choice) => (
            <Button key={choice.label} kind={choice.kind} disabled={isBusy} onClick={() => choose(choice)}>
              {choice.label}
            </Button>
          ))}
          <Button
            kind="quiet"
            className="customer-toggle"
            aria-expanded={opened === 'customer'}
            aria-controls="customer"
            onClick={() => setOpened(opened === 'customer' ? undefined : 'customer')}
          >
            Customer
          </Button>
        </div>
      </div>
      <NoticeBanner id={id} notice={notice} />
      <Messages id={id} messages={messages} isRefused={isRefused} />
      <Composer id={id} part={session?.part} />
      <Customer id={id} />
      {opened === 'transfer' && session && (
        <TransferDialog
          session={session}
          onTransfer={(to) => void perform(desk, id, transferTo(to))}
          onClose={() => setOpened(undefined)}
        />
      )}
      {opened === 'close' && session && (
        <CloseDialog
          session={session}
          onConfirm={() => void perform(desk, id, CLOSE)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}

/** A conversation's messages, and what keeps them up to date while it is shown. */
function useMessages(id: string) {
  const { client, positions } = useDesk();
  const [isKnown, setIsKnown] = useState(positions.has(id));
  const [isRefused, setIsRefused] = useState(false);
  useEffect(() => {
    const left = new AbortController();
    const keepPosition = (last: string | null | undefined) => {
      if (last) {
        positions.set(id, last);
      }
      setIsKnown(true);
    };
    const start = async () => {
      const feed = {
        watch: WatchMessagesDocument,
        poll: NewMessagesDocument,
        variables: () => ({ id, after: positions.get(id) ?? null }),
        onValue: ({ chatMessageUpdates }: WatchMessagesSubscription) => keepPosition(chatMessageUpdates?.lastId),
        onPolled: () => keepPosition(lastId(knownMessages(client, id))),
      };
      setIsRefused((await follow(client, feed, left.signal)) !== undefined);
    };
    // Who goes through the lists by key opens no stream on the way.
    const timer = setTimeout(start, 150);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [client, id, positions]);
  const [{ data }] = useQuery({
    query: MessagesDocument,
    variables: { id },
    requestPolicy: 'cache-only',
    pause: !isKnown,
  });
  return { messages: isKnown ? (data?.chatSession?.messages ?? []) : undefined, isRefused };
}
