import { useEffect, useState } from 'react';
import { isFinal, type Live } from 'superoffice-graphql/client';
import { ACCEPT, type Action, CLOSE, DECLINE, PICK_UP, perform, transferTo, withdrawNotice } from '../actions.js';
import { customerOf, type Session, stateOf } from '../board.js';
import { read } from '../client.js';
import { setEntry, useDesk } from '../desk.js';
import * as gql from '../gql/graphql.js';
import { focusOn, select, useAnswer, useKeptFocus, useKeys, useVisible } from '../hooks.js';
import { join } from '../join.js';
import { useStore } from '../store.js';
import { Button } from './Button.js';
import { Composer } from './Composer.js';
import { Customer } from './Customer.js';
import { Dialog } from './Dialog.js';
import { Messages } from './Messages.js';
import { NoticeBanner } from './NoticeBanner.js';
import { TransferDialog } from './TransferDialog.js';

type Opened = 'transfer' | 'close' | 'customer';

interface Choice {
  readonly label: string;
  readonly key?: string;
  readonly kind?: 'primary';
  readonly does: Action | Opened;
}

/** What an agent can do with a chat, by its part. */
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

interface ConversationProps {
  readonly id: string;
  /** The session, while it is on one of the lists. */
  readonly onBoard: Session | undefined;
  readonly isBoardKnown: boolean;
  readonly topics: ReadonlyMap<string, string>;
  /** How many other chats wait for the agent. */
  readonly waiting: number;
  readonly areKeysOn: boolean;
  /** Whether the page says already that its data may be out of date. */
  readonly isStale: boolean;
}

export function Conversation({ id, onBoard, isBoardKnown, topics, waiting, areKeysOn, isStale }: ConversationProps) {
  const desk = useDesk();
  const [opened, setOpened] = useState<Opened>();
  // A chat that is no longer on the lists has ended, or another agent outside of the lists has it.
  const pause = !isBoardKnown || onBoard !== undefined;
  const requestPolicy = 'cache-and-network';
  const elsewhere = useAnswer({ query: gql.SessionDocument, variables: { id }, requestPolicy, pause });
  const session = onBoard ?? elsewhere.data?.session;
  const notice = useStore(desk.notices)[id];
  const { silent, ...messages } = useMessages(id, session?.part);
  const { length } = messages.messages ?? [];
  const isElsewhere = isBoardKnown && !onBoard;
  useEffect(() => {
    // Only its messages tell what becomes of a chat that is on no list.
    if (isElsewhere && length > 0) {
      void read(desk.client, gql.SessionDocument, { id }).toPromise();
    }
  }, [desk, id, isElsewhere, length]);
  const isBusy = notice?.tone === 'busy';
  const choices = CHOICES[session?.part ?? ''] ?? [];
  const isCustomerShown = opened === 'customer';

  const choose = ({ does }: Choice) => void (typeof does === 'string' ? setOpened(does) : perform(desk, id, does));
  function leave(): void {
    select(undefined);
    setTimeout(focusOn, 0, `card-${id}`, 'board');
  }
  function toggleCustomer(): void {
    setOpened(isCustomerShown ? undefined : 'customer');
    focusOn('show-customer');
  }
  const keys = choices.flatMap((choice) => (choice.key && !isBusy ? [[choice.key, () => choose(choice)]] : []));
  useKeys(
    { Escape: isCustomerShown ? toggleCustomer : leave, r: () => focusOn('message'), ...Object.fromEntries(keys) },
    areKeysOn,
  );
  useKeptFocus('chat', 'log');
  // On a phone the conversation replaces the list, which had the focus.
  useEffect(() => focusOn('back'), []);
  useEffect(() => (session ? withdrawNotice(desk, session) : undefined), [desk, session, notice]);
  useEffect(() => document.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [session?.part]);
  // The change that a dialog asks about may no longer be possible.
  useEffect(() => setOpened((was) => (was === 'customer' ? was : undefined)), [session?.part]);

  const back = (
    <Button
      kind="quiet"
      id="back"
      onClick={leave}
      aria-label={`Back to the lists${waiting ? `, ${waiting} waiting` : ''}`}
    >
      ← <span className="count">{waiting || ''}</span>
    </Button>
  );
  if (!session && (elsewhere.error ? isFinal(elsewhere.error) : elsewhere.data)) {
    return (
      <div id="chat" className="nothing">
        {back}
        <p>There is no chat {id}, or you may not see it.</p>
      </div>
    );
  }
  const dialog = { onClose: () => setOpened(undefined) };
  return (
    <section id="chat" className={isCustomerShown ? 'chat shows-customer' : 'chat'} aria-label="Conversation">
      <div className="chat-head">
        {back}
        <div className="chat-title">
          <h2 dir="auto">{session && customerOf(session)}</h2>
          <p className="muted small">{session && join(stateOf(session), topics.get(session.topic?.id ?? ''))}</p>
        </div>
        <div className="acts" aria-busy={isBusy}>
          {choices.map((choice) => (
            <Button key={choice.label} kind={choice.kind} disabled={isBusy} onClick={() => choose(choice)}>
              {choice.label}
            </Button>
          ))}
          <Button
            kind="quiet"
            id="show-customer"
            aria-expanded={isCustomerShown}
            aria-controls="customer"
            onClick={toggleCustomer}
          >
            Customer
          </Button>
        </div>
      </div>
      {notice && <NoticeBanner notice={notice} part={session?.part} onDismiss={() => setEntry(desk.notices, id)} />}
      <Messages id={id} silent={isStale ? undefined : silent} {...messages} />
      <Composer id={id} part={session?.part} />
      <Customer id={id} />
      {opened === 'transfer' && session && (
        <TransferDialog session={session} onTransfer={(to) => void perform(desk, id, transferTo(to))} {...dialog} />
      )}
      {opened === 'close' && session && (
        <Dialog title="Close this chat?" submit="Close chat" onSubmit={() => void perform(desk, id, CLOSE)} {...dialog}>
          <p>
            It ends for <bdi>{customerOf(session)}</bdi>, too.
            {session.status === 'CUSTOMER_LAST' && ' The customer wrote last.'}
            {(desk.drafts.get()[id] || desk.outgoing.get()[id]) && ' What you have written has not been sent.'}
          </p>
        </Dialog>
      )}
    </section>
  );
}

/** A conversation's messages, kept up to date while it is shown. Whether the agent may read them can change with the chat's part. */
function useMessages(id: string, part: gql.ChatSessionPart | null | undefined) {
  const desk = useDesk();
  const [live, setLive] = useState<Live>();
  const isVisible = useVisible();
  useEffect(() => {
    // In a hidden tab, nobody reads them, and a browser has only six connections to a server without HTTP/2.
    if (!isVisible) {
      return;
    }
    const left = new AbortController();
    // Wait, so that moving through the lists by keyboard does not open a stream for each chat.
    const timer = setTimeout(() => void desk.conversations.follow(id, left.signal, setLive), 150);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [desk, id, part, isVisible]);
  return { messages: useStore(desk.messages)[id], isRefused: live?.mode === 'refused', silent: live?.silent };
}
