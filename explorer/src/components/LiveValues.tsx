import { useEffect, useRef } from 'preact/hooks';
import { useExplorer } from '../model/explorer.js';
import type { Live } from '../model/live/live.js';
import type { LiveValue } from '../model/live/live-values.js';
import { count, timeOfDay } from './format.js';

export interface LiveValuesProps {
  readonly live: Live;
  /** The value that the user reads. */
  readonly shown: LiveValue;
}

/** The values of a stream, the latest first. The list has the focus, so that it is kept when values come and go. */
export function LiveValues({ live: { values, chosen }, shown }: LiveValuesProps) {
  const { runs } = useExplorer();
  const list = useRef<HTMLDivElement>(null);

  /** A user who reads the latest value sees the next one when it comes. */
  function choose(index: number): void {
    runs.choose(index <= 0 ? undefined : values[Math.min(index, values.length - 1)]?.number);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const index = values.indexOf(shown);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: values.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      choose(next);
    }
  }

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  return (
    <div
      class="live-values"
      ref={list}
      role="listbox"
      aria-label="Values, the latest first"
      aria-activedescendant={`value-${shown.number}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {values.map((value, index) => (
        <Row key={value.number} value={value} isShown={value === shown} onChoose={() => choose(index)} />
      ))}
    </div>
  );
}

interface RowProps {
  readonly value: LiveValue;
  readonly isShown: boolean;
  readonly onChoose: () => void;
}

function Row({ value: { number, at, preview, errors, calls, staleSince, opening }, isShown, onChoose }: RowProps) {
  const error = errors[0]?.code;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus.
    <div class="live-value" id={`value-${number}`} role="option" aria-selected={isShown} onClick={onChoose}>
      <span class="live-number">{number}</span>
      <time dateTime={new Date(at).toISOString()}>{timeOfDay(at)}</time>
      <code class="live-preview">{preview}</code>
      {error !== undefined && <span class="live-tag bad-tag">{error}</span>}
      {staleSince !== undefined && <span class="live-tag">SuperOffice unreachable</span>}
      {opening > 1 && number > 1 && <span class="visually-hidden">after opening {opening}</span>}
      {calls !== undefined && calls > 0 && <span class="live-calls">{count(calls, 'call')}</span>}
    </div>
  );
}
