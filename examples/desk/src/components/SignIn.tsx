import { type FormEvent, useState } from 'react';
import { createClient } from '../client.js';
import type { Agent } from '../desk.js';
import { codeOf } from '../errors.js';
import { MeDocument } from '../gql/graphql.js';
import { Button } from './Button.js';

/** The sandbox tenant's, as `index.html` has them; none in front of another tenant. */
const AGENTS: readonly { readonly fullName: string; readonly authorization: string }[] = JSON.parse(
  document.getElementById('agents')?.textContent ?? '[]',
);

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
      <p className="muted">Answer the chats of your SuperOffice.</p>
      <div className="problem-place" role="alert">
        {problem && <p className="problem">{problem}</p>}
      </div>
      {AGENTS.length > 0 && (
        <>
          <h2 id="agents-title">Sandbox agents</h2>
          <ul className="agents" aria-labelledby="agents-title">
            {AGENTS.map(({ fullName, authorization }) => (
              <li key={fullName}>
                <Button disabled={isBusy} onClick={() => void tryToSignIn(authorization)}>
                  <bdi>{fullName}</bdi>
                </Button>
              </li>
            ))}
          </ul>
          <h2>Another credential</h2>
        </>
      )}
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
