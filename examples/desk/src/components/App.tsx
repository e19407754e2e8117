import { useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { createClient } from '../client.js';
import { type Agent, createDesk, DeskContext } from '../desk.js';
import { type Store, useStore } from '../store.js';
import { DeskPage } from './DeskPage.js';
import { SignIn } from './SignIn.js';

/** Signs the agent in, and then shows the desk. The credential is kept in this tab, and never in an address. */
export function App({ agent }: { readonly agent: Store<Agent | null> }) {
  const signedIn = useStore(agent);
  const [wasRefused, setWasRefused] = useState(false);

  function signOut(isRefused: boolean): void {
    setWasRefused(isRefused);
    agent.set(null);
  }
  return signedIn ? (
    <SignedIn key={signedIn.authorization} agent={signedIn} onSignOut={signOut} />
  ) : (
    <SignIn wasRefused={wasRefused} onSignIn={agent.set} />
  );
}

interface SignedInProps {
  readonly agent: Agent;
  onSignOut(isRefused: boolean): void;
}

function SignedIn({ agent: { id, authorization }, onSignOut }: SignedInProps) {
  const [desk, end] = useMemo(() => {
    const ended = new AbortController();
    const end = (isRefused: boolean) => {
      if (!ended.signal.aborted) {
        ended.abort();
        onSignOut(isRefused);
      }
    };
    return [createDesk(id, createClient({ authorization, onRefused: () => end(true) }), ended.signal), end];
  }, []);
  useEffect(() => desk.conversations.resume(), [desk]);

  /** Removes the agent's drafts and messages. If only the credential was refused, they are kept for the same agent. */
  function leave(): void {
    const unsent = Object.keys({ ...desk.drafts.get(), ...desk.outgoing.get() });
    if (unsent.length > 0 && !confirm('What you have written has not been sent. Sign out?')) {
      return;
    }
    desk.drafts.set({});
    desk.outgoing.set({});
    end(false);
  }
  return (
    <Provider value={desk.client}>
      <DeskContext.Provider value={desk}>
        <DeskPage onLeave={leave} />
      </DeskContext.Provider>
    </Provider>
  );
}
