import { Icon } from '../components/icons.js';
import type { Step } from '../model/document/paths.js';
import { useExplorer } from '../model/explorer.js';

interface AddButtonProps {
  /** From `Query`, `Mutation` or `Subscription` to the field. */
  readonly path: readonly Step[];
  /** Whether there is only room for a symbol. */
  readonly isSmall?: boolean;
}

/** Adds a field to the operation, with the fields around it. */
export function AddButton({ path, isSmall = false }: AddButtonProps) {
  const { writing } = useExplorer();
  const isThere = writing.has(path);
  const field = path.at(-1)?.field;
  const way = path.map((step) => step.field).join(' › ');
  const label = isThere ? `${field} is in the operation` : `Add ${field} to the operation`;
  return (
    <button
      type="button"
      class={isSmall ? 'button quiet square add-field' : 'button small add-field'}
      aria-label={isSmall ? label : undefined}
      title={`${label}: ${way}`}
      data-there={isThere}
      aria-disabled={isThere}
      onClick={() => {
        if (!isThere) {
          writing.add(path);
        }
      }}
    >
      <Icon name={isThere ? 'check' : 'plus'} />
      {!isSmall && (isThere ? 'In the operation' : 'Add to the operation')}
    </button>
  );
}
