import type { ChatSessionCarrier } from '../superoffice/carriers.js';
import { readKey } from '../superoffice/keys.js';
import { type KnownSession, type Standing, standingOf } from './session-changes.js';

/**
 * Says that a session may have changed, never what of it: those whom it concerns ask SuperOffice sooner. It holds ids alone, so
 * that it can go to other processes.
 */
export interface Hint {
  readonly sessionId: number;
  /** Whom the session concerns after the change, where that is known. */
  readonly standing?: Standing | undefined;
}

/** Undefined for a record without a key. */
export function hintOf(session: ChatSessionCarrier): Hint | undefined {
  const sessionId = readKey(session.ChatSessionId);
  return sessionId == null ? undefined : { sessionId, standing: standingOf(session) };
}

/**
 * Which callers a hint concerns, of those who see these sessions: with a session in the queue everybody, else its associate and
 * the one it is offered to. For all others it waits for their next poll.
 *
 * @returns `nobody` where it concerns none of them, else ids of associates.
 */
export function concerned(
  { sessionId, standing }: Hint,
  known: ReadonlyMap<number, KnownSession>,
): 'everybody' | 'nobody' | readonly number[] {
  const before = known.get(sessionId)?.standing;
  const seesTopic = standing?.topic == null || [...known.values()].some((one) => one.standing.topic === standing.topic);
  if (before?.isQueued || (standing?.isQueued && (before !== undefined || seesTopic))) {
    return 'everybody';
  }
  const associates = [before?.user, before?.transferTo, standing?.user, standing?.transferTo].filter(
    (id) => id != null,
  );
  return associates.length === 0 ? 'nobody' : associates;
}
