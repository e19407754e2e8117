import { useSignal } from '@preact/signals';
import { useExplorer } from '../model/explorer.js';
import type { Live } from '../model/live/live.js';
import { type Advice, AGAIN } from '../model/sending/advice.js';
import { AdviceBox } from './AdviceBox.js';
import { AnswerView } from './AnswerView.js';
import { COMMAND_KEY, SEND_KEY } from './format.js';
import { LiveView } from './LiveView.js';
import { RestCallsPane } from './RestCallsPane.js';
import { Splitter } from './Splitter.js';

/** What came back, and what it cost at SuperOffice. */
export function AnswerPane() {
  const { preferences, runs, tabs } = useExplorer();
  const run = runs.current.value;
  const showsHeaders = useSignal(false);
  return (
    <section class="answer-pane" aria-label="Answer" style={{ '--share': `${preferences.sizes.answer.value}%` }}>
      <div
        class="answer"
        aria-busy={run?.state === 'running'}
        data-waiting={run?.state === 'live' && isBetween(run.live)}
      >
        {run === undefined && <Nothing />}
        {run?.state === 'running' && <p class="empty">Waiting for the answer …</p>}
        {run?.state === 'failed' && <Failure advice={run.advice} />}
        {run?.state === 'live' && <LiveView key={tabs.activeId.value} live={run.live} stop={run.stop} />}
        {run?.state === 'answered' && (
          <AnswerView answer={run.answer} advice={run.advice} showsHeaders={showsHeaders} />
        )}
      </div>
      <Splitter size={preferences.sizes.answer} orientation="horizontal" label="Height of the answer" />
      <RestCallsPane />
    </section>
  );
}

function Failure({ advice }: { readonly advice: Advice }) {
  const { connection, send } = useExplorer();
  const mayRunAgain = advice.whenBack === AGAIN && !connection.isLost.value;
  return (
    <AdviceBox advice={advice}>
      {mayRunAgain && (
        <button type="button" class="button small" onClick={send}>
          Run again
        </button>
      )}
    </AdviceBox>
  );
}

/** Whether a stream has lost its connection and will be opened again. */
function isBetween({ phase }: Live): boolean {
  return phase.name === 'connecting' || phase.name === 'waiting';
}

function Nothing() {
  const { schema } = useExplorer();
  const isKnown = schema.current.value.state !== 'failed';
  return (
    <div class="empty">
      <p>Run the operation to see its answer.</p>
      <dl class="keys">
        <dt>
          <kbd>{SEND_KEY}</kbd>
        </dt>
        <dd>runs the operation at the cursor</dd>
        {isKnown && (
          <>
            <dt>
              <kbd>Ctrl Space</kbd>
            </dt>
            <dd>completes fields, arguments and values</dd>
            <dt>
              <kbd>Tab</kbd>
            </dt>
            <dd>accepts the completion</dd>
          </>
        )}
        <dt>
          <kbd>Esc Tab</kbd>
        </dt>
        <dd>leaves the editor</dd>
        {isKnown && (
          <>
            <dt>
              <kbd>{COMMAND_KEY} click</kbd>
            </dt>
            <dd>shows the documentation of a field</dd>
          </>
        )}
      </dl>
    </div>
  );
}
