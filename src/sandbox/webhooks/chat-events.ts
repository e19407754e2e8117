import { CHAT_SESSION_STATUSES } from '../data/chat-session-status.js';
import type { ChatSessionRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';

/** An event for the webhooks that subscribe to it. */
export interface SandboxEvent {
  /** `chatsession.changed`. */
  readonly name: string;
  readonly primaryKey: number;
  readonly entity: string;
  /** Database columns [documented for chats as empty, but for messages]. */
  readonly changes: readonly string[];
  /** Documented for new sessions; samples of the others have none. */
  readonly fieldValues?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Reports events of the tenant's chats. A session has changed when its status has [documented as "has changed state"].
 * Whether a transfer is such a change is not documented; here it is not.
 */
export function watchChats({ chatSessions, chatMessages }: Tenant, onEvent: (event: SandboxEvent) => void): void {
  chatSessions.observe((session, before) => {
    if (before === undefined) {
      onEvent({ ...eventOf(session.ChatSessionId, 'created'), fieldValues: fieldValuesOf(session) });
    } else if (before.Status !== session.Status) {
      onEvent(eventOf(session.ChatSessionId, 'changed'));
    }
  });
  chatMessages.observe((messages, before = [], sessionId) => {
    if (messages.length > before.length) {
      onEvent({
        ...eventOf(sessionId, 'message'),
        changes: ['chatMessage.id', 'chatMessage.message', 'chatMessage.type'],
      });
    }
  });
}

function eventOf(primaryKey: number, what: string): SandboxEvent {
  return { name: `chatsession.${what}`, primaryKey, entity: 'chatsession', changes: [] };
}

function fieldValuesOf({ TopicId, Status, ChatbotIsActive }: ChatSessionRecord): SandboxEvent['fieldValues'] {
  const status = CHAT_SESSION_STATUSES.findIndex(([name]) => name === Status);
  return { topicId: TopicId, status, userId: 0, chatbotIsactive: ChatbotIsActive };
}
