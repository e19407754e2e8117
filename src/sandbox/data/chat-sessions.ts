import type { ChatSessionStatus } from '../../superoffice/carriers.js';
import { AGENT_LINES, ALIASES, CUSTOMER_LINES, FIRST_LINES, UNKNOWN_COMPANIES } from './chat-lines.js';
import { ACTIVE, BEFORE_QUEUE, NEVER_ANSWERED, OPEN } from './chat-session-status.js';
import type { ChatTopicRecord } from './chat-topics.js';
import { minutesAfter, UNSET } from './dates.js';
import { EXAMPLE } from './example.js';
import { phoneIn } from './phones.js';
import { createRandom, cycle, type Random } from './random.js';
import type { ChatSessionRecord, PersonRecord, SaleRecord, TicketRecord } from './records.js';
import { fieldProperties, tableRight } from './rights.js';

export interface ChatSessionSources {
  readonly chatTopics: readonly ChatTopicRecord[];
  readonly persons: readonly PersonRecord[];
  readonly sales: readonly SaleRecord[];
  readonly tickets: readonly TicketRecord[];
}

const FIRST_ID = 470;
const FIRST_REQUEST = '2026-01-15T09:12:40Z';

/** One session after the other in time; among them those that `FIXED` describes. */
export function createChatSessions(sources: ChatSessionSources): readonly ChatSessionRecord[] {
  const random = createRandom('chat sessions');
  const statuses = random.shuffle(
    STATUS_COUNTS.flatMap(([status, count]) => Array.from({ length: count }, () => status)),
  );
  const ranks = new Map<number, number>();
  return statuses.map((status, index) => {
    const id = FIRST_ID + index;
    const session = chatSession(id, FIXED.get(id) ?? {}, status, sources, random);
    return { ...session, Rank: nextRank(session, ranks) };
  });
}

/** Fixed values. */
interface FixedSession {
  readonly topicId?: number;
  readonly user?: number | null;
  readonly transferTo?: number;
  readonly status?: ChatSessionStatus;
  readonly personId?: number;
  readonly conversation?: Partial<ReturnType<typeof conversation>>;
}

function chatSession(
  id: number,
  fixed: FixedSession,
  planned: ChatSessionStatus,
  sources: ChatSessionSources,
  random: Random,
): ChatSessionRecord {
  const status = fixed.status ?? planned;
  const topic =
    sources.chatTopics.find((candidate) => candidate.id === fixed.topicId) ?? random.pick(sources.chatTopics);
  const isExample = id === EXAMPLE.chatSessionId;
  const person = random.chance(0.65) || isExample ? random.pick(sources.persons) : undefined;
  const customer = fixed.personId ? sources.persons[fixed.personId - 1] : person;
  const user = fixed.user === undefined ? agentOf(topic, status, random) : fixed.user;
  return {
    ChatSessionId: id,
    TopicId: topic.id,
    User: user,
    Person: customer?.PersonId ?? random.pick([null, 0]),
    ...visitor(id - FIRST_ID, customer, random),
    Status: status,
    ...conversation(id - FIRST_ID, status, random),
    ...fixed.conversation,
    SessionKey: Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join(''),
    InitialQueuePos: random.int(1, 7),
    AlertLevel: random.pick([0, 0, 0, 1, 2]),
    Rank: 0,
    Flags: flags(status, random),
    ...links(isExample, customer, sources, random),
    TransferTo: fixed.transferTo ?? null,
    ChatbotIsActive: status === 'PreChatForm' || (OPEN.has(status) && random.chance(0.15)),
    Rating: OPEN.has(status) ? 0 : random.pick([0, 0, 1, 2, 3, 4, 5]),
    TableRight: isExample ? { Mask: 'FULL', Reason: '' } : tableRight(random),
    FieldProperties: fieldProperties(random, ['CustomerName', 'TopicId']),
  };
}

/** Nobody before a session is picked up, which SuperOffice may express in two ways. */
function agentOf({ members }: ChatTopicRecord, status: ChatSessionStatus, random: Random): number | null {
  if (BEFORE_QUEUE.has(status) || status === 'Invalid') {
    return null;
  }
  if (status === 'InQueue' || NEVER_ANSWERED.has(status)) {
    return random.pick([null, 0]);
  }
  return random.pick(members.filter(({ canRespond }) => canRespond)).associateId;
}

function visitor(index: number, person: PersonRecord | undefined, random: Random) {
  const host = random.pick(['192.0.2.', '198.51.100.', '203.0.113.']) + random.int(2, 250);
  return {
    CustomerAlias: person?.Firstname ?? random.pick(ALIASES),
    CustomerHost: random.pick([host, host, `host-${random.int(10, 99)}.example.net`, '2001:db8::8a2e:7334', '']),
    CustomerName: person?.FullName ?? random.pick(['', null]),
    CustomerEmail: person?.Email ?? random.pick(['', null, `visitor${random.int(100, 999)}@example.org`]),
    CustomerPhone: random.chance(0.4) ? phoneIn(person?.CountryId ?? 578, 300 + index) : random.pick(['', null]),
    CustomerConsented: random.chance(0.8),
    CustomerCompanyName: person?.ContactName ?? random.pick(['', null, ...UNKNOWN_COMPANIES]),
  };
}

