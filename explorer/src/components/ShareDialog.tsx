import { useSignal } from '@preact/signals';
import { useExplorer } from '../model/explorer.js';
import { linkTo } from '../model/kept/share.js';
import { CopyButton } from './CopyButton.js';
import { Dialog } from './Dialog.js';

/** A link to the operation in the active tab. */
export function ShareDialog() {
  const { endpoint, tabs } = useExplorer();
  const withVariables = useSignal(false);
  const { document, variables } = tabs.active.value;
  const made = linkTo(endpoint, { document, variables: withVariables.value ? variables : '' });
  return (
    <Dialog title="Share this operation">
      <p>The link opens the operation in this explorer and runs nothing. It never holds headers or credentials.</p>
      <label class="check">
        <input
          type="checkbox"
          checked={withVariables.value}
          disabled={variables.trim() === ''}
          onChange={({ currentTarget }) => {
            withVariables.value = currentTarget.checked;
          }}
        />
        <span>
          With the variables
          <span class="check-hint">They may name customers: everybody who has the link can read them.</span>
        </span>
      </label>
      {'reason' in made ? (
        <p class="bad" role="alert">
          {made.reason}
        </p>
      ) : (
        <div class="link-line">
          <input
            readOnly
            class="control"
            aria-label="Link"
            value={made.link}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <CopyButton label="Copy link" text={() => made.link} />
        </div>
      )}
    </Dialog>
  );
}
