import { useSignal } from '@preact/signals';
import { useExplorer } from '../model/explorer.js';
import { inWords, outcomeOf } from '../model/kept/history.js';
import type { HistoryEntry } from '../model/kept/kept-forms.js';
import { count, duration } from './format.js';
import { Icon } from './icons.js';
import { focusBeside } from './keys.js';
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
          <li key={entry.id} class="item-with-button">
            <Entry entry={entry} />
            <RemoveButton entry={entry} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const NOTHING_FOUND = 'Nothing that was sent has all these words in its name, document, variables, sender or outcome.';

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const { history, openSent } = useExplorer();
  const { title, sender, at } = entry;
  const isUnderWay = history.isUnderWay(entry.id);
  const isGood = isUnderWay || (entry.status > 0 && entry.status < 400 && !entry.hasErrors);
  const texts = history.textsOf(entry.id);
  return (
    <button type="button" class="item" onClick={() => openSent(entry)}>
      <span class="item-line">
        <span class="dot" data-good={isGood} />
        <span class="visually-hidden">{isUnderWay ? '' : isGood ? 'Succeeded: ' : 'Failed: '}</span>
        <span class="item-title">{title}</span>
        <span class="as">{inWords(sender)}</span>
      </span>
      <span class="item-text one-line">
        {isUnderWay ? 'under way' : outcomeOf(entry)}
        {entry.status > 0 && ` · ${duration(entry.durationMs)}`}
        {' · '}
        <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleString()}</time>
      </span>
      {texts && texts.variables !== '' && (
        <span class="item-text one-line">
          <code>{texts.variables.replace(/\s+/g, ' ')}</code>
        </span>
      )}
    </button>
  );
}

function RemoveButton({ entry: { id, title } }: { readonly entry: HistoryEntry }) {
  const { history } = useExplorer();
  return (
    <button
      type="button"
      class="button quiet square"
      aria-label={`Remove ${title} from the history`}
      title="Remove from the history"
      onClick={({ currentTarget }) => {
        focusBeside(currentTarget);
        history.remove(id);
      }}
    >
      <Icon name="close" />
    </button>
  );
}
