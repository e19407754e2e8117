import { useExplorer } from '../model/explorer.js';
import type { HistoryEntry } from '../model/history.js';
import { duration } from './format.js';
import { Icon } from './icons.js';
import { Panel } from './Panel.js';

/** What was sent from this browser. */
export function HistoryPanel() {
  const { history, open } = useExplorer();
  const entries = history.entries.value;
  const clear = (
    <button type="button" class="button quiet" onClick={history.clear} disabled={entries.length === 0}>
      <Icon name="trash" />
      Clear
    </button>
  );
  return (
    <Panel title="History" actions={clear}>
      {entries.length === 0 && <p class="empty">What you send is listed here. The list stays in this browser.</p>}
      <ul class="items">
        {entries.map((entry) => (
          <li key={entry.at}>
            <button
              type="button"
              class="item"
              onClick={() => open({ document: entry.document, variables: entry.variables })}
            >
              <EntryLine entry={entry} />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function EntryLine({ entry }: { readonly entry: HistoryEntry }) {
  const { title, status, hasErrors, durationMs, at, variables } = entry;
  const isGood = status < 400 && !hasErrors;
  return (
    <>
      <span class="item-line">
        <span class="dot" data-good={isGood} />
        <span class="visually-hidden">{isGood ? 'Succeeded: ' : 'Had errors: '}</span>
        <span class="item-title">{title}</span>
        <span class="as">{duration(durationMs)}</span>
      </span>
      <span class="item-text one-line">
        <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleString()}</time>
        {variables !== '' && <code>{variables.replace(/\s+/g, ' ')}</code>}
      </span>
    </>
  );
}