function conversation(index: number, status: ChatSessionStatus, random: Random) {
  const requested = minutesAfter(FIRST_REQUEST, index * 850 + random.int(0, 700), random.int(0, 59));
  const isStarted =
    !BEFORE_QUEUE.has(status) && !NEVER_ANSWERED.has(status) && status !== 'InQueue' && status !== 'Invalid';
  const started = minutesAfter(requested, random.int(0, 9), random.int(5, 59));
  const idle = isStarted ? minutesAfter(started, random.int(1, 25), random.int(0, 59)) : requested;
  const first = BEFORE_QUEUE.has(status) ? null : cycle(FIRST_LINES, index).replace('#', String(30_000 + index * 37));
  return {
    FirstMessage: status === 'Invalid' ? '' : first,
    LastMessage: isStarted ? lastLine(status, random) : first,
    WhenRequested: requested,
    WhenStarted: isStarted ? started : UNSET,
    WhenEnded:
      OPEN.has(status) || status === 'Invalid' ? UNSET : minutesAfter(idle, random.int(1, 15), random.int(0, 59)),
    WhenIdle: idle,
    WhenFetched: status === 'Invalid' ? UNSET : minutesAfter(idle, 0, random.int(2, 50)),
  };
}

function lastLine(status: ChatSessionStatus, random: Random): string {
  if (status === 'CustomerLast') {
    return random.pick(CUSTOMER_LINES);
  }
  if (status === 'UserLast') {
    return random.pick(AGENT_LINES);
  }
  return random.pick([...CUSTOMER_LINES, ...AGENT_LINES]);
}

/** `CustomerIsTyping` is SuperOffice's name for no flag at all. */
function flags(status: ChatSessionStatus, random: Random): string {
  return ACTIVE.has(status) && random.chance(0.3) ? 'UserIsTyping' : 'CustomerIsTyping';
}

function links(
  isExample: boolean,
  person: PersonRecord | undefined,
  { sales, tickets }: ChatSessionSources,
  random: Random,
) {
  if (isExample) {
    const contact = person?.ContactId ?? 0;
    return { Contact: contact, Project: EXAMPLE.projectId, Sale: EXAMPLE.saleId, Ticket: EXAMPLE.ticketId };
  }
  const sale = sales.find(({ ContactId }) => ContactId === person?.ContactId);
  const ticket = tickets.find(({ CustId }) => CustId === person?.PersonId);
  const isLinked = random.chance(0.6);
  return {
    Contact: person ? person.ContactId : random.pick([null, 0]),
    Project: isLinked && sale ? sale.ProjectId : random.pick([null, 0]),
    Sale: isLinked && sale ? sale.SaleId : random.pick([null, 0]),
    Ticket: ticket && random.chance(0.8) ? ticket.TicketId : random.pick([null, 0]),
  };
}

/** The smallest number that no other active session of the same user has; 0 for sessions that are not active. */
function nextRank({ User, Status }: ChatSessionRecord, ranks: Map<number, number>): number {
  if (!User || !ACTIVE.has(Status)) {
    return 0;
  }
  const rank = (ranks.get(User) ?? 0) + 1;
  ranks.set(User, rank);
  return rank;
}

const FIXED: ReadonlyMap<number, FixedSession> = new Map<number, FixedSession>([
  [
    EXAMPLE.chatSessionId,
    {
      topicId: EXAMPLE.topicId,
      user: EXAMPLE.associateId,
      status: 'CustomerLast',
      personId: EXAMPLE.personId,
      conversation: {
        FirstMessage: 'Hi! Two of the 25 scanners in order 32923 came without chargers.',
        LastMessage: 'Could I talk to somebody in the warehouse?',
        WhenRequested: '2026-03-02T09:40:58Z',
        WhenStarted: '2026-03-02T09:42:31Z',
        WhenIdle: '2026-03-02T09:49:11Z',
        WhenFetched: '2026-03-02T09:49:42Z',
      },
    },
  ],
  // Somebody else's.
  [550, { topicId: 819, user: 3, status: 'CustomerLast', personId: 42 }],
  // Offered to tje0.
  [551, { topicId: 819, user: 3, status: 'UserLast', transferTo: EXAMPLE.associateId }],
  // Between two others.
  [552, { topicId: 820, user: 4, status: 'CustomerLast', transferTo: 10 }],
  // More of tje0, one of them on its way to somebody else.
  [553, { topicId: 819, user: EXAMPLE.associateId, status: 'UserLast' }],
  [554, { topicId: 823, user: EXAMPLE.associateId, status: 'CustomerLast', transferTo: 7 }],
  [555, { topicId: 819, user: EXAMPLE.associateId, status: 'Closed' }],
  // Waiting, with nobody said in both ways.
  [556, { topicId: 819, user: null, status: 'InQueue' }],
  [557, { topicId: 819, user: 0, status: 'InQueue' }],
  [558, { topicId: 823, user: null, status: 'InQueue' }],
  // Answered by somebody who has left since.
  [559, { topicId: 820, user: 9, status: 'Finished' }],
]);

const STATUS_COUNTS: readonly (readonly [status: ChatSessionStatus, count: number])[] = [
  ['Invalid', 2],
  ['PreChatForm', 5],
  ['Faq', 4],
  ['OfflineForm', 4],
  ['InQueue', 9],
  ['CustomerLast', 14],
  ['UserLast', 14],
  ['Finished', 14],
  ['Deleted', 6],
  ['Closed', 14],
  ['RequestPosted', 7],
  ['ClosedFromQueue', 7],
];
