import type { ComponentChildren } from 'preact';
import type { Advice, Remedy } from '../model/advice.js';
import { useExplorer } from '../model/explorer.js';

export interface AdviceBoxProps {
  readonly advice: Advice;
  /** More to do about it. */
  readonly children?: ComponentChildren;
}

/** What went wrong, and the way out. */
export function AdviceBox({ advice: { title, text, remedy, isExpected = false }, children }: AdviceBoxProps) {
  return (
    <div class="advice" role="alert" data-expected={isExpected}>
      <p class="advice-title">{title}</p>
      <p>{text}</p>
      {(remedy !== undefined || children !== undefined) && (
        <div class="advice-actions">
          {remedy !== undefined && <RemedyButton remedy={remedy} />}
          {children}
        </div>
      )}
    </div>
  );
}

const LABELS = {
  credential: 'Enter a credential',
  headers: 'Show the headers',
  variables: 'Show the variables',
  reload: 'Reload the page',
} as const;

function RemedyButton({ remedy }: { readonly remedy: Remedy }) {
  const { credentials, dialog, showInputs } = useExplorer();
  if (remedy === 'server') {
    return <ServerIsBack />;
  }

  function act(): void {
    if (remedy === 'reload') {
      location.reload();
      return;
    }
    showInputs(remedy === 'variables' ? 'variables' : 'headers');
    if (remedy === 'credential' && credentials.agents.length === 0) {
      dialog.value = 'sign-in';
      return;
    }
    // When the part that was hidden is there.
    setTimeout(() => document.querySelector<HTMLElement>('#inputs :is(select, .cm-content)')?.focus());
  }

  return (
    <button type="button" class="button small" onClick={act}>
      {LABELS[remedy]}
    </button>
  );
}

/** Changes by itself when the server answers. */
function ServerIsBack() {
  const { connection } = useExplorer();
  return connection.isLost.value ? (
    <>
      <span class="advice-state">This page tries again every two seconds.</span>
      <button type="button" class="button small" onClick={() => void connection.check()}>
        Try now
      </button>
    </>
  ) : (
    <span class="advice-state" data-good="true">
      The server can be reached again.
    </span>
  );
}
