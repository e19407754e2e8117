import type { ReadyOperation } from '../../../src/http/explorer/settings.js';
import { inWords } from '../model/document/documents.js';
import { useExplorer } from '../model/explorer.js';
import { Panel } from './Panel.js';
import { Prose } from './Prose.js';

/** The documentation's operations, to be opened and sent. */
export function ReadyPanel() {
  const { settings } = useExplorer();
  return (
    <Panel title="Ready operations">
      {settings.groups.map(({ title, operations }) => (
        <section key={title} class="group">
          <h3>{title}</h3>
          <ul class="items">
            {operations.map((operation) => (
              <li key={operation.name}>
                <ReadyItem operation={operation} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

function ReadyItem({ operation }: { readonly operation: ReadyOperation }) {
  const { credentials, openReady, tabs } = useExplorer();
  const { name, kind, agent, text, document } = operation;
  return (
    <button
      type="button"
      class="item"
      aria-current={tabs.active.value.document === document}
      onClick={() => openReady(operation)}
    >
      <span class="item-line">
        <span class={`kind ${kind}`}>{kind}</span>
        <span class="item-title">{inWords(name)}</span>
        {credentials.agents.length > 0 && <span class="as">as {agent}</span>}
      </span>
      {text !== '' && (
        <span class="item-text">
          <Prose text={text} />
        </span>
      )}
    </button>
  );
}
