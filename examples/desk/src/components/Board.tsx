import { customerOf, isTurn, type listsOf, type Session, stateOf } from '../board.js';
import { useDesk } from '../desk.js';
import { agoOf } from '../format.js';
import { select, useNow } from '../hooks.js';
import { textOf } from '../parse-html.js';
import { useStore } from '../store.js';
import { Button } from './Button.js';

interface BoardProps {
  readonly lists: ReturnType<typeof listsOf>;
  readonly isLoading: boolean;
  readonly selected: string | undefined;
  /** Names of topics by their ids. */
  readonly topics: ReadonlyMap<string, string>;
}

export function Board({ lists, isLoading, selected, topics }: BoardProps) {
  const drafts = useStore(useDesk().drafts);
  const now = useNow();
  return (
    <nav className="board" aria-label="Chats" aria-busy={isLoading}>
      {lists.map(({ part, name, none, sessions }) => (
        <section key={part} className={`list ${part.toLowerCase()}`} aria-labelledby={`list-${part}`}>
          <h2>
            <span id={`list-${part}`}>{name}</span> <span className="count">{sessions.length || ''}</span>
          </h2>
          {sessions.length === 0 ? (
            <p className="none">{isLoading ? 'Loading…' : none}</p>
          ) : (
            <ul>
              {sessions.map((session) => (
                <li key={session.id}>
                  <Card
                    session={session}
                    now={now}
                    isSelected={session.id === selected}
                    hasDraft={Boolean(drafts[session.id])}
                    topic={topics.get(session.topic?.id ?? '')}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </nav>
  );
}

interface CardProps {
  readonly session: Session;
  readonly now: number;
  readonly isSelected: boolean;
  readonly hasDraft: boolean;
  readonly topic: string | undefined;
}

function Card({ session, now, isSelected, hasDraft, topic }: CardProps) {
  const { id, part, lastMessage, firstMessage, whenIdle, whenRequested, contact } = session;
  const since = part === 'QUEUED' ? whenRequested : (whenIdle ?? whenRequested);
  // The list says the rest.
  const note = part === 'QUEUED' ? undefined : stateOf(session);
  return (
    <Button
      id={`card-${id}`}
      className={isTurn(session) ? 'card waiting' : 'card'}
      aria-current={isSelected ? 'true' : undefined}
      onClick={() => select(id)}
    >
      <span className="card-head">
        <bdi className="card-name">{customerOf(session)}</bdi>
        <time className="ago" dateTime={since ?? undefined}>
          {since && agoOf(since, now)}
        </time>
      </span>
      <span className="card-text" dir="auto">
        {textOf(lastMessage || firstMessage || '') || 'No message yet'}
      </span>
      <span className="card-foot">
        <span>{[note, contact?.name, topic].filter(Boolean).join(' · ')}</span>
        {hasDraft && <span className="draft-mark">Draft</span>}
      </span>
    </Button>
  );
}
