import type { ChatMessageSpecialType, ChatMessageType } from '../../superoffice/carriers.js';
import { AGENT_LINES, EXCHANGES, type Exchange, FIRST_LINES } from './chat-lines.js';
import { BEFORE_QUEUE, NEVER_ANSWERED, OPEN } from './chat-session-status.js';
import { BOT_NAME, type ChatTopicRecord } from './chat-topics.js';
import { minutesAfter, UNSET } from './dates.js';
import { createRandom, type Random } from './random.js';
import type { AssociateRecord, ChatMessageRecord, ChatSessionRecord } from './records.js';

export interface ChatMessageSources {
  readonly associates: readonly AssociateRecord[];
  readonly chatTopics: readonly ChatTopicRecord[];
  readonly chatSessions: readonly ChatSessionRecord[];
}

const FIRST_ID = 9_001;

/**
 * The conversations, by session id: each begins with the session's FirstMessage and ends, special messages apart, with
 * its LastMessage at its WhenIdle. A bot's delayed line has a smaller id than what the customer writes meanwhile.
 */
export function createChatMessages(sources: ChatMessageSources): ReadonlyMap<number, readonly ChatMessageRecord[]> {
  const random = createRandom('chat messages');
  let id = FIRST_ID;
  return new Map(
    sources.chatSessions.map((session) => {
      const lines = conversation(session, sources, random);
      const messages = lines.map(
        (line): ChatMessageRecord => ({
          ChatMessageId: id++,
          ChatSessionId: session.ChatSessionId,
          Type: line.Type,
          Message: line.Message,
          Author: line.Author,
          ReadByCustomer: line.WhenPosted < session.WhenIdle ? 1 : 0,
          SpecialType: line.SpecialType ?? 'None',
          SpecialParam: line.SpecialParam ?? '',
          WhenPosted: line.WhenPosted,
        }),
      );
      return [session.ChatSessionId, messages] as const;
    }),
  );
}

type Line = Pick<ChatMessageRecord, 'Type' | 'Message' | 'Author' | 'WhenPosted'> &
  Partial<Pick<ChatMessageRecord, 'SpecialType' | 'SpecialParam'>>;

function conversation(
  session: ChatSessionRecord,
  { associates, chatTopics }: ChatMessageSources,
  random: Random,
): readonly Line[] {
  const topic = chatTopics.find(({ id }) => id === session.TopicId);
  const agent = associates.find(({ AssociateId }) => AssociateId === session.User);
  const authors = { customer: customerName(session), agent: agent?.FullName ?? '' };
  const opened = special('NewSession', '', session.WhenRequested);
  if (BEFORE_QUEUE.has(session.Status)) {
    return [opened, beforeQueue(session)];
  }

  const first = line('ToUser', session.FirstMessage || session.LastMessage, authors.customer, session.WhenRequested);
  if (session.WhenStarted === UNSET) {
    return [opened, first, ...ending(session, random)];
  }
  const bot = topic?.carrier.BotEnabled ? botLines(session, authors.customer) : [];
  const welcome = line('ToCustomer', topic?.carrier.WelcomeMessage ?? '', authors.agent, session.WhenStarted);
  return [
    opened,
    first,
    ...bot,
    { ...welcome, SpecialType: 'Welcome' },
    ...exchanges(session, authors, random.int(0, bot.length > 0 ? 1 : 2), random),
    lastLine(session, authors),
    ...ending(session, random),
  ];
}

interface Authors {
  readonly customer: string;
  readonly agent: string;
}

/** How the customer's messages are signed. */
export function customerName({ CustomerName, CustomerAlias }: ChatSessionRecord): string {
  return CustomerName || CustomerAlias || '';
}

function line(Type: ChatMessageType, Message: string | null, Author: string, WhenPosted: string): Line {
  return { Type, Message, Author, WhenPosted };
}

function special(SpecialType: ChatMessageSpecialType, SpecialParam: string | null, WhenPosted: string): Line {
  return { Type: 'Special', SpecialType, SpecialParam, Message: '', Author: '', WhenPosted };
}

/** The visitor has written nothing yet. */
function beforeQueue({ Status, WhenRequested }: ChatSessionRecord): Line {
  const text = Status === 'Faq' ? 'Did this answer help you?' : 'Please tell us who you are.';
  const asked = special(Status === 'Faq' ? 'FaqSuccessQuestion' : 'Block', null, WhenRequested);
  return { ...asked, Message: text, Author: BOT_NAME };
}

