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
  /** What the lists say as long as their chats are not known. */
  readonly unknown: string | false;
  readonly selected: string | undefined;
  /** Names of topics by their ids. */
  readonly topics: ReadonlyMap<string, string>;
}

export function Board({ lists, unknown, ...rest }: BoardProps) {
  const cards = { ...rest, now: useNow() };
  const marks = useMarks();
  const listed = lists.flatMap(({ sessions }) => sessions.map(({ id }) => id));
  const unlisted = unknown ? [] : [...marks.keys()].filter((id) => !listed.includes(id));
  // A chat that moves to another list keeps the focus.
  useKeptFocus('board');
  return (
    <nav id="board" className="board" aria-label="Chats" tabIndex={-1}>
      {lists.map(({ part, name, none, sessions }) => (
        <section key={part} className={`list ${part.toLowerCase()}`} aria-labelledby={`list-${part}`}>
          <h2>
            <span id={`list-${part}`}>{name}</span> <span className="count">{sessions.length || ''}</span>
          </h2>
          {sessions.length === 0 && <p className="none">{unknown || none}</p>}
          <ul>
            {sessions.map((session) => (
              <li key={session.id}>
                <Card session={session} mark={marks.get(session.id)} {...cards} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {unlisted.length > 0 && (
        <section className="list" aria-labelledby="list-unlisted">
          <h2 id="list-unlisted">No longer in a list</h2>
          {unlisted.map((id) => (
            <Button key={id} id={`card-${id}`} className="card waiting" onClick={() => select(id)}>
              Chat {id} <span className="mark">{marks.get(id)}</span>
            </Button>
          ))}
        </section>
      )}
    </nav>
  );
}

/** What needs the agent's attention in each chat, in a word or two. */
function useMarks(): ReadonlyMap<string, string> {
  const { drafts, outgoing, notices } = useDesk();
  const failed = Object.entries(useStore(notices)).filter(([_, { tone }]) => tone === 'failure');
  const unsent = Object.entries(useStore(outgoing)).filter(([_, items]) => items.some(hasFailed));
  return new Map([
    ...Object.keys(useStore(drafts)).map((id) => [id, 'Draft'] as const),
    ...failed.map(([id]) => [id, 'Failed'] as const),
    ...unsent.map(([id]) => [id, 'Not sent'] as const),
  ]);
}

interface CardProps extends Pick<BoardProps, 'selected' | 'topics'> {
  readonly session: Session;
  readonly mark: string | undefined;
  readonly now: number;
}

function Card({ session, mark, selected, topics, now }: CardProps) {
  const { id, part, lastMessage, firstMessage, whenIdle, whenRequested, contact, topic } = session;
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
        {mark && <span className={mark === 'Draft' ? 'mark' : 'mark problem'}>{mark}</span>}
      </span>
    </Button>
  );
}
