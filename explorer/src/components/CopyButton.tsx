import { useSignal } from '@preact/signals';
import { Icon, type IconName } from './icons.js';

export interface CopyButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  /** Undefined: there is nothing to copy. */
  readonly text: () => string | undefined;
}

/** Says briefly that it has copied. */
export function CopyButton({ label, icon = 'copy', text }: CopyButtonProps) {
  const outcome = useSignal<'Copied' | 'Not copied' | undefined>(undefined);
  async function copy(): Promise<void> {
    const copied = text();
    if (copied !== undefined) {
      outcome.value = (await write(copied)) ? 'Copied' : 'Not copied';
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

/** Whether the browser allows it. A page that came unencrypted over a network has no clipboard API, only the command. */
function write(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  return clipboard === undefined
    ? Promise.resolve(copyByCommand(text))
    : clipboard.writeText(text).then(
        () => true,
        () => false,
      );
}

function copyByCommand(text: string): boolean {
  const hear = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('copy', hear, true);
  const isCopied = document.execCommand('copy');
  removeEventListener('copy', hear, true);
  return isCopied;
}