/** Between the request and its pick-up, if that took at least a minute. */
function botLines({ WhenRequested, WhenStarted }: ChatSessionRecord, customer: string): readonly Line[] {
  if (Date.parse(WhenStarted) - Date.parse(WhenRequested) < 60_000) {
    return [];
  }
  const bot = (text: string, seconds: number, more: Pick<Line, 'SpecialType' | 'SpecialParam'>): Line => ({
    ...line('ToCustomer', text, BOT_NAME, minutesAfter(WhenRequested, 0, seconds)),
    ...more,
  });
  return [
    bot('Thanks! I am looking that up for you …', 2, { SpecialType: 'BotMessage' }),
    // Delayed: it comes after the customer's next line.
    bot('What is it about?', 14, { SpecialType: 'Options', SpecialParam: '["An order","A quote","Something else"]' }),
    line('ToUser', 'hello?', customer, minutesAfter(WhenRequested, 0, 8)),
    {
      ...line('ToUser', 'Something else', customer, minutesAfter(WhenRequested, 0, 31)),
      SpecialType: 'ClickedOption',
      SpecialParam: '2',
    },
  ];
}

/** What is said between the welcome and the last message, evenly in time. */
function exchanges(session: ChatSessionRecord, authors: Authors, count: number, random: Random): readonly Line[] {
  const { WhenStarted, WhenIdle } = session;
  const fixed = FIXED.get(session.ChatSessionId);
  const suiting = EXCHANGES.filter(({ language }) => language === languageOf(session));
  const chosen = fixed ?? random.shuffle(suiting).slice(0, count);
  const said = chosen.flatMap(({ agent, customer, notice }): Line[] => [
    line('ToCustomer', agent, authors.agent, ''),
    line('ToUser', customer, authors.customer, ''),
    ...(notice ? [special(notice.type, notice.param, '')] : []),
  ]);
  const spanSeconds = (Date.parse(WhenIdle) - Date.parse(WhenStarted)) / 1000;
  return said.map((item, index) => ({
    ...item,
    WhenPosted: minutesAfter(WhenStarted, 0, Math.floor((spanSeconds * (index + 1)) / (said.length + 1))),
  }));
}

/** English is what everybody falls back on. */
function languageOf({ FirstMessage }: ChatSessionRecord): Exchange['language'] {
  // The order of the first lines is by language: four in English, four in Norwegian, four in German.
  const [, , , , ...others] = FIRST_LINES.map((firstLine) => firstLine.split('#')[0] ?? '');
  const index = others.findIndex((start) => start !== '' && FirstMessage?.startsWith(start));
  return index < 0 || index >= 8 ? 'en' : index < 4 ? 'no' : 'de';
}

function lastLine({ Status, LastMessage, WhenIdle }: ChatSessionRecord, authors: Authors): Line {
  const isAgents =
    Status === 'UserLast' || (Status !== 'CustomerLast' && AGENT_LINES.some((agentLine) => agentLine === LastMessage));
  return isAgents
    ? line('ToCustomer', LastMessage, authors.agent, WhenIdle)
    : line('ToUser', LastMessage, authors.customer, WhenIdle);
}

/** Who, or what, ended it. */
function ending({ Status, WhenEnded }: ChatSessionRecord, random: Random): readonly Line[] {
  if (OPEN.has(Status) || WhenEnded === UNSET) {
    return [];
  }
  if (Status === 'Deleted') {
    return [special('SessionDeleted', '', WhenEnded)];
  }
  if (NEVER_ANSWERED.has(Status)) {
    return [special('ClosedByCustomer', '', WhenEnded)];
  }
  return [special(random.pick(['ClosedByUser', 'ClosedByCustomer', 'ClosedByIdle']), '', WhenEnded)];
}

/** Fixed values, by session id. */
const FIXED: ReadonlyMap<number, readonly Exchange[]> = new Map<number, readonly Exchange[]>([
  [
    549,
    [
      {
        language: 'en',
        agent: 'Sorry to hear that. Could you send me a picture of the label on the box?',
        customer: 'Here it is: label-front.jpg',
      },
      {
        language: 'en',
        agent:
          'Thank you! Please check these two things: <ul><li>the <b>white</b> box inside</li><li>the side pocket</li></ul>',
        customer: 'Both are <i>empty</i>. We have opened all 25 of them.',
      },
    ],
  ],
  [
    553,
    [
      {
        language: 'en',
        agent: 'Which page do you see when you log in?',
        customer: '<script>alert("it says this & then nothing")</script>',
      },
      {
        language: 'en',
        agent: 'Could you send me a picture of it?',
        customer: 'I tried to send the installer, it does not take it',
        notice: { type: 'IllegalFileType', param: 'setup-v2.exe' },
      },
    ],
  ],
]);
