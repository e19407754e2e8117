import { useExplorer } from '../model/explorer.js';
import { hasEnded } from '../model/live/live.js';
import { SEND_KEY } from './format.js';
import { Icon } from './icons.js';
import { OperationPicker } from './OperationPicker.js';

/** Sends the operation with the cursor in it, or stops waiting for its answer, or its stream. One button, which keeps the focus. */
export function SendButton() {
  const { runs, send } = useExplorer();
  const run = runs.current.value;
  if (run?.state === 'running' || (run?.state === 'live' && !hasEnded(run.live))) {
    return (
      <div class="send">
        <button type="button" class="button primary" onClick={run.stop}>
          <Icon name="stop" />
          Stop
        </button>
      </div>
    );
  }
  const { name } = runs.operation.value ?? {};
  const isUnclear = runs.operations.value.length > 1 && runs.operation.value === undefined;
  return (
    <div class="send">
      <button type="button" class="button primary" onClick={send}>
        <Icon name="play" />
        <span class="send-name">Run {isUnclear ? '…' : name}</span>
        <kbd>{SEND_KEY}</kbd>
      </button>
      <OperationPicker />
    </div>
  );
}
