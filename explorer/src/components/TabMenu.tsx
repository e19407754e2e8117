import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { titleOf } from '../model/document/documents.js';
import { useExplorer } from '../model/explorer.js';
import type { Tab } from '../model/kept/kept-forms.js';
import { hasWords } from '../model/text/words.js';
import { count } from './format.js';
import { Icon } from './icons.js';
import { focusBeside, moveFocus } from './keys.js';
import { SearchField } from './SearchField.js';

/** All open and closed operations, in a menu. */
export function TabMenu() {
  const { tabs } = useExplorer();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const isOpen = useSignal(false);
  const label = `All open operations: ${tabs.all.value.length}`;

  // Before the next key is pressed.
  useLayoutEffect(() => {
    if (isOpen.value) {
      menu.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
    }
  }, [isOpen.value]);

  function place(): void {
    const { bottom, right } = (button.current as HTMLElement).getBoundingClientRect();
    const { style } = menu.current as HTMLElement;
    style.top = `${bottom + 4}px`;
    style.right = `${document.documentElement.clientWidth - right}px`;
  }

  return (
    <>
      <button
        type="button"
        class="button quiet tab-menu-button"
        ref={button}
        popovertarget="tab-menu"
        aria-label={label}
        title={label}
      >
        {tabs.all.value.length}
        <Icon name="chevronDown" />
      </button>
      <div
        class="tab-menu"
        id="tab-menu"
        ref={menu}
        popover="auto"
        role="dialog"
        aria-label="Open operations"
        onBeforeToggle={place}
        onToggle={({ newState }) => {
          isOpen.value = newState === 'open';
        }}
        onKeyDown={(event) => moveFocus(event, '.item')}
      >
        {isOpen.value && <Lists onDone={() => menu.current?.hidePopover()} />}
      </div>
    </>
  );
}

/** As many as fit into the menu. */
const FEW = 8;

function Lists({ onDone }: { readonly onDone: () => void }) {
  const { tabs, close, reopen } = useExplorer();
  const wanted = useSignal('');
  const isWanted = ({ document, variables }: Tab) => hasWords([titleOf(document), variables], wanted.value);
  const open = tabs.all.value.filter(isWanted);
  const closed = tabs.closed.value.filter(isWanted);
  return (
    <>
      {tabs.all.value.length + tabs.closed.value.length > FEW && (
        <>
          <SearchField label="Search the operations" placeholder="Search the operations" wanted={wanted} />
          <p class="visually-hidden" aria-live="polite">
            {count(open.length + closed.length, 'operation')}
          </p>
        </>
      )}
      <ul class="items">
        {open.map((tab) => (
          <li key={tab.id} class="item-with-button">
            <button
              type="button"
              class="item"
              aria-current={tab.id === tabs.activeId.value}
              onClick={() => {
                tabs.select(tab.id);
                onDone();
              }}
            >
              <Line tab={tab} />
            </button>
            <button
              type="button"
              class="button quiet square"
              aria-label={`Close ${titleOf(tab.document)}`}
              onClick={({ currentTarget }) => {
                focusBeside(currentTarget);
                close(tab.id);
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {closed.length > 0 && (
        <section class="group" aria-labelledby="closed-title">
          <h2 id="closed-title">Closed: open again</h2>
          <ul class="items">
            {closed.map((tab) => (
              <li key={tab.id}>
                <button
                  type="button"
                  class="item"
                  onClick={() => {
                    reopen(tab.id);
                    onDone();
                  }}
                >
                  <Line tab={tab} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Shows the variables, to tell operations of the same name apart. */
function Line({ tab: { document, variables } }: { readonly tab: Tab }) {
  return (
    <>
      <span class="item-title">{titleOf(document)}</span>
      {variables !== '' && <span class="item-text one-line">{variables.replace(/\s+/g, ' ')}</span>}
    </>
  );
}
