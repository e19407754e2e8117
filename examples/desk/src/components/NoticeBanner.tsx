import type { Notice } from '../actions.js';
import { join } from '../join.js';
import { Button } from './Button.js';

/** The result of an action, if the agent must know it. Failures interrupt a screen reader, other notices do not. */
export function NoticeBanner({ notice, onDismiss }: { readonly notice: Notice; onDismiss(): void }) {
  const { tone, title, text, failure, retry } = notice;
  return (
    <div className={`notice ${tone}`} role={tone === 'failure' ? 'alert' : 'status'}>
      <p>
        <strong>{title}</strong> {text}
        {failure && <span className="code">{join(failure.code, failure.requestId.slice(0, 8))}</span>}
      </p>
      {tone !== 'busy' && (
        <span className="notice-acts">
          {retry && <Button onClick={retry}>Try again</Button>}
          <Button onClick={onDismiss}>Dismiss</Button>
        </span>
      )}
    </div>
  );
}
