import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { titleOf } from '../model/document/documents.js';
import { useExplorer } from '../model/explorer.js';
import type { Tab } from '../model/kept/kept-forms.js';
import { Icon } from './icons.js';
import { moveFocus } from './keys.js';
import { TabMenu } from './TabMenu.js';

/** The open operations, and a menu of all of them. */
export function TabBar() {
  const { tabs, open, close } = useExplorer();
  const list = useRef<HTMLDivElement>(null);
  const keepsFocus = useRef(false);
  const activeId = tabs.activeId.value;

  const activeTab = () => list.current?.querySelector<HTMLElement>('[aria-selected="true"]');

  // Before the next key is pressed.
  useLayoutEffect(() => {
    if (keepsFocus.current) {
      keepsFocus.current = false;
      activeTab()?.focus();
    }
  });

  useEffect(() => {
    const tab = activeTab();
    // It is called at once, and again when the bar becomes narrower or is shown again.
    const observer = new ResizeObserver(() => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    observer.observe(list.current as HTMLDivElement);
    return () => observer.disconnect();
  }, [activeId]);

  return (
    <div class="tab-bar">
      <div
        class="tabs"
        ref={list}
        role="tablist"
        aria-label="Open operations"
        onKeyDown={(event) => {
          if (event.key === 'Delete') {
            keepsFocus.current = true;
            const focused = [...event.currentTarget.children].indexOf(event.target as Element);
            close(tabs.all.value[focused]?.id ?? activeId);
          } else {
            moveFocus(event, '[role="tab"]')?.click();
          }
        }}
      >
        {tabs.all.value.map((tab) => (
          <OperationTab key={tab.id} tab={tab} />
        ))}
      </div>
      <button
        type="button"
        class="button quiet square"
        aria-label="New operation"
        title="New operation"
        onClick={() => open({})}
      >
        <Icon name="plus" />
      </button>
      <span class="spacer" />
      <TabMenu />
    </div>
  );
}

function OperationTab({ tab }: { readonly tab: Tab }) {
  const { tabs, runs, close } = useExplorer();
  const title = titleOf(tab.document);
  const isActive = tabs.activeId.value === tab.id;
  return (
    <button
      type="button"
      class="tab"
      role="tab"
      id={isActive ? 'active-tab' : undefined}
      aria-selected={isActive}
      aria-controls={isActive ? 'panes' : undefined}
      aria-keyshortcuts="Delete"
      tabIndex={isActive ? 0 : -1}
      title={title}
      onClick={({ target }) => {
        if ((target as Element).closest('.tab-close') === null) {
          tabs.select(tab.id);
        } else {
          close(tab.id);
        }
      }}
      onAuxClick={({ button }) => {
        if (button === 1) {
          close(tab.id);
        }
      }}
    >
      {runs.isStreaming(tab.id) && <span class="tab-live" role="img" aria-label="Streams" title="A stream is open" />}
      <span class="tab-title">{title}</span>
      {/* For the mouse: keys close with Delete, and the menu has buttons for it. */}
      <span class="tab-close">
        <Icon name="close" />
      </span>
    </button>
  );
}
