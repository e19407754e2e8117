import type { Notice } from '../actions.js';
import type { ChatSessionPart } from '../gql/graphql.js';
import { join } from '../join.js';
import { Button } from './Button.js';

interface NoticeBannerProps {
  readonly notice: Notice;
  /** The chat's part now. */
  readonly part: ChatSessionPart | null | undefined;
  onDismiss(): void;
}

/** The result of an action, if the agent must know it. Failures interrupt a screen reader, other notices do not. */
export function NoticeBanner({ notice, part, onDismiss }: NoticeBannerProps) {
  const { tone, title, text, failure, again } = notice;
  return (
    <div className={`notice ${tone}`} role={tone === 'failure' ? 'alert' : 'status'}>
      <p>
        <strong>{title}</strong> {text}
        {failure && <span className="code">{join(failure.code, failure.requestId.slice(0, 8))}</span>}
      </p>
      {tone !== 'busy' && (
        <span className="notice-acts">
          {again && again.part === part && <Button onClick={again.run}>Try again</Button>}
          <Button onClick={onDismiss}>Dismiss</Button>
        </span>
      )}
    </div>
  );
}
