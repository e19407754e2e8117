import { useExplorer } from '../model/explorer.js';
import { focusSoon } from './focus-soon.js';

/** The first target of Tab: skips bars, panel and tabs. */
export function SkipLink() {
  const { view } = useExplorer();
  return (
    <button
      type="button"
      class="skip-link"
      onClick={() => {
        view.value = 'operation';
        focusSoon('#operation .cm-content');
      }}
    >
      Skip to the operation
    </button>
  );
}
