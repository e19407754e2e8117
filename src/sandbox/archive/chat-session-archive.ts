import { CHAT_SESSION_STATUSES } from '../data/chat-session-status.js';
import { UNSET } from '../data/dates.js';
import type { ChatSessionRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';
import type { Archive } from './archive.js';
import type { Column } from './columns.js';

type SessionColumn = Column<ChatSessionRecord>;

/** SuperOffice's archive provider ChatSession, a part of its columns. It has no column for a transfer. */
export function chatSessionArchive(tenant: Tenant): Archive<ChatSessionRecord> {
  const { associates, persons, contacts, chatTopics } = tenant;
  const agent = ({ User }: ChatSessionRecord) => associates.get(User ?? 0);
  return {
    entityName: 'chat',
    key: ({ ChatSessionId }) => ChatSessionId,
    columns: {
      chatSessionId: int(({ ChatSessionId }) => ChatSessionId),
      firstMessage: text(({ FirstMessage }) => FirstMessage),
      lastMessage: text(({ LastMessage }) => LastMessage),
      whenRequested: date(({ WhenRequested }) => WhenRequested),
      whenStarted: date(({ WhenStarted }) => WhenStarted),
      whenEnded: date(({ WhenEnded }) => WhenEnded),
      whenIdle: date(({ WhenIdle }) => WhenIdle),
      duration: int(({ WhenStarted, WhenEnded }) => secondsBetween(WhenStarted, WhenEnded)),
      timeInQueue: int(({ WhenRequested, WhenStarted }) => secondsBetween(WhenRequested, WhenStarted)),
      queueLength: int(({ InitialQueuePos }) => Math.max(InitialQueuePos - 1, 0)),
      rating: int(({ Rating }) => Rating),
      status: {
        kind: 'list',
        raw: ({ Status }) => CHAT_SESSION_STATUSES.findIndex(([status]) => status === Status),
        display: ({ Status }) => CHAT_SESSION_STATUSES.find(([status]) => status === Status)?.[1] ?? '',
      },
      // A Service user, whose ids are others than the associates'.
      agent: {
        kind: 'list',
        raw: (session) => agent(session)?.EjUserId ?? 0,
        display: (session) => agent(session)?.FullName ?? '',
      },
      associateId: int(({ User }) => User ?? 0),
      contactId: int(({ Contact }) => Contact ?? 0),
      personId: int(({ Person }) => Person ?? 0),
      customerName: text(({ CustomerName }) => CustomerName),
      customerAlias: text(({ CustomerAlias }) => CustomerAlias),
      customerEmail: text(({ CustomerEmail }) => CustomerEmail),
      customerPhone: text(({ CustomerPhone }) => CustomerPhone),
      customerCompanyName: text(({ CustomerCompanyName }) => CustomerCompanyName),
      'chatTopic/chatTopicId': int(({ TopicId }) => TopicId),
      'chatTopic/name': text(({ TopicId }) => chatTopics.get(TopicId)?.carrier.Name ?? null),
      'associate/associateId': int(({ User }) => User ?? 0),
      'associate/fullName': text((session) => agent(session)?.FullName ?? null),
      'contact/contactId': int(({ Contact }) => Contact ?? 0),
      'contact/name': text(({ Contact }) => contacts.get(Contact ?? 0)?.Name ?? null),
      'person/personId': int(({ Person }) => Person ?? 0),
      'person/fullName': text(({ Person }) => persons.get(Person ?? 0)?.FullName ?? null),
    },
    defaultColumns: ['chatSessionId', 'customerName', 'firstMessage', 'whenRequested', 'status', 'agent'],
  };
}

function int(raw: (session: ChatSessionRecord) => number): SessionColumn {
  return { kind: 'int', raw };
}

function text(raw: (session: ChatSessionRecord) => string | null): SessionColumn {
  return { kind: 'text', raw };
}

function date(kept: (session: ChatSessionRecord) => string): SessionColumn {
  return { kind: 'date', raw: (session) => (kept(session) === UNSET ? null : kept(session)) };
}

/** 0 where one of them is not set. */
function secondsBetween(first: string, last: string): number {
  return first === UNSET || last === UNSET ? 0 : (Date.parse(last) - Date.parse(first)) / 1000;
}
