import { useSignal } from '@preact/signals';
import { Icon, type IconName } from './icons.js';

export interface CopyButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  /** Undefined: there is nothing to copy. */
  readonly text: () => string | undefined;
}

/** Says for a moment that it has copied. */
export function CopyButton({ label, icon = 'copy', text }: CopyButtonProps) {
  const isDone = useSignal(false);
  // A page that came unencrypted over a network has no clipboard.
  if (!isSecureContext) {
    return null;
  }

  async function copy(): Promise<void> {
    const copied = text();
    if (copied !== undefined) {
      await navigator.clipboard.writeText(copied);
      isDone.value = true;
      setTimeout(() => {
        isDone.value = false;
      }, 1500);
    }
  }

  return (
    <button type="button" class="button quiet" title={label} onClick={() => void copy()}>
      <Icon name={isDone.value ? 'check' : icon} />
      <span class="label" aria-live="polite">
        {isDone.value ? 'Copied' : label}
      </span>
    </button>
  );
}
