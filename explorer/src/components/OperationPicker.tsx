import type { Operation } from '../model/document/documents.js';
import { useExplorer } from '../model/explorer.js';
import { Icon } from './icons.js';
import { Menu } from './Menu.js';

/** Chooses which of several operations runs; not shown if there is only one. */
export function OperationPicker() {
  const { runs, writing, send } = useExplorer();
  const operations = runs.operations.value;
  const current = runs.operation.value;
  if (operations.length < 2) {
    return null;
  }
  return (
    <Menu
      label="Choose the operation to run"
      isOpen={writing.asksWhich}
      class="button primary send-which"
      button={<Icon name="chevronDown" />}
      items={operations.map((operation) => ({
        key: String(operation.start),
        content: <OperationName operation={operation} />,
        isChosen: operation === current,
        onSelect() {
          writing.choose(operation);
          send();
        },
      }))}
    />
  );
}

function OperationName({ operation: { kind, name } }: { readonly operation: Operation }) {
  return (
    <>
      <span class={`kind ${kind}`}>{kind}</span>
      <span class="menu-text">{name ?? 'without a name'}</span>
    </>
  );
}
