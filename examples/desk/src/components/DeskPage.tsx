import { useEffect, useState } from 'react';
import { type Feed, follow, type Live } from 'superoffice-graphql/client';
import { useQuery } from 'urql';
import { withdrawNotice } from '../actions.js';
import { customerOf, isWaiting, listsOf, type Session, stateOf } from '../board.js';
import { read, watch } from '../client.js';
import { useDesk } from '../desk.js';
import * as gql from '../gql/graphql.js';
import { focusOn, select, useAnswer, useKeys, useSelected } from '../hooks.js';
import { Board } from './Board.js';
import { Conversation } from './Conversation.js';
import { Header } from './Header.js';
import { KeysDialog } from './KeysDialog.js';

const CONNECTING: Live = { mode: 'connecting', seenAt: null };
const KEYS = 'desk.keys';

export function DeskPage({ onLeave }: { onLeave(): void }) {
  const desk = useDesk();
  const { client, ended } = desk;
  const [live, setLive] = useState(CONNECTING);
  useEffect(() => {
    const feed: Feed = {
      watch: (onValue, connection) =>
        watch(client, gql.WatchBoardDocument, {}, connection, (data) => onValue(data.chatSessionUpdates?.staleSince)),
      poll: () => read(client, gql.BoardDocument, {}),
      onState: setLive,
    };
    void follow(feed, ended);
  }, [client, ended]);
  const [{ data: board }] = useQuery({ query: gql.BoardDocument, requestPolicy: 'cache-only' });
  const { data: who } = useAnswer({ query: gql.MeDocument });
  useEffect(() => {
    // The agent may have changed their presence in another window.
    const readAgain = () => void read(client, gql.MeDocument, {}).toPromise();
    addEventListener('focus', readAgain);
    return () => removeEventListener('focus', readAgain);
  }, [client]);
  const sessions = board?.chatSessionsForCurrentUser ?? undefined;
  const selected = useSelected();
  const lists = listsOf(sessions ?? []);
  const topics = new Map(who?.chatTopicsForCurrentUser?.map(({ id, name }) => [id, name ?? '']));
  const waiting = sessions?.filter(isWaiting) ?? [];
  const others = waiting.filter(({ id }) => id !== selected);
  useEffect(() => {
    document.title = waiting.length > 0 ? `(${waiting.length}) Desk` : 'Desk';
  }, [waiting.length]);

  useEffect(() => {
    for (const session of sessions ?? []) {
      withdrawNotice(desk, session);
    }
  }, [desk, sessions]);

  const [areKeysShown, setAreKeysShown] = useState(false);
  const [areKeysOn, setAreKeysOn] = useState(() => localStorage.getItem(KEYS) !== 'off');
  function turnKeys(isOn: boolean): void {
    setAreKeysOn(isOn);
    localStorage.setItem(KEYS, isOn ? 'on' : 'off');
  }
  function step(by: number): void {
    const ids = lists.flatMap((list) => list.sessions.map(({ id }) => id));
    const index = ids.indexOf(selected ?? '');
    const next = ids[index < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, index + by))];
    if (next) {
      select(next);
      focusOn(`card-${next}`);
    }
  }
  useKeys({ j: () => step(1), k: () => step(-1), '?': () => setAreKeysShown(true) }, areKeysOn);

  return (
    <div className={selected ? 'desk has-chat' : 'desk'}>
      <Header me={who?.me} live={live} onKeys={() => setAreKeysShown(true)} onLeave={onLeave} />
      <main>
        <Board
          lists={lists}
          unknown={!sessions && (live.mode === 'refused' ? 'Not allowed' : 'Loading…')}
          selected={selected}
          topics={topics}
        />
        {selected ? (
          <Conversation
            key={selected}
            id={selected}
            onBoard={sessions?.find(({ id }) => id === selected)}
            isBoardKnown={sessions !== undefined}
            topics={topics}
            waiting={others.length}
            areKeysOn={areKeysOn}
            isStale={live.silent !== undefined}
          />
        ) : (
          <div className="nothing">
            <p>
              Choose a chat from the lists. <kbd>j</kbd> and <kbd>k</kbd> go through them, <kbd>?</kbd> shows all
              shortcuts.
            </p>
          </div>
        )}
      </main>
      {areKeysShown && <KeysDialog areOn={areKeysOn} onTurn={turnKeys} onClose={() => setAreKeysShown(false)} />}
      <Waiting sessions={others} />
    </div>
  );
}

/** Announces to screen readers what waits for the agent elsewhere than in the open chat. */
function Waiting({ sessions }: { readonly sessions: readonly Session[] }) {
  return (
    <div className="hidden" role="status" aria-atomic="false">
      {sessions.map((session) => (
        <p key={session.id}>
          {customerOf(session)}: {stateOf(session)}.
        </p>
      ))}
    </div>
  );
}
