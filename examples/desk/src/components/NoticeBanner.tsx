import type { Notice } from '../actions.js';
import { setEntry, useDesk } from '../desk.js';
import { Button } from './Button.js';

/** What became of something that the agent did, where that has to be said. Failures interrupt a screen reader, the rest does not. */
export function NoticeBanner({ id, notice }: { readonly id: string; readonly notice: Notice | undefined }) {
  const { notices } = useDesk();
  if (!notice) {
    return null;
  }
  const { tone, title, text, failure, retry } = notice;
  const dismiss = () => setEntry(notices, id);
  return (
    <div className={`notice ${tone}`} role={tone === 'failure' ? 'alert' : 'status'}>
      <p>
        <strong>{title}</strong> {text}
        {failure && (
          <span className="code">{[failure.code, failure.requestId.slice(0, 8)].filter(Boolean).join(' · ')}</span>
        )}
      </p>
      {tone !== 'busy' && (
        <span className="notice-acts">
          {retry && <Button onClick={retry}>Try again</Button>}
          <Button kind="quiet" onClick={dismiss}>
            Dismiss
          </Button>
        </span>
      )}
    </div>
  );
}
