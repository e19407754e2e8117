import { Dialog } from './Dialog.js';

const KEYS = {
  j: 'Next chat',
  k: 'Chat before',
  p: 'Pick up',
  a: 'Accept',
  d: 'Decline',
  r: 'Write',
  t: 'Transfer',
  Enter: 'Send what is written',
  Esc: 'Out of the text, then back to the lists',
  '?': 'These keys',
};

/** Letters as keys can be turned off, as they get in the way of some who speak to their computer. */
export function KeysDialog({
  areOn,
  onTurn,
  onClose,
}: {
  areOn: boolean;
  onTurn(areOn: boolean): void;
  onClose(): void;
}) {
  return (
    <Dialog title="Keys" submit="Done" onClose={onClose}>
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
        Single letters act as keys
      </label>
    </Dialog>
  );
}
