import { type FormEvent, useState } from 'react';
import { codeOf } from 'superoffice-graphql/client';
import { createClient } from '../client.js';
import type { Agent } from '../desk.js';
import { MeDocument } from '../gql/graphql.js';
import { Button } from './Button.js';
import { SandboxAgents } from './SandboxAgents.js';

const REFUSED = 'SuperOffice no longer accepts your credential. Please sign in again. Your drafts are kept.';

interface SignInProps {
  /** Whether SuperOffice has refused the previous credential. */
  readonly wasRefused: boolean;
  onSignIn(agent: Agent): void;
}

export function SignIn({ wasRefused, onSignIn }: SignInProps) {
  const [problem, setProblem] = useState(wasRefused ? REFUSED : '');
  const [isBusy, setIsBusy] = useState(false);

  /** Checks the credential before it opens the desk. */
  async function tryToSignIn(authorization: string): Promise<void> {
    setIsBusy(true);
    setProblem('');
    const { data, error } = await createClient({ authorization, onRefused: () => {} }).query(MeDocument, {});
    setIsBusy(false);
    if (data?.me) {
      onSignIn({ id: data.me.id, authorization });
    } else if (error && codeOf(error) !== 'UNAUTHENTICATED') {
      setProblem('Your credential cannot be checked at the moment. Try again.');
    } else {
      setProblem('SuperOffice does not accept this credential.');
    }
  }
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void tryToSignIn(String(new FormData(event.currentTarget).get('authorization')).trim());
  }

  return (
    <main className="sign-in">
      <h1>Desk</h1>
      <p className="muted" role="status">
        {isBusy ? 'Signing in…' : 'Answer the chats of your SuperOffice.'}
      </p>
      <div className="problem-place" role="alert">
        {problem && <p className="problem">{problem}</p>}
      </div>
      <SandboxAgents isBusy={isBusy} onChoose={(authorization) => void tryToSignIn(authorization)} />
      <form onSubmit={submit}>
        <label htmlFor="authorization">Authorization header</label>
        <div className="row">
          <input
            id="authorization"
            name="authorization"
            autoComplete="off"
            spellCheck={false}
            required
            // Pasted text may have characters that a header cannot hold, such as typographic quotation marks.
            pattern="[ -~]+"
          />
          <Button type="submit" kind="primary" disabled={isBusy}>
            Sign in
          </Button>
        </div>
        <p className="muted small">Kept in this tab until you sign out or close it.</p>
      </form>
    </main>
  );
}
