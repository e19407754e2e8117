import type { RestReport } from '../../../src/graphql/rest-report.js';
import { useExplorer } from '../model/explorer.js';
import type { Answer } from '../model/sending/send.js';
import { waterfallOf } from '../model/sending/waterfall.js';
import { count, duration, size } from './format.js';
import { WaterfallChart } from './WaterfallChart.js';

/** The REST calls that an operation made, as bars on one scale of time. */
export function RestCallsPane() {
  const { runs, preferences } = useExplorer();
  const answer = preferences.showsRestCalls.value ? runs.shown.value : undefined;
  const isValue = runs.current.value?.state === 'live';
  const report = answer?.rest;
  return (
    <section class="rest" aria-labelledby="rest-title">
      <div class="toolbar">
        <h2 id="rest-title">REST calls</h2>
        {report !== undefined && <Sums report={report} isValue={isValue} />}
        <span class="spacer" />
        <ExplainSwitch />
      </div>
      <div class="rest-body">
        {report === undefined || report.calls.length === 0 ? (
          <p class="empty">
            <WhyNone answer={answer} isValue={isValue} />
          </p>
        ) : (
          <WaterfallChart waterfall={waterfallOf(report)} />
        )}
      </div>
    </section>
  );
}

function ExplainSwitch() {
  const { showsRestCalls } = useExplorer().preferences;
  return (
    <label class="switch" title="Asks with the header x-explain: 1">
      Show REST calls
      <input
        type="checkbox"
        checked={showsRestCalls.value}
        onChange={({ currentTarget }) => {
          showsRestCalls.value = currentTarget.checked;
        }}
      />
    </label>
  );
}

interface SumsProps {
  readonly report: RestReport;
  /** Whether they were made for one value of a stream. */
  readonly isValue: boolean;
}

function Sums({ report, isValue }: SumsProps) {
  const { totalMs, bytes } = waterfallOf(report);
  return (
    <p class="facts">
      <span>{count(report.calls.length, 'call')}</span>
      {report.calls.length > 0 && <span>{duration(totalMs)}</span>}
      {report.calls.length > 0 && <span>{size(bytes)}</span>}
      {report.servedWithoutCall > 0 && (
        <span title="They came inside another answer, or only their key was asked for.">
          {count(report.servedWithoutCall, 'record')} without a call
        </span>
      )}
      {isValue && (
        <span title="One poll finds what has changed for all streams of the caller. It is not among these calls.">
          and a shared poll
        </span>
      )}
    </p>
  );
}

interface WhyNoneProps {
  readonly answer: Answer | undefined;
  readonly isValue: boolean;
}

function WhyNone({ answer, isValue }: WhyNoneProps) {
  const { preferences, runs } = useExplorer();
  const run = runs.current.value;
  if (!preferences.showsRestCalls.value) {
    return 'Switched off: operations are sent without asking for their REST calls.';
  }
  if (answer === undefined) {
    return isValue
      ? 'This chart shows the calls to SuperOffice for each value of a stream.'
      : 'This chart shows the calls to SuperOffice that an operation makes.';
  }
  const { isGraphql, hasData, errors, rest, headers } = answer;
  if (!isGraphql) {
    return 'The server did not answer, so it is not known which calls were made.';
  }
  if (headers.some(([name]) => name === 'idempotent-replayed')) {
    return 'This is the answer of an earlier request with the same idempotency key: no call was made again.';
  }
  if (isValue && !hasData) {
    return 'This value ended the stream and needed no call.';
  }
  if (!hasData && errors.length > 0) {
    return 'There are no calls to show: the server refused the request before it ran.';
  }
  if (rest === undefined && run !== undefined && 'sent' in run && !run.sent.isExplained) {
    return 'The operation was sent without asking for its REST calls. Run it again to see them.';
  }
  if (rest === undefined) {
    return (
      <>
        This server does not say which calls it makes. With the setting <code>EXPLAIN=on</code> it does; in production
        that is off by default.
      </>
    );
  }
  if (isValue) {
    return 'This value needed no call of its own: the poll that found it serves all streams of the caller.';
  }
  return errors.length > 0
    ? 'There are no calls to show: the operation failed before it called SuperOffice.'
    : 'Everything was answered without a call to SuperOffice.';
}
