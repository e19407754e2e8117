import { useExplorer } from '../model/explorer.js';
import { Icon } from './icons.js';

/** What has just happened and may be undone. */
export function NoticeBar() {
  const { notice, reopen } = useExplorer();
  const { text, closedTab } = notice.value ?? {};
  return (
    <div class="banners" role="status">
      {text !== undefined && (
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
              notice.value = undefined;
              focusTab();
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}

/** The button that had the focus is gone. */
function focusTab(): void {
  requestAnimationFrame(() => document.getElementById('active-tab')?.focus());
}
