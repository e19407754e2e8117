import { OPEN } from './chat-session-status.js';
import type { ChatMessageRecord, ChatSessionRecord } from './records.js';
import { shiftDates } from './shift-dates.js';

/** Between the last messages of two sessions that have not ended, the newest first: all of them are from the last hour or two. */
const APART_MS = 60_000;

interface Conversations {
  readonly chatSessions: readonly ChatSessionRecord[];
  /** By session id. */
  readonly chatMessages: ReadonlyMap<number, readonly ChatMessageRecord[]>;
}

/**
 * Moves each session that has not ended to the present, with its messages and the time between them: nobody waits in a queue
 * for weeks. The order of their last messages stays, too.
 */
export function workOfToday({ chatSessions, chatMessages }: Conversations, newestMs: number) {
  const open = chatSessions
    .filter(({ Status }) => OPEN.has(Status))
    .sort((one, other) => (one.WhenIdle < other.WhenIdle ? 1 : -1))
    .map(
      ({ ChatSessionId, WhenIdle }, index) =>
        [ChatSessionId, newestMs - (index + 1) * APART_MS - Date.parse(WhenIdle)] as const,
    );
  const laterMs = new Map(open);
  return {
    chatSessions: chatSessions.map((session) => shiftDates(session, laterMs.get(session.ChatSessionId) ?? 0)),
    chatMessages: new Map(
      [...chatMessages].map(([id, messages]) => [id, shiftDates(messages, laterMs.get(id) ?? 0)] as const),
    ),
  };
}
