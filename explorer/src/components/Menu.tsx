import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface MenuProps {
  /** What it offers, for screen readers. */
  readonly label: string;
  readonly isOpen: Signal<boolean>;
  /** Of the button that opens it. */
  readonly class: string;
  readonly button: ComponentChildren;
  readonly items: readonly MenuItem[];
}

export interface MenuItem {
  readonly key: string;
  readonly content: ComponentChildren;
  /** If one of them is chosen: whether this one is. */
  readonly isChosen?: boolean;
  readonly onSelect: () => void;
}

/** A button with a menu; arrow keys move through it, and Escape closes it. */
export function Menu({ label, isOpen, class: className, button, items }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  // Before the next key is pressed.
  useLayoutEffect(() => focusFirst(list.current), [isOpen.value]);

  function close(): void {
    isOpen.value = false;
    opener.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const moved = movedTo(event.key, itemsIn(list.current));
    if (moved !== undefined || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
    }
    moved?.focus();
    if (event.key === 'Escape') {
      close();
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu in it is what has the focus.
    <div
      class="menu"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) {
          isOpen.value = false;
        }
      }}
      onKeyDown={isOpen.value ? onKeyDown : undefined}
    >
      <button
        type="button"
        ref={opener}
        class={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {button}
      </button>
      {isOpen.value && (
        <div class="menu-items" role="menu" aria-label={label} ref={list}>
          {items.map(({ key, content, isChosen, onSelect }) => (
            <button
              type="button"
              key={key}
              class="menu-item"
              {...(isChosen === undefined
                ? { role: 'menuitem' as const }
                : { role: 'menuitemradio' as const, 'aria-checked': isChosen })}
              tabIndex={-1}
              onClick={() => {
                close();
                onSelect();
              }}
            >
              {content}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function itemsIn(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function focusFirst(list: HTMLElement | null): void {
  const items = itemsIn(list);
  (items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus();
}

function movedTo(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const index = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[key];
  return next === undefined ? undefined : items.at(next % items.length);
}
