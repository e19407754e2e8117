import type { ChatMessageCarrier, ChatSessionCarrier } from '../../superoffice/carriers.js';

/** How fresh a stream's data is. Dates as ISO 8601 in UTC. */
interface Age {
  /** When SuperOffice last confirmed it; null before its first answer. */
  readonly asOf: string | null;
  /** Since when SuperOffice has not answered all that the stream needs; null while it does. */
  readonly staleSince: string | null;
}

/** Changes in a list of sessions, or the whole list. */
export interface SessionsUpdate extends Age {
  /** Whether `sessions` are all there are. */
  readonly isSnapshot: boolean;
  readonly sessions: readonly ChatSessionCarrier[];
  readonly goneIds: readonly number[];
}

/** One session as it is now. */
export interface SessionUpdate extends Age {
  /** Null if there is no such session, or if SuperOffice does not answer. */
  readonly session: ChatSessionCarrier | null;
}

/** New messages of one session. */
export interface MessagesUpdate extends Age {
  /** Undefined if the update only says that SuperOffice does not answer. */
  readonly sessionId: number | undefined;
  readonly messages: readonly ChatMessageCarrier[];
  /** Of all messages of the session that were sent. */
  readonly lastId: number | null;
  /** Whether SuperOffice no longer knows the session. */
  readonly isGone: boolean;
}
