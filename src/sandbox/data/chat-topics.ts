import type {
  ChatBotSettingsCarrier,
  ChatOpeningHoursCarrier,
  ChatTopicCarrier,
  ChatWidgetSettingsCarrier,
  TimeZoneDataCarrier,
} from '../../superoffice/carriers.js';
import { UNSET } from './dates.js';
import { EXAMPLE } from './example.js';
import { listItem } from './list-records.js';
import { customerLanguages, ticketCategories, ticketPriorities } from './lists.js';
import { cycle } from './random.js';
import { timeZones } from './time-zones.js';

/** Somebody who works on a topic, and as what. */
export interface ChatTopicMember {
  readonly associateId: number;
  readonly canListen: boolean;
  readonly canRespond: boolean;
  readonly canManage: boolean;
  readonly canNotify: boolean;
}

export interface ChatTopicRecord {
  readonly id: number;
  readonly carrier: Required<ChatTopicCarrier>;
  readonly members: readonly ChatTopicMember[];
}

/** One topic that is always open, one with opening hours and a bot, one with lunch hours. */
export function createChatTopics(): readonly ChatTopicRecord[] {
  return [customerSupport(), sales(), norwegianSupport()];
}

/** What a new topic starts from. */
export function createDefaultChatTopic(): Required<ChatTopicCarrier> {
  return {
    ChatTopicId: 0,
    Name: '',
    Description: '',
    WelcomeMessage: '',
    Language: null,
    LastAccept: UNSET,
    SecondsPrAccept: 0,
    AlertRecipient: '',
    AlertTemplate: null,
    CollectConsent: false,
    BadgeHeader: '',
    CustomQueueTextEnabled: false,
    CustomQueueText: '',
    WarnNewChatMinutes: 0,
    WarnManagerNewChatMinutes: 0,
    TicketEnabled: false,
    TicketCategory: null,
    TicketPriority: null,
    OpeningHoursEnabled: false,
    OpeningHours: openingHours({ zone: timeZones.NO, hours: ['08:00:00', '16:00:00'] }),
    Widget: widget({}),
    BotEnabled: false,
    BotSettings: NO_BOT,
    OfflineCollectConsent: false,
    WarnChatMessageMinutes: 0,
    WarnManagerChatMessageMinutes: 0,
    UseQueueOfflineForm: false,
    OfflineFormTimeLimit: 0,
    OfflineFormQueueLength: 0,
    WidgetEnableRating: false,
    WidgetRatingText: '',
    TableRight: null,
    FieldProperties: null,
  };
}

function customerSupport(): ChatTopicRecord {
  return {
    id: EXAMPLE.topicId,
    carrier: {
      ...createDefaultChatTopic(),
      ChatTopicId: EXAMPLE.topicId,
      Name: 'Customer support',
      Description: 'Questions about orders, invoices and devices, in English and German.',
      WelcomeMessage: 'Hello, and welcome to <b>Nordvik Systems</b>! How can I help?',
      Language: listItem(cycle(customerLanguages, 0)),
      LastAccept: '2026-03-20T08:14:05Z',
      SecondsPrAccept: 142,
      AlertRecipient: 'support@nordvik-systems.example.com',
      AlertTemplate: {
        ReplyTemplateId: 31,
        Name: 'Chat waits too long',
        Description: 'To the whole team',
        FolderId: 2,
      },
      CollectConsent: true,
      BadgeHeader: 'Talk to us',
      CustomQueueTextEnabled: true,
      CustomQueueText: 'You are number {position} in the queue. Thank you for waiting!',
      WarnNewChatMinutes: 2,
      WarnManagerNewChatMinutes: 5,
      TicketEnabled: true,
      TicketCategory: listItem(cycle(ticketCategories, 0)),
      TicketPriority: listItem(cycle(ticketPriorities, 1)),
      Widget: widget({ title: 'Nordvik customer support', welcome: 'We answer within minutes.', language: 'en' }),
      OfflineCollectConsent: true,
      WarnChatMessageMinutes: 3,
      WarnManagerChatMessageMinutes: 10,
      UseQueueOfflineForm: true,
      OfflineFormTimeLimit: 15,
      OfflineFormQueueLength: 8,
      WidgetEnableRating: true,
      WidgetRatingText: 'How did we do?',
      TableRight: { Mask: 'FULL', Reason: '' },
      FieldProperties: {},
    },
    members: [
      member(2, 'listen', 'respond', 'manage', 'notify'),
      member(3, 'listen', 'respond', 'notify'),
      member(4, 'listen', 'respond'),
      member(EXAMPLE.associateId, 'listen', 'respond', 'notify'),
      member(7, 'respond'),
      member(8, 'listen', 'respond'),
      // Has no rights left, but is still on the list.
      member(10),
      member(16, 'notify'),
    ],
  };
}

