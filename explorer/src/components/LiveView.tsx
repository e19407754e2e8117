import { useEffect, useState } from 'preact/hooks';
import { Editor } from '../editor/Editor.js';
import { reading } from '../editor/extensions.js';
import { useExplorer } from '../model/explorer.js';
import { hasEnded, type Live, shownValue } from '../model/live/live.js';
import { MAX_TRIES } from '../model/live/live-tries.js';
import { type LiveValue, listOfValues } from '../model/live/live-values.js';
import { countsOf, QUIET_MS, wordsOf } from '../model/live/live-words.js';
import { displayed } from '../model/text/display.js';
import { AdviceBox } from './AdviceBox.js';
import { Errors } from './AnswerView.js';
import { CopyButton } from './CopyButton.js';
import { DownloadButton } from './DownloadButton.js';
import { size, timeOfDay } from './format.js';
import { LiveValues } from './LiveValues.js';

export interface LiveViewProps {
  readonly live: Live;
  readonly stop: () => void;
}

/** A stream: its state, its values, and the one that the user reads. */
export function LiveView({ live, stop }: LiveViewProps) {
  const { phase, values } = live;
  const value = shownValue(live);
  return (
    <>
      <div class="toolbar live-head">
        <LiveState live={live} />
        {!hasEnded(live) && (
          <button type="button" class="button small live-stop" onClick={stop}>
            Stop
          </button>
        )}
        {values.length > 0 && <CopyButton label="Copy all" text={() => listOfValues(values)} />}
        {values.length > 0 && <DownloadButton text={() => listOfValues(values)} type="json" />}
      </div>
      {phase.name === 'ended' && phase.advice !== undefined && <AdviceBox advice={phase.advice} />}
      {value !== undefined && (
        <>
          <LiveValues live={live} shown={value} />
          <Value value={value} isLatest={value === values[0]} />
        </>
      )}
    </>
  );
}

/** Announced to screen readers when it changes, which values are not. */
function LiveState({ live }: { readonly live: Live }) {
  const now = useQuiet(live);
  const { phase, values } = live;
  const isAway = phase.name === 'live' && values[0]?.staleSince !== undefined;
  return (
    <div class="live-state" data-phase={isAway ? 'away' : phase.name}>
      <p role="status">{wordsOf(live, now, timeOfDay, MAX_TRIES)}</p>
      <p class="facts">
        {countsOf(live).map((count) => (
          <span key={count}>{count}</span>
        ))}
      </p>
    </div>
  );
}

/** The time, updated when no value has come for a while. */
function useQuiet({ values }: Live): number {
  const [now, setNow] = useState(Date.now());
  const latest = values[0]?.at ?? 0;
  useEffect(() => {
    setNow(Date.now());
    const timer = setTimeout(() => setNow(Date.now()), latest + QUIET_MS - Date.now());
    return () => clearTimeout(timer);
  }, [latest]);
  return now;
}

interface ValueProps {
  readonly value: LiveValue;
  readonly isLatest: boolean;
}

function Value({ value, isLatest }: ValueProps) {
  const { runs } = useExplorer();
  const { number, at, bytes } = value;
  const text = () => runs.shown.value?.text ?? '';
  const { isCut } = displayed(text());
  return (
    <>
      <div class="toolbar">
        <p class="facts">
          <span class="live-number">Value {number}</span>
          <span>{timeOfDay(at)}</span>
          <span>{size(bytes)}</span>
        </p>
        <span class="spacer" />
        {!isLatest && (
          <button
            type="button"
            class="button small follow"
            onClick={({ currentTarget }) => {
              runs.choose(undefined);
              // The button disappears.
              currentTarget.closest('.answer')?.querySelector<HTMLElement>('.live-values')?.focus();
            }}
          >
            Follow the latest
          </button>
        )}
        <CopyButton label="Copy" text={text} />
      </div>
      <Errors answer={value} />
      {isCut && (
        <p class="cut" role="status">
          This value is long: only a part of it is shown and searched. Copy has all {size(new Blob([text()]).size)}.
        </p>
      )}
      <Editor text={() => displayed(text()).text} label="Value, as JSON" extensions={reading} />
    </>
  );
}
