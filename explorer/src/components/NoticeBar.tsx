import { useExplorer } from '../model/explorer.js';
import type { Notice } from '../model/notices.js';
import { focusSoon } from './focus-soon.js';
import { Icon } from './icons.js';

/** Problems of the page, and what has just happened and may be undone. */
export function NoticeBar() {
  const { notices } = useExplorer();
  return (
    <div class="banners" role="status">
      {notices.all.value.map((notice) => (
        <Banner key={notice.text} notice={notice} />
      ))}
    </div>
  );
}

function Banner({ notice }: { readonly notice: Notice }) {
  const { notices, reopen } = useExplorer();
  const { text, closedTab } = notice;
  return (
    <div class="banner">
      <p>{text}</p>
      {closedTab !== undefined && (
        <button
          type="button"
          class="button small"
          onClick={() => {
            reopen(closedTab);
            focusTab();
          }}
        >
          Undo
        </button>
      )}
      <button
        type="button"
        class="button quiet square small"
        aria-label="Dismiss"
        onClick={() => {
          notices.dismiss(notice);
          focusTab();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** The button that had the focus is gone. */
function focusTab(): void {
  focusSoon('#active-tab');
}