function sales(): ChatTopicRecord {
  return {
    id: 820,
    carrier: {
      ...createDefaultChatTopic(),
      ChatTopicId: 820,
      Name: 'Sales',
      Description: 'Quotes and advice before an order.',
      WelcomeMessage: 'Hi, you are talking to the sales team now.',
      Language: listItem(cycle(customerLanguages, 0)),
      LastAccept: '2026-03-19T13:40:00Z',
      SecondsPrAccept: 205,
      AlertRecipient: null,
      BadgeHeader: 'Ask about a quote',
      WarnNewChatMinutes: 4,
      OpeningHoursEnabled: true,
      OpeningHours: openingHours({ zone: timeZones.DK, hours: ['09:00:00', '17:30:00'], saturday: true }),
      Widget: widget({
        title: 'Nordvik sales',
        welcome: 'Quotes, samples, lead times.',
        language: 'en',
        isModern: true,
      }),
      BotEnabled: true,
      BotSettings: {
        BotName: BOT_NAME,
        BotRegisterScriptId: 71,
        BotSessionCreatedScriptId: 72,
        BotSessionChangedScriptId: 73,
        BotMessageReceivedScriptId: 74,
      },
    },
    members: [
      member(3, 'listen', 'respond'),
      member(4, 'listen', 'respond', 'notify'),
      member(6, 'listen', 'respond', 'manage'),
      member(10, 'listen', 'respond', 'notify'),
      member(12, 'respond'),
    ],
  };
}

function norwegianSupport(): ChatTopicRecord {
  return {
    id: 823,
    carrier: {
      ...createDefaultChatTopic(),
      ChatTopicId: 823,
      Name: 'Norsk kundeservice',
      Description: null,
      WelcomeMessage: 'Hei! Hva kan vi hjelpe deg med?',
      Language: listItem(cycle(customerLanguages, 1)),
      LastAccept: '2026-03-20T07:02:44Z',
      SecondsPrAccept: 98,
      AlertRecipient: 'vakt@nordvik-systems.example.com',
      AlertTemplate: { ReplyTemplateId: 32, Name: 'Chat venter', Description: null, FolderId: 2 },
      CollectConsent: true,
      BadgeHeader: 'Snakk med oss',
      WarnNewChatMinutes: 3,
      TicketEnabled: true,
      TicketCategory: listItem(cycle(ticketCategories, 2)),
      TicketPriority: listItem(cycle(ticketPriorities, 2)),
      OpeningHoursEnabled: true,
      OpeningHours: {
        ...openingHours({ zone: timeZones.NO, hours: ['08:00:00', '16:00:00'] }),
        UseLunchHours: true,
        LunchStart: '11:30:00',
        LunchStop: '12:00:00',
      },
      Widget: widget({ title: 'Nordvik kundeservice', welcome: 'Vi svarer på norsk.', language: 'no' }),
      UseQueueOfflineForm: true,
      OfflineFormTimeLimit: 10,
      OfflineFormQueueLength: 5,
      WidgetEnableRating: true,
      WidgetRatingText: 'Hvor fornøyd er du?',
      TableRight: { Mask: 'Select, Update', Reason: '' },
    },
    members: [
      member(2, 'listen', 'manage'),
      member(EXAMPLE.associateId, 'listen', 'respond'),
      member(7, 'listen', 'respond', 'manage', 'notify'),
      member(11, 'listen', 'respond'),
    ],
  };
}

