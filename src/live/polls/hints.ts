import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import { readKey } from '../../superoffice/keys.js';
import type { ChatEvent } from '../../superoffice/webhooks/payload.js';
import { type KnownSession, type Standing, standingOf } from './session-changes.js';

/**
 * Says that a session may have changed, but not how: the server then polls sooner for the callers it concerns. It holds only
 * ids, so it can be sent to other processes.
 */
export interface Hint {
  readonly sessionId: number;
  /** Whom the session concerns after the change, if known. */
  readonly standing?: Standing | undefined;
  /** Whether it may be in the queue now, if it has no associate. */
  readonly mayBeQueued?: boolean;
}

/** Undefined for a record without a key. */
export function hintOf(session: ChatSessionCarrier): Hint | undefined {
  const sessionId = readKey(session.ChatSessionId);
  return sessionId == null ? undefined : { sessionId, standing: standingOf(session) };
}

/** The hint of a webhook, which names no associate, and not always the session's state. */
export function hintOfEvent({ kind, sessionId, topicId, isQueued }: ChatEvent): Hint {
  // The documentation shows new sessions with the status 0, which means nothing.
  if (kind === 'created' || (kind === 'changed' && isQueued)) {
    return { sessionId, standing: { user: null, transferTo: null, topic: topicId, isQueued: true } };
  }
  return { sessionId, mayBeQueued: kind === 'changed' && isQueued === undefined };
}

/**
 * Whether a hint concerns a caller who sees these sessions. If the session is or was in the queue, it concerns everybody who
 * sees it or another session of its topic. Otherwise it concerns its associate and the associate it is offered to. All other
 * callers see the change with their next poll. A topic of null counts as seen.
 *
 * @returns `nobody` if it concerns none of them, otherwise ids of associates.
 */
export function concerned(
  { sessionId, standing, mayBeQueued }: Hint,
  known: ReadonlyMap<number, KnownSession>,
): 'everybody' | 'nobody' | readonly number[] {
  const before = known.get(sessionId)?.standing;
  const seesTopic = standing?.topic == null || seesSessionOf(standing.topic, known);
  const isNobodys = before?.user === null && before.transferTo === null;
  if (before?.isQueued || (mayBeQueued && isNobodys) || (standing?.isQueued && (before !== undefined || seesTopic))) {
    return 'everybody';
  }
  const associates = [before?.user, before?.transferTo, standing?.user, standing?.transferTo].filter(
    (id) => id != null,
  );
  return associates.length === 0 ? 'nobody' : associates;
}

export function seesSessionOf(topic: number, known: ReadonlyMap<number, KnownSession>): boolean {
  for (const { standing } of known.values()) {
    if (standing.topic === topic) {
      return true;
    }
  }
  return false;
}
