import type { ComponentChildren } from 'preact';
import { useExplorer } from '../model/explorer.js';
import type { Advice, Remedy } from '../model/sending/advice.js';
import type { DocumentPlace } from '../model/sending/send.js';
import { focusSoon } from './focus-soon.js';

export interface AdviceBoxProps {
  readonly advice: Advice;
  /** More actions. */
  readonly children?: ComponentChildren;
}

/** What went wrong, and the way out. */
export function AdviceBox({ advice, children }: AdviceBoxProps) {
  const { connection } = useExplorer();
  const { title, text, remedy, place, whenBack, isExpected = false } = advice;
  if (whenBack !== undefined && !connection.isLost.value) {
    return (
      <div class="advice" role="alert" data-expected="true">
        <p class="advice-title">The server can be reached again</p>
        <p>{whenBack}</p>
        {children && <div class="advice-actions">{children}</div>}
      </div>
    );
  }
  return (
    <div class="advice" role="alert" data-expected={isExpected}>
      <p class="advice-title">{title}</p>
      <p>{text}</p>
      {(remedy || place || children) && (
        <div class="advice-actions">
          {remedy !== undefined && <RemedyButton remedy={remedy} />}
          {place !== undefined && <PlaceButton place={place} />}
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
    focusSoon('#inputs :is(select:enabled, input, textarea, .cm-content)');
  }

  return (
    <button type="button" class="button small" onClick={act}>
      {LABELS[remedy]}
    </button>
  );
}

/** Leads to the place in the document, if the document still has it. */
function PlaceButton({ place: { line, column } }: { readonly place: DocumentPlace }) {
  const { tabs, view } = useExplorer();
  return (
    <button
      type="button"
      class="button small"
      onClick={() => {
        const lines = tabs.active.value.document.split('\n').slice(0, line);
        const last = lines.pop() ?? '';
        tabs.cursor.value = [...lines, last.slice(0, column - 1)].join('\n').length;
        view.value = 'operation';
        focusSoon('#operation .cm-content');
      }}
    >
      Show line {line}
    </button>
  );
}

/** Changes when the server answers. */
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