function member(
  associateId: number,
  ...rights: readonly ('listen' | 'respond' | 'manage' | 'notify')[]
): ChatTopicMember {
  return {
    associateId,
    canListen: rights.includes('listen'),
    canRespond: rights.includes('respond'),
    canManage: rights.includes('manage'),
    canNotify: rights.includes('notify'),
  };
}

interface Hours {
  readonly zone: Required<TimeZoneDataCarrier>;
  readonly hours: readonly [start: string, stop: string];
  /** Whether Saturday mornings are open too, from ten to two. */
  readonly saturday?: boolean;
}

function openingHours({ zone, hours, saturday = false }: Hours): Required<ChatOpeningHoursCarrier> {
  const [start, stop] = hours;
  return {
    TzLocation: zone,
    ...{ MonEnabled: true, MonStart: start, MonStop: stop },
    ...{ TueEnabled: true, TueStart: start, TueStop: stop },
    ...{ WedEnabled: true, WedStart: start, WedStop: stop },
    ...{ ThuEnabled: true, ThuStart: start, ThuStop: stop },
    ...{ FriEnabled: true, FriStart: start, FriStop: '15:00:00' },
    ...{ SatEnabled: saturday, SatStart: saturday ? '10:00:00' : null, SatStop: saturday ? '14:00:00' : null },
    ...{ SunEnabled: false, SunStart: '00:00:00', SunStop: '00:00:00' },
    ...{ UseLunchHours: false, LunchStart: '00:00:00', LunchStop: '00:00:00' },
  };
}

interface WidgetTexts {
  readonly title?: string;
  readonly welcome?: string;
  readonly language?: string;
  readonly isModern?: boolean;
}

function widget({ title, welcome, language, isModern = false }: WidgetTexts): Required<ChatWidgetSettingsCarrier> {
  return {
    AutoFaqEnabled: isModern,
    AutoFaqCategory: isModern
      ? { KbCategoryId: 3, Name: 'Products', Description: '', Fullname: 'Help/Products', ParentId: 1, SortOrder: 2 }
      : null,
    PreFormEnabled: title !== undefined,
    PreFormMessage: '',
    RequiredFields: title === undefined ? 'None' : isModern ? 'Email, Company' : 'Email, Name',
    PostFormEnabled: !isModern,
    PostFormHeader: '',
    PostFormMessage: null,
    PostTranscriptEnabled: true,
    LanguageIsoCode: language ?? '',
    Size: isModern ? 'Large' : 'Normal',
    Theme: isModern ? 'Modern' : 'Classic',
    Color: '#0a5e58',
    BadgeColor: '#0a5e58',
    BadgeTextColor: '#ffffff',
    CustMsgColor: '#e6f1f0',
    CustMsgTextColor: '#1a1a1a',
    AgentMsgColor: '#ffffff',
    AgentMsgTextColor: '#1a1a1a',
    ButtonColor: '#0a5e58',
    ButtonTextColor: '#ffffff',
    Font: isModern ? 'Inter' : 'Verdana',
    FontSize: '14px',
    LogoEnabled: isModern,
    LogoBlobId: isModern ? 4081 : 0,
    LogoName: isModern ? 'nordvik-logo.svg' : null,
    ShowAgentPhoto: !isModern,
    WelcomeTitle: title ?? '',
    WelcomeMessage: welcome ?? '',
    OfflineHeader: '',
    OfflineMessage: '',
    OfflineFields: title === undefined ? 'None' : 'Email, Name, Phone',
    UseAgentFirstname: isModern,
  };
}

export const BOT_NAME = 'Norvi';

const NO_BOT: Required<ChatBotSettingsCarrier> = {
  BotName: '',
  BotRegisterScriptId: 0,
  BotSessionCreatedScriptId: 0,
  BotSessionChangedScriptId: 0,
  BotMessageReceivedScriptId: 0,
};
