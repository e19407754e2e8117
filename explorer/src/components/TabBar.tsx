import { titleOf } from '../model/documents.js';
import { useExplorer } from '../model/explorer.js';
import type { Tab } from '../model/tabs.js';
import { Icon } from './icons.js';

/** The operations that are open. */
export function TabBar() {
  const { tabs, open } = useExplorer();
  return (
    <nav class="tab-bar" aria-label="Open operations">
      <ul class="tabs">
        {tabs.all.value.map((tab) => (
          <OperationTab key={tab.id} tab={tab} />
        ))}
      </ul>
      <button
        type="button"
        class="button quiet square"
        aria-label="New operation"
        title="New operation"
        onClick={() => open({})}
      >
        <Icon name="plus" />
      </button>
    </nav>
  );
}

function OperationTab({ tab }: { readonly tab: Tab }) {
  const { tabs } = useExplorer();
  const title = titleOf(tab.document);
  const isActive = tabs.active.value.id === tab.id;
  return (
    <li class="tab" data-active={isActive}>
      <button type="button" class="tab-title" aria-current={isActive} onClick={() => tabs.select(tab.id)}>
        {title}
      </button>
      <button type="button" class="tab-close" aria-label={`Close ${title}`} onClick={() => tabs.close(tab.id)}>
        <Icon name="close" />
      </button>
    </li>
  );
}
