import { useExplorer } from '../model/explorer.js';

/** The first thing that a key reaches: a way past bars, panel and tabs. */
export function SkipLink() {
  const { view } = useExplorer();
  return (
    <button
      type="button"
      class="skip-link"
      onClick={() => {
        view.value = 'operation';
        // On a narrow screen it is shown first.
        requestAnimationFrame(() => document.querySelector<HTMLElement>('#operation .cm-content')?.focus());
      }}
    >
      Skip to the operation
    </button>
  );
}
