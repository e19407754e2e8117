import { useExplorer } from '../model/explorer.js';
import { Icon } from './icons.js';

/** Which of the sandbox tenant's agents sends the operation. */
export function SenderSelect() {
  const { credentials, tabs } = useExplorer();
  const { headers } = tabs.active.value;
  const sender = credentials.senderIn(headers);
  if (credentials.agents.length === 0) {
    return (
      <div class="sender">
        <span class="hint">Enter what you would send to SuperOffice. It is forgotten when you close this tab.</span>
        <SignInButton />
      </div>
    );
  }
  return (
    <div class="sender">
      <label class="sender-label">
        Send as
        <select
          value={typeof sender === 'object' ? sender.name : (sender ?? 'unreadable')}
          disabled={sender === undefined}
          onChange={({ currentTarget }) => {
            const agent = credentials.agents.find(({ name }) => name === currentTarget.value);
            tabs.edit({ headers: credentials.replacedIn(headers, agent) ?? headers });
          }}
        >
          {sender === undefined && (
            <option value="unreadable">The headers are not a JSON object: correct them first</option>
          )}
          {credentials.agents.map(({ name, fullName }) => (
            <option key={name} value={name}>
              {fullName} ({name})
            </option>
          ))}
          <option value="nobody">Nobody, without a credential</option>
          {sender === 'another' && <option value="another">Another credential</option>}
        </select>
      </label>
      <SignInButton />
    </div>
  );
}

function SignInButton() {
  const { dialog } = useExplorer();
  return (
    <button
      type="button"
      class="button quiet"
      title="User and password"
      onClick={() => {
        dialog.value = 'sign-in';
      }}
    >
      <Icon name="key" />
      <span class="label">User and password</span>
    </button>
  );
}
