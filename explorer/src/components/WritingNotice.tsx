import { useExplorer } from '../model/explorer.js';
import { Prose } from './Prose.js';

/** What the page has written into the operation, or why it has not. */
export function WritingNotice() {
  const { notice } = useExplorer().writing;
  return (
    <div class="notice" role="status" data-bad={notice.value?.isBad}>
      {notice.value && (
        <p class="notice-text">
          <Prose text={notice.value.text} />
        </p>
      )}
    </div>
  );
}
