import { Button } from './Button.js';
import { Dialog } from './Dialog.js';

const KEYS = [
  ['j', 'Next chat'],
  ['k', 'Chat before'],
  ['p', 'Pick up'],
  ['a', 'Accept'],
  ['d', 'Decline'],
  ['r', 'Write'],
  ['t', 'Transfer'],
  ['Enter', 'Send what is written'],
  ['Esc', 'Out of the text, then back to the lists'],
  ['?', 'These keys'],
] as const;

interface KeysDialogProps {
  readonly areOn: boolean;
  onTurn(areOn: boolean): void;
  onClose(): void;
}

export function KeysDialog({ areOn, onTurn, onClose }: KeysDialogProps) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="keys-list">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={areOn} onChange={({ currentTarget }) => onTurn(currentTarget.checked)} />
        Single letters act as keys
      </label>
      <form method="dialog" className="dialog-acts">
        <Button type="submit" kind="primary" autoFocus>
          Done
        </Button>
      </form>
    </Dialog>
  );
}
