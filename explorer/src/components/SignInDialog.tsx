import { useSignal } from '@preact/signals';
import { useExplorer } from '../model/explorer.js';
import { basic } from '../model/sending/credentials.js';
import { closeDialog, Dialog } from './Dialog.js';

/** Makes the header of a user name and a password, which are kept nowhere else. */
export function SignInDialog() {
  const { credentials, tabs } = useExplorer();
  const problem = useSignal<string | undefined>(undefined);

  function take(form: HTMLFormElement): void {
    const { user, password } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const { headers } = tabs.active.value;
    const authorization = basic(user ?? '', password ?? '');
    if (authorization === undefined) {
      problem.value = 'A user name cannot have a colon.';
      return;
    }
    const replaced = credentials.replacedIn(headers, { authorization });
    if (replaced === undefined) {
      problem.value = 'The headers are not a JSON object: correct them first.';
      return;
    }
    tabs.edit({ headers: replaced });
    closeDialog(form);
  }

  return (
    <Dialog title="User and password">
      <form
        class="sign-in"
        onSubmit={(event) => {
          event.preventDefault();
          take(event.currentTarget);
        }}
      >
        <label>
          User name
          <input class="control" name="user" required autocomplete="username" spellcheck={false} autocapitalize="off" />
        </label>
        <label>
          Password
          <input class="control" name="password" type="password" required autocomplete="current-password" />
        </label>
        {problem.value !== undefined && (
          <p class="bad" role="alert">
            {problem.value}
          </p>
        )}
        <p class="note">
          They become the header <code>authorization: Basic …</code> of this tab. The page keeps it in the session
          storage of this browser tab until you close the tab, never in local storage, and sends it only to this server.
          Put a ticket or a token into the headers as <code>SoTicket …</code> or <code>Bearer …</code>.
        </p>
        <button type="submit" class="button primary">
          Use for this tab
        </button>
      </form>
    </Dialog>
  );
}
