const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/**
 * Moves the focus among some of an element's descendants, as arrow keys, Home and End ask for. Gives the one that has it now;
 * undefined if the key means something else.
 */
export function moveFocus(event: KeyboardEvent, selector: string): HTMLElement | undefined {
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(selector)];
  const next = nextOf(all, event);
  if (next !== undefined) {
    event.preventDefault();
    next.focus();
  }
  return next;
}

/** Moves the focus from a line of a list that goes to the next one, or the one before. */
export function focusBeside(part: HTMLElement): void {
  const line = part.closest('li');
  const other = line?.nextElementSibling ?? line?.previousElementSibling;
  other?.querySelector<HTMLElement>('.item')?.focus();
}

function nextOf(all: readonly HTMLElement[], { key, target }: KeyboardEvent): HTMLElement | undefined {
  const step = STEPS[key];
  const index = all.indexOf(target as HTMLElement);
  if (index >= 0 && (key === 'Home' || key === 'End')) {
    return all.at(key === 'Home' ? 0 : -1);
  }
  return step === undefined || index < 0 ? undefined : all[(index + step + all.length) % all.length];
}
