import { useSignal } from '@preact/signals';
import { useExplorer } from '../model/explorer.js';
import type { HistoryEntry } from '../model/kept-forms.js';
import { count, duration } from './format.js';
import { Icon } from './icons.js';
import { Panel } from './Panel.js';
import { SearchField } from './SearchField.js';

/** What was sent from this browser. */
export function HistoryPanel() {
  const { history, dialog } = useExplorer();
  const wanted = useSignal('');
  const found = history.search(wanted.value);
  const clear = (
    <button
      type="button"
      class="button quiet"
      title="What this page keeps, and how to clear it"
      onClick={() => {
        dialog.value = 'kept';
      }}
    >
      <Icon name="trash" />
      Clear …
    </button>
  );
  return (
    <Panel title="History" actions={clear}>
      {history.entries.value.length === 0 ? (
        <p class="empty">
          What you send is listed here. The document stays in this browser; variables and answers last as long as this
          browser tab.
        </p>
      ) : (
        <>
          <SearchField label="Search the history" placeholder="Search the history" wanted={wanted} />
          <p class={found.length === 0 ? 'empty' : 'visually-hidden'} aria-live="polite">
            {found.length === 0 ? NOTHING_FOUND : count(found.length, 'operation')}
          </p>
        </>
      )}
      <ul class="items history">
        {found.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const NOTHING_FOUND = 'Nothing that was sent has all these words in its name, document, variables or sender.';

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const { history, openSent } = useExplorer();
  const { title, sender, status, hasErrors, durationMs, at } = entry;
  const isGood = status < 400 && !hasErrors;
  const texts = history.textsOf(entry);
  return (
    <button type="button" class="item" onClick={() => openSent(entry)}>
      <span class="item-line">
        <span class="dot" data-good={isGood} />
        <span class="visually-hidden">{isGood ? 'Succeeded: ' : 'Had errors: '}</span>
        <span class="item-title">{title}</span>
        <span class="as">{nameOf(sender)}</span>
      </span>
      <span class="item-text one-line">
        <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleString()}</time>
        {` · ${status} · ${duration(durationMs)}`}
      </span>
      {texts && texts.variables !== '' && (
        <span class="item-text one-line">
          <code>{texts.variables.replace(/\s+/g, ' ')}</code>
        </span>
      )}
    </button>
  );
}

function nameOf(sender: string): string {
  return sender === 'another' ? 'own credential' : sender === 'nobody' ? 'no credential' : `as ${sender}`;
}
