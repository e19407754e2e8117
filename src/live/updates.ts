import type { ChatMessageCarrier, ChatSessionCarrier } from '../superoffice/carriers.js';

/** How old what a stream has shown is. Dates as ISO 8601 in UTC. */
export interface Age {
  /** When SuperOffice last said so; null before its first answer. */
  readonly asOf: string | null;
  /** Since when SuperOffice has not answered; null while it does. */
  readonly staleSince: string | null;
}

/** A difference in a list of sessions, or all of it. */
export interface SessionsUpdate extends Age {
  /** Whether `sessions` are all there are. */
  readonly isSnapshot: boolean;
  readonly sessions: readonly ChatSessionCarrier[];
  readonly goneIds: readonly number[];
}

/** One session as it is now. */
export interface SessionUpdate extends Age {
  /** Null where there is no such session, and where SuperOffice does not answer. */
  readonly session: ChatSessionCarrier | null;
}

/** What was written in one session. */
export interface MessagesUpdate extends Age {
  /** Undefined where it is told that SuperOffice does not answer. */
  readonly sessionId: number | undefined;
  readonly messages: readonly ChatMessageCarrier[];
  /** Of all messages of the session that were told. */
  readonly lastId: number | null;
}
