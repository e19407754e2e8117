import { useState } from 'react';
import { useClient } from 'urql';
import { newKey } from '../client.js';
import { secondsOf } from '../format.js';
import { MeDocument, type MeQuery, SetPresenceDocument } from '../gql/graphql.js';
import type { Live } from '../live.js';
import { Button } from './Button.js';

interface HeaderProps {
  readonly me: MeQuery['me'] | undefined;
  readonly live: Live;
  onKeys(): void;
  onLeave(): void;
}

const MODES: Readonly<Record<Live['mode'], string>> = {
  connecting: 'Connecting…',
  live: 'Live',
  polling: 'Polling',
  lost: 'No connection',
};

export function Header({ me, live: { mode, staleSince }, onKeys, onLeave }: HeaderProps) {
  const who = mode === 'lost' ? 'The server' : 'SuperOffice';
  return (
    <header className="header">
      <h1>Desk</h1>
      <span className={`live ${staleSince ? 'stale' : mode}`}>{MODES[mode]}</span>
      <span className="fill" />
      <bdi className="name">{me?.fullName}</bdi>
      <Presence presence={me?.chatPresence} />
      <Button kind="quiet" className="keys" onClick={onKeys} aria-label="Keys" title="Keys">
        ?
      </Button>
      <Button kind="quiet" onClick={onLeave}>
        Sign out
      </Button>
      <div role="status" className="stale-place">
        {staleSince && (
          <p className="stale-banner">
            {who} does not answer. What you see is from {secondsOf(staleSince)}. Trying again…
          </p>
        )}
      </div>
    </header>
  );
}

/** Shows the choice at once, and takes it back if it fails. */
function Presence({ presence }: { readonly presence: NonNullable<MeQuery['me']>['chatPresence'] | undefined }) {
  const client = useClient();
  const [hasFailed, setHasFailed] = useState(false);
  if (typeof presence?.userId !== 'number') {
    return null;
  }
  const { userId } = presence;
  async function set(present: boolean): Promise<void> {
    const { error } = await client.mutation(SetPresenceDocument, { userId, present, key: newKey() });
    const read = error && (await client.query(MeDocument, {}, { requestPolicy: 'network-only' }));
    setHasFailed(read !== undefined && read.data?.me?.chatPresence?.present !== present);
  }
  const value = presence.present ? 'present' : 'away';
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
        onChange={({ currentTarget }) => void set(currentTarget.value === 'present')}
      >
        <option value="present">Present</option>
        <option value="away">Away</option>
      </select>
    </>
  );
}
