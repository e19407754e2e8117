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
  const outcome = useSignal<'Copied' | 'Not copied' | undefined>(undefined);
  // A page that came unencrypted over a network has no clipboard.
  if (!isSecureContext) {
    return null;
  }

  async function copy(): Promise<void> {
    const copied = text();
    if (copied !== undefined) {
      outcome.value = await navigator.clipboard.writeText(copied).then(
        () => 'Copied' as const,
        // The browser may forbid it.
        () => 'Not copied' as const,
      );
      setTimeout(() => {
        outcome.value = undefined;
      }, 1500);
    }
  }

  return (
    <button type="button" class="button quiet" title={label} onClick={() => void copy()}>
      <Icon name={outcome.value === 'Copied' ? 'check' : icon} />
      <span class="label" aria-live="polite">
        {outcome.value ?? label}
      </span>
    </button>
  );
}
