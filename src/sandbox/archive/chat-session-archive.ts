import { CHAT_SESSION_STATUSES } from '../data/chat-session-status.js';
import { UNSET } from '../data/dates.js';
import type { ChatSessionRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';
import type { Archive } from './archive.js';
import { associateColumns } from './associate-columns.js';
import { columnKinds } from './column-kinds.js';
import type { Columns } from './columns.js';
import { personColumns } from './person-columns.js';

const { int, text, dateTime, date, named, other, withoutOrder } = columnKinds<ChatSessionRecord>();

/**
 * SuperOffice's archive provider ChatSession: all of its own documented columns, and some of those of related records. It
 * has none for a transfer, and none for what the visitor wrote into the form.
 */
export function chatSessionArchive(tenant: Tenant): Archive<ChatSessionRecord> {
  return {
    entities: ['chat'],
    entityOf: () => 'chat',
    linkHint: ({ ChatSessionId }) => `nav=chat&chat_session_id=${ChatSessionId}`,
    key: ({ ChatSessionId }) => ChatSessionId,
    columns: {
      ...ownColumns(tenant),
      ...topicColumns(tenant),
      ...associateColumns<ChatSessionRecord>('associate', tenant, ({ User }) => tenant.associates.get(User ?? 0)),
      ...personColumns<ChatSessionRecord>('person', tenant, ({ Person }) => Person ?? 0),
      ...contactColumns(tenant),
    },
    defaultColumns: ['chatSessionId', 'firstMessage', 'whenRequested', 'status', 'agent'],
  };
}

function ownColumns({ associates }: Tenant): Columns<ChatSessionRecord> {
  const agent = ({ User }: ChatSessionRecord) => associates.get(User ?? 0);
  return {
    getAllRows: withoutOrder(other('bool', () => true)),
    getNoRows: withoutOrder(other('bool', () => false)),
    chatSessionId: int(({ ChatSessionId }) => ChatSessionId),
    firstMessage: text(({ FirstMessage }) => FirstMessage),
    lastMessage: text(({ LastMessage }) => LastMessage),
    whenRequested: dateTime(({ WhenRequested }) => WhenRequested),
    whenStarted: dateTime(({ WhenStarted }) => WhenStarted),
    whenEnded: dateTime(({ WhenEnded }) => WhenEnded),
    duration: withoutOrder(other('timeSpan', ({ WhenStarted, WhenEnded }) => secondsBetween(WhenStarted, WhenEnded))),
    timeInQueue: other('timeSpan', ({ WhenRequested, WhenStarted }) => secondsBetween(WhenRequested, WhenStarted)),
    queueLength: int(({ InitialQueuePos }) => Math.max(InitialQueuePos - 1, 0)),
    rating: int(({ Rating }) => Rating),
    // A Service user, whose ids differ from those of associates.
    agent: named('ejUser', (session) => [agent(session)?.EjUserId ?? 0, agent(session)?.FullName]),
    status: named('listAny', ({ Status }) => {
      const number = CHAT_SESSION_STATUSES.findIndex(([status]) => status === Status);
      return [number, CHAT_SESSION_STATUSES[number]?.[1]];
    }),
    icon: other('none', () => 'chat'),
    date: date(({ WhenRequested }) => WhenRequested),
    type: named('listAny', () => [0, 'Chat']),
    text: text(({ FirstMessage }) => FirstMessage, 'positiveString'),
    associateId: named('associate', (session) => [session.User ?? 0, agent(session)?.Name]),
    contactId: other('listAny', ({ Contact }) => Contact ?? 0),
    personId: other('listAny', ({ Person }) => Person ?? 0),
    updatedDate: date(({ WhenIdle }) => WhenIdle),
    registeredDate: date(({ WhenRequested }) => WhenRequested),
    recordTypeText: other('none', () => 'Chat'),
  };
}

function topicColumns({ chatTopics }: Tenant): Columns<ChatSessionRecord> {
  const topic = ({ TopicId }: ChatSessionRecord) => chatTopics.get(TopicId)?.carrier;
  return {
    'chatTopic/chatTopicId': int(({ TopicId }) => TopicId),
    'chatTopic/name': text((session) => topic(session)?.Name),
    'chatTopic/description': text((session) => topic(session)?.Description),
    'chatTopic/badgeHeader': text((session) => topic(session)?.BadgeHeader),
  };
}

function contactColumns({ contacts }: Tenant): Columns<ChatSessionRecord> {
  const contact = ({ Contact }: ChatSessionRecord) => contacts.get(Contact ?? 0);
  return {
    'contact/contactId': int(({ Contact }) => Contact ?? 0),
    'contact/name': text((session) => contact(session)?.Name, 'stringorPK'),
    'contact/department': text((session) => contact(session)?.Department),
    'contact/orgnr': text((session) => contact(session)?.OrgNr),
    'contact/email/emailAddress': text((session) => contact(session)?.EmailAddress),
  };
}

/** 0 if one of them is not set. */
function secondsBetween(first: string, last: string): number {
  return first === UNSET || last === UNSET ? 0 : (Date.parse(last) - Date.parse(first)) / 1000;
}
