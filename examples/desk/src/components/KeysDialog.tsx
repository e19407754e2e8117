import { Dialog } from './Dialog.js';

const KEYS = {
  j: 'Next chat',
  k: 'Previous chat',
  p: 'Pick up',
  a: 'Accept',
  d: 'Decline',
  r: 'Write',
  t: 'Transfer',
  Enter: 'Send the message',
  Esc: 'Leave the text, then the chat',
  '?': 'Show these shortcuts',
};

interface KeysDialogProps {
  readonly areOn: boolean;
  onTurn(areOn: boolean): void;
  onClose(): void;
}

/** Single letters can be turned off: people who dictate text would press them by accident. */
export function KeysDialog({ areOn, onTurn, onClose }: KeysDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" submit="Done" onClose={onClose}>
      <dl className="keys-list">
        {Object.entries(KEYS).map(([key, what]) => (
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
        Use single-letter shortcuts
      </label>
    </Dialog>
  );
}
