import { useRef, useState } from 'react';
import { type Live, newIdempotencyKey } from 'superoffice-graphql/client';
import { useClient } from 'urql';
import { read } from '../client.js';
import { momentOf } from '../format.js';
import { MeDocument, type MeQuery, SetPresenceDocument } from '../gql/graphql.js';
import { useNow } from '../hooks.js';
import { Button } from './Button.js';

const MODES = { connecting: 'Connecting…', live: 'Live', polling: 'Polling', refused: 'Not allowed' };

interface HeaderProps {
  readonly me: MeQuery['me'] | undefined;
  readonly live: Live;
  onKeys(): void;
  onLeave(): void;
}

export function Header({ me, live: { mode, silent, seenAt }, onKeys, onLeave }: HeaderProps) {
  const now = useNow();
  return (
    <header className="header">
      <h1>Desk</h1>
      <span className={`mode ${silent ? 'stale' : mode}`}>{silent ? 'Not up to date' : MODES[mode]}</span>
      <span className="fill" />
      <bdi className="name">{me?.fullName}</bdi>
      {me?.chatPresence && <Presence {...me.chatPresence} />}
      <Button kind="quiet" className="keys" onClick={onKeys} aria-label="Keyboard shortcuts" title="Keyboard shortcuts">
        ?
      </Button>
      <Button kind="quiet" onClick={onLeave}>
        Sign out
      </Button>
      <div role="status" className="stale-place">
        {mode === 'refused' && (
          <p className="stale-banner">You may not read the lists. Ask your administrator. Trying again…</p>
        )}
        {silent && (
          <p className="stale-banner">
            {silent} does not answer. {seenAt && `What you see is from ${momentOf(seenAt, now)}. `}Trying again…
          </p>
        )}
      </div>
    </header>
  );
}

/** Shows the choice at once, and undoes it if the change fails. */
function Presence({ userId, present }: NonNullable<NonNullable<MeQuery['me']>['chatPresence']>) {
  const client = useClient();
  const [choice, setChoice] = useState<{ readonly present: boolean }>();
  const [hasFailed, setHasFailed] = useState(false);
  const before = useRef(Promise.resolve());
  const value = (choice ?? { present }).present ? 'present' : 'away';

  async function change(wanted: boolean): Promise<void> {
    const variables = { userId: userId ?? 0, present: wanted, key: newIdempotencyKey() };
    const { error } = await client.mutation(SetPresenceDocument, variables);
    const found = error && (await read(client, MeDocument, {}));
    setHasFailed(found !== undefined && found.data?.me?.chatPresence?.present !== wanted);
  }
  /** Changes are made one after the other, so that the last one counts. */
  function choose(next: { readonly present: boolean }): void {
    setChoice(next);
    before.current = before.current
      .then(() => change(next.present))
      .then(() => setChoice((latest) => (latest === next ? undefined : latest)));
  }
  return (
    <>
      {hasFailed && (
        <span className="problem small" role="alert">
          Presence not changed
        </span>
      )}
      <select
        aria-label="Presence"
        className={value}
        value={value}
        onChange={({ currentTarget }) => choose({ present: currentTarget.value === 'present' })}
      >
        <option value="present">Present</option>
        <option value="away">Away</option>
      </select>
    </>
  );
}
