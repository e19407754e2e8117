import { Editor } from '../editor/Editor.js';
import { reading } from '../editor/extensions.js';
import type { Advice } from '../model/advice.js';
import { useExplorer } from '../model/explorer.js';
import type { Run } from '../model/runs.js';
import type { Answer } from '../model/send.js';
import { AdviceBox } from './AdviceBox.js';
import { CopyButton } from './CopyButton.js';
import { COMMAND_KEY, duration, SEND_KEY, size } from './format.js';
import { RestCallsPane } from './RestCallsPane.js';
import { Splitter } from './Splitter.js';

/** What came back, and what it cost at SuperOffice. */
export function AnswerPane() {
  const { preferences, runs } = useExplorer();
  const run = runs.current.value;
  return (
    <section class="answer-pane" aria-label="Answer" style={{ '--share': `${preferences.sizes.answer.value}%` }}>
      <div class="answer" aria-busy={run?.state === 'running'}>
        {run === undefined && <Nothing />}
        {run?.state === 'running' && <p class="empty">Waiting for the answer …</p>}
        {run?.state === 'failed' && <AdviceBox advice={run.advice} />}
        {run?.state === 'answered' && <AnswerText answer={run.answer} advice={run.advice} />}
      </div>
      <Splitter size={preferences.sizes.answer} orientation="horizontal" label="Height of the answer" />
      <RestCallsPane />
    </section>
  );
}

function Nothing() {
  return (
    <div class="empty">
      <p>Run the operation to see its answer.</p>
      <dl class="keys">
        <dt>
          <kbd>{SEND_KEY}</kbd>
        </dt>
        <dd>runs the operation with the cursor in it</dd>
        <dt>
          <kbd>Ctrl Space</kbd>
        </dt>
        <dd>completes fields, arguments and values</dd>
        <dt>
          <kbd>Tab</kbd>
        </dt>
        <dd>takes the completion</dd>
        <dt>
          <kbd>Esc Tab</kbd>
        </dt>
        <dd>leaves the editor</dd>
        <dt>
          <kbd>{COMMAND_KEY} click</kbd>
        </dt>
        <dd>shows what the schema says of a field</dd>
      </dl>
    </div>
  );
}

interface AnswerTextProps {
  readonly answer: Answer;
  readonly advice: Advice | undefined;
}

function AnswerText({ answer, advice }: AnswerTextProps) {
  const { runs } = useExplorer();
  const { status, durationMs, bytes, requestId, errors, text } = answer;
  const isGood = status < 400 && errors.length === 0 && advice === undefined;
  return (
    <>
      <div class="toolbar">
        <p class="facts" aria-live="polite">
          <span class="status" data-good={isGood}>
            {status}
          </span>
          <span>{duration(durationMs)}</span>
          <span>{size(bytes)}</span>
          {requestId !== null && (
            <span class="request-id" title={`x-request-id: ${requestId}`}>
              {requestId}
            </span>
          )}
        </p>
        <span class="spacer" />
        <CopyButton label="Copy" text={() => text} />
      </div>
      {errors.length > 0 && (
        <ul class="errors">
          {errors.map(({ code, outcome, times }) => (
            <li key={`${code} ${outcome}`}>
              {code}
              {outcome !== undefined && <span class="outcome">{outcome}</span>}
              {times > 1 && <span class="outcome">× {times}</span>}
            </li>
          ))}
        </ul>
      )}
      {advice !== undefined && <AdviceBox advice={advice} />}
      <Editor text={() => textOf(runs.current.value)} label="Answer, as JSON" extensions={reading} />
    </>
  );
}

function textOf(run: Run | undefined): string {
  return run?.state === 'answered' ? run.answer.text : '';
}
