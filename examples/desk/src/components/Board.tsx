import { hasFailed, textOf } from 'superoffice-graphql/client';
import { customerOf, isTurn, type listsOf, type Session, stateOf } from '../board.js';
import { useDesk } from '../desk.js';
import { agoOf } from '../format.js';
import { select, useKeptFocus, useNow } from '../hooks.js';
import { join } from '../join.js';
import { useStore } from '../store.js';
import { Button } from './Button.js';

interface BoardProps {
  readonly lists: ReturnType<typeof listsOf>;
  readonly isLoading: boolean;
  readonly selected: string | undefined;
  /** Names of topics by their ids. */
  readonly topics: ReadonlyMap<string, string>;
}

export function Board({ lists, isLoading, ...rest }: BoardProps) {
  const cards = { ...rest, now: useNow() };
  // A chat that moves to another list keeps the focus.
  useKeptFocus('board');
  return (
    <nav id="board" className="board" aria-label="Chats" aria-busy={isLoading} tabIndex={-1}>
      {lists.map(({ part, name, none, sessions }) => (
        <section key={part} className={`list ${part.toLowerCase()}`} aria-labelledby={`list-${part}`}>
          <h2>
            <span id={`list-${part}`}>{name}</span> <span className="count">{sessions.length || ''}</span>
          </h2>
          {sessions.length === 0 && <p className="none">{isLoading ? 'Loading…' : none}</p>}
          <ul>
            {sessions.map((session) => (
              <li key={session.id}>
                <Card session={session} {...cards} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

interface CardProps extends Pick<BoardProps, 'selected' | 'topics'> {
  readonly session: Session;
  readonly now: number;
}

function Card({ session, selected, topics, now }: CardProps) {
  const { id, part, lastMessage, firstMessage, whenIdle, whenRequested, contact, topic } = session;
  const { drafts, outgoing, notices } = useDesk();
  const draft = useStore(drafts)[id];
  const isUnsent = useStore(outgoing)[id]?.some(hasFailed);
  const isFailed = useStore(notices)[id]?.tone === 'failure';
  const mark = isUnsent ? 'Not sent' : isFailed ? 'Failed' : draft && 'Draft';
  const since = part === 'QUEUED' ? whenRequested : (whenIdle ?? whenRequested);
  // The name of the list already says it.
  const note = join(part !== 'QUEUED' && stateOf(session), contact?.name, topics.get(topic?.id ?? ''));
  return (
    <Button
      id={`card-${id}`}
      className={isTurn(session) ? 'card waiting' : 'card'}
      aria-current={id === selected ? 'true' : undefined}
      onClick={() => select(id)}
    >
      <span className="card-head">
        <bdi>{customerOf(session)}</bdi>
        <span className="ago">{since && agoOf(since, now)}</span>
      </span>
      <span className="card-text" dir="auto">
        {textOf(lastMessage || firstMessage || '') || 'No text'}
      </span>
      <span className="card-foot">
        <span>{note}</span>
        {mark && <span className="draft-mark">{mark}</span>}
      </span>
    </Button>
  );
}
