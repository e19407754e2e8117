import { type Signal, useSignal } from '@preact/signals';
import type { ReportedCall } from '../../../src/graphql/rest-report.js';
import { type Bar, type CallGroup, groupsOf, sumsOf, type Waterfall } from '../model/sending/waterfall.js';
import { count, duration, size } from './format.js';
import { Icon } from './icons.js';

/** State that the rows of a chart share. */
interface Rows {
  /** Keys of the groups whose calls are shown. */
  readonly open: Signal<ReadonlySet<string>>;
  /** The row that Tab leads to; undefined: the first. */
  readonly current: Signal<string | undefined>;
}

/** Calls as bars on one scale of time, alike ones together. Arrow keys lead from row to row, and open and close groups. */
export function WaterfallChart({ waterfall: { bars, ticks } }: { readonly waterfall: Waterfall }) {
  const rows: Rows = { open: useSignal<ReadonlySet<string>>(new Set()), current: useSignal<string>() };
  const groups = groupsOf(bars);
  const keys = groups.flatMap(({ key, bars }) => [
    key,
    ...(rows.open.value.has(key) ? bars.map((_, index) => `${key}/${index}`) : []),
  ]);
  // The current row may be from an earlier report.
  const current = keys.includes(rows.current.value ?? '') ? rows.current.value : keys[0];

  function onKeyDown(event: KeyboardEvent): void {
    const index = keys.indexOf(current as string);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: keys.length - 1 }[event.key];
    const group = groups.find(({ key, bars }) => key === current && bars.length > 1);
    const isOpen = group !== undefined && rows.open.value.has(group.key);
    if (next !== undefined) {
      event.preventDefault();
      focusRow(event.currentTarget as HTMLElement, Math.min(Math.max(next, 0), keys.length - 1));
    } else if (group !== undefined && isToggle(event.key, isOpen)) {
      event.preventDefault();
      toggle(rows, group.key);
    }
  }

  return (
    <div class="waterfall" style={{ '--parts': String(ticks.length - 1) }}>
      <div class="ticks" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick}>{tick === 0 ? '0' : duration(tick)}</span>
        ))}
      </div>
      <div role="tree" aria-label="REST calls, by start time" tabIndex={-1} onKeyDown={onKeyDown}>
        {groups.map((group) => (
          <GroupRows key={group.key} group={group} rows={rows} current={current} />
        ))}
      </div>
    </div>
  );
}

function isToggle(key: string, isOpen: boolean): boolean {
  return key === 'Enter' || key === ' ' || key === (isOpen ? 'ArrowLeft' : 'ArrowRight');
}

function toggle({ open }: Rows, key: string): void {
  const others = [...open.value].filter((other) => other !== key);
  open.value = new Set(others.length < open.value.size ? others : [...others, key]);
}

function focusRow(tree: HTMLElement, index: number): void {
  tree.querySelectorAll<HTMLElement>('[role="treeitem"]')[index]?.focus();
}

interface GroupRowsProps {
  readonly group: CallGroup;
  readonly rows: Rows;
  readonly current: string | undefined;
}

function GroupRows({ group, rows, current }: GroupRowsProps) {
  const { key, bars } = group;
  if (bars.length === 1) {
    return <CallRow bar={bars[0] as Bar} level={1} {...focusable(rows, key, current)} />;
  }
  const isOpen = rows.open.value.has(key);
  const sums = sumsOf(group);
  const { method, route } = (bars[0] as Bar).call;
  const { tabIndex, onFocus } = focusable(rows, key, current);
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys. */}
      <div
        role="treeitem"
        class="call group-row"
        aria-level={1}
        aria-expanded={isOpen}
        tabIndex={tabIndex}
        onFocus={onFocus}
        onClick={() => toggle(rows, key)}
      >
        <div class="call-name">
          <Icon name="chevron" /> <Route method={method} route={route} />
          <span class="times"> × {bars.length}</span>
        </div>
        <div class="timeline">
          {bars.map((bar, index) => (
            <BarOf key={index} bar={bar} />
          ))}
        </div>
        <p class="call-facts">
          {sums.statuses.map(({ status, times, hasFailed }) => (
            <span key={status} class="status" data-good={!hasFailed}>
              {status ?? 'no answer'}
              {sums.statuses.length > 1 && ` × ${times}`}
            </span>
          ))}
          <span>
            {duration(sums.durationMs)}
            <span class="visually-hidden"> from {duration(sums.startMs)} on</span>
          </span>
          <RecordCount records={sums.records} />
          <span>{size(sums.bytes)}</span>
          <span class="fields">{sums.fields.join(', ')}</span>
        </p>
      </div>
      {isOpen &&
        bars.map((bar, index) => (
          <CallRow key={index} bar={bar} level={2} {...focusable(rows, `${key}/${index}`, current)} />
        ))}
    </>
  );
}

/** Tab leads to one row only. */
function focusable({ current: focused }: Rows, key: string, current: string | undefined) {
  return {
    tabIndex: key === current ? 0 : -1,
    onFocus: () => {
      focused.value = key;
    },
  };
}

interface CallRowProps {
  readonly bar: Bar;
  readonly level: number;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

function CallRow({ bar, level, tabIndex, onFocus }: CallRowProps) {
  const { call, hasFailed, left, width } = bar;
  return (
    <div role="treeitem" class="call" aria-level={level} tabIndex={tabIndex} onFocus={onFocus}>
      <div class="call-name">
        <Route method={call.method} route={call.route} />
        {call.attempt > 1 && ' '}
        {call.attempt > 1 && <span class="attempt">attempt {call.attempt}</span>}
      </div>
      <div class="timeline">
        <BarOf bar={bar} />
        <span class="bar-label" style={besideBar(left, left + width)}>
          {duration(call.durationMs)}
          <span class="visually-hidden"> from {duration(call.startMs)} on</span>
        </span>
      </div>
      <p class="call-facts">
        <span class="status" data-good={!hasFailed}>
          {call.status ?? 'no answer'}
        </span>
        <RecordCount records={call.records} />
        <span>{size(call.bytes)}</span>
        <span class="fields">{call.fields.join(', ')}</span>
      </p>
    </div>
  );
}

/** Lines break after its slashes. */
function Route({ method, route }: { readonly method: string; readonly route: string }) {
  return (
    <>
      <span class="method">{method}</span>{' '}
      <code class="route">
        {route.split(/(?<=\/)/).map((segment, index) => (
          <span key={index}>
            {segment}
            <wbr />
          </span>
        ))}
      </code>
    </>
  );
}

function BarOf({ bar: { hasFailed, left, width } }: { readonly bar: Bar }) {
  return <span class="bar" data-failed={hasFailed} style={{ left: `${left}%`, width: `${width}%` }} />;
}

/** After the bar; before one that ends at the right; at the end of one that fills the scale. */
function besideBar(start: number, end: number): Record<string, string> {
  if (end <= 70) {
    return { left: `${end}%` };
  }
  return start >= 30 ? { right: `${100 - start}%` } : { right: `${100 - end}%`, color: 'var(--on-bar)' };
}

function RecordCount({ records }: { readonly records: ReportedCall['records'] }) {
  if (records === null) {
    return null;
  }
  const { asked, got } = records;
  return (
    <span data-short={got < asked}>{got === asked ? count(got, 'record') : `${got} of ${count(asked, 'record')}`}</span>
  );
}
