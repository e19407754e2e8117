import { type UIEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { hasFailed, type Live, notArrived, type Outgoing } from 'superoffice-graphql/client';
import { type Message, useDesk } from '../desk.js';
import { dayOf, timeOf, wordsOf } from '../format.js';
import { focusOn, useKeptFocus, useNow } from '../hooks.js';
import { join } from '../join.js';
import { SafeHtml } from '../safe-html.js';
import { useStore } from '../store.js';
import { Button } from './Button.js';

interface MessagesProps {
  readonly id: string;
  /** Undefined until they have been read. */
  readonly messages: readonly Message[] | undefined;
  readonly isRefused: boolean;
  /** Who does not answer, so that messages may be missing. */
  readonly silent: Live['silent'];
}

export function Messages({ id, messages: known, isRefused, silent }: MessagesProps) {
  const messages = known ?? [];
  const outgoing = notArrived(messages, useStore(useDesk().outgoing)[id] ?? []);
  const now = useNow();
  const { log, content, hasNewBelow, toEnd, onScroll } = useEnd(messages.length, outgoing.length);
  useKeptFocus('log');
  // A screen reader announces what is new, not the messages that were there when the chat was opened.
  const [isRead, setIsRead] = useState(false);
  const isEmpty = messages.length === 0;
  useEffect(() => {
    const timer = isEmpty ? undefined : setTimeout(setIsRead, 300, true);
    return () => clearTimeout(timer);
  }, [isEmpty]);
  return (
    <div className="messages">
      <div
        id="log"
        role="log"
        aria-live={isRead ? 'polite' : 'off'}
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
        ref={log}
        onScroll={onScroll}
      >
        <div ref={content}>
          {!known && !isRefused && !silent && <p className="note loading">Loading…</p>}
          {isRefused && <p className="note">You may not read these messages.</p>}
          {messages.map((message, index) => (
            <Line key={message.id} message={message} before={messages[index - 1]} now={now} />
          ))}
          {silent && <p className="note">{silent} does not answer, so messages may be missing. Trying again…</p>}
          {outgoing.map((item) => (
            <OutgoingLine key={item.key} id={id} item={item} />
          ))}
        </div>
      </div>
      {hasNewBelow && (
        <Button
          kind="primary"
          className="to-end"
          onClick={() => {
            toEnd();
            focusOn('log');
          }}
        >
          New messages ↓
        </Button>
      )}
    </div>
  );
}

/** Keeps the end in view. If the agent has scrolled up, it says that there are new messages instead. */
function useEnd(received: number, sent: number) {
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const top = useRef(0);
  const [hasNewBelow, setHasNewBelow] = useState(false);
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight });
  function onScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent<HTMLDivElement>): void {
    // Only the reader scrolls up. Where the window has become smaller, the end is further down.
    const isDown = isAtEnd.current && scrollTop >= top.current;
    isAtEnd.current = isDown || scrollHeight - scrollTop - clientHeight < 40;
    top.current = scrollTop;
    setHasNewBelow((was) => was && !isAtEnd.current);
  }
  useLayoutEffect(() => setHasNewBelow(!isAtEnd.current), [received]);
  const sentBefore = useRef(sent);
  useLayoutEffect(() => {
    if (sent > sentBefore.current) {
      toEnd();
    }
    sentBefore.current = sent;
  }, [sent]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd());
    for (const { current } of [log, content]) {
      observer.observe(current ?? document.body);
    }
    return () => observer.disconnect();
  }, []);
  return { log, content, hasNewBelow, toEnd, onScroll };
}

/** Texts for SuperOffice's special messages, if the name of their type is not clear enough. */
const NOTES: Readonly<Record<string, string>> = {
  NEW_SESSION: 'The chat begins',
  TRANSFERED_SESSION: 'Handed over',
  TRANSFER_REJECTED: 'Transfer declined',
  URL: 'Address',
};

function Line({ message, before, now }: { message: Message; before: Message | undefined; now: number }) {
  const { type, author, message: text, specialType, specialParam, whenPosted } = message;
  const day = whenPosted && dayOf(whenPosted, now);
  const isNewDay = day && day !== (before?.whenPosted && dayOf(before.whenPosted, now));
  const isSoon = before?.whenPosted && whenPosted && Date.parse(whenPosted) - Date.parse(before.whenPosted) < 300_000;
  const goesOn = !isNewDay && isSoon && before.type === type && before.author === author;
  const time = whenPosted && <time dateTime={whenPosted}>{timeOf(whenPosted)}</time>;
  const isSpoken =
    type === 'TO_CUSTOMER' || type === 'TO_USER' || specialType === 'WELCOME' || specialType === 'BOT_MESSAGE';
  return (
    <>
      {isNewDay && <p className="note day">{day}</p>}
      {isSpoken ? (
        <div className={`line ${type === 'TO_USER' ? 'theirs' : 'ours'} ${goesOn ? 'goes-on' : ''}`}>
          <p className="line-head">
            <bdi>{author}</bdi> {time}
          </p>
          <div className="bubble" dir="auto">
            <SafeHtml html={text ?? ''} />
          </div>
        </div>
      ) : (
        <div className="note">
          {join(NOTES[specialType ?? ''] ?? wordsOf(specialType ?? 'UNKNOWN'), author)} {time}
          <div dir="auto">
            <SafeHtml html={text || specialParam || ''} />
          </div>
        </div>
      )}
    </>
  );
}

const STATES: Readonly<Record<Outgoing['state'], string>> = {
  waiting: 'Sending…',
  sending: 'Sending…',
  checking: 'The answer was lost. Checking whether the chat has this message…',
  missing: 'The answer was lost. The chat was read again and does not have this message.',
  unreadable: 'The answer was lost, and the chat cannot be read.',
  failed: 'Not sent.',
};

function OutgoingLine({ id, item }: { readonly id: string; readonly item: Outgoing }) {
  const { conversations } = useDesk();
  const { text, state, failure } = item;
  function edit(): void {
    conversations.edit(id, item);
    focusOn('message');
  }
  return (
    <div
      className={`line ours outgoing ${state} ${hasFailed(item) ? 'has-failed' : ''}`}
      aria-hidden={!hasFailed(item)}
    >
      <div className="bubble" dir="auto">
        {text}
      </div>
      <p className="line-state" role={hasFailed(item) ? 'alert' : undefined}>
        {failure?.outcome === 'REJECTED' ? 'SuperOffice refused it.' : STATES[state]}{' '}
        {failure && <span className="code">{failure.code}</span>}
      </p>
      {hasFailed(item) && (
        <p className="line-acts">
          <Button onClick={() => conversations.sendAgain(id)}>Try again</Button>
          <Button onClick={edit}>Edit</Button>
          <Button onClick={() => conversations.discard(id, item)}>Discard</Button>
        </p>
      )}
    </div>
  );
}
