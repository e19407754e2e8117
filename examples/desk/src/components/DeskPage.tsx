import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { customerOf, listsOf, type Session, waitingFor } from '../board.js';
import { useDesk } from '../desk.js';
import { BoardDocument, MeDocument, WatchBoardDocument, type WatchBoardSubscription } from '../gql/graphql.js';
import { select, useKeys, useSelected } from '../hooks.js';
import { follow, type Live } from '../live.js';
import { Board } from './Board.js';
import { Conversation } from './Conversation.js';
import { Header } from './Header.js';
import { KeysDialog } from './KeysDialog.js';

const CONNECTING: Live = { mode: 'connecting', staleSince: null };
const KEYS_OFF = 'desk.keys-off';

export function DeskPage({ onLeave }: { onLeave(): void }) {
  const { client, ended } = useDesk();
  const [live, setLive] = useState(CONNECTING);
  useEffect(() => {
    const feed = {
      watch: WatchBoardDocument,
      poll: BoardDocument,
      variables: () => ({}),
      staleSince: ({ chatSessionUpdates }: WatchBoardSubscription) => chatSessionUpdates?.staleSince,
      onState: setLive,
    };
    void follow(client, feed, ended);
  }, [client, ended]);
  const [{ data: board }] = useQuery({ query: BoardDocument, requestPolicy: 'cache-only' });
  const [{ data: who }] = useQuery({ query: MeDocument });
  const sessions = board?.chatSessionsForCurrentUser ?? undefined;
  const selected = useSelected();
  const lists = listsOf(sessions ?? []);
  const topics = new Map(who?.chatTopicsForCurrentUser?.map(({ id, name }) => [id, name ?? '']));
  useTitle(sessions ?? []);

  const [areKeysShown, setAreKeysShown] = useState(false);
  const [areKeysOn, setAreKeysOn] = useState(() => localStorage.getItem(KEYS_OFF) === null);
  function turnKeys(isOn: boolean): void {
    setAreKeysOn(isOn);
    if (isOn) {
      localStorage.removeItem(KEYS_OFF);
    } else {
      localStorage.setItem(KEYS_OFF, 'true');
    }
  }

  function step(by: number): void {
    const ids = lists.flatMap((list) => list.sessions.map(({ id }) => id));
    const index = ids.indexOf(selected ?? '');
    const next = ids[index < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, index + by))];
    if (next) {
      select(next);
      document.getElementById(`card-${next}`)?.focus();
    }
  }
  useKeys({ j: () => step(1), k: () => step(-1), '?': () => setAreKeysShown(true) }, areKeysOn);

  return (
    <div className={selected ? 'desk has-chat' : 'desk'}>
      <Header me={who?.me} live={live} onKeys={() => setAreKeysShown(true)} onLeave={onLeave} />
      <main>
        <Board lists={lists} isLoading={!sessions} selected={selected} topics={topics} />
        {selected ? (
          <Conversation
            key={selected}
            id={selected}
            onBoard={sessions?.find(({ id }) => id === selected)}
            isBoardKnown={sessions !== undefined}
            topics={topics}
            areKeysOn={areKeysOn}
          />
        ) : (
          <div className="nothing">
            <p>Choose a chat from the lists.</p>
            <p className="muted small">
              <kbd>j</kbd> and <kbd>k</kbd> go through them, <kbd>?</kbd> shows all keys.
            </p>
          </div>
        )}
      </main>
      {areKeysShown && <KeysDialog areOn={areKeysOn} onTurn={turnKeys} onClose={() => setAreKeysShown(false)} />}
      <Offers sessions={sessions ?? []} />
    </div>
  );
}

/** Says in the tab's title how many chats wait for the agent. */
function useTitle(sessions: readonly Session[]): void {
  const count = waitingFor(sessions);
  useEffect(() => {
    document.title = count > 0 ? `(${count}) Desk` : 'Desk';
  }, [count]);
}

/** Tells who cannot see the list of an offer. */
function Offers({ sessions }: { readonly sessions: readonly Session[] }) {
  const offered = sessions.filter(({ part }) => part === 'OFFERED');
  return (
    <p className="hidden" role="status">
      {offered
        .map((session) => `${session.user?.fullName ?? 'A colleague'} offers you ${customerOf(session)}.`)
        .join(' ')}
    </p>
  );
}
