import { useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { createClient } from '../client.js';
import { createDesk, DeskContext, type Kept } from '../desk.js';
import { checkAll } from '../write.js';
import { DeskPage } from './DeskPage.js';
import { SignIn } from './SignIn.js';

const CREDENTIAL = 'desk.authorization';

/** Signs the agent in, and then shows the desk. The credential is kept in this tab, and never in an address. */
export function App({ kept }: { readonly kept: Kept }) {
  const [authorization, setAuthorization] = useState(() => sessionStorage.getItem(CREDENTIAL));
  const [wasRefused, setWasRefused] = useState(false);

  function signIn(value: string): void {
    sessionStorage.setItem(CREDENTIAL, value);
    setAuthorization(value);
  }
  /** Removes the agent's drafts and messages, so that the next agent does not see them, unless only the credential was refused. */
  function signOut(isRefused: boolean): void {
    if (!isRefused) {
      kept.drafts.set({});
      kept.outbox.set({});
    }
    sessionStorage.removeItem(CREDENTIAL);
    setWasRefused(isRefused);
    setAuthorization(null);
  }

  return authorization === null ? (
    <SignIn wasRefused={wasRefused} onSignIn={signIn} />
  ) : (
    <SignedIn key={authorization} kept={kept} authorization={authorization} onSignOut={signOut} />
  );
}

interface SignedInProps {
  readonly kept: Kept;
  readonly authorization: string;
  onSignOut(isRefused: boolean): void;
}

function SignedIn({ kept, authorization, onSignOut }: SignedInProps) {
  const [desk, ended] = useMemo(() => {
    const controller = new AbortController();
    const onRefused = () => controller.signal.aborted || onSignOut(true);
    return [createDesk(kept, createClient({ authorization, onRefused }), controller.signal), controller];
  }, []);
  useEffect(() => {
    checkAll(desk);
    return () => ended.abort();
  }, [desk, ended]);
  return (
    <Provider value={desk.client}>
      <DeskContext.Provider value={desk}>
        <DeskPage onLeave={() => onSignOut(false)} />
      </DeskContext.Provider>
    </Provider>
  );
}
