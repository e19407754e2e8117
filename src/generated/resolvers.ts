import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ActivityStatus as ActivityStatusName, AddressCarrier, AddressType as AddressTypeName, ListItemCarrier, CategoryCarrier, CategoryGroup as CategoryGroupName, ChatBotSettingsCarrier, ChatMessageCarrier, ChatMessageSpecialType as ChatMessageSpecialTypeName, ChatMessageType as ChatMessageTypeName, ChatOpeningHoursCarrier, ChatPresenceCarrier, ChatSessionCarrier, ChatSessionStatus as ChatSessionStatusName, ChatTopicCarrier, ChatTopicAgentCarrier, ChatWidgetSettingsCarrier, ChatWidgetSize as ChatWidgetSizeName, ContactCarrier, CountryCarrier, FieldRightCarrier, KbCategoryCarrier, LocalizedFieldCarrier, PersonCarrier, ProjectCarrier, ReplyTemplateCarrier, SaleCarrier, SaleStatus as SaleStatusName, StructuredAddressCarrier, TableRightCarrier, TicketCarrier, TicketBaseStatus as TicketBaseStatusName, TicketCategoryEntityCarrier, TicketCategoryClosingStatus as TicketCategoryClosingStatusName, TicketCategoryDelegateMethod as TicketCategoryDelegateMethodName, TicketOrigin as TicketOriginName, TicketReadStatus as TicketReadStatusName, TicketSecurityLevel as TicketSecurityLevelName, TicketStatusCarrier, TicketStatusTimeCounter as TicketStatusTimeCounterName, TicketTypeCarrier, TimeZoneDataCarrier, AssociateCarrier, UserType as UserTypeName, WidgetTheme as WidgetThemeName } from '../superoffice/carriers.js';
import type { MessagesUpdate, SessionsUpdate, SessionUpdate } from '../live/feeds/updates.js';
import type { ChatSessionPage, ChatSessionRow } from '../graphql/resolvers/ChatSessionConnection.js';
import type { FieldPropertyEntry } from '../graphql/resolvers/FieldProperty.js';
import type { NamedValueEntry } from '../graphql/resolvers/NamedValue.js';
import type { TicketPage, TicketRow } from '../graphql/resolvers/TicketConnection.js';
import type { TimeZoneRuleEntry } from '../graphql/resolvers/TimeZone.js';
import type { RequestContext } from '../graphql/context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: number; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A day of the calendar, without a time: `2019-06-19`. */
  Date: { input: string; output: string; }
  /**
   * A date and time with exactly three fraction digits and an offset: `2020-07-02T09:40:58.747+02:00`, or `Z` for UTC.
   *
   * The offset is the one SuperOffice answered with: UTC, or that of the time zone in the caller's `SO-TimeZone`. A date
   * that is not set in SuperOffice is null. As input, it may have up to seven fraction digits, and must have an offset.
   */
  DateTime: { input: Date; output: string; }
  /**
   * A day and a time of day with exactly three fraction digits, and without an offset: `2019-06-19T14:35:56.000`. It is not
   * an instant, because SuperOffice does not say in which time zone it is.
   */
  LocalDateTime: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** How far work has come. REST: `ActivityStatus`. */
export type ActivityStatus =
  /** Done. SuperOffice: `Completed`. */
  | 'COMPLETED'
  /** Not begun. On a sale it counts as started. SuperOffice: `NotStarted`. */
  | 'NOT_STARTED'
  /** Begun, and not done yet. SuperOffice: `Started`. */
  | 'STARTED'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN';

/**
 * The addresses and the coordinates of a company.
 *
 * REST: `Address`.
 */
export type Address = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** The address as one text with line breaks. REST: `Formatted`. */
  readonly formatted?: Maybe<Scalars['String']['output']>;
  /**
   * The address line by line, and each line part by part, as the country's address layout shows it. Empty when there is
   * none. REST: `LocalizedAddress`.
   */
  readonly localizedAddress: ReadonlyArray<ReadonlyArray<LocalizedField>>;
  /** Postal address. REST: `Postal`. */
  readonly postal?: Maybe<StructuredAddress>;
  /** Street or visiting address. REST: `Street`. */
  readonly street?: Maybe<StructuredAddress>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Latitude in degrees (WGS 84), north positive. REST: `Wgs84Latitude`. */
  readonly wgs84Latitude?: Maybe<Scalars['Float']['output']>;
  /** Longitude in degrees (WGS 84), east positive. REST: `Wgs84Longitude`. */
  readonly wgs84Longitude?: Maybe<Scalars['Float']['output']>;
};


/**
 * The addresses and the coordinates of a company.
 *
 * REST: `Address`.
 */
export type AddressFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What an address is for. REST: `AddressType`. */
export type AddressType =
  /** A company's postal address. SuperOffice: `ContactPostalAddress`. */
  | 'CONTACT_POSTAL_ADDRESS'
  /** A company's street or visiting address. SuperOffice: `ContactStreetAddress`. */
  | 'CONTACT_STREET_ADDRESS'
  /** A person's private address. SuperOffice: `PersonPrivateAddress`. */
  | 'PERSON_PRIVATE_ADDRESS'
  /** Address to which a quote is billed. SuperOffice: `QuoteBillingAddress`. */
  | 'QUOTE_BILLING_ADDRESS'
  /** Address to which the goods of a quote are shipped. SuperOffice: `QuoteShippingAddress`. */
  | 'QUOTE_SHIPPING_ADDRESS'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN';

/**
 * A line of business of companies, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `Business`, read by POST Agents/List/GetBusinessList.
 */
export type Business = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the line of business, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the line of business. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A line of business of companies, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `Business`, read by POST Agents/List/GetBusinessList.
 */
export type BusinessFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A category of companies, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `Category`, read by POST Agents/List/GetCategoryList.
 */
export type Category = {
  /** What the category says about its companies. Null in versions of SuperOffice that lack it. REST: `CategoryGroup`. */
  readonly categoryGroup?: Maybe<CategoryGroup>;
  /** Whether the category was removed from the list. Null in versions of SuperOffice that lack it. REST: `Deleted`. */
  readonly deleted?: Maybe<Scalars['Boolean']['output']>;
  /** Whether this category has a lead status. Null in versions of SuperOffice that lack it. REST: `EnableLeadStatus`. */
  readonly enableLeadStatus?: Maybe<Scalars['Boolean']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the category, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** Place in the list of categories. Null in versions of SuperOffice that lack it. REST: `Rank`. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the category. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A category of companies, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `Category`, read by POST Agents/List/GetCategoryList.
 */
export type CategoryFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What a category says about its companies. REST: `CategoryGroup`. */
export type CategoryGroup =
  /** They are customers. SuperOffice: `Customer`. */
  | 'CUSTOMER'
  /** They are no longer customers. SuperOffice: `Lost`. */
  | 'LOST'
  /** Something else. SuperOffice: `Other`. */
  | 'OTHER'
  /** They are partners. SuperOffice: `Partner`. */
  | 'PARTNER'
  /** They may become customers. SuperOffice: `PotentialCustomer`. */
  | 'POTENTIAL_CUSTOMER'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN';

/** The chatbot of a chat topic, and the scripts it runs. REST: `ChatBotSettings`. */
export type ChatBotSettings = {
  /** Key of the script that is run when a message arrives; 0 when there is none. REST: `BotMessageReceivedScriptId`. */
  readonly botMessageReceivedScriptId?: Maybe<Scalars['Int']['output']>;
  /** Name under which the bot appears in the chat. REST: `BotName`. */
  readonly botName?: Maybe<Scalars['String']['output']>;
  /** Key of the script that is run when the bot is registered; 0 when there is none. REST: `BotRegisterScriptId`. */
  readonly botRegisterScriptId?: Maybe<Scalars['Int']['output']>;
  /** Key of the script that is run when a session changes; 0 when there is none. REST: `BotSessionChangedScriptId`. */
  readonly botSessionChangedScriptId?: Maybe<Scalars['Int']['output']>;
  /** Key of the script that is run when a session is created; 0 when there is none. REST: `BotSessionCreatedScriptId`. */
  readonly botSessionCreatedScriptId?: Maybe<Scalars['Int']['output']>;
};

/**
 * A message of a chat session: from the visitor, from an associate or a bot, or from SuperOffice itself.
 *
 * `session` is known by its key: selecting only its `id` costs no REST call and does not check that the session exists.
 * REST: `ChatMessage`.
 */
export type ChatMessage = {
  /**
   * Name of who wrote the message, as shown in the chat. Untrusted and personal data: visitors choose theirs.
   * REST: `Author`.
   */
  readonly author?: Maybe<Scalars['String']['output']>;
  /** Key of the message, 1 to 2147483647. `ChatSession.messages(after:)` takes it. REST: `ChatMessageId`. */
  readonly id: Scalars['ID']['output'];
  /**
   * The text, with limited HTML such as `b`, `i` and `ul`, exactly as SuperOffice sends it. Untrusted: a stranger may have
   * written it, so sanitise it before you show it. REST: `Message`.
   */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** Whether the visitor has seen the message: 0 until then. A number as SuperOffice sends it. REST: `ReadByCustomer`. */
  readonly readByCustomer?: Maybe<Scalars['Int']['output']>;
  /**
   * Session the message belongs to. `id` alone costs no REST call; any other field costs one. Null when SuperOffice does
   * not say.
   * REST: `ChatSessionId`.
   */
  readonly session?: Maybe<ChatSession>;
  /**
   * Details of `specialType`: for `OPTIONS` a JSON array of the choices. Untrusted, like `message`. Often empty.
   * REST: `SpecialParam`.
   */
  readonly specialParam?: Maybe<Scalars['String']['output']>;
  /** What a message of the type `SPECIAL` is about. REST: `SpecialType`. */
  readonly specialType?: Maybe<ChatMessageSpecialType>;
  /** Direction of the message. REST: `Type`. */
  readonly type?: Maybe<ChatMessageType>;
  /**
   * When the message was or will be posted, always in UTC. Messages are sorted by it. It may be in the future, because a
   * bot's lines can be delayed. REST: `WhenPosted`.
   */
  readonly whenPosted?: Maybe<Scalars['DateTime']['output']>;
};

/** A message to add to a chat session. REST: `ChatMessage`. */
export type ChatMessageInput = {
  /** Name of the author, as shown in the chat. Null means that SuperOffice chooses one. REST: `Author`. */
  readonly author?: InputMaybe<Scalars['String']['input']>;
  /**
   * The text. SuperOffice keeps limited HTML such as `b`, `i` and `ul`. The server does not change the text. REST:
   * `Message`.
   */
  readonly message: Scalars['String']['input'];
  /** Details of a special message. Null means none. REST: `SpecialParam`. */
  readonly specialParam?: InputMaybe<Scalars['String']['input']>;
  /** Direction of the message. Null means the default, `TO_CUSTOMER`. REST: `Type`. */
  readonly type?: InputMaybe<ChatMessageTypeInput>;
};

/** What a special chat message is about. REST: `ChatMessageSpecialType`. */
export type ChatMessageSpecialType =
  /** The visitor is blocked. SuperOffice: `Block`. */
  | 'BLOCK'
  /** A bot wrote the message. SuperOffice: `BotMessage`. */
  | 'BOT_MESSAGE'
  /** The visitor clicked one of the choices a bot gave. SuperOffice: `ClickedOption`. */
  | 'CLICKED_OPTION'
  /** The visitor closed the session. SuperOffice: `ClosedByCustomer`. */
  | 'CLOSED_BY_CUSTOMER'
  /** The session was closed because nobody wrote any more. SuperOffice: `ClosedByIdle`. */
  | 'CLOSED_BY_IDLE'
  /** The associate closed the session. SuperOffice: `ClosedByUser`. */
  | 'CLOSED_BY_USER'
  /** Something went wrong. SuperOffice: `Error`. */
  | 'ERROR'
  /** The visitor is asked whether a suggested answer from the FAQ helped. SuperOffice: `FaqSuccessQuestion`. */
  | 'FAQ_SUCCESS_QUESTION'
  /** The visitor tried to send a file of a kind that is not allowed. SuperOffice: `IllegalFileType`. */
  | 'ILLEGAL_FILE_TYPE'
  /** The session has begun. SuperOffice: `NewSession`. */
  | 'NEW_SESSION'
  /** Nothing special. SuperOffice: `None`. */
  | 'NONE'
  /** Choices that a bot gives: see `ChatMessage.specialParam`. SuperOffice: `Options`. */
  | 'OPTIONS'
  /** The visitor opened the session again. SuperOffice: `ReopenedByCustomer`. */
  | 'REOPENED_BY_CUSTOMER'
  /** The session was deleted. SuperOffice: `SessionDeleted`. */
  | 'SESSION_DELETED'
  /** The session went over to another associate. SuperOffice: `TransferedSession`, with one r as here. */
  | 'TRANSFERED_SESSION'
  /** The associate who was asked to take the session over refused. SuperOffice: `TransferRejected`. */
  | 'TRANSFER_REJECTED'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN'
  /** A web address. SuperOffice: `Url`. */
  | 'URL'
  /** The topic's welcome text. SuperOffice: `Welcome`. */
  | 'WELCOME';

/** Direction of a chat message. REST: `ChatMessageType`. */
export type ChatMessageType =
  /** Not set. SuperOffice: `Invalid`. */
  | 'INVALID'
  /** From SuperOffice itself: see `ChatMessage.specialType`. SuperOffice: `Special`. */
  | 'SPECIAL'
  /** From an associate or a bot to the visitor. SuperOffice: `ToCustomer`. */
  | 'TO_CUSTOMER'
  /** From the visitor to the associate. SuperOffice: `ToUser`. */
  | 'TO_USER'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN';

/** Direction of a new chat message. REST: `ChatMessageType`. */
export type ChatMessageTypeInput =
  /** From an associate or a bot to the visitor. SuperOffice: `ToCustomer`. */
  | 'TO_CUSTOMER'
  /** From the visitor to the associate. SuperOffice: `ToUser`. */
  | 'TO_USER';

/** A session, and the message after which to begin. REST: GET ChatSession/{id}/Messages. */
export type ChatMessagesPosition = {
  /** The `id` of the last message you know. Null means all messages. REST: `after`. */
  readonly after?: InputMaybe<Scalars['ID']['input']>;
  /** The session's `id`, 1 to 2147483647. REST: `ChatSessionId`. */
  readonly session: Scalars['ID']['input'];
};

/** A value of `chatMessageUpdates`: what was written in one session. REST: GET ChatSession/{id}/Messages. */
export type ChatMessagesUpdate = {
  /** When SuperOffice gave this answer, in UTC. Null before its first answer. REST: none, this server's clock. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Whether SuperOffice no longer knows the session. If it is back later, a value with false says so, with the messages
   * since `lastId`. REST: none, SuperOffice's 404.
   */
  readonly isGone: Scalars['Boolean']['output'];
  /**
   * What to pass as `after` for this session to go on. Null when the session has no messages, and in a value that only
   * reports `staleSince`. REST: `ChatMessageId`.
   */
  readonly lastId?: Maybe<Scalars['ID']['output']>;
  /** New messages, in the order of SuperOffice's answer. REST: `ChatMessage`. */
  readonly messages: ReadonlyArray<ChatMessage>;
  /**
   * The session. `id` alone costs no REST call; any other field costs one. Null in a value that only reports `staleSince`.
   * REST: `ChatSessionId`.
   */
  readonly session?: Maybe<ChatSession>;
  /**
   * Since when SuperOffice has not answered for at least one of the sessions, in UTC. Null while it answers for all.
   * REST: none, this server's clock.
   */
  readonly staleSince?: Maybe<Scalars['DateTime']['output']>;
};

/**
 * The opening hours of a chat topic, day by day.
 *
 * Times are texts of the form `HH:MM:SS`, local to `tzLocation`. Null when not set.
 * REST: `ChatOpeningHours`.
 */
export type ChatOpeningHours = {
  /** Whether the topic opens on Fridays. REST: `FriEnabled`. */
  readonly friEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** When it opens on Fridays, `HH:MM:SS` in `tzLocation`. REST: `FriStart`. */
  readonly friStart?: Maybe<Scalars['String']['output']>;
  /** When it closes on Fridays, `HH:MM:SS` in `tzLocation`. REST: `FriStop`. */
  readonly friStop?: Maybe<Scalars['String']['output']>;
  /** When lunch begins, `HH:MM:SS` in `tzLocation`. REST: `LunchStart`. */
  readonly lunchStart?: Maybe<Scalars['String']['output']>;
  /** When lunch ends, `HH:MM:SS` in `tzLocation`. REST: `LunchStop`. */
  readonly lunchStop?: Maybe<Scalars['String']['output']>;
  /** Whether the topic opens on Mondays. REST: `MonEnabled`. */
  readonly monEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** When it opens on Mondays, `HH:MM:SS` in `tzLocation`. REST: `MonStart`. */
  readonly monStart?: Maybe<Scalars['String']['output']>;
  /** When it closes on Mondays, `HH:MM:SS` in `tzLocation`. REST: `MonStop`. */
  readonly monStop?: Maybe<Scalars['String']['output']>;
  /** Whether the topic opens on Saturdays. REST: `SatEnabled`. */
  readonly satEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** When it opens on Saturdays, `HH:MM:SS` in `tzLocation`. REST: `SatStart`. */
  readonly satStart?: Maybe<Scalars['String']['output']>;
  /** When it closes on Saturdays, `HH:MM:SS` in `tzLocation`. REST: `SatStop`. */
  readonly satStop?: Maybe<Scalars['String']['output']>;
  /** Whether the topic opens on Sundays. REST: `SunEnabled`. */
  readonly sunEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** When it opens on Sundays, `HH:MM:SS` in `tzLocation`. REST: `SunStart`. */
  readonly sunStart?: Maybe<Scalars['String']['output']>;
  /** When it closes on Sundays, `HH:MM:SS` in `tzLocation`. REST: `SunStop`. */
  readonly sunStop?: Maybe<Scalars['String']['output']>;
  /** Whether the topic opens on Thursdays. REST: `ThuEnabled`. */
  readonly thuEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** When it opens on Thursdays, `HH:MM:SS` in `tzLocation`. REST: `ThuStart`. */
  readonly thuStart?: Maybe<Scalars['String']['output']>;
  /** When it closes on Thursdays, `HH:MM:SS` in `tzLocation`. REST: `ThuStop`. */
  readonly thuStop?: Maybe<Scalars['String']['output']>;
  /** Whether the topic opens on Tuesdays. REST: `TueEnabled`. */
  readonly tueEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** When it opens on Tuesdays, `HH:MM:SS` in `tzLocation`. REST: `TueStart`. */
  readonly tueStart?: Maybe<Scalars['String']['output']>;
  /** When it closes on Tuesdays, `HH:MM:SS` in `tzLocation`. REST: `TueStop`. */
  readonly tueStop?: Maybe<Scalars['String']['output']>;
  /** Time zone of the times. Null when none is set. REST: `TzLocation`. */
  readonly tzLocation?: Maybe<TimeZone>;
  /** Whether the topic closes over lunch, on every day it opens. REST: `UseLunchHours`. */
  readonly useLunchHours?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the topic opens on Wednesdays. REST: `WedEnabled`. */
  readonly wedEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** When it opens on Wednesdays, `HH:MM:SS` in `tzLocation`. REST: `WedStart`. */
  readonly wedStart?: Maybe<Scalars['String']['output']>;
  /** When it closes on Wednesdays, `HH:MM:SS` in `tzLocation`. REST: `WedStop`. */
  readonly wedStop?: Maybe<Scalars['String']['output']>;
};

/** Whether somebody is present in chat, and how busy they are. REST: `ChatPresence`. */
export type ChatPresence = {
  /**
   * The chat topics the user is a member of. `id` alone costs no REST call; any other field costs one for each topic.
   * Empty when there are none. Null only together with an error. REST: GET ChatTopic/{id}, by the ids in `ChatTopics`.
   */
  readonly chatTopics?: Maybe<ReadonlyArray<ChatTopic>>;
  /** Name of the user. Personal data. REST: `DisplayName`. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the user, 1 to 2147483647, as `userId`. Not the associate id, which is `user { id }`. REST: `UserId`. */
  readonly id: Scalars['ID']['output'];
  /** Number of live sessions the user handles now. REST: `OngoingChats`. */
  readonly ongoingChats?: Maybe<Scalars['Int']['output']>;
  /** Whether the user is present in chat. REST: `Present`. */
  readonly present?: Maybe<Scalars['Boolean']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /**
   * The user whose `ejUserId` is the key. SuperOffice documents that its list of chat users has ids of Service users by
   * default. That presence has the same ids is inferred.
   *
   * SuperOffice cannot read users by that id, so the server reads all users with a chat licence, once for each operation:
   * two REST calls, and one more for each further 100 users, whatever you select. Null when nobody with a chat licence has
   * the id, or together with an error. REST: GET MDOList/chatuser, then POST Agents/Associate/GetAssociateList.
   */
  readonly user?: Maybe<User>;
  /**
   * Key of the user. SuperOffice does not document which key: very likely the Service user id (`User.ejUserId`), and not
   * the associate id. REST: `UserId`.
   */
  readonly userId?: Maybe<Scalars['Int']['output']>;
};


/** Whether somebody is present in chat, and how busy they are. REST: `ChatPresence`. */
export type ChatPresenceFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The new presence of a user. REST: `ChatPresence`. */
export type ChatPresenceInput = {
  /** Whether the user will be present. REST: `Present`. */
  readonly present: Scalars['Boolean']['input'];
  /** Key of the user, as in `ChatPresence.userId`. REST: `UserId`. */
  readonly userId: Scalars['Int']['input'];
};

/**
 * A conversation between a visitor of a web site and an associate.
 *
 * It belongs to a chat topic. The nested records (`user`, `transferTo`, `person`, `contact`, `project`, `sale`, `ticket`)
 * come with the session and cost no further REST call. `topic` is known by its key: selecting only its `id` costs no REST
 * call and does not check that the topic exists. `messages` and `transcript` cost a REST call each.
 * REST: `ChatSessionEntity`.
 */
export type ChatSession = {
  /** Alert level that the session has reached by its topic's alert settings. REST: `AlertLevel`. */
  readonly alertLevel?: Maybe<Scalars['Int']['output']>;
  /** Whether a chatbot is answering. Null in versions of SuperOffice that lack it. REST: `ChatbotIsActive`. */
  readonly chatbotIsActive?: Maybe<Scalars['Boolean']['output']>;
  /** Company the session is connected to. Null when it is not known exactly. Comes with the session. REST: `Contact`. */
  readonly contact?: Maybe<Contact>;
  /**
   * Name under which the visitor appears in the chat, at most 64 characters. Personal data, as the visitor typed it.
   * REST: `CustomerAlias`.
   */
  readonly customerAlias?: Maybe<Scalars['String']['output']>;
  /** Company name the visitor gave, if any. May be personal data; not verified. REST: `CustomerCompanyName`. */
  readonly customerCompanyName?: Maybe<Scalars['String']['output']>;
  /** Whether the visitor gave consent when the session began. REST: `CustomerConsented`. */
  readonly customerConsented?: Maybe<Scalars['Boolean']['output']>;
  /** E-mail address the visitor gave, if any. Personal data, not verified. REST: `CustomerEmail`. */
  readonly customerEmail?: Maybe<Scalars['String']['output']>;
  /** Host name or IP address the visitor came from. Personal data. REST: `CustomerHost`. */
  readonly customerHost?: Maybe<Scalars['String']['output']>;
  /** Name the visitor gave, if any. Personal data, not verified. REST: `CustomerName`. */
  readonly customerName?: Maybe<Scalars['String']['output']>;
  /** Phone number the visitor gave, if any, at most 32 characters. Personal data, not verified. REST: `CustomerPhone`. */
  readonly customerPhone?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /**
   * Copy of the session's first message, at most 1024 characters. Untrusted: it may be a stranger's text and may hold
   * HTML. REST: `FirstMessage`.
   */
  readonly firstMessage?: Maybe<Scalars['String']['output']>;
  /**
   * Names of the session's flags as SuperOffice sends them. Unreliable: `CustomerIsTyping` has the value 0, so it means
   * "no flag" and says nothing about typing. REST: `Flags`.
   */
  readonly flags: ReadonlyArray<Scalars['String']['output']>;
  /** Key of the session, 1 to 2147483647. REST: `ChatSessionId`. */
  readonly id: Scalars['ID']['output'];
  /**
   * Position in the queue at the time of the request: the number of sessions then waiting, plus 1. It does not change when
   * the queue moves. REST: `InitialQueuePos`.
   */
  readonly initialQueuePos?: Maybe<Scalars['Int']['output']>;
  /**
   * Copy of the latest message, at most 1024 characters. Untrusted: it may be a stranger's text and may hold HTML.
   * REST: `LastMessage`.
   */
  readonly lastMessage?: Maybe<Scalars['String']['output']>;
  /**
   * The session's messages in the order of `whenPosted`. Empty when there are none. One REST call. Null only together with
   * an error. REST: GET ChatSession/{id}/Messages.
   */
  readonly messages?: Maybe<ReadonlyArray<ChatMessage>>;
  /**
   * Whether the session is the caller's, offered to the caller, waiting, or something else. Computed from `status`, `user`
   * and `transferTo`; `ChatSessionPart` has the rule.
   *
   * Finding out who calls costs one REST call for each operation, shared with `me`; none if no session has a `user` or a
   * `transferTo`. Null when SuperOffice sends no status, or together with an error of that call.
   * REST: GET User/currentAssociate, with `Status`, `User` and `TransferTo`.
   */
  readonly part?: Maybe<ChatSessionPart>;
  /**
   * Contact person who is the visitor. Null when SuperOffice does not know exactly who it is. Comes with the session.
   * REST: `Person`.
   */
  readonly person?: Maybe<Person>;
  /** Project the session is connected to. Null when it is not known exactly. Comes with the session. REST: `Project`. */
  readonly project?: Maybe<Project>;
  /** Colour index, from 1: the lowest number that no other active session of the same associate has. REST: `Rank`. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** The visitor's rating of the session. Null in versions of SuperOffice that lack it. REST: `Rating`. */
  readonly rating?: Maybe<Scalars['Int']['output']>;
  /** Sale the session is connected to. Null when it is not known exactly. Comes with the session. REST: `Sale`. */
  readonly sale?: Maybe<Sale>;
  /**
   * Key by which the visitor's browser proves that the session is its own. A secret: whoever has it can act as the
   * visitor.
   *
   * Exists only if the server runs with `EXPOSE_SESSION_KEY=true`. REST: `SessionKey`.
   */
  readonly sessionKey?: Maybe<Scalars['String']['output']>;
  /**
   * Status of the session: before the queue, queued, live or ended. A pending transfer shows in `transferTo`, not here.
   * REST: `Status`.
   */
  readonly status?: Maybe<ChatSessionStatus>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Request the session is connected to. Null when it is not known exactly. Comes with the session. REST: `Ticket`. */
  readonly ticket?: Maybe<Ticket>;
  /**
   * Chat topic the visitor chose. `id` alone costs no REST call; any other field costs one. Null when the session has
   * none.
   * REST: `TopicId`.
   */
  readonly topic?: Maybe<ChatTopic>;
  /**
   * The whole conversation as one text, exactly as SuperOffice sends it. Untrusted: it holds what a stranger wrote, so
   * sanitise HTML before showing it. One REST call. Null only together with an error, or when there is no text.
   * REST: POST ChatSession/{id}/Transcript.
   */
  readonly transcript?: Maybe<Scalars['String']['output']>;
  /**
   * Associate who was asked to take over the session and has not accepted yet. Null when no transfer is pending. Comes
   * with the session. REST: `TransferTo`.
   */
  readonly transferTo?: Maybe<User>;
  /**
   * Associate who handles the session. Null while nobody does, for example in the queue. Comes with the session. REST:
   * `User`.
   */
  readonly user?: Maybe<User>;
  /** When the session ended. Null until then. REST: `WhenEnded`. */
  readonly whenEnded?: Maybe<Scalars['DateTime']['output']>;
  /**
   * When the visitor's browser last fetched the session. If that is long ago in a live session, the visitor is gone. REST:
   * `WhenFetched`.
   */
  readonly whenFetched?: Maybe<Scalars['DateTime']['output']>;
  /** When the latest message was sent, by either side: idle time counts from here. REST: `WhenIdle`. */
  readonly whenIdle?: Maybe<Scalars['DateTime']['output']>;
  /** When the visitor asked for the session. REST: `WhenRequested`. */
  readonly whenRequested?: Maybe<Scalars['DateTime']['output']>;
  /** When an associate accepted the session. Null until then. REST: `WhenStarted`. */
  readonly whenStarted?: Maybe<Scalars['DateTime']['output']>;
};


/**
 * A conversation between a visitor of a web site and an associate.
 *
 * It belongs to a chat topic. The nested records (`user`, `transferTo`, `person`, `contact`, `project`, `sale`, `ticket`)
 * come with the session and cost no further REST call. `topic` is known by its key: selecting only its `id` costs no REST
 * call and does not check that the topic exists. `messages` and `transcript` cost a REST call each.
 * REST: `ChatSessionEntity`.
 */
export type ChatSessionFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A conversation between a visitor of a web site and an associate.
 *
 * It belongs to a chat topic. The nested records (`user`, `transferTo`, `person`, `contact`, `project`, `sale`, `ticket`)
 * come with the session and cost no further REST call. `topic` is known by its key: selecting only its `id` costs no REST
 * call and does not check that the topic exists. `messages` and `transcript` cost a REST call each.
 * REST: `ChatSessionEntity`.
 */
export type ChatSessionMessagesArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * A conversation between a visitor of a web site and an associate.
 *
 * It belongs to a chat topic. The nested records (`user`, `transferTo`, `person`, `contact`, `project`, `sale`, `ticket`)
 * come with the session and cost no further REST call. `topic` is known by its key: selecting only its `id` costs no REST
 * call and does not check that the topic exists. `messages` and `transcript` cost a REST call each.
 * REST: `ChatSessionEntity`.
 */
export type ChatSessionTranscriptArgs = {
  format?: InputMaybe<ChatTranscriptFormat>;
};

/** A page of chat sessions. REST: the answer of GET ChatSession, the archive list. */
export type ChatSessionConnection = {
  /** The sessions of this page, each with its cursor. Empty when there are none. REST: `value`. */
  readonly edges: ReadonlyArray<ChatSessionEdge>;
  /** The same sessions without their cursors. REST: as `edges`. */
  readonly nodes: ReadonlyArray<Maybe<ChatSession>>;
  /** Whether there are more records, and where the next page begins. REST: none, made by this server. */
  readonly pageInfo: PageInfo;
};

/** A chat session in a page. REST: a row of the archive list. */
export type ChatSessionEdge = {
  /** Where this session is in the list, for `after`. Opaque: do not make one yourself. REST: none, made by this server. */
  readonly cursor: Scalars['String']['output'];
  /** The session. REST: a row of the archive list, or GET ChatSession/{id} if you select more than the row holds. */
  readonly node?: Maybe<ChatSession>;
};

/**
 * Which chat sessions to list. A session must match every field that you give. Null means any session, and an empty list
 * matches none.
 * REST: `$filter`; with `text`, `Restriction` of the archive agent.
 */
export type ChatSessionFilter = {
  /** Handled by one of these associates, by `id`. REST: `associateId`. */
  readonly associate?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Connected to one of these companies, by `id`. REST: `contactId`. */
  readonly contact?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** With one of these contact persons as the visitor, by `id`. REST: `personId`. */
  readonly person?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** With one of these ratings by the visitor. REST: `rating`. */
  readonly rating?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** Asked for before this time. REST: `whenRequested`. */
  readonly requestedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Asked for at this time or later. REST: `whenRequested`. */
  readonly requestedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** In one of these statuses. REST: `status`. */
  readonly status?: InputMaybe<ReadonlyArray<ChatSessionStatusInput>>;
  /**
   * The first or the last message contains this text, of 1 to 255 characters without control characters such as line
   * breaks. Other messages are not searched. Costs one more REST call, POST Agents/Archive/GetArchiveListByColumns, which
   * takes the text as a value, whatever characters are in it. REST: `firstMessage`, `lastMessage`.
   */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** In one of these chat topics, by `id`. REST: `chatTopic/chatTopicId`. */
  readonly topic?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** Order of chat sessions. REST: `$orderBy`. */
export type ChatSessionOrder =
  /** By `id`, the oldest session first. SuperOffice: `chatSessionId asc`. */
  | 'ID_ASC'
  /** By `id`, the newest session first. SuperOffice: `chatSessionId desc`. */
  | 'ID_DESC';

/**
 * What a chat session is to the caller. The first value that applies, in the order `ENDED`, `MINE`, `OFFERED`, and then
 * the others.
 * REST: none, this server computes it from `Status`, `User` and `TransferTo`, by associate ids.
 */
export type ChatSessionPart =
  /** Has not reached the queue: `INVALID`, `PRE_CHAT_FORM`, `FAQ` and `OFFLINE_FORM`. */
  | 'BEFORE_QUEUE'
  /** Over, whoever had it: `FINISHED`, `DELETED`, `CLOSED`, `REQUEST_POSTED` and `CLOSED_FROM_QUEUE`. */
  | 'ENDED'
  /** The caller is the `user`, and the session has not ended. It may be offered to another associate. */
  | 'MINE'
  /**
   * The caller is `transferTo`, and has neither accepted nor refused yet. The session has not ended, and somebody else, or
   * nobody, is its `user`.
   */
  | 'OFFERED'
  /**
   * Live, with somebody else or with nobody, for example with a bot: `CUSTOMER_LAST` and `USER_LAST`. Also a status newer
   * than this schema (`UNKNOWN`).
   */
  | 'OTHERS'
  /** Waits in the queue to be picked up: `IN_QUEUE`. */
  | 'QUEUED';

/** Status of a chat session. A pending transfer is not a status: see `ChatSession.transferTo`. REST: `ChatSessionStatus`. */
export type ChatSessionStatus =
  /** Closed. SuperOffice: `Closed`. */
  | 'CLOSED'
  /** Closed while it still waited in the queue. SuperOffice: `ClosedFromQueue`. */
  | 'CLOSED_FROM_QUEUE'
  /** Live, and the visitor wrote last: it is the associate's turn. SuperOffice: `CustomerLast`. */
  | 'CUSTOMER_LAST'
  /** Over, and to be removed within about a day. SuperOffice: `Deleted`. */
  | 'DELETED'
  /** Before the queue: answers from the FAQ are being suggested to the visitor. SuperOffice: `Faq`. */
  | 'FAQ'
  /** Over; SuperOffice may remove it later. SuperOffice: `Finished`. */
  | 'FINISHED'
  /** Not set: the session has not begun. SuperOffice: `Invalid`. */
  | 'INVALID'
  /** Waits in the queue to be picked up. SuperOffice: `InQueue`. */
  | 'IN_QUEUE'
  /** Before the queue: the visitor is shown the form for times when nobody answers. SuperOffice: `OfflineForm`. */
  | 'OFFLINE_FORM'
  /** Before the queue: the visitor is filling in the form. SuperOffice: `PreChatForm`. */
  | 'PRE_CHAT_FORM'
  /** Over: the offline form was sent and became a request (`Ticket`). SuperOffice: `RequestPosted`. */
  | 'REQUEST_POSTED'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN'
  /** Live, and the associate or a bot wrote last: it is the visitor's turn. SuperOffice: `UserLast`. */
  | 'USER_LAST';

/** Status to set, or to search for. REST: `ChatSessionStatus`. */
export type ChatSessionStatusInput =
  /** Closed. SuperOffice: `Closed`. */
  | 'CLOSED'
  /** Closed while it still waited in the queue. SuperOffice: `ClosedFromQueue`. */
  | 'CLOSED_FROM_QUEUE'
  /** Live, and the visitor wrote last: it is the associate's turn. SuperOffice: `CustomerLast`. */
  | 'CUSTOMER_LAST'
  /** Over, and to be removed within about a day. SuperOffice: `Deleted`. */
  | 'DELETED'
  /** Before the queue: answers from the FAQ are being suggested to the visitor. SuperOffice: `Faq`. */
  | 'FAQ'
  /** Over; SuperOffice may remove it later. SuperOffice: `Finished`. */
  | 'FINISHED'
  /** Not set: the session has not begun. SuperOffice: `Invalid`. */
  | 'INVALID'
  /** Waits in the queue to be picked up. SuperOffice: `InQueue`. */
  | 'IN_QUEUE'
  /** Before the queue: the visitor is shown the form for times when nobody answers. SuperOffice: `OfflineForm`. */
  | 'OFFLINE_FORM'
  /** Before the queue: the visitor is filling in the form. SuperOffice: `PreChatForm`. */
  | 'PRE_CHAT_FORM'
  /** Over: the offline form was sent and became a request (`Ticket`). SuperOffice: `RequestPosted`. */
  | 'REQUEST_POSTED'
  /** Live, and the associate or a bot wrote last: it is the visitor's turn. SuperOffice: `UserLast`. */
  | 'USER_LAST';

/** A value of `chatSessionUpdate`: one session as it is now. REST: GET ChatSession/{id}. */
export type ChatSessionUpdate = {
  /** When SuperOffice gave this answer, in UTC. Null before its first answer. REST: none, this server's clock. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The session, whole. Null when the session does not exist, and in a value that only reports `staleSince`.
   * REST: `ChatSessionEntity`.
   */
  readonly session?: Maybe<ChatSession>;
  /**
   * Since when SuperOffice has not answered, in UTC: the time of its last answer. Keep what you show, and say that it may
   * be old. Null while SuperOffice answers. REST: none, this server's clock.
   */
  readonly staleSince?: Maybe<Scalars['DateTime']['output']>;
};

/**
 * A value of `chatSessionUpdates`: how the caller's sessions differ from the value before. REST: GET
 * ChatSession/ForCurrentUser.
 */
export type ChatSessionsUpdate = {
  /** When SuperOffice gave this answer, in UTC. Null before its first answer. REST: none, this server's clock. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** Ids of sessions from earlier values that no longer match the arguments or no longer exist. REST: `ChatSessionId`. */
  readonly goneIds: ReadonlyArray<Scalars['ID']['output']>;
  /**
   * Whether `sessions` holds all sessions: in the first value, and when a slow reader has missed changes. Replace what you
   * show. REST: none, this server computes it.
   */
  readonly isSnapshot: Scalars['Boolean']['output'];
  /** New and changed sessions, whole. They cost no REST call of their own. REST: `ChatSessionEntity`. */
  readonly sessions: ReadonlyArray<ChatSession>;
  /**
   * Since when SuperOffice has not answered, in UTC. Keep what you show, and say that it may be old. Null while
   * SuperOffice answers. The first value with null again holds what changed meanwhile. REST: none, this server's clock.
   */
  readonly staleSince?: Maybe<Scalars['DateTime']['output']>;
};

/**
 * A subject on which visitors can chat, with its own members, opening hours and queue.
 *
 * `language`, `ticketPriority`, `alertTemplate`, `openingHours`, `widget` and `botSettings` come with the topic.
 * `ticketCategory` is known by its key. `isOpen`, `members` and `sessions` each cost a REST call of their own.
 * REST: `ChatTopicEntity`.
 */
export type ChatTopic = {
  /** Recipients of alerts, such as e-mail addresses; a free text. May be personal data. REST: `AlertRecipient`. */
  readonly alertRecipient?: Maybe<Scalars['String']['output']>;
  /** Template for alerts. Comes with the topic. Null when none is set. REST: `AlertTemplate`. */
  readonly alertTemplate?: Maybe<ReplyTemplate>;
  /** Heading of the badge, the small box on a web page that opens the chat. REST: `BadgeHeader`. */
  readonly badgeHeader?: Maybe<Scalars['String']['output']>;
  /** Whether a chatbot answers here. REST: `BotEnabled`. */
  readonly botEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** The chatbot and its scripts. They do nothing while `botEnabled` is false. Comes with the topic. REST: `BotSettings`. */
  readonly botSettings?: Maybe<ChatBotSettings>;
  /** Whether visitors are asked for consent to store what they write. REST: `CollectConsent`. */
  readonly collectConsent?: Maybe<Scalars['Boolean']['output']>;
  /** Text for visitors who wait in the queue, instead of the usual one. REST: `CustomQueueText`. */
  readonly customQueueText?: Maybe<Scalars['String']['output']>;
  /** Whether visitors who wait in the queue see `customQueueText`. REST: `CustomQueueTextEnabled`. */
  readonly customQueueTextEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** What the topic is about. REST: `Description`. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the chat topic, 1 to 2147483647. REST: `ChatTopicId`. */
  readonly id: Scalars['ID']['output'];
  /**
   * Whether the topic is within its opening hours now, in their time zone. Also true when opening hours are switched off.
   * One REST call. Null only together with an error. REST: GET ChatTopic/{id}/IsOpen.
   */
  readonly isOpen?: Maybe<Scalars['Boolean']['output']>;
  /** Language of the topic's answers. Comes with the topic. Null when none is set. REST: `Language`. */
  readonly language?: Maybe<CustomerLanguage>;
  /** When a session of the topic was last accepted by an associate. Null until then. REST: `LastAccept`. */
  readonly lastAccept?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The associates who see this topic's sessions, each with their permissions. Empty when there are none. One REST call.
   * Null only together with an error. REST: GET ChatTopic/{id}/UserAgent.
   */
  readonly members?: Maybe<ReadonlyArray<ChatTopicMember>>;
  /** Name of the topic. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Whether visitors are asked for consent in the offline form. REST: `OfflineCollectConsent`. */
  readonly offlineCollectConsent?: Maybe<Scalars['Boolean']['output']>;
  /** Number of visitors in the queue at which the offline form is offered. REST: `OfflineFormQueueLength`. */
  readonly offlineFormQueueLength?: Maybe<Scalars['Int']['output']>;
  /** Minutes in the queue after which the offline form is offered. REST: `OfflineFormTimeLimit`. */
  readonly offlineFormTimeLimit?: Maybe<Scalars['Int']['output']>;
  /**
   * The topic's opening hours. They have no effect while `openingHoursEnabled` is false. Comes with the topic. Null when
   * none are set. REST: `OpeningHours`.
   */
  readonly openingHours?: Maybe<ChatOpeningHours>;
  /** Whether the topic has opening hours; otherwise it is always open. REST: `OpeningHoursEnabled`. */
  readonly openingHoursEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Average number of seconds from one accepted session to the next. REST: `SecondsPrAccept`. */
  readonly secondsPrAccept?: Maybe<Scalars['Int']['output']>;
  /**
   * The topic's sessions, page by page, like `Query.chatSessions`. Null only together with an error.
   * REST: GET ChatTopic/{id}/Sessions; with `text` in the filter, POST Agents/Archive/GetArchiveListByColumns comes first.
   */
  readonly sessions?: Maybe<ChatSessionConnection>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /**
   * Category of requests made from the offline form. `id` alone costs no REST call. Null when none is set.
   * REST: `TicketCategory`.
   */
  readonly ticketCategory?: Maybe<TicketCategory>;
  /** Whether a submitted offline form becomes a request. REST: `TicketEnabled`. */
  readonly ticketEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Priority of requests made from the offline form. Comes with the topic. Null when none is set. REST: `TicketPriority`. */
  readonly ticketPriority?: Maybe<TicketPriority>;
  /** Whether visitors who wait in the queue are offered the offline form. REST: `UseQueueOfflineForm`. */
  readonly useQueueOfflineForm?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Minutes after which members are warned of a message that waits for an answer. Null in versions of SuperOffice that
   * lack it. REST: `WarnChatMessageMinutes`.
   */
  readonly warnChatMessageMinutes?: Maybe<Scalars['Int']['output']>;
  /**
   * Minutes after which managers are warned of a message that waits for an answer. Null in versions of SuperOffice that
   * lack it. REST: `WarnManagerChatMessageMinutes`.
   */
  readonly warnManagerChatMessageMinutes?: Maybe<Scalars['Int']['output']>;
  /** Minutes after which managers are warned of a session that waits in the queue. REST: `WarnManagerNewChatMinutes`. */
  readonly warnManagerNewChatMinutes?: Maybe<Scalars['Int']['output']>;
  /** Minutes after which members are warned of a session that waits in the queue. REST: `WarnNewChatMinutes`. */
  readonly warnNewChatMinutes?: Maybe<Scalars['Int']['output']>;
  /** Text that SuperOffice sends to the visitor when a session starts. REST: `WelcomeMessage`. */
  readonly welcomeMessage?: Maybe<Scalars['String']['output']>;
  /** How the widget on the web page looks, and what it says. Comes with the topic. REST: `Widget`. */
  readonly widget?: Maybe<ChatWidgetSettings>;
  /**
   * Whether visitors can rate the session in the widget. Null in versions of SuperOffice that lack it.
   * REST: `WidgetEnableRating`.
   */
  readonly widgetEnableRating?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Text beside the stars with which a session is rated. Null in versions of SuperOffice that lack it.
   * REST: `WidgetRatingText`.
   */
  readonly widgetRatingText?: Maybe<Scalars['String']['output']>;
};


/**
 * A subject on which visitors can chat, with its own members, opening hours and queue.
 *
 * `language`, `ticketPriority`, `alertTemplate`, `openingHours`, `widget` and `botSettings` come with the topic.
 * `ticketCategory` is known by its key. `isOpen`, `members` and `sessions` each cost a REST call of their own.
 * REST: `ChatTopicEntity`.
 */
export type ChatTopicFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A subject on which visitors can chat, with its own members, opening hours and queue.
 *
 * `language`, `ticketPriority`, `alertTemplate`, `openingHours`, `widget` and `botSettings` come with the topic.
 * `ticketCategory` is known by its key. `isOpen`, `members` and `sessions` each cost a REST call of their own.
 * REST: `ChatTopicEntity`.
 */
export type ChatTopicSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ChatSessionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ChatSessionOrder>;
};

/** An associate's membership of a chat topic, with permissions. REST: `ChatTopicAgent`. */
export type ChatTopicMember = {
  /** Whether the member may follow the topic's sessions. REST: `CanListen`. */
  readonly canListen?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the member manages the topic. REST: `CanManage`. */
  readonly canManage?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the member is notified of what happens in the topic. REST: `CanNotify`. */
  readonly canNotify?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the member may pick up and answer the topic's sessions. REST: `CanRespond`. */
  readonly canRespond?: Maybe<Scalars['Boolean']['output']>;
  /** The chat topic. `id` alone costs no REST call. Null when SuperOffice does not say. REST: `TopicId`. */
  readonly topic?: Maybe<ChatTopic>;
  /** The associate. Comes with the membership. Null when SuperOffice does not say. REST: `User`. */
  readonly user?: Maybe<User>;
};

/** A member of a chat topic, with all permissions of the member. REST: `ChatTopicAgent`. */
export type ChatTopicMemberInput = {
  /** Whether the member may follow the topic's sessions. REST: `CanListen`. */
  readonly canListen?: Scalars['Boolean']['input'];
  /** Whether the member manages the topic. REST: `CanManage`. */
  readonly canManage?: Scalars['Boolean']['input'];
  /** Whether the member is notified of what happens in the topic. REST: `CanNotify`. */
  readonly canNotify?: Scalars['Boolean']['input'];
  /** Whether the member may pick up and answer the topic's sessions. REST: `CanRespond`. */
  readonly canRespond?: Scalars['Boolean']['input'];
  /**
   * The associate: a user name (`User.userName`) or an associate id, like `toAssociate` of `transferChatSession`.
   * REST: `User.UserName`.
   */
  readonly userName: Scalars['String']['input'];
};

/** Form of a transcript. REST: `html`. */
export type ChatTranscriptFormat =
  /** HTML, as untrusted as what was written in the chat. SuperOffice: `html=true`. */
  | 'HTML'
  /** Plain text. SuperOffice: `html=false`. */
  | 'TEXT';

/** How the chat widget on a web page looks, and what it says. REST: `ChatWidgetSettings`. */
export type ChatWidgetSettings = {
  /** Colour behind the associate's messages, as a web page writes it. REST: `AgentMsgColor`. */
  readonly agentMsgColor?: Maybe<Scalars['String']['output']>;
  /** Colour of the text of the associate's messages, as a web page writes it. REST: `AgentMsgTextColor`. */
  readonly agentMsgTextColor?: Maybe<Scalars['String']['output']>;
  /**
   * Category of the FAQ from which answers are suggested. Comes with the settings. Null when none is set.
   * REST: `AutoFaqCategory`.
   */
  readonly autoFaqCategory?: Maybe<KbCategory>;
  /** Whether answers from the FAQ are suggested before the queue. REST: `AutoFaqEnabled`. */
  readonly autoFaqEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Colour of the badge, as a web page writes it. REST: `BadgeColor`. */
  readonly badgeColor?: Maybe<Scalars['String']['output']>;
  /** Colour of the badge's text, as a web page writes it. REST: `BadgeTextColor`. */
  readonly badgeTextColor?: Maybe<Scalars['String']['output']>;
  /** Colour of buttons, as a web page writes it. REST: `ButtonColor`. */
  readonly buttonColor?: Maybe<Scalars['String']['output']>;
  /** Colour of the text of buttons, as a web page writes it. REST: `ButtonTextColor`. */
  readonly buttonTextColor?: Maybe<Scalars['String']['output']>;
  /** Main colour, as a web page writes it. REST: `Color`. */
  readonly color?: Maybe<Scalars['String']['output']>;
  /** Colour behind the visitor's messages, as a web page writes it. REST: `CustMsgColor`. */
  readonly custMsgColor?: Maybe<Scalars['String']['output']>;
  /** Colour of the text of the visitor's messages, as a web page writes it. REST: `CustMsgTextColor`. */
  readonly custMsgTextColor?: Maybe<Scalars['String']['output']>;
  /** Font of the widget. REST: `Font`. */
  readonly font?: Maybe<Scalars['String']['output']>;
  /** Size of the font, as a web page writes it. A text with its unit. REST: `FontSize`. */
  readonly fontSize?: Maybe<Scalars['String']['output']>;
  /** Language of the widget's own texts, as an ISO code. REST: `LanguageIsoCode`. */
  readonly languageIsoCode?: Maybe<Scalars['String']['output']>;
  /** Key of the image of the logo; 0 when there is none. REST: `LogoBlobId`. */
  readonly logoBlobId?: Maybe<Scalars['Int']['output']>;
  /** Whether a logo is shown. REST: `LogoEnabled`. */
  readonly logoEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Name of the logo's file. REST: `LogoName`. */
  readonly logoName?: Maybe<Scalars['String']['output']>;
  /**
   * Fields of that form that visitors must fill in, named as in `requiredFields`. Empty when SuperOffice sent nothing.
   * REST: `OfflineFields`.
   */
  readonly offlineFields: ReadonlyArray<Scalars['String']['output']>;
  /** Heading of the form for times when nobody answers. REST: `OfflineHeader`. */
  readonly offlineHeader?: Maybe<Scalars['String']['output']>;
  /** Text of the form for times when nobody answers. REST: `OfflineMessage`. */
  readonly offlineMessage?: Maybe<Scalars['String']['output']>;
  /** Whether visitors are shown a form after the chat. REST: `PostFormEnabled`. */
  readonly postFormEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Heading of the form after the chat. REST: `PostFormHeader`. */
  readonly postFormHeader?: Maybe<Scalars['String']['output']>;
  /** Text of the form after the chat. REST: `PostFormMessage`. */
  readonly postFormMessage?: Maybe<Scalars['String']['output']>;
  /** Whether visitors can have the transcript sent to them after the chat. REST: `PostTranscriptEnabled`. */
  readonly postTranscriptEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Whether visitors fill in a form before the chat. REST: `PreFormEnabled`. */
  readonly preFormEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Text above that form. REST: `PreFormMessage`. */
  readonly preFormMessage?: Maybe<Scalars['String']['output']>;
  /**
   * Fields that visitors must fill in, as SuperOffice names them: `Email`, `Name`, `Company`, `Phone`, `Country`; `None`
   * for nothing. Empty when SuperOffice sent nothing. REST: `RequiredFields`.
   */
  readonly requiredFields: ReadonlyArray<Scalars['String']['output']>;
  /** Whether the associate's photo is shown. REST: `ShowAgentPhoto`. */
  readonly showAgentPhoto?: Maybe<Scalars['Boolean']['output']>;
  /** Size of the widget. REST: `Size`. */
  readonly size?: Maybe<ChatWidgetSize>;
  /** Style of the widget. REST: `Theme`. */
  readonly theme?: Maybe<WidgetTheme>;
  /**
   * Whether visitors see only the associate's first name. Null in versions of SuperOffice that lack it.
   * REST: `UseAgentFirstname`.
   */
  readonly useAgentFirstname?: Maybe<Scalars['Boolean']['output']>;
  /** Greeting of the widget. Compare `ChatTopic.welcomeMessage`. REST: `WelcomeMessage`. */
  readonly welcomeMessage?: Maybe<Scalars['String']['output']>;
  /** Title above the welcome text. REST: `WelcomeTitle`. */
  readonly welcomeTitle?: Maybe<Scalars['String']['output']>;
};

/** Size of a chat widget. REST: `ChatWidgetSize`. */
export type ChatWidgetSize =
  /** Larger than usual. SuperOffice: `Large`. */
  | 'LARGE'
  /** The usual size. SuperOffice: `Normal`. */
  | 'NORMAL'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN';

/**
 * A company.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Contact`, the simple carrier.
 */
export type Contact = {
  /** Number of active links to records of an ERP system. REST: `ActiveErpLinks`. */
  readonly activeErpLinks?: Maybe<Scalars['Int']['output']>;
  /** The company's addresses, part by part. Comes with the company. REST: `Address`. */
  readonly address?: Maybe<Address>;
  /**
   * Associate who is our contact for the company. `id` alone costs no REST call. Null when there is none.
   * REST: `AssociateId`.
   */
  readonly associate?: Maybe<User>;
  /** Whole name of that associate. REST: `AssociateFullName`. */
  readonly associateFullName?: Maybe<Scalars['String']['output']>;
  /** Name of the line of business, an item of SuperOffice's list. REST: `BusinessName`. */
  readonly businessName?: Maybe<Scalars['String']['output']>;
  /** Name of the category, an item of SuperOffice's list. REST: `CategoryName`. */
  readonly categoryName?: Maybe<Scalars['String']['output']>;
  /** City, after the postcode. REST: `City`. */
  readonly city?: Maybe<Scalars['String']['output']>;
  /** The company's country. `id` alone costs no REST call. Null when none is set. REST: `CountryId`. */
  readonly country?: Maybe<Country>;
  /** Name of that country, in the language SuperOffice is installed in. REST: `CountryName`. */
  readonly countryName?: Maybe<Scalars['String']['output']>;
  /** Department, which distinguishes companies with the same name. REST: `Department`. */
  readonly department?: Maybe<Scalars['String']['output']>;
  /** The company's phone number. REST: `DirectPhone`. */
  readonly directPhone?: Maybe<Scalars['String']['output']>;
  /** The company's e-mail address. REST: `EmailAddress`. */
  readonly emailAddress?: Maybe<Scalars['String']['output']>;
  /** Text shown for that e-mail address. REST: `EmailAddressName`. */
  readonly emailAddressName?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** The company's address as one text with line breaks. REST: `FormattedAddress`. */
  readonly formattedAddress?: Maybe<Scalars['String']['output']>;
  /** Name and department. REST: `FullName`. */
  readonly fullName?: Maybe<Scalars['String']['output']>;
  /** Key of the company, 1 to 2147483647. REST: `ContactId`. */
  readonly id: Scalars['ID']['output'];
  /**
   * Whether this is a company that owns the SuperOffice installation: its persons can be employees, not external users.
   * REST: `IsOwnerContact`.
   */
  readonly isOwnerContact?: Maybe<Scalars['Boolean']['output']>;
  /** Name in kana. Used in Japan only. REST: `Kananame`. */
  readonly kananame?: Maybe<Scalars['String']['output']>;
  /** Name of the company. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** First number, a free text. Null in versions of SuperOffice that lack it. REST: `Number1`. */
  readonly number1?: Maybe<Scalars['String']['output']>;
  /** Second number, a free text. Null in versions of SuperOffice that lack it. REST: `Number2`. */
  readonly number2?: Maybe<Scalars['String']['output']>;
  /** Organisation number, VAT number or the like. REST: `OrgNr`. */
  readonly orgNr?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Address of the company's web site. REST: `URL`. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** Text shown for that web address. REST: `URLName`. */
  readonly urlName?: Maybe<Scalars['String']['output']>;
};


/**
 * A company.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Contact`, the simple carrier.
 */
export type ContactFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A country of SuperOffice's country list.
 *
 * `currency` is known by its key: selecting its `id` costs no REST call and does not check that the record exists.
 * REST: `Country`.
 */
export type Country = {
  /** Key of the layout of addresses in this country. REST: `AddressLayoutId`. */
  readonly addressLayoutId?: Maybe<Scalars['Int']['output']>;
  /** Currency that is proposed for this country. Null when none is set. REST: `CurrencyId`. */
  readonly currency?: Maybe<Currency>;
  /** Whether the country was removed from the list. REST: `Deleted`. */
  readonly deleted?: Maybe<Scalars['Boolean']['output']>;
  /** Dialling code of the country. REST: `DialInPrefix`. */
  readonly dialInPrefix?: Maybe<Scalars['String']['output']>;
  /** Internet domain of the country. REST: `DomainName`. */
  readonly domainName?: Maybe<Scalars['String']['output']>;
  /** Key of the layout of addresses used for mail within it. REST: `DomesticAddressLayoutId`. */
  readonly domesticAddressLayoutId?: Maybe<Scalars['Int']['output']>;
  /** Name in English. REST: `EnglishName`. */
  readonly englishName?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the layout of addresses used for mail that crosses its border. REST: `ForeignAddressLayoutId`. */
  readonly foreignAddressLayoutId?: Maybe<Scalars['Int']['output']>;
  /** Key of the country in SuperOffice's list, 1 to 2147483647. Not an ISO number. REST: `CountryId`. */
  readonly id: Scalars['ID']['output'];
  /** Description of the image of the country's flag. REST: `ImageDescription`. */
  readonly imageDescription?: Maybe<Scalars['String']['output']>;
  /** Prefix for international calls. REST: `InterAreaPrefix`. */
  readonly interAreaPrefix?: Maybe<Scalars['String']['output']>;
  /** Name, in the language SuperOffice is installed in. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Name of the organisation number in this country: the label for `Contact.orgNr`. REST: `OrgNrText`. */
  readonly orgNrText?: Maybe<Scalars['String']['output']>;
  /** Place in the list of countries. REST: `Rank`. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Three-letter code of ISO 3166, such as `NOR`. REST: `ThreeLetterISOCountry`. */
  readonly threeLetterISOCountry?: Maybe<Scalars['String']['output']>;
  /** Tooltip that SuperOffice shows for the country. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Two-letter code of ISO 3166, such as `NO`. REST: `TwoLetterISOCountry`. */
  readonly twoLetterISOCountry?: Maybe<Scalars['String']['output']>;
  /** Text that is put before postcodes. REST: `ZipPrefix`. */
  readonly zipPrefix?: Maybe<Scalars['String']['output']>;
};


/**
 * A country of SuperOffice's country list.
 *
 * `currency` is known by its key: selecting its `id` costs no REST call and does not check that the record exists.
 * REST: `Country`.
 */
export type CountryFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A currency, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `Currency`, read by POST Agents/List/GetCurrencyList.
 */
export type Currency = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the currency, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the currency. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A currency, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `Currency`, read by POST Agents/List/GetCurrencyList.
 */
export type CurrencyFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A language of customer support, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists. In a chat topic, the other fields
 * cost no call either.
 * REST: `CustomerLanguage`, read by POST Agents/List/GetCustomerLanguageList.
 */
export type CustomerLanguage = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the language, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the language. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A language of customer support, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists. In a chat topic, the other fields
 * cost no call either.
 * REST: `CustomerLanguage`, read by POST Agents/List/GetCustomerLanguageList.
 */
export type CustomerLanguageFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * What went wrong, for programs; messages are for people. A new version can bring new codes, so write a default branch.
 * REST: none, made by this server.
 */
export type ErrorCode =
  /** The HTTP request cannot be read, or its host is not allowed. Nothing was executed. */
  | 'BAD_REQUEST'
  /** An argument or variable has a value that is not allowed. Nothing was changed. */
  | 'BAD_USER_INPUT'
  /** SuperOffice refused, because the record was changed meanwhile. Read it again. */
  | 'CONFLICT'
  /**
   * SuperOffice refused: the caller may not do this, or the token has expired. Also if the request asks for fields that
   * are reserved for a router.
   */
  | 'FORBIDDEN'
  /** The document is not valid GraphQL. Nothing was executed. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. Nothing was executed. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** A defect of this server. A change may have been made. */
  | 'INTERNAL_SERVER_ERROR'
  /** SuperOffice does not know the record that a mutation names. */
  | 'NOT_FOUND'
  /** The operation, or its answer, is larger than this server allows. */
  | 'OPERATION_LIMIT_EXCEEDED'
  /** The document does not have the operation that `operationName` names. Nothing was executed. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** This server is overloaded. Try again after `retryAfterMs`. */
  | 'OVERLOADED'
  /** The HTTP request is larger than this server allows. Nothing was executed. */
  | 'PAYLOAD_TOO_LARGE'
  /** The request has only the hash of a document that this server does not know: send both. Nothing was executed. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The request has only the hash of a document, and this server has no manifest: send the document. Nothing was executed. */
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  /** This server runs only the operations of its manifest, and this is not one of them. Nothing was executed. */
  | 'QUERY_NOT_IN_SAFELIST'
  /** The credential, or its network address, asks for more than this server allows. Try again after `retryAfterMs`. */
  | 'RATE_LIMITED'
  /** The server ended the stream, because it stops, the stream is old or too much waits to be written: subscribe again. */
  | 'RECONNECT'
  /** The HTTP request did not arrive in time. Nothing was executed. */
  | 'REQUEST_TIMEOUT'
  /** An earlier request with this idempotency key made the change, but its answer is no longer kept: read the record. */
  | 'RESULT_NOT_KEPT'
  /** There is no complete credential, or SuperOffice refused it: sign in again. */
  | 'UNAUTHENTICATED'
  /** The body of the HTTP request is not JSON in UTF-8, or is compressed. Nothing was executed. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** SuperOffice's answer cannot be used. A change may have been made. */
  | 'UPSTREAM_BAD_RESPONSE'
  /** SuperOffice answered with an error; see `superOffice`. */
  | 'UPSTREAM_ERROR'
  /** SuperOffice says that the tenant has moved: the operator of this server has to set its new address. */
  | 'UPSTREAM_MISDIRECTED'
  /** SuperOffice asks for fewer requests. Try again after `retryAfterMs`, if it is there. */
  | 'UPSTREAM_RATE_LIMITED'
  /** SuperOffice did not answer in time. A change may have been made. */
  | 'UPSTREAM_TIMEOUT'
  /** SuperOffice cannot be reached at the moment. A change may have been made if the connection was lost. */
  | 'UPSTREAM_UNAVAILABLE';

/**
 * The `extensions` of an error. No field has this type; it is for code generators and for readers.
 *
 * REST: none, made by this server.
 */
export type ErrorExtensions = {
  /** What went wrong, for programs. REST: none, made by this server. */
  readonly code: ErrorCode;
  /**
   * What became of the change. On every error of a field of `Mutation`; absent on other errors. REST: none, made by this
   * server.
   */
  readonly outcome?: Maybe<WriteOutcome>;
  /** Id of the request, as in the `x-request-id` header and in the log of the server. REST: none, made by this server. */
  readonly requestId: Scalars['String']['output'];
  /**
   * How many milliseconds to wait before you try again. Absent if that is not known. REST: the header `Retry-After`, or
   * none.
   */
  readonly retryAfterMs?: Maybe<Scalars['Int']['output']>;
  /** True if the same request may succeed later; otherwise absent. REST: none, made by this server. */
  readonly retryable?: Maybe<Scalars['Boolean']['output']>;
  /** How SuperOffice refused a call. Absent if it did not. REST: the status and the error body of its answer. */
  readonly superOffice?: Maybe<ErrorExtensionsSuperOffice>;
};

/** How SuperOffice refused a call. REST: the status and the error body of its answer. */
export type ErrorExtensionsSuperOffice = {
  /** SuperOffice's name for the kind of error, if it gave one. REST: `ErrorType`. */
  readonly errorType?: Maybe<Scalars['String']['output']>;
  /** HTTP status of the answer. REST: none, the status itself. */
  readonly status: Scalars['Int']['output'];
};

/**
 * What the caller may do with one property of a record, and what the property can hold.
 *
 * REST: an entry of `FieldProperties`.
 */
export type FieldProperty = {
  /** How many characters the property can hold, if it is a text. REST: `FieldLength`. */
  readonly fieldLength?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with the property. Null when SuperOffice does not say. REST: `FieldRight`. */
  readonly fieldRight?: Maybe<FieldRight>;
  /** The property's .NET type, such as `System.String`. REST: `FieldType`. */
  readonly fieldType?: Maybe<Scalars['String']['output']>;
  /**
   * Name of the property as SuperOffice spells it, such as `CustomerName`. REST: the key of the entry in
   * `FieldProperties`.
   */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** What the caller may do with one property of a record. The booleans are read from `mask`. REST: `FieldRight`. */
export type FieldRight = {
  /**
   * Whether the caller may read the property. Null when the mask is missing or has a name that this schema does not know.
   * REST: read from `Mask`.
   */
  readonly canRead?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Whether the caller may change the property. Null when the mask is missing or has a name that this schema does not
   * know.
   * REST: read from `Mask`.
   */
  readonly canWrite?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Names of the rights and hints as SuperOffice sends them, such as `Read`, `Update` or `UIHintMandatory`. Empty when it
   * sent none. A value that is not a mask, such as -1, fails this field and the booleans. REST: `Mask`.
   */
  readonly mask: ReadonlyArray<Scalars['String']['output']>;
  /** Why a right is missing, in words. Often empty. REST: `Reason`. */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

/** A category of the FAQ. REST: `KbCategory`. */
export type KbCategory = {
  /** What the category is about. REST: `Description`. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Name of the category after those of its parents. REST: `Fullname`. */
  readonly fullname?: Maybe<Scalars['String']['output']>;
  /** Key of the category, 1 to 2147483647. REST: `KbCategoryId`. */
  readonly id: Scalars['ID']['output'];
  /** Name of the category alone. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Key of the parent category; 0 or -1 when there is none. REST: `ParentId`. */
  readonly parentId?: Maybe<Scalars['Int']['output']>;
  /** Place among the categories of the same parent. REST: `SortOrder`. */
  readonly sortOrder?: Maybe<Scalars['Int']['output']>;
};

/** One part of an address, as its country's layout shows it. REST: `LocalizedField`. */
export type LocalizedField = {
  /**
   * Which of the addresses this part belongs to, as SuperOffice names it: a text, not an `AddressType`.
   * REST: `AddressType`.
   */
  readonly addressType?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Text to show before the value, in the caller's language. REST: `Label`. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** Which part this is, as SuperOffice names it. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip for this part. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** The value of this part of the address. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
  /** How many characters the value may have. REST: `ValueLength`. */
  readonly valueLength?: Maybe<Scalars['Int']['output']>;
};


/** One part of an address, as its country's layout shows it. REST: `LocalizedField`. */
export type LocalizedFieldFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What can be changed in SuperOffice, with the caller's own rights. */
export type Mutation = {
  /**
   * Accepts a chat session that somebody handed over to the caller with `transferChatSession`, and returns the session as
   * it is afterwards.
   *
   * Without a pending transfer to the caller, nothing happens and there is no error. It took effect if `part` is `MINE`
   * and `transferTo` is null.
   *
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`.
   *
   * REST: POST ChatSession/{id}/AcceptTransfer.
   */
  readonly acceptChatSessionTransfer?: Maybe<ChatSession>;
  /**
   * Adds a message to a chat session, and returns the message, because SuperOffice does not return the session. Its
   * `session` is the session as it is afterwards. More than the `id` of that costs one REST call.
   *
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`. If SuperOffice's answer is lost, the server reads the
   * session's messages once: if exactly one such message was posted since, the server returns it. After `UNKNOWN`, read
   * `ChatSession.messages` before you send it again.
   *
   * REST: POST ChatSession/{id}/Messages.
   */
  readonly addChatMessage?: Maybe<ChatMessage>;
  /**
   * Makes an associate a member of a chat topic, and returns the member.
   *
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`.
   *
   * REST: POST ChatTopic/{id}/UserAgent.
   */
  readonly addChatTopicMember?: Maybe<ChatTopicMember>;
  /**
   * Opens a new chat session on a topic, and returns it.
   *
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`. After `UNKNOWN`, a second call may open a second session.
   *
   * REST: POST ChatTopic/{id}/Sessions.
   */
  readonly createChatSession?: Maybe<ChatSession>;
  /**
   * Deletes a chat session. You cannot undo this.
   *
   * Returns only the `id`: every other property is null or empty, and `messages` and `transcript` are gone (`NOT_FOUND`).
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`.
   *
   * REST: DELETE ChatSession/{id}.
   */
  readonly deleteChatSession?: Maybe<ChatSession>;
  /**
   * Picks up a chat session from the queue: the caller becomes its `user`, and SuperOffice sends the topic's welcome text.
   *
   * Null, without an error, when the session was not queued: somebody else may have been faster. Sent to SuperOffice at
   * most once and never repeated. `extensions.outcome` of an error says what became of it, as for `transferChatSession`.
   *
   * REST: POST ChatSession/{id}/Pickup.
   */
  readonly pickUpChatSession?: Maybe<ChatSession>;
  /**
   * Picks up the first chat session in the queues of the caller's topics: the caller becomes its `user`, and SuperOffice
   * sends the topic's welcome text.
   *
   * Null, without an error, when the queue is empty. Sent to SuperOffice at most once and never repeated.
   * `extensions.outcome` of an error says what became of it, as for `transferChatSession`. After `UNKNOWN`, look for your
   * session in `chatSessionsForCurrentUser`: a second call may pick up another one.
   *
   * REST: POST ChatSession/Pickup.
   */
  readonly pickUpFirstChatSession?: Maybe<ChatSession>;
  /**
   * Refuses a chat session that somebody handed over to the caller with `transferChatSession`, and returns the session as
   * it is afterwards. The session stays with its `user`.
   *
   * Without a pending transfer to the caller, nothing happens and there is no error. If `transferTo` is null, no transfer
   * is pending any more.
   *
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`.
   *
   * REST: POST ChatSession/{id}/RejectTransfer.
   */
  readonly rejectChatSessionTransfer?: Maybe<ChatSession>;
  /**
   * Removes an associate from the members of a chat topic.
   *
   * Null only together with an error, such as `NOT_FOUND` when there is no such topic or member. Sent to SuperOffice at
   * most once and never repeated. `extensions.outcome` of an error says what became of it, as for `transferChatSession`.
   *
   * For a user name that a path cannot hold, SuperOffice's answer does not say whether the member was removed, so the
   * server reads the members once afterwards. Success then means that the user is not a member, although they may never
   * have been one. If the user still is a member, the error is `UPSTREAM_ERROR` with `REJECTED`; if the members cannot be
   * read, the outcome is `UNKNOWN`.
   *
   * REST: DELETE ChatTopic/{id}/UserAgent/{username}, or POST Agents/Chat/DeleteChatTopicUserAgent and GET
   * ChatTopic/{id}/UserAgent for a user name that a path cannot hold.
   */
  readonly removeChatTopicMember?: Maybe<RemoveChatTopicMemberPayload>;
  /**
   * Puts a chat session back into the queue. Meant for a bot that hands over to a human.
   *
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`.
   *
   * REST: POST ChatSession/{id}/Reset.
   */
  readonly resetChatSession?: Maybe<ChatSession>;
  /**
   * Sets whether users are present in chat. Other users stay as they are.
   *
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`.
   *
   * REST: POST Presence/SaveAll.
   */
  readonly setChatPresence?: Maybe<SetChatPresencePayload>;
  /**
   * Hands a chat session over to another associate, and returns the session as it is afterwards.
   *
   * The new associate must accept. Until then `transferTo` names them, and `user` is unchanged.
   *
   * A session that is not the caller's stays as it is, without an error. To notice that, pass the associate id: the
   * transfer took effect if `transferTo { id }` is that id. If it is not, and `part` is not `MINE`, the session was not
   * the caller's.
   *
   * Sent to SuperOffice at most once and never repeated. Null only together with an error: `NOT_FOUND` (no such session),
   * `FORBIDDEN`, `UNAUTHENTICATED` and others. `extensions.outcome` of the error says what became of the transfer:
   * `NOT_SENT` (the server did not send it), `REJECTED` (SuperOffice refused it), `UNKNOWN` (it may have happened: read
   * the session again).
   *
   * REST: POST ChatSession/{chatSessionId}/TransferTo/{toAssociate}, or POST Agents/Chat/TransferChatSession for a user
   * name that a path cannot hold.
   */
  readonly transferChatSession?: Maybe<ChatSession>;
  /**
   * Changes a chat session, and returns it as it is afterwards. Fields that `input` leaves out stay as they are.
   *
   * If SuperOffice refuses PATCH, the server reads the session and writes it back whole. What others change in that moment
   * is then lost.
   *
   * Null only together with an error. Sent to SuperOffice at most once and never repeated. `extensions.outcome` of an
   * error says what became of it, as for `transferChatSession`.
   *
   * REST: PATCH ChatSession/{id}; if SuperOffice refuses that, GET and then PUT ChatSession/{id}.
   */
  readonly updateChatSession?: Maybe<ChatSession>;
  /**
   * Sets the permissions of a member of a chat topic, and returns the member. It sets all four: a permission that you
   * leave out is removed.
   *
   * Null only together with an error, such as `NOT_FOUND` when there is no such member. Sent to SuperOffice at most once
   * and never repeated. `extensions.outcome` of an error says what became of it, as for `transferChatSession`.
   *
   * REST: PUT ChatTopic/{id}/UserAgent/{username}, or POST Agents/Chat/UpdateChatTopicUserAgent for a user name that a
   * path cannot hold.
   */
  readonly updateChatTopicMember?: Maybe<ChatTopicMember>;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationAcceptChatSessionTransferArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationAddChatMessageArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  message: ChatMessageInput;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationAddChatTopicMemberArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  member: ChatTopicMemberInput;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationCreateChatSessionArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  topic: Scalars['ID']['input'];
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationDeleteChatSessionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationPickUpChatSessionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationPickUpFirstChatSessionArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationRejectChatSessionTransferArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationRemoveChatTopicMemberArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  userName: Scalars['String']['input'];
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationResetChatSessionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationSetChatPresenceArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  presences: ReadonlyArray<ChatPresenceInput>;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationTransferChatSessionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  toAssociate: Scalars['String']['input'];
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationUpdateChatSessionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpdateChatSessionInput;
};


/** What can be changed in SuperOffice, with the caller's own rights. */
export type MutationUpdateChatTopicMemberArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  member: ChatTopicMemberInput;
};

/**
 * One entry of a map from names to texts, such as an associate's custom fields. REST: an entry of `ExtraFields` or
 * `CustomFields`.
 *
 * SuperOffice encodes the values of user-defined and extra fields in a text: `[I:5]` is the whole number 5. The fields
 * beside `value` read it. Each is null when the value is of another kind, is a plain text, or is not set. If the value is
 * of that kind but cannot be read, the field fails with `UPSTREAM_BAD_RESPONSE`. Money (`[M:…]`), times (`[T:…]`), time
 * spans (`[TS:…]`), lists (`[A:…]`) and bytes (`[B:…]`) are in `value` only.
 */
export type NamedValue = {
  /**
   * `value` read as a boolean: `[I:1]` is true and `[I:0]` is false, which is how SuperOffice encodes a checkbox. A number
   * that is 1 or 0 looks the same. REST: read from the entry's value.
   */
  readonly boolean?: Maybe<Scalars['Boolean']['output']>;
  /**
   * `value` read as a day: `[D:06/19/2019]`, month first, is `2019-06-19`. Also the day of `[DT:…]`, because SuperOffice
   * sends dates in both forms. REST: read from the entry's value.
   */
  readonly date?: Maybe<Scalars['Date']['output']>;
  /**
   * `value` read as a day and a time of day: `[DT:06/19/2019 14:35:56]` is `2019-06-19T14:35:56.000`. SuperOffice does not
   * document its time zone, so it is not an instant. Null for a day without a time. REST: read from the entry's value.
   */
  readonly dateTime?: Maybe<Scalars['LocalDateTime']['output']>;
  /** `value` read as a number: `[F:1.5]` is 1.5 and `[I:5]` is 5. REST: read from the entry's value. */
  readonly float?: Maybe<Scalars['Float']['output']>;
  /**
   * `value` read as a whole number: `[I:5]` is 5. It may also be the key of a list item or of another record.
   * REST: read from the entry's value.
   */
  readonly int?: Maybe<Scalars['Int']['output']>;
  /** Name of the entry as SuperOffice spells it. REST: the entry's key in the map. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The value, a text as SuperOffice sends it. Null when there is none. REST: the entry's value in the map. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Where a page of a list begins and ends. You can page forward only. REST: none, made by this server. */
export type PageInfo = {
  /**
   * Cursor of the last record of the page. Pass it as `after` for the next page. Null when the page is empty.
   * REST: none, made by this server.
   */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are more records after this page. REST: none, made by this server. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are records before this page: true if you passed `after`. REST: none, made by this server. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first record of the page. Null when the page is empty. REST: none, made by this server. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/**
 * A contact person. Its fields are personal data.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Person`, the simple carrier.
 */
export type Person = {
  /** Number of active links to records of an ERP system. REST: `ActiveErpLinks`. */
  readonly activeErpLinks?: Maybe<Scalars['Int']['output']>;
  /** Number of interests ticked for the person. REST: `ActiveInterests`. */
  readonly activeInterests?: Maybe<Scalars['Int']['output']>;
  /** Associate who owns the person's record. `id` alone costs no REST call. Null when nobody does. REST: `AssociateId`. */
  readonly associate?: Maybe<User>;
  /** Name of the associate who owns the person's record. REST: `AssociateName`. */
  readonly associateName?: Maybe<Scalars['String']['output']>;
  /** Name of the category, an item of SuperOffice's list of categories. REST: `CategoryName`. */
  readonly categoryName?: Maybe<Scalars['String']['output']>;
  /**
   * Chat sessions in which the person was the visitor, page by page, like `Query.chatSessions`. Null only together with an
   * error. REST: GET ChatSession, the archive list; with `text` in the filter, POST Agents/Archive/GetArchiveListByColumns
   * comes first.
   */
  readonly chatSessions?: Maybe<ChatSessionConnection>;
  /** Company the person belongs to. `id` alone costs no REST call. Null when there is none. REST: `ContactId`. */
  readonly contact?: Maybe<Contact>;
  /** That company's country. `id` alone costs no REST call. Null when none is set. REST: `ContactCountryId`. */
  readonly contactCountry?: Maybe<Country>;
  /** That company's department. REST: `ContactDepartment`. */
  readonly contactDepartment?: Maybe<Scalars['String']['output']>;
  /** That company's fax number. REST: `ContactFax`. */
  readonly contactFax?: Maybe<Scalars['String']['output']>;
  /** That company's name with its department. REST: `ContactFullName`. */
  readonly contactFullName?: Maybe<Scalars['String']['output']>;
  /** That company's name. REST: `ContactName`. */
  readonly contactName?: Maybe<Scalars['String']['output']>;
  /** That company's organisation or VAT number. REST: `ContactOrgNr`. */
  readonly contactOrgNr?: Maybe<Scalars['String']['output']>;
  /** That company's phone number. REST: `ContactPhone`. */
  readonly contactPhone?: Maybe<Scalars['String']['output']>;
  /** The person's country. `id` alone costs no REST call. Null when none is set. REST: `CountryId`. */
  readonly country?: Maybe<Country>;
  /** Notes about the person. REST: `Description`. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Direct phone number. REST: `DirectPhone`. */
  readonly directPhone?: Maybe<Scalars['String']['output']>;
  /** The person's first e-mail address. REST: `Email`. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Label of that e-mail address. REST: `EmailName`. */
  readonly emailName?: Maybe<Scalars['String']['output']>;
  /** Fax number. REST: `FaxPhone`. */
  readonly faxPhone?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** First name. REST: `Firstname`. */
  readonly firstname?: Maybe<Scalars['String']['output']>;
  /** Whole name with personal and academic titles, as used on labels. REST: `FormalName`. */
  readonly formalName?: Maybe<Scalars['String']['output']>;
  /** Whole name, as SuperOffice composes it. REST: `FullName`. */
  readonly fullName?: Maybe<Scalars['String']['output']>;
  /** Key of the person, 1 to 2147483647. REST: `PersonId`. */
  readonly id: Scalars['ID']['output'];
  /** First name in kana. Used in Japan only. REST: `Kanafname`. */
  readonly kanafname?: Maybe<Scalars['String']['output']>;
  /** Family name in kana. Used in Japan only. REST: `Kanalname`. */
  readonly kanalname?: Maybe<Scalars['String']['output']>;
  /** Family name. REST: `Lastname`. */
  readonly lastname?: Maybe<Scalars['String']['output']>;
  /** Middle name, or a part between the names, such as `van`. REST: `MiddleName`. */
  readonly middleName?: Maybe<Scalars['String']['output']>;
  /** Mobile phone number. REST: `MobilePhone`. */
  readonly mobilePhone?: Maybe<Scalars['String']['output']>;
  /** Form of address, such as Mr or Ms. REST: `Mrmrs`. */
  readonly mrmrs?: Maybe<Scalars['String']['output']>;
  /** Number of the person, a free text. Null in versions of SuperOffice that lack it. REST: `PersonNumber`. */
  readonly personNumber?: Maybe<Scalars['String']['output']>;
  /** Name of the position, chosen from SuperOffice's list of positions. Compare `title`. REST: `Position`. */
  readonly position?: Maybe<Scalars['String']['output']>;
  /** First part of the postal address. Used in Japan only. REST: `Post1`. */
  readonly post1?: Maybe<Scalars['String']['output']>;
  /** Second part of the postal address. Used in Japan only. REST: `Post2`. */
  readonly post2?: Maybe<Scalars['String']['output']>;
  /** Third part of the postal address. Used in Japan only. REST: `Post3`. */
  readonly post3?: Maybe<Scalars['String']['output']>;
  /** Place in sorted lists of persons. REST: `Rank`. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /**
   * Above 0: the person is retired and no longer offered in lists. A number as SuperOffice sends it, 0 or 1.
   * REST: `Retired`.
   */
  readonly retired?: Maybe<Scalars['Int']['output']>;
  /**
   * Associate who is the person's contact for support. `id` alone costs no REST call. Null when there is none.
   * REST: `SupportAssociateId`.
   */
  readonly supportAssociate?: Maybe<User>;
  /** Language in which the person is supported. Null when none is set. REST: `SupportLanguageId`. */
  readonly supportLanguage?: Maybe<CustomerLanguage>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Priority set for the person's requests. Null when none is set. REST: `TicketPriorityId`. */
  readonly ticketPriority?: Maybe<TicketPriority>;
  /**
   * Requests the person made, page by page, including closed ones. One REST call for the list, and one more for the page
   * if you select more than `id`. Null only together with an error. REST: GET Ticket, the archive list.
   */
  readonly tickets?: Maybe<TicketConnection>;
  /** Job title, as typed. Compare `position`. REST: `Title`. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Whether mail goes to the person's own address; otherwise it goes to the company's. REST: `UsePersonAddress`. */
  readonly usePersonAddress?: Maybe<Scalars['Boolean']['output']>;
};


/**
 * A contact person. Its fields are personal data.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Person`, the simple carrier.
 */
export type PersonChatSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ChatSessionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ChatSessionOrder>;
};


/**
 * A contact person. Its fields are personal data.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Person`, the simple carrier.
 */
export type PersonFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A contact person. Its fields are personal data.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Person`, the simple carrier.
 */
export type PersonTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<TicketOrder>;
};

/**
 * A position that contact persons can hold, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `Position`, read by POST Agents/List/GetPositionList.
 */
export type Position = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the position, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the position. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A position that contact persons can hold, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `Position`, read by POST Agents/List/GetPositionList.
 */
export type PositionFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A project: work that involves several persons and companies.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Project`, the simple carrier.
 */
export type Project = {
  /** Number of active links to records of an ERP system. REST: `ActiveErpLinks`. */
  readonly activeErpLinks?: Maybe<Scalars['Int']['output']>;
  /** Associate who owns the project. `id` alone costs no REST call. Null when nobody does. REST: `AssociateId`. */
  readonly associate?: Maybe<User>;
  /** Whole name of the associate who owns the project. REST: `AssociateFullName`. */
  readonly associateFullName?: Maybe<Scalars['String']['output']>;
  /** What the project is about. REST: `Description`. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Key of the project's event. Null in versions of SuperOffice that lack it. REST: `EventId`. */
  readonly eventId?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the project, 1 to 2147483647. REST: `ProjectId`. */
  readonly id: Scalars['ID']['output'];
  /** Whether the project is published. REST: `IsPublished`. */
  readonly isPublished?: Maybe<Scalars['Boolean']['output']>;
  /** Name of the project. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Number of the project, as SuperOffice generated it. REST: `ProjectNumber`. */
  readonly projectNumber?: Maybe<Scalars['String']['output']>;
  /** The project's status, an item of SuperOffice's list. Null when none is set. Its name is `status`. REST: `StatusId`. */
  readonly projectStatus?: Maybe<ProjectStatus>;
  /** The project's type, an item of SuperOffice's list. Null when none is set. Its name is `type`. REST: `TypeId`. */
  readonly projectType?: Maybe<ProjectType>;
  /** First day of publication, included. REST: `PublishFrom`. */
  readonly publishFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Last day of publication, included. REST: `PublishTo`. */
  readonly publishTo?: Maybe<Scalars['DateTime']['output']>;
  /** When the project starts. Null when that is not set, or in versions of SuperOffice that lack it. REST: `StartDate`. */
  readonly startDate?: Maybe<Scalars['DateTime']['output']>;
  /** Name of the project's status. REST: `Status`. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Key of the description's text. REST: `TextId`. */
  readonly textId?: Maybe<Scalars['Int']['output']>;
  /** Name of the project's type. REST: `Type`. */
  readonly type?: Maybe<Scalars['String']['output']>;
  /** When the project was last changed. REST: `Updated`. */
  readonly updated?: Maybe<Scalars['DateTime']['output']>;
  /** Web address of the project. REST: `URL`. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** Text shown for that web address. REST: `URLName`. */
  readonly urlName?: Maybe<Scalars['String']['output']>;
};


/**
 * A project: work that involves several persons and companies.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Project`, the simple carrier.
 */
export type ProjectFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A status of projects, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `ProjectStatus`, read by POST Agents/List/GetProjectStatusList.
 */
export type ProjectStatus = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the project status, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the project status. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A status of projects, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `ProjectStatus`, read by POST Agents/List/GetProjectStatusList.
 */
export type ProjectStatusFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A type of projects, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `ProjectType`, read by POST Agents/List/GetProjectTypeList.
 */
export type ProjectType = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the project type, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the project type. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A type of projects, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `ProjectType`, read by POST Agents/List/GetProjectTypeList.
 */
export type ProjectTypeFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What can be read from SuperOffice, with the caller's own rights. */
export type Query = {
  /**
   * One line of business.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetBusinessList.
   */
  readonly business?: Maybe<Business>;
  /**
   * One category of companies.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetCategoryList.
   */
  readonly category?: Maybe<Category>;
  /**
   * Everybody's presence in chat.
   *
   * Empty when SuperOffice lists nobody; null only together with an error. REST: GET Presence/GetAll.
   */
  readonly chatPresence?: Maybe<ReadonlyArray<ChatPresence>>;
  /**
   * One chat session, with its linked records.
   *
   * Null, without an error, when the session does not exist. REST: GET ChatSession/{id}.
   */
  readonly chatSession?: Maybe<ChatSession>;
  /**
   * All chat sessions of the installation that the caller may see, page by page, including those that have ended.
   *
   * Pages go by key, so new sessions do not shift them. The rows of the list hold `id`, `status`, `firstMessage`,
   * `lastMessage`, `whenRequested`, `whenStarted`, `whenEnded`, `rating`, and the keys of `person` and `contact`, so a
   * page costs one REST call if you select only these. Any other field costs one GET ChatSession/{id} for each session of
   * the page, in parallel. Fields that `@skip` and `@include` leave out cost nothing. When an operation has used up its
   * REST calls, a session that needs one more is null, with `OPERATION_LIMIT_EXCEEDED` and the names of these fields.
   *
   * `text` in the filter costs one more call, in which the archive agent finds the ids of the page. If you select only
   * `id`, that call is the only one.
   *
   * Null only together with an error. REST: GET ChatSession, the archive list; with `text` in the filter, POST
   * Agents/Archive/GetArchiveListByColumns comes first.
   */
  readonly chatSessions?: Maybe<ChatSessionConnection>;
  /**
   * The sessions of all topics in which the caller may respond, listen, manage or be notified, including queued ones.
   *
   * SuperOffice sends all of them, and `parts` and `topics` filter its answer. This costs one REST call for each
   * operation, whatever the arguments and aliases. `parts` can add the call of `ChatSession.part`, which finds out who
   * calls.
   *
   * Empty when there are none; null only together with an error: `BAD_USER_INPUT` for an id that cannot be one,
   * `UPSTREAM_BAD_RESPONSE` if the server cannot decide whether a session belongs to the list. REST: GET
   * ChatSession/ForCurrentUser, with `parts` also GET User/currentAssociate.
   */
  readonly chatSessionsForCurrentUser?: Maybe<ReadonlyArray<ChatSession>>;
  /**
   * One chat topic.
   *
   * Null, without an error, when the topic does not exist. REST: GET ChatTopic/{id}.
   */
  readonly chatTopic?: Maybe<ChatTopic>;
  /**
   * The chat topics of which the caller is a member. SuperOffice has no list of all topics.
   *
   * Empty when there are none; null only together with an error. REST: GET ChatTopic/ForCurrentUser.
   */
  readonly chatTopicsForCurrentUser?: Maybe<ReadonlyArray<ChatTopic>>;
  /**
   * One company.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Contact/GetContactList.
   */
  readonly contact?: Maybe<Contact>;
  /**
   * One country of SuperOffice's country list.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetCountryList.
   */
  readonly country?: Maybe<Country>;
  /**
   * One currency.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetCurrencyList.
   */
  readonly currency?: Maybe<Currency>;
  /**
   * One language of customer support.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetCustomerLanguageList.
   */
  readonly customerLanguage?: Maybe<CustomerLanguage>;
  /**
   * The associate whose credential the request has.
   *
   * Null only when there is no such associate, or together with an error. REST: GET User/currentAssociate.
   */
  readonly me?: Maybe<User>;
  /**
   * One contact person.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Person/GetPersonList.
   */
  readonly person?: Maybe<Person>;
  /**
   * One position of contact persons.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetPositionList.
   */
  readonly position?: Maybe<Position>;
  /**
   * One project.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Project/GetProjectList.
   */
  readonly project?: Maybe<Project>;
  /**
   * One status of projects.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetProjectStatusList.
   */
  readonly projectStatus?: Maybe<ProjectStatus>;
  /**
   * One type of projects.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetProjectTypeList.
   */
  readonly projectType?: Maybe<ProjectType>;
  /**
   * One sale.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Sale/GetSaleList.
   */
  readonly sale?: Maybe<Sale>;
  /**
   * One type of sales.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetSaleTypeList.
   */
  readonly saleType?: Maybe<SaleType>;
  /**
   * One request.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Ticket/GetTickets.
   */
  readonly ticket?: Maybe<Ticket>;
  /**
   * One category of requests.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetTicketCategoryList.
   */
  readonly ticketCategory?: Maybe<TicketCategory>;
  /**
   * One priority of requests.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetTicketPriorityList.
   */
  readonly ticketPriority?: Maybe<TicketPriority>;
  /**
   * One status of requests.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetTicketStatusList.
   */
  readonly ticketStatus?: Maybe<TicketStatus>;
  /**
   * One type of requests.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/List/GetTicketTypeList.
   */
  readonly ticketType?: Maybe<TicketType>;
  /**
   * The users with a chat licence to whom the caller can transfer a session, without the caller. Pass the `id` of one as
   * `toAssociate` of `transferChatSession`.
   *
   * `chatPresence` says how busy each one is, for one more call in all.
   *
   * Empty when there are none; null only together with an error: `BAD_USER_INPUT` for `canRespond` without `topic`,
   * `NOT_FOUND` for `canRespond` with a topic that does not exist.
   * REST: GET MDOList/chatuser, then one POST Agents/Associate/GetAssociateList; with `canRespond`, also GET
   * ChatTopic/{id}/UserAgent.
   */
  readonly transferTargets?: Maybe<ReadonlyArray<User>>;
  /**
   * One associate.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Associate/GetAssociateList.
   */
  readonly user?: Maybe<User>;
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryBusinessArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryCategoryArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryChatSessionArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryChatSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ChatSessionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ChatSessionOrder>;
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryChatSessionsForCurrentUserArgs = {
  parts?: InputMaybe<ReadonlyArray<ChatSessionPart>>;
  topics?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryChatTopicArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryContactArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryCountryArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryCurrencyArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryCustomerLanguageArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryPersonArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryPositionArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryProjectStatusArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryProjectTypeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QuerySaleArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QuerySaleTypeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryTicketArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryTicketCategoryArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryTicketPriorityArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryTicketStatusArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryTicketTypeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryTransferTargetsArgs = {
  canRespond?: InputMaybe<Scalars['Boolean']['input']>;
  onlyPresent?: InputMaybe<Scalars['Boolean']['input']>;
  topic?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be read from SuperOffice, with the caller's own rights. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

/** What `removeChatTopicMember` returns. REST: none, SuperOffice answers with an empty body. */
export type RemoveChatTopicMemberPayload = {
  /**
   * The topic the associate was removed from. `id` alone costs no REST call; any other field costs one. Null when the
   * topic is gone, or together with an error. REST: GET ChatTopic/{id}.
   */
  readonly topic?: Maybe<ChatTopic>;
};

/** A template for replies. REST: `ReplyTemplate`. */
export type ReplyTemplate = {
  /** What the template is for. REST: `Description`. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Key of the template's folder. REST: `FolderId`. */
  readonly folderId?: Maybe<Scalars['Int']['output']>;
  /** Key of the template, 1 to 2147483647. REST: `ReplyTemplateId`. */
  readonly id: Scalars['ID']['output'];
  /** Name of the template. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/**
 * A sale, from the first opportunity to the result.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists. Amounts are in `currency`.
 * REST: `Sale`, the simple carrier.
 */
export type Sale = {
  /** Number of active links to records of an ERP system. REST: `ActiveErpLinks`. */
  readonly activeErpLinks?: Maybe<Scalars['Int']['output']>;
  /** Total amount, in `currency`. REST: `Amount`. */
  readonly amount?: Maybe<Scalars['Float']['output']>;
  /** Associate who owns the sale. `id` alone costs no REST call. Null when nobody does. REST: `AssociateId`. */
  readonly associate?: Maybe<User>;
  /** Whole name of the associate who owns the sale. REST: `AssociateFullName`. */
  readonly associateFullName?: Maybe<Scalars['String']['output']>;
  /** Whether work on the sale is done. In practice `STARTED` or `COMPLETED`. REST: `Completed`. */
  readonly completed?: Maybe<ActivityStatus>;
  /** Company the sale is made to. `id` alone costs no REST call. Null when there is none. REST: `ContactId`. */
  readonly contact?: Maybe<Contact>;
  /** Name of that company. REST: `ContactName`. */
  readonly contactName?: Maybe<Scalars['String']['output']>;
  /** Currency of the amounts, a text and not a key: its code or its name in SuperOffice's list. REST: `Currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** What the sale is about. REST: `Description`. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Earning on the sale, in `currency`. REST: `Earning`. */
  readonly earning?: Maybe<Scalars['Float']['output']>;
  /** Earning in percent of the amount. REST: `EarningPercent`. */
  readonly earningPercent?: Maybe<Scalars['Float']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the sale, 1 to 2147483647. REST: `SaleId`. */
  readonly id: Scalars['ID']['output'];
  /**
   * Date of the next activity, or of the latest one if none is planned. SuperOffice computes it.
   * REST: `NextDueDate`.
   */
  readonly nextDueDate?: Maybe<Scalars['DateTime']['output']>;
  /** Number of the sale, a free text. REST: `Number`. */
  readonly number?: Maybe<Scalars['String']['output']>;
  /** Contact person for the sale. `id` alone costs no REST call. Null when there is none. REST: `PersonId`. */
  readonly person?: Maybe<Person>;
  /** Whole name of that person. Personal data. REST: `PersonFullName`. */
  readonly personFullName?: Maybe<Scalars['String']['output']>;
  /** Probability that the sale is won, in percent. REST: `Probability`. */
  readonly probability?: Maybe<Scalars['Int']['output']>;
  /** Project the sale belongs to. `id` alone costs no REST call. Null when there is none. REST: `ProjectId`. */
  readonly project?: Maybe<Project>;
  /** Name of that project. REST: `ProjectName`. */
  readonly projectName?: Maybe<Scalars['String']['output']>;
  /** Day the sale is expected; if it is sold or lost, the day that happened. REST: `SaleDate`. */
  readonly saleDate?: Maybe<Scalars['DateTime']['output']>;
  /** The sale's type, an item of SuperOffice's list. Null when none is set. Its name is `saleTypeName`. REST: `SaleTypeId`. */
  readonly saleType?: Maybe<SaleType>;
  /** Name of the sale's type. REST: `SaleTypeName`. */
  readonly saleTypeName?: Maybe<Scalars['String']['output']>;
  /** Status of the sale: open, sold, lost or stalled. REST: `Status`. */
  readonly status?: Maybe<SaleStatus>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Heading of the sale. REST: `Title`. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Amount times probability, in `currency`. REST: `WeightedAmount`. */
  readonly weightedAmount?: Maybe<Scalars['Float']['output']>;
};


/**
 * A sale, from the first opportunity to the result.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists. Amounts are in `currency`.
 * REST: `Sale`, the simple carrier.
 */
export type SaleFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Status of a sale. REST: `SaleStatus`. */
export type SaleStatus =
  /** Lost. SuperOffice: `Lost`. */
  | 'LOST'
  /** Still being worked for. SuperOffice: `Open`. */
  | 'OPEN'
  /** All statuses together. A value of SuperOffice's statistics, not expected on a single sale. SuperOffice: `SaintAll`. */
  | 'SAINT_ALL'
  /** Won. SuperOffice: `Sold`. */
  | 'SOLD'
  /** Put on hold. SuperOffice: `Stalled`. */
  | 'STALLED'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN';

/**
 * A type of sales, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `SaleType`, read by POST Agents/List/GetSaleTypeList.
 */
export type SaleType = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the sale type, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the sale type. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A type of sales, an item of SuperOffice's list.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `SaleType`, read by POST Agents/List/GetSaleTypeList.
 */
export type SaleTypeFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What `setChatPresence` returns. REST: none, SuperOffice answers with an empty body. */
export type SetChatPresencePayload = {
  /**
   * Everybody's presence as it is afterwards. Costs one REST call if you select it. Null only together with an error.
   * REST: GET Presence/GetAll.
   */
  readonly chatPresence?: Maybe<ReadonlyArray<ChatPresence>>;
};

/** One address, part by part. Which parts are used depends on the country. REST: `StructuredAddress`. */
export type StructuredAddress = {
  /** First line of the address. REST: `Address1`. */
  readonly address1?: Maybe<Scalars['String']['output']>;
  /** Second line of the address. REST: `Address2`. */
  readonly address2?: Maybe<Scalars['String']['output']>;
  /** Third line of the address. REST: `Address3`. */
  readonly address3?: Maybe<Scalars['String']['output']>;
  /** What the address is for. REST: `AtypeIdx`. */
  readonly atypeIdx?: Maybe<AddressType>;
  /** City or town. REST: `City`. */
  readonly city?: Maybe<Scalars['String']['output']>;
  /** County. REST: `County`. */
  readonly county?: Maybe<Scalars['String']['output']>;
  /** This address as one text with line breaks. REST: `Formatted`. */
  readonly formatted?: Maybe<Scalars['String']['output']>;
  /** State or province. REST: `State`. */
  readonly state?: Maybe<Scalars['String']['output']>;
  /** Postcode. REST: `Zipcode`. */
  readonly zipcode?: Maybe<Scalars['String']['output']>;
};

/** What changes in SuperOffice, as it happens, with the caller's own rights. An operation has one field of it. */
export type Subscription = {
  /**
   * New messages of chat sessions, each once and in order.
   *
   * The first value of each session holds the messages after `after`, even if there are none. To go on after a break, pass
   * the latest `lastId` as `after`: nothing is skipped or repeated. A slow reader loses no message, because the server
   * reads messages when the reader is ready for them.
   *
   * The stream ends with `UNAUTHENTICATED` or `FORBIDDEN` when the caller may no longer see a session, with `NOT_FOUND`
   * for one that does not exist, and with `OPERATION_LIMIT_EXCEEDED` in place of a value that is too large. The message of
   * `FORBIDDEN` and `NOT_FOUND` names the session by its place, as in `sessions[1]`. The stream does not end if one of
   * several sessions is gone later (see `isGone`), or while SuperOffice is unavailable (see `staleSince`).
   *
   * REST: GET ChatSession/ForCurrentUser, repeatedly, once for all streams of a caller, to see which sessions have
   * changed; GET ChatSession/{id}/Messages for each of these, and each time for a session that is not in that list.
   */
  readonly chatMessageUpdates?: Maybe<ChatMessagesUpdate>;
  /**
   * One session that the caller may see, and each later state of it. It may be somebody else's.
   *
   * A slow reader gets the latest state. The stream ends with `UNAUTHENTICATED` or `FORBIDDEN` when the caller may no
   * longer see the session, and with `OPERATION_LIMIT_EXCEEDED` in place of a value that is too large. It does not end
   * while SuperOffice is unavailable: see `staleSince`.
   *
   * REST: GET ChatSession/{id}, repeatedly; none if the session is among those that the server already reads for the
   * caller's `chatSessionUpdates`.
   */
  readonly chatSessionUpdate?: Maybe<ChatSessionUpdate>;
  /**
   * The sessions of `chatSessionsForCurrentUser`, and then every change among them.
   *
   * The first value holds all of them (`isSnapshot`). Each later value holds the new and changed sessions, whole, and the
   * ids of those that are gone. A slow reader gets several changes in one value: the latest state always arrives, states
   * in between may not. A client that reconnects starts with a snapshot. A change inside a linked record, such as a
   * person's name, comes with the session's next change. `whenFetched` and `flags` do not count as changes.
   *
   * The stream ends with `UNAUTHENTICATED` or `FORBIDDEN` when the credential is no longer valid, and with
   * `OPERATION_LIMIT_EXCEEDED` in place of a value that is too large. It does not end while SuperOffice is unavailable: see
   * `staleSince`.
   *
   * REST: GET ChatSession/ForCurrentUser, repeatedly, once for all streams of a caller; with `parts` also GET
   * User/currentAssociate, once for each stream.
   */
  readonly chatSessionUpdates?: Maybe<ChatSessionsUpdate>;
};


/** What changes in SuperOffice, as it happens, with the caller's own rights. An operation has one field of it. */
export type SubscriptionChatMessageUpdatesArgs = {
  sessions: ReadonlyArray<ChatMessagesPosition>;
};


/** What changes in SuperOffice, as it happens, with the caller's own rights. An operation has one field of it. */
export type SubscriptionChatSessionUpdateArgs = {
  id: Scalars['ID']['input'];
};


/** What changes in SuperOffice, as it happens, with the caller's own rights. An operation has one field of it. */
export type SubscriptionChatSessionUpdatesArgs = {
  parts?: InputMaybe<ReadonlyArray<ChatSessionPart>>;
  topics?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/**
 * What the caller may do with a record.
 *
 * The four booleans are read from `mask`. They are null when SuperOffice sent no mask, or one with a name that this schema
 * does not know.
 * REST: `TableRight`.
 */
export type TableRight = {
  /** Whether the caller may delete the record. Null when `mask` does not say. REST: read from `Mask`. */
  readonly canDelete?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the caller may create records like this one. Null when `mask` does not say. REST: read from `Mask`. */
  readonly canInsert?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the caller may read the record. Null when `mask` does not say. REST: read from `Mask`. */
  readonly canSelect?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the caller may change the record. Null when `mask` does not say. REST: read from `Mask`. */
  readonly canUpdate?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Names of the rights as SuperOffice sends them, such as `Select` and `Update`. Some mean several: `RI` is `Select` and
   * `Insert`. If SuperOffice sends a number, the names of its flags. Empty when SuperOffice sent none. A value that is not
   * a mask, such as -1, fails this field and the booleans. REST: `Mask`.
   */
  readonly mask: ReadonlyArray<Scalars['String']['output']>;
  /** Why a right is missing, in words. Often empty. REST: `Reason`. */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

/**
 * A request: a customer's question or case, with its messages. SuperOffice's REST API calls it a ticket.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Ticket`, the simple carrier.
 */
export type Ticket = {
  /** When a postponed request becomes active again. Null when it is not postponed. REST: `Activate`. */
  readonly activate?: Maybe<Scalars['DateTime']['output']>;
  /** How far the request has escalated, a level of its priority's escalation. REST: `AlertLevel`. */
  readonly alertLevel?: Maybe<Scalars['Int']['output']>;
  /** When the request reaches the next `alertLevel` unless somebody acts. Null when it will not. REST: `AlertTimeout`. */
  readonly alertTimeout?: Maybe<Scalars['DateTime']['output']>;
  /** Who wrote the request: the author of its first message. May be personal data. REST: `Author`. */
  readonly author?: Maybe<Scalars['String']['output']>;
  /** Which of SuperOffice's built-in statuses the request is in. Compare `ticketStatus`. REST: `BaseStatus`. */
  readonly baseStatus?: Maybe<TicketBaseStatus>;
  /** Category of the request. Null when none is set. Its name is `categoryName`. REST: `Category`. */
  readonly category?: Maybe<TicketCategory>;
  /** Name of the category after the names of its parents, such as `norway/product A/support`. REST: `CategoryFullname`. */
  readonly categoryFullname?: Maybe<Scalars['String']['output']>;
  /** Name of the category alone, such as `support`. REST: `CategoryName`. */
  readonly categoryName?: Maybe<Scalars['String']['output']>;
  /** When the request was closed. Null while it is not. REST: `ClosedAt`. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The customer's company. `id` alone costs no REST call. Null when there is none. REST: `ContactId`. */
  readonly contact?: Maybe<Contact>;
  /** Name of that company. Null in versions of SuperOffice that lack it. REST: `ContactName`. */
  readonly contactName?: Maybe<Scalars['String']['output']>;
  /** When the request was created. REST: `CreatedAt`. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Service user id of the creator, not an associate id. It is 1, the system user, when the request came from outside.
   * REST: `CreatedBy`.
   */
  readonly createdByEjUserId?: Maybe<Scalars['Int']['output']>;
  /** Short name of the creator: initials or login name. REST: `CreatedByName`. */
  readonly createdByName?: Maybe<Scalars['String']['output']>;
  /** By when the request is to be done. Null when no deadline is set. REST: `Deadline`. */
  readonly deadline?: Maybe<Scalars['DateTime']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** When an associate first read the request. Null while none has. REST: `FirstReadByUser`. */
  readonly firstReadByUser?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Key of the submitted form the request was made from. Null in versions of SuperOffice that lack it.
   * REST: `FormSubmissionId`.
   */
  readonly formSubmissionId?: Maybe<Scalars['Int']['output']>;
  /** Address the request came from when it was created, such as an e-mail address. Personal data. REST: `FromAddress`. */
  readonly fromAddress?: Maybe<Scalars['String']['output']>;
  /** Whether any message has an attachment. REST: `HasAttachment`. */
  readonly hasAttachment?: Maybe<Scalars['Boolean']['output']>;
  /** Key of the request, 1 to 2147483647. REST: `TicketId`. */
  readonly id: Scalars['ID']['output'];
  /** Language of the first external message. Null in versions of SuperOffice that lack it. REST: `Language`. */
  readonly language?: Maybe<Scalars['String']['output']>;
  /** When the request was last changed. REST: `LastChanged`. */
  readonly lastChanged?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The request into which this one was merged. `id` alone costs no REST call. Null when it was not merged.
   * REST: `ConnectId`.
   */
  readonly mergedInto?: Maybe<Ticket>;
  /** Number of messages of the request. REST: `NumMessages`. */
  readonly numMessages?: Maybe<Scalars['Int']['output']>;
  /** Number of messages that went to the customer. REST: `NumReplies`. */
  readonly numReplies?: Maybe<Scalars['Int']['output']>;
  /** How the request came in. REST: `Origin`. */
  readonly origin?: Maybe<TicketOrigin>;
  /**
   * Associate who owns the request. `id` alone costs no REST call. Null when nobody does, or in versions of SuperOffice
   * that lack it. REST: `OwnedByAssociateId`.
   */
  readonly ownedBy?: Maybe<User>;
  /**
   * Service user id of the owner, not an associate id. It is 1, the system user, while nobody owns the request. Compare
   * `ownedBy`. REST: `OwnedBy`.
   */
  readonly ownedByEjUserId?: Maybe<Scalars['Int']['output']>;
  /** Short name of the owner: initials or login name. REST: `OwnedByName`. */
  readonly ownedByName?: Maybe<Scalars['String']['output']>;
  /**
   * The customer: the contact person who made the request. `id` alone costs no REST call. Null when there is none.
   * REST: `CustId`.
   */
  readonly person?: Maybe<Person>;
  /** The customer's first name. Personal data. REST: `PersonFirstname`, else the older `CustFirstname`. */
  readonly personFirstname?: Maybe<Scalars['String']['output']>;
  /** The customer's whole name. Personal data. REST: `PersonFullname`, else the older `CustFullname`. */
  readonly personFullname?: Maybe<Scalars['String']['output']>;
  /** The customer's family name. Personal data. REST: `PersonLastname`, else the older `CustLastname`. */
  readonly personLastname?: Maybe<Scalars['String']['output']>;
  /** The customer's middle name. Personal data. REST: `PersonMiddleName`, else the older `CustMiddleName`. */
  readonly personMiddleName?: Maybe<Scalars['String']['output']>;
  /** Priority of the request. Null when none is set. Its name is `priorityName`. REST: `Priority`. */
  readonly priority?: Maybe<TicketPriority>;
  /** Name of the priority. Null in versions of SuperOffice that lack it. REST: `PriorityName`. */
  readonly priorityName?: Maybe<Scalars['String']['output']>;
  /** Project the request is connected to. `id` alone costs no REST call. Null when there is none. REST: `ProjectId`. */
  readonly project?: Maybe<Project>;
  /** Name of that project. Null in versions of SuperOffice that lack it. REST: `ProjectName`. */
  readonly projectName?: Maybe<Scalars['String']['output']>;
  /** When the customer read the request. Null while they have not. REST: `ReadByCustomer`. */
  readonly readByCustomer?: Maybe<Scalars['DateTime']['output']>;
  /** When the owner last read the request. Null while they have not. REST: `ReadByOwner`. */
  readonly readByOwner?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the owner has read the request. REST: `ReadStatus`. */
  readonly readStatus?: Maybe<TicketReadStatus>;
  /**
   * Seconds in statuses that wait for somebody outside, by the clock, without the current status.
   * REST: `RealTimeSpentExternally`.
   */
  readonly realTimeSpentExternally?: Maybe<Scalars['Int']['output']>;
  /** Seconds in statuses that count as open, by the clock, without the current status. REST: `RealTimeSpentInternally`. */
  readonly realTimeSpentInternally?: Maybe<Scalars['Int']['output']>;
  /** Seconds in statuses that count as queued, by the clock, without the current status. REST: `RealTimeSpentQueue`. */
  readonly realTimeSpentQueue?: Maybe<Scalars['Int']['output']>;
  /** Minutes from creation to closing, by the clock. REST: `RealTimeToClose`. */
  readonly realTimeToClose?: Maybe<Scalars['Int']['output']>;
  /** Minutes from creation to the first answer, by the clock. REST: `RealTimeToReply`. */
  readonly realTimeToReply?: Maybe<Scalars['Int']['output']>;
  /**
   * When the request was first answered: the time of the first message to the outside. Null while there is none.
   * REST: `RepliedAt`.
   */
  readonly repliedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Sale the request is connected to. `id` alone costs no REST call. Null when there is none. REST: `SaleId`. */
  readonly sale?: Maybe<Sale>;
  /** Heading of that sale. Null in versions of SuperOffice that lack it. REST: `SaleHeading`. */
  readonly saleHeading?: Maybe<Scalars['String']['output']>;
  /**
   * Mood of the latest external message, an index whose scale SuperOffice does not document. Null in versions of
   * SuperOffice that lack it. REST: `Sentiment`.
   */
  readonly sentiment?: Maybe<Scalars['Int']['output']>;
  /**
   * How sure SuperOffice is of `sentiment`, on a scale it does not document. Null in versions of SuperOffice that lack it.
   * REST: `SentimentConfidence`.
   */
  readonly sentimentConfidence?: Maybe<Scalars['Int']['output']>;
  /** Who may see the request: only employees, or the customer too. REST: `Slevel`. */
  readonly slevel?: Maybe<TicketSecurityLevel>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /**
   * Status as the installation defines it. Null when none is set. Its name is `ticketStatusDisplayValue`.
   * REST: `TicketStatus`.
   */
  readonly ticketStatus?: Maybe<TicketStatus>;
  /** Name of that status, in the caller's language. REST: `TicketStatusDisplayValue`. */
  readonly ticketStatusDisplayValue?: Maybe<Scalars['String']['output']>;
  /**
   * Type of the request. Null when none is set, or in versions of SuperOffice that lack it. Its name is `ticketTypeName`.
   * REST: `TicketTypeId`.
   */
  readonly ticketType?: Maybe<TicketType>;
  /** Name of the type. Null in versions of SuperOffice that lack it. REST: `TicketTypeName`. */
  readonly ticketTypeName?: Maybe<Scalars['String']['output']>;
  /**
   * Total minutes of work noted on the request's messages. Null in versions of SuperOffice that lack it.
   * REST: `TimeSpent`.
   */
  readonly timeSpent?: Maybe<Scalars['Int']['output']>;
  /**
   * Seconds in statuses that wait for somebody outside, within the priority's office hours, without the current status.
   * REST: `TimeSpentExternally`.
   */
  readonly timeSpentExternally?: Maybe<Scalars['Int']['output']>;
  /**
   * Seconds in statuses that count as open, within the priority's office hours, without the current status.
   * REST: `TimeSpentInternally`.
   */
  readonly timeSpentInternally?: Maybe<Scalars['Int']['output']>;
  /**
   * Seconds in statuses that count as queued, within the priority's office hours, without the current status.
   * REST: `TimeSpentQueue`.
   */
  readonly timeSpentQueue?: Maybe<Scalars['Int']['output']>;
  /** Minutes from creation to closing, counting only the priority's office hours. REST: `TimeToClose`. */
  readonly timeToClose?: Maybe<Scalars['Int']['output']>;
  /** Minutes from creation to the first answer, counting only the priority's office hours. REST: `TimeToReply`. */
  readonly timeToReply?: Maybe<Scalars['Int']['output']>;
  /** Subject of the request. Untrusted: it may be a stranger's text. REST: `Title`. */
  readonly title?: Maybe<Scalars['String']['output']>;
};


/**
 * A request: a customer's question or case, with its messages. SuperOffice's REST API calls it a ticket.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists.
 * REST: `Ticket`, the simple carrier.
 */
export type TicketFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** SuperOffice's built-in statuses of a request. REST: `TicketBaseStatus`. */
export type TicketBaseStatus =
  /** Open. SuperOffice: `Active`. */
  | 'ACTIVE'
  /** Closed. SuperOffice: `Closed`. */
  | 'CLOSED'
  /** Deleted. SuperOffice: `Deleted`. */
  | 'DELETED'
  /** Merged into another request: see `mergedInto`. SuperOffice: `Merged`. */
  | 'MERGED'
  /** Put aside until the time of `activate`. SuperOffice: `Postponed`. */
  | 'POSTPONED'
  /**
   * Put aside for one hour. A choice of SuperOffice's user interface, not expected on a stored request. SuperOffice:
   * `Postponed1Hour`.
   */
  | 'POSTPONED_1_HOUR'
  /**
   * Put aside for two hours. A choice of SuperOffice's user interface, not expected on a stored request. SuperOffice:
   * `Postponed2Hours`.
   */
  | 'POSTPONED_2_HOURS'
  /**
   * Put aside for three hours. A choice of SuperOffice's user interface, not expected on a stored request. SuperOffice:
   * `Postponed3Hours`.
   */
  | 'POSTPONED_3_HOURS'
  /**
   * Put aside for four hours. A choice of SuperOffice's user interface, not expected on a stored request. SuperOffice:
   * `Postponed4Hours`.
   */
  | 'POSTPONED_4_HOURS'
  /**
   * Put aside for a day. A choice of SuperOffice's user interface, not expected on a stored request. SuperOffice:
   * `PostponedDay`.
   */
  | 'POSTPONED_DAY'
  /**
   * Put aside for a month. A choice of SuperOffice's user interface, not expected on a stored request. SuperOffice:
   * `PostponedMonth`.
   */
  | 'POSTPONED_MONTH'
  /**
   * Put aside until a chosen time. A choice of SuperOffice's user interface, not expected on a stored request.
   * SuperOffice: `PostponedSpecific`.
   */
  | 'POSTPONED_SPECIFIC'
  /**
   * Put aside for a week. A choice of SuperOffice's user interface, not expected on a stored request. SuperOffice:
   * `PostponedWeek`.
   */
  | 'POSTPONED_WEEK'
  /** Marked as spam. SuperOffice: `Spam`. */
  | 'SPAM'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN';

/**
 * A category of requests. Categories form a tree.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `TicketCategoryEntity`, read by POST Agents/List/GetTicketCategoryList.
 */
export type TicketCategory = {
  /** Minutes in which further messages of a customer go to the user who got the first one. REST: `AssignmentLag`. */
  readonly assignmentLag?: Maybe<Scalars['Int']['output']>;
  /**
   * Key of the user in charge of the category; 0 or -1 when there is none. SuperOffice does not document which key: very
   * likely the Service user id (`User.ejUserId`). REST: `CategoryMaster`.
   */
  readonly categoryMaster?: Maybe<Scalars['Int']['output']>;
  /** Status that is proposed for a new request. REST: `ClosingStatus`. */
  readonly closingStatus?: Maybe<TicketCategoryClosingStatus>;
  /** Custom fields of the category, name by name. Empty when there are none. REST: `CustomFields`. */
  readonly customFields: ReadonlyArray<NamedValue>;
  /**
   * Status of the installation that is proposed for a request to which a message is added. Comes with the category. Null
   * when none is set. REST: `DefaultMessageStatus`.
   */
  readonly defaultMessageStatus?: Maybe<TicketStatus>;
  /**
   * Status of the installation that is proposed for a new request. Comes with the category. Null when none is set.
   * REST: `DefaultTicketStatus`.
   */
  readonly defaultTicketStatus?: Maybe<TicketStatus>;
  /** How new requests are given to the category's members. REST: `DelegateMethod`. */
  readonly delegateMethod?: Maybe<TicketCategoryDelegateMethod>;
  /**
   * Key of the reply template that applies here, the category's own or an inherited one; 0 or -1 when there is none. Null
   * in versions of SuperOffice that lack it. REST: `EffectiveReplyTemplateId`.
   */
  readonly effectiveReplyTemplateId?: Maybe<Scalars['Int']['output']>;
  /** Name of the category as customers see it. REST: `ExternalName`. */
  readonly externalName?: Maybe<Scalars['String']['output']>;
  /** Extra fields of the category, name by name. Empty when there are none. REST: `ExtraFields`. */
  readonly extraFields: ReadonlyArray<NamedValue>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /**
   * Names of the switches that are on, as SuperOffice sends them: `Internal`, `OnlyLoggedInUsers`,
   * `DefaultToCategoryMaster`, `ListInMain`, `RedelegateNewMsg`, `DelegateToOurContact`, `PropagateReplyTemplate`,
   * `MembersOnly`, `NotifyMembers`, `AcceptWhenReplying`; `Unknown` for none. Empty when it sent nothing. REST: `Flags`.
   */
  readonly flags: ReadonlyArray<Scalars['String']['output']>;
  /** Name of the category after those of its parents, such as `norway/product A/support`. REST: `Fullname`. */
  readonly fullname?: Maybe<Scalars['String']['output']>;
  /** Key of the category, 1 to 2147483647. REST: `TicketCategoryId`; of a chat topic's, `Id`. */
  readonly id: Scalars['ID']['output'];
  /** Status that is proposed for a request to which a message is added. REST: `MsgClosingStatus`. */
  readonly msgClosingStatus?: Maybe<TicketCategoryClosingStatus>;
  /** Name of the category alone, such as `support`. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /**
   * E-mail addresses, separated by commas, that are notified when a request arrives here without an owner. May be personal
   * data. REST: `NotificationEmail`.
   */
  readonly notificationEmail?: Maybe<Scalars['String']['output']>;
  /** The parent category. `id` alone costs no REST call. Null at the top. REST: `ParentId`. */
  readonly parent?: Maybe<TicketCategory>;
  /** Key of the reply template for messages in this category; 0 or -1 when none is set. REST: `ReplyTemplate`. */
  readonly replyTemplate?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
};


/**
 * A category of requests. Categories form a tree.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `TicketCategoryEntity`, read by POST Agents/List/GetTicketCategoryList.
 */
export type TicketCategoryCustomFieldsArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A category of requests. Categories form a tree.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `TicketCategoryEntity`, read by POST Agents/List/GetTicketCategoryList.
 */
export type TicketCategoryExtraFieldsArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * A category of requests. Categories form a tree.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `TicketCategoryEntity`, read by POST Agents/List/GetTicketCategoryList.
 */
export type TicketCategoryFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Status that is proposed for requests in a category. REST: `TicketCategoryClosingStatus`. */
export type TicketCategoryClosingStatus =
  /** Open. SuperOffice: `Active`. */
  | 'ACTIVE'
  /** Closed. SuperOffice: `Closed`. */
  | 'CLOSED'
  /** Put aside. SuperOffice: `Postponed`. */
  | 'POSTPONED'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN'
  /** None of the built-in ones: what the user has chosen. SuperOffice: `UserDefined`. */
  | 'USER_DEFINED';

/** How new requests are given to the members of a category. REST: `TicketCategoryDelegateMethod`. */
export type TicketCategoryDelegateMethod =
  /** To all members alike. SuperOffice: `Even`. */
  | 'EVEN'
  /** To nobody: they wait until somebody takes them. SuperOffice: `Not`. */
  | 'NOT'
  /** By a method that favours some members; SuperOffice does not document it further. SuperOffice: `Unfair`. */
  | 'UNFAIR'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN'
  /** By the weight of each member. SuperOffice: `Weighted`. */
  | 'WEIGHTED';

/** A page of requests. REST: the answer of GET Ticket, the archive list. */
export type TicketConnection = {
  /** The requests of this page, each with its cursor. Empty when there are none. REST: `value`. */
  readonly edges: ReadonlyArray<TicketEdge>;
  /** The same requests without their cursors. REST: as `edges`. */
  readonly nodes: ReadonlyArray<Maybe<Ticket>>;
  /** Whether there are more records, and where the next page begins. REST: none, made by this server. */
  readonly pageInfo: PageInfo;
};

/** A request in a page. REST: a row of the archive list. */
export type TicketEdge = {
  /** Where this request is in the list, for `after`. Opaque: do not make one yourself. REST: none, made by this server. */
  readonly cursor: Scalars['String']['output'];
  /** The request. REST: a row of the archive list for `id`, POST Agents/Ticket/GetTickets for the rest. */
  readonly node?: Maybe<Ticket>;
};

/** Order of requests. REST: `$orderBy`. */
export type TicketOrder =
  /** By `id`, the oldest request first. SuperOffice: `ticketId asc`. */
  | 'ID_ASC'
  /** By `id`, the newest request first. SuperOffice: `ticketId desc`. */
  | 'ID_DESC';

/** How a request came in. REST: `TicketOrigin`. */
export type TicketOrigin =
  /** Through an API. SuperOffice: `API`. */
  | 'API'
  /** Made by software. SuperOffice: `AutoGenerated`. */
  | 'AUTO_GENERATED'
  /** From a chat. SuperOffice: `Chat`. */
  | 'CHAT'
  /** From the customer centre, the web site where customers follow their requests. SuperOffice: `CustomerCentre`. */
  | 'CUSTOMER_CENTRE'
  /** By e-mail. SuperOffice: `Email`. */
  | 'EMAIL'
  /** From a mailing of SuperOffice Marketing. SuperOffice: `EMarketing`. */
  | 'E_MARKETING'
  /** From Facebook. SuperOffice: `Facebook`. */
  | 'FACEBOOK'
  /** By fax. SuperOffice: `Fax`. */
  | 'FAX'
  /** From a marketing flow. SuperOffice: `Flow`. */
  | 'FLOW'
  /** From a web form. SuperOffice: `Form`. */
  | 'FORM'
  /** Written by an associate. SuperOffice: `Internal`. */
  | 'INTERNAL'
  /** By phone. SuperOffice: `Phone`. */
  | 'PHONE'
  /** By text message. SuperOffice: `SMS`. */
  | 'SMS'
  /** From Twitter. SuperOffice: `Twitter`. */
  | 'TWITTER'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN';

/**
 * A priority of requests: how fast they must be answered, and what happens if they are not.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists. In a chat topic, the other fields
 * cost no call either.
 * REST: `TicketPriority`, read by POST Agents/List/GetTicketPriorityList.
 */
export type TicketPriority = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the priority, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the priority. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Its name, in the caller's language. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/**
 * A priority of requests: how fast they must be answered, and what happens if they are not.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists. In a chat topic, the other fields
 * cost no call either.
 * REST: `TicketPriority`, read by POST Agents/List/GetTicketPriorityList.
 */
export type TicketPriorityFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Whether the owner has read a request, as the colour SuperOffice shows. REST: `TicketReadStatus`. */
export type TicketReadStatus =
  /** Read. SuperOffice: `Green`. */
  | 'GREEN'
  /** Not read. SuperOffice: `Red`. */
  | 'RED'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN'
  /** Read, but there is something new since. SuperOffice: `Yellow`. */
  | 'YELLOW';

/** Who may see a request. REST: `TicketSecurityLevel`. */
export type TicketSecurityLevel =
  /** The customer too. SuperOffice: `External`. */
  | 'EXTERNAL'
  /** Only employees. SuperOffice: `Internal`. */
  | 'INTERNAL'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN';

/**
 * A status of requests, as the installation defines it.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `TicketStatusEntity`, read by POST Agents/List/GetTicketStatusList.
 */
export type TicketStatus = {
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the status, 1 to 2147483647. REST: `TicketStatusId`. */
  readonly id: Scalars['ID']['output'];
  /** Whether this is the default among the statuses that count as the same built-in one. REST: `IsDefault`. */
  readonly isDefault?: Maybe<Scalars['Boolean']['output']>;
  /** Name of the status, in the caller's language. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /**
   * Whether a request in this status stays as it is when an e-mail arrives, instead of being reopened. REST:
   * `NoEmailReopen`.
   */
  readonly noEmailReopen?: Maybe<Scalars['Boolean']['output']>;
  /** Which of SuperOffice's built-in statuses this one counts as. REST: `Status`. */
  readonly status?: Maybe<TicketBaseStatus>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** The request's counter to which time in this status is added. REST: `TimeCounter`. */
  readonly timeCounter?: Maybe<TicketStatusTimeCounter>;
  /** Whether requests in the queue, without an owner, can have this status. REST: `UsedInQueue`. */
  readonly usedInQueue?: Maybe<Scalars['Boolean']['output']>;
};


/**
 * A status of requests, as the installation defines it.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists.
 * REST: `TicketStatusEntity`, read by POST Agents/List/GetTicketStatusList.
 */
export type TicketStatusFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The request's counter to which time in a status is added. REST: `TicketStatusTimeCounter`. */
export type TicketStatusTimeCounter =
  /** To the time it waited for somebody outside: `Ticket.timeSpentExternally`. SuperOffice: `Externally`. */
  | 'EXTERNALLY'
  /** To the time it was open: `Ticket.timeSpentInternally`. SuperOffice: `Internally`. */
  | 'INTERNALLY'
  /** To none. SuperOffice: `None`. */
  | 'NONE'
  /** To the time it was queued: `Ticket.timeSpentQueue`. SuperOffice: `Queue`. */
  | 'QUEUE'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN';

/**
 * A type of requests.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists. Relations are known by their keys
 * in the same way.
 * REST: `TicketTypeEntity`, read by POST Agents/List/GetTicketTypeList.
 */
export type TicketType = {
  /**
   * Priority of a new request of this type. `id` alone costs no REST call. Null when none is set.
   * REST: `DefaultTicketPriority`.
   */
  readonly defaultTicketPriority?: Maybe<TicketPriority>;
  /**
   * Status of a new request of this type. `id` alone costs no REST call. Null when none is set.
   * REST: `DefaultTicketStatus`.
   */
  readonly defaultTicketStatus?: Maybe<TicketStatus>;
  /** Whether a new request of this type begins without recipients of an e-mail. REST: `ExcludeEmailRecipients`. */
  readonly excludeEmailRecipients?: Maybe<Scalars['Boolean']['output']>;
  /** Whether a new request of this type begins without the user's signature. REST: `ExcludeSignature`. */
  readonly excludeSignature?: Maybe<Scalars['Boolean']['output']>;
  /** Whether a new request of this type begins visible to the customer. REST: `ExternalAsDefault`. */
  readonly externalAsDefault?: Maybe<Scalars['Boolean']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Name of the type's icon. REST: `Icon`. */
  readonly icon?: Maybe<Scalars['String']['output']>;
  /** Key of the type, 1 to 2147483647. REST: `TicketTypeId`. */
  readonly id: Scalars['ID']['output'];
  /** Whether this is the default type. REST: `IsDefault`. */
  readonly isDefault?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Whether customers see the type and can create requests of it. Null in versions of SuperOffice that lack it.
   * REST: `IsExternalVisible`.
   */
  readonly isExternalVisible?: Maybe<Scalars['Boolean']['output']>;
  /** Name of the type, in the caller's language. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Place of the type among the others. Null in versions of SuperOffice that lack it. REST: `Rank`. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** Whether replies begin visible to the customer. REST: `ReplyExternalAsDefault`. */
  readonly replyExternalAsDefault?: Maybe<Scalars['Boolean']['output']>;
  /** Whether replies and forwarded messages begin without the user's signature. REST: `ReplyForwardNoSignature`. */
  readonly replyForwardNoSignature?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Key of the reply template for requests of this type; 0 or -1 when none is set. Null in versions of SuperOffice that
   * lack it.
   * REST: `ReplyTemplate`.
   */
  readonly replyTemplate?: Maybe<Scalars['Int']['output']>;
  /** Whether the type is offered in SuperOffice's menu for new records. REST: `ShowInNew`. */
  readonly showInNew?: Maybe<Scalars['Boolean']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /**
   * Priorities that a request of this type can have; empty when it can have all of them. `id` alone costs no REST call.
   * Null only together with an error. REST: POST Agents/List/GetTicketPriorityList, by the ids in `TicketPriorities`.
   */
  readonly ticketPriorities?: Maybe<ReadonlyArray<TicketPriority>>;
  /**
   * Statuses that a request of this type can have; empty when it can have all of them. `id` alone costs no REST call. Null
   * only together with an error. REST: POST Agents/List/GetTicketStatusList, by the ids in `TicketStatuses`.
   */
  readonly ticketStatuses?: Maybe<ReadonlyArray<TicketStatus>>;
  /** Tooltip that SuperOffice shows for the type. Null in versions of SuperOffice that lack it. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** Keys of the user groups that see the type. Empty when SuperOffice names none. REST: `VisibleForGroups`. */
  readonly visibleForGroups: ReadonlyArray<Scalars['Int']['output']>;
};


/**
 * A type of requests.
 *
 * Selecting only the `id` costs no REST call and does not check that the record exists. Relations are known by their keys
 * in the same way.
 * REST: `TicketTypeEntity`, read by POST Agents/List/GetTicketTypeList.
 */
export type TicketTypeFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A time zone and its offsets. REST: `TimeZoneData`. */
export type TimeZone = {
  /** Number of its country in ISO 3166. REST: `IsoNumber`. */
  readonly isoNumber?: Maybe<Scalars['Int']['output']>;
  /** Name of the time zone. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /**
   * When summer time applies, year by year. Empty when there is none, or SuperOffice does not say.
   * REST: `TimeZoneDSTRules`.
   */
  readonly timeZoneDSTRules: ReadonlyArray<TimeZoneRule>;
  /** When standard time applies, year by year. Empty when SuperOffice does not say. REST: `TimeZoneSTDRules`. */
  readonly timeZoneSTDRules: ReadonlyArray<TimeZoneRule>;
  /** Cities in the time zone. REST: `TZLocationCities`. */
  readonly tzLocationCities?: Maybe<Scalars['String']['output']>;
  /** Code of the time zone, which the header `SO-TimeZone` takes, such as `NO`. REST: `TZLocationCode`. */
  readonly tzLocationCode?: Maybe<Scalars['String']['output']>;
  /** Key of the time zone in SuperOffice. REST: `TZLocationID`. */
  readonly tzLocationID?: Maybe<Scalars['Int']['output']>;
};

/** When an offset applies in one year. REST: `TimeZoneRule`. */
export type TimeZoneRule = {
  /** Day of the month on which the offset ends. REST: `EndDay`. */
  readonly endDay?: Maybe<Scalars['Int']['output']>;
  /** Month in which the offset ends, from 1. REST: `EndMonth`. */
  readonly endMonth?: Maybe<Scalars['Int']['output']>;
  /** Rule for the day the offset ends, in a notation SuperOffice does not document. REST: `EndRulePattern`. */
  readonly endRulePattern?: Maybe<Scalars['String']['output']>;
  /** Day of the month on which the offset begins. REST: `StartDay`. */
  readonly startDay?: Maybe<Scalars['Int']['output']>;
  /** Month in which the offset begins, from 1. REST: `StartMonth`. */
  readonly startMonth?: Maybe<Scalars['Int']['output']>;
  /** Rule for the day the offset begins, in a notation SuperOffice does not document. REST: `StartRulePattern`. */
  readonly startRulePattern?: Maybe<Scalars['String']['output']>;
  /** The offset in minutes. SuperOffice does not document which side of UTC counts as positive. REST: `TZOffset`. */
  readonly tzOffset?: Maybe<Scalars['Int']['output']>;
  /**
   * The year, such as `2026`. A text, as SuperOffice sends it.
   * REST: the key of the entry in `TimeZoneSTDRules` or `TimeZoneDSTRules`.
   */
  readonly year?: Maybe<Scalars['String']['output']>;
};

/**
 * What to change in a chat session. A field that you leave out stays as it is. Null clears a text, and removes the link to
 * a record.
 * REST: `ChatSessionEntity`.
 */
export type UpdateChatSessionInput = {
  /** The `id` of the company to connect the session to. Null removes the link. REST: `Contact`. */
  readonly contact?: InputMaybe<Scalars['ID']['input']>;
  /** Name under which the visitor appears in the chat, at most 64 characters. Null clears it. REST: `CustomerAlias`. */
  readonly customerAlias?: InputMaybe<Scalars['String']['input']>;
  /** The visitor's company name. Null clears it. REST: `CustomerCompanyName`. */
  readonly customerCompanyName?: InputMaybe<Scalars['String']['input']>;
  /** The visitor's e-mail address. Null clears it. REST: `CustomerEmail`. */
  readonly customerEmail?: InputMaybe<Scalars['String']['input']>;
  /** The visitor's name. Null clears it. REST: `CustomerName`. */
  readonly customerName?: InputMaybe<Scalars['String']['input']>;
  /** The visitor's phone number, at most 32 characters. Null clears it. REST: `CustomerPhone`. */
  readonly customerPhone?: InputMaybe<Scalars['String']['input']>;
  /** The `id` of the contact person who is the visitor. Null removes the link. REST: `Person`. */
  readonly person?: InputMaybe<Scalars['ID']['input']>;
  /** The `id` of the project to connect the session to. Null removes the link. REST: `Project`. */
  readonly project?: InputMaybe<Scalars['ID']['input']>;
  /** The `id` of the sale to connect the session to. Null removes the link. REST: `Sale`. */
  readonly sale?: InputMaybe<Scalars['ID']['input']>;
  /** The new status. Null leaves it as it is, because every session has a status. REST: `Status`. */
  readonly status?: InputMaybe<ChatSessionStatusInput>;
  /** The `id` of the request to connect the session to. Null removes the link. REST: `Ticket`. */
  readonly ticket?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * An associate: somebody who logs in to SuperOffice.
 *
 * `person` is known by its key: selecting only its `id` costs no REST call and does not check that the record exists.
 * REST: `Associate`.
 */
export type User = {
  /**
   * Whether the associate is present in chat, and how busy they are. The server finds it by `ejUserId`, which is very
   * likely the key of presence: see `ChatPresence.userId`.
   *
   * Everybody's presence costs one REST call for each operation, shared with `Query.chatPresence`; none if the associate
   * has no Service user. Null when SuperOffice has none, for example without a chat licence, or together with an error.
   * REST: GET Presence/GetAll.
   */
  readonly chatPresence?: Maybe<ChatPresence>;
  /** Custom fields of the associate, name by name. Empty when there are none. REST: `CustomFields`. */
  readonly customFields: ReadonlyArray<NamedValue>;
  /** Whether the associate has been retired. REST: `Deleted`. */
  readonly deleted?: Maybe<Scalars['Boolean']['output']>;
  /** Key of the associate's user in SuperOffice Service; 0 when there is none. Not the associate id. REST: `EjUserId`. */
  readonly ejUserId?: Maybe<Scalars['Int']['output']>;
  /** Extra fields of the associate, name by name. Empty when there are none. REST: `ExtraFields`. */
  readonly extraFields: ReadonlyArray<NamedValue>;
  /** What the caller may do with each property. Empty when SuperOffice does not say. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Name with titles, as used on labels. REST: `FormalName`. */
  readonly formalName?: Maybe<Scalars['String']['output']>;
  /** Whole name, in the order that is usual in the caller's culture. REST: `FullName`. */
  readonly fullName?: Maybe<Scalars['String']['output']>;
  /** Key of the associate's primary user group. REST: `GroupIdx`. */
  readonly groupIdx?: Maybe<Scalars['Int']['output']>;
  /** Associate id, 1 to 2147483647. Not the Service user id, which is `ejUserId`. REST: `AssociateId`. */
  readonly id: Scalars['ID']['output'];
  /** Short name: the associate's initials, often also the login name. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /**
   * The associate's own record as a contact person. `id` alone costs no REST call. Null when there is none.
   * REST: `PersonId`.
   */
  readonly person?: Maybe<Person>;
  /** Place in sorted lists of associates. REST: `Rank`. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not say. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Tooltip that SuperOffice shows for the associate. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** What kind of login this is. REST: `Type`. */
  readonly type?: Maybe<UserType>;
  /**
   * Name with which the associate logs in, online often an e-mail address. Null when SuperOffice does not say.
   * REST: `UserName`.
   */
  readonly userName?: Maybe<Scalars['String']['output']>;
};


/**
 * An associate: somebody who logs in to SuperOffice.
 *
 * `person` is known by its key: selecting only its `id` costs no REST call and does not check that the record exists.
 * REST: `Associate`.
 */
export type UserCustomFieldsArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * An associate: somebody who logs in to SuperOffice.
 *
 * `person` is known by its key: selecting only its `id` costs no REST call and does not check that the record exists.
 * REST: `Associate`.
 */
export type UserExtraFieldsArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * An associate: somebody who logs in to SuperOffice.
 *
 * `person` is known by its key: selecting only its `id` costs no REST call and does not check that the record exists.
 * REST: `Associate`.
 */
export type UserFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What kind of login an associate has. REST: `UserType`. */
export type UserType =
  /** Somebody who is not identified. SuperOffice: `AnonymousAssociate`. */
  | 'ANONYMOUS_ASSOCIATE'
  /** Somebody from outside the company who may log in, such as a customer. SuperOffice: `ExternalAssociate`. */
  | 'EXTERNAL_ASSOCIATE'
  /** An employee. SuperOffice: `InternalAssociate`. */
  | 'INTERNAL_ASSOCIATE'
  /** Not a person but something to book, such as a room. SuperOffice: `ResourceAssociate`. */
  | 'RESOURCE_ASSOCIATE'
  /** Software that logs in by itself. SuperOffice: `SystemAssociate`. */
  | 'SYSTEM_ASSOCIATE'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
  | 'UNKNOWN';

/** Style of a chat widget. REST: `WidgetTheme`. */
export type WidgetTheme =
  /** The older style. SuperOffice: `Classic`. */
  | 'CLASSIC'
  /** The newer style. SuperOffice: `Modern`. */
  | 'MODERN'
  /** A value newer than this schema; SuperOffice has no `Unknown` of its own here. */
  | 'UNKNOWN';

/** What became of a change that failed. REST: none, made by this server. */
export type WriteOutcome =
  /** The change was not sent, so nothing has changed. You can send the same request again. */
  | 'NOT_SENT'
  /** SuperOffice refused the change, so nothing has changed. */
  | 'REJECTED'
  /** The change was sent, and whether SuperOffice made it is not known: read the record before you try again. */
  | 'UNKNOWN';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Business: Business;
  Category: Category;
  ChatSession: ChatSession;
  ChatTopic: ChatTopic;
  Contact: Contact;
  Country: Country;
  Currency: Currency;
  CustomerLanguage: CustomerLanguage;
  Person: Person;
  Position: Position;
  Project: Project;
  ProjectStatus: ProjectStatus;
  ProjectType: ProjectType;
  Sale: Sale;
  SaleType: SaleType;
  Ticket: Ticket;
  TicketCategory: TicketCategory;
  TicketPriority: TicketPriority;
  TicketStatus: TicketStatus;
  TicketType: TicketType;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Business:
    ( { __typename: 'Business' }
    & GraphQLRecursivePick<FederationTypes['Business'], {"id":true}> );
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  ChatSession:
    ( { __typename: 'ChatSession' }
    & GraphQLRecursivePick<FederationTypes['ChatSession'], {"id":true}> );
  ChatTopic:
    ( { __typename: 'ChatTopic' }
    & GraphQLRecursivePick<FederationTypes['ChatTopic'], {"id":true}> );
  Contact:
    ( { __typename: 'Contact' }
    & GraphQLRecursivePick<FederationTypes['Contact'], {"id":true}> );
  Country:
    ( { __typename: 'Country' }
    & GraphQLRecursivePick<FederationTypes['Country'], {"id":true}> );
  Currency:
    ( { __typename: 'Currency' }
    & GraphQLRecursivePick<FederationTypes['Currency'], {"id":true}> );
  CustomerLanguage:
    ( { __typename: 'CustomerLanguage' }
    & GraphQLRecursivePick<FederationTypes['CustomerLanguage'], {"id":true}> );
  Person:
    ( { __typename: 'Person' }
    & GraphQLRecursivePick<FederationTypes['Person'], {"id":true}> );
  Position:
    ( { __typename: 'Position' }
    & GraphQLRecursivePick<FederationTypes['Position'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
  ProjectStatus:
    ( { __typename: 'ProjectStatus' }
    & GraphQLRecursivePick<FederationTypes['ProjectStatus'], {"id":true}> );
  ProjectType:
    ( { __typename: 'ProjectType' }
    & GraphQLRecursivePick<FederationTypes['ProjectType'], {"id":true}> );
  Sale:
    ( { __typename: 'Sale' }
    & GraphQLRecursivePick<FederationTypes['Sale'], {"id":true}> );
  SaleType:
    ( { __typename: 'SaleType' }
    & GraphQLRecursivePick<FederationTypes['SaleType'], {"id":true}> );
  Ticket:
    ( { __typename: 'Ticket' }
    & GraphQLRecursivePick<FederationTypes['Ticket'], {"id":true}> );
  TicketCategory:
    ( { __typename: 'TicketCategory' }
    & GraphQLRecursivePick<FederationTypes['TicketCategory'], {"id":true}> );
  TicketPriority:
    ( { __typename: 'TicketPriority' }
    & GraphQLRecursivePick<FederationTypes['TicketPriority'], {"id":true}> );
  TicketStatus:
    ( { __typename: 'TicketStatus' }
    & GraphQLRecursivePick<FederationTypes['TicketStatus'], {"id":true}> );
  TicketType:
    ( { __typename: 'TicketType' }
    & GraphQLRecursivePick<FederationTypes['TicketType'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActivityStatus: ResolverTypeWrapper<ActivityStatusName>;
  Address: ResolverTypeWrapper<AddressCarrier>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AddressType: ResolverTypeWrapper<AddressTypeName>;
  Business: ResolverTypeWrapper<ListItemCarrier>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Category: ResolverTypeWrapper<CategoryCarrier>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CategoryGroup: ResolverTypeWrapper<CategoryGroupName>;
  ChatBotSettings: ResolverTypeWrapper<ChatBotSettingsCarrier>;
  ChatMessage: ResolverTypeWrapper<ChatMessageCarrier>;
  ChatMessageInput: ChatMessageInput;
  ChatMessageSpecialType: ResolverTypeWrapper<ChatMessageSpecialTypeName>;
  ChatMessageType: ResolverTypeWrapper<ChatMessageTypeName>;
  ChatMessageTypeInput: ChatMessageTypeInput;
  ChatMessagesPosition: ChatMessagesPosition;
  ChatMessagesUpdate: ResolverTypeWrapper<MessagesUpdate>;
  ChatOpeningHours: ResolverTypeWrapper<ChatOpeningHoursCarrier>;
  ChatPresence: ResolverTypeWrapper<ChatPresenceCarrier>;
  ChatPresenceInput: ChatPresenceInput;
  ChatSession: ResolverTypeWrapper<ChatSessionCarrier>;
  ChatSessionConnection: ResolverTypeWrapper<ChatSessionPage>;
  ChatSessionEdge: ResolverTypeWrapper<ChatSessionRow>;
  ChatSessionFilter: ChatSessionFilter;
  ChatSessionOrder: ChatSessionOrder;
  ChatSessionPart: ChatSessionPart;
  ChatSessionStatus: ResolverTypeWrapper<ChatSessionStatusName>;
  ChatSessionStatusInput: ChatSessionStatusInput;
  ChatSessionUpdate: ResolverTypeWrapper<SessionUpdate>;
  ChatSessionsUpdate: ResolverTypeWrapper<SessionsUpdate>;
  ChatTopic: ResolverTypeWrapper<ChatTopicCarrier>;
  ChatTopicMember: ResolverTypeWrapper<ChatTopicAgentCarrier>;
  ChatTopicMemberInput: ChatTopicMemberInput;
  ChatTranscriptFormat: ChatTranscriptFormat;
  ChatWidgetSettings: ResolverTypeWrapper<ChatWidgetSettingsCarrier>;
  ChatWidgetSize: ResolverTypeWrapper<ChatWidgetSizeName>;
  Contact: ResolverTypeWrapper<ContactCarrier>;
  Country: ResolverTypeWrapper<CountryCarrier>;
  Currency: ResolverTypeWrapper<ListItemCarrier>;
  CustomerLanguage: ResolverTypeWrapper<ListItemCarrier>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  ErrorCode: ErrorCode;
  ErrorExtensions: ResolverTypeWrapper<ErrorExtensions>;
  ErrorExtensionsSuperOffice: ResolverTypeWrapper<ErrorExtensionsSuperOffice>;
  FieldProperty: ResolverTypeWrapper<FieldPropertyEntry>;
  FieldRight: ResolverTypeWrapper<FieldRightCarrier>;
  KbCategory: ResolverTypeWrapper<KbCategoryCarrier>;
  LocalDateTime: ResolverTypeWrapper<Scalars['LocalDateTime']['output']>;
  LocalizedField: ResolverTypeWrapper<LocalizedFieldCarrier>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NamedValue: ResolverTypeWrapper<NamedValueEntry>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Person: ResolverTypeWrapper<PersonCarrier>;
  Position: ResolverTypeWrapper<ListItemCarrier>;
  Project: ResolverTypeWrapper<ProjectCarrier>;
  ProjectStatus: ResolverTypeWrapper<ListItemCarrier>;
  ProjectType: ResolverTypeWrapper<ListItemCarrier>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemoveChatTopicMemberPayload: ResolverTypeWrapper<ChatTopicAgentCarrier>;
  ReplyTemplate: ResolverTypeWrapper<ReplyTemplateCarrier>;
  Sale: ResolverTypeWrapper<SaleCarrier>;
  SaleStatus: ResolverTypeWrapper<SaleStatusName>;
  SaleType: ResolverTypeWrapper<ListItemCarrier>;
  SetChatPresencePayload: ResolverTypeWrapper<{}>;
  StructuredAddress: ResolverTypeWrapper<StructuredAddressCarrier>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TableRight: ResolverTypeWrapper<TableRightCarrier>;
  Ticket: ResolverTypeWrapper<TicketCarrier>;
  TicketBaseStatus: ResolverTypeWrapper<TicketBaseStatusName>;
  TicketCategory: ResolverTypeWrapper<TicketCategoryEntityCarrier>;
  TicketCategoryClosingStatus: ResolverTypeWrapper<TicketCategoryClosingStatusName>;
  TicketCategoryDelegateMethod: ResolverTypeWrapper<TicketCategoryDelegateMethodName>;
  TicketConnection: ResolverTypeWrapper<TicketPage>;
  TicketEdge: ResolverTypeWrapper<TicketRow>;
  TicketOrder: TicketOrder;
  TicketOrigin: ResolverTypeWrapper<TicketOriginName>;
  TicketPriority: ResolverTypeWrapper<ListItemCarrier>;
  TicketReadStatus: ResolverTypeWrapper<TicketReadStatusName>;
  TicketSecurityLevel: ResolverTypeWrapper<TicketSecurityLevelName>;
  TicketStatus: ResolverTypeWrapper<TicketStatusCarrier>;
  TicketStatusTimeCounter: ResolverTypeWrapper<TicketStatusTimeCounterName>;
  TicketType: ResolverTypeWrapper<TicketTypeCarrier>;
  TimeZone: ResolverTypeWrapper<TimeZoneDataCarrier>;
  TimeZoneRule: ResolverTypeWrapper<TimeZoneRuleEntry>;
  UpdateChatSessionInput: UpdateChatSessionInput;
  User: ResolverTypeWrapper<AssociateCarrier>;
  UserType: ResolverTypeWrapper<UserTypeName>;
  WidgetTheme: ResolverTypeWrapper<WidgetThemeName>;
  WriteOutcome: WriteOutcome;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressCarrier;
  String: Scalars['String']['output'];
  Float: Scalars['Float']['output'];
  Business: ListItemCarrier;
  ID: Scalars['ID']['output'];
  Category: CategoryCarrier;
  Boolean: Scalars['Boolean']['output'];
  ChatBotSettings: ChatBotSettingsCarrier;
  ChatMessage: ChatMessageCarrier;
  ChatMessageInput: ChatMessageInput;
  ChatMessagesPosition: ChatMessagesPosition;
  ChatMessagesUpdate: MessagesUpdate;
  ChatOpeningHours: ChatOpeningHoursCarrier;
  ChatPresence: ChatPresenceCarrier;
  ChatPresenceInput: ChatPresenceInput;
  ChatSession: ChatSessionCarrier;
  ChatSessionConnection: ChatSessionPage;
  ChatSessionEdge: ChatSessionRow;
  ChatSessionFilter: ChatSessionFilter;
  ChatSessionUpdate: SessionUpdate;
  ChatSessionsUpdate: SessionsUpdate;
  ChatTopic: ChatTopicCarrier;
  ChatTopicMember: ChatTopicAgentCarrier;
  ChatTopicMemberInput: ChatTopicMemberInput;
  ChatWidgetSettings: ChatWidgetSettingsCarrier;
  Contact: ContactCarrier;
  Country: CountryCarrier;
  Currency: ListItemCarrier;
  CustomerLanguage: ListItemCarrier;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  ErrorExtensions: ErrorExtensions;
  ErrorExtensionsSuperOffice: ErrorExtensionsSuperOffice;
  FieldProperty: FieldPropertyEntry;
  FieldRight: FieldRightCarrier;
  KbCategory: KbCategoryCarrier;
  LocalDateTime: Scalars['LocalDateTime']['output'];
  LocalizedField: LocalizedFieldCarrier;
  Mutation: Record<PropertyKey, never>;
  NamedValue: NamedValueEntry;
  PageInfo: PageInfo;
  Person: PersonCarrier;
  Position: ListItemCarrier;
  Project: ProjectCarrier;
  ProjectStatus: ListItemCarrier;
  ProjectType: ListItemCarrier;
  Query: Record<PropertyKey, never>;
  RemoveChatTopicMemberPayload: ChatTopicAgentCarrier;
  ReplyTemplate: ReplyTemplateCarrier;
  Sale: SaleCarrier;
  SaleType: ListItemCarrier;
  SetChatPresencePayload: {};
  StructuredAddress: StructuredAddressCarrier;
  Subscription: Record<PropertyKey, never>;
  TableRight: TableRightCarrier;
  Ticket: TicketCarrier;
  TicketCategory: TicketCategoryEntityCarrier;
  TicketConnection: TicketPage;
  TicketEdge: TicketRow;
  TicketPriority: ListItemCarrier;
  TicketStatus: TicketStatusCarrier;
  TicketType: TicketTypeCarrier;
  TimeZone: TimeZoneDataCarrier;
  TimeZoneRule: TimeZoneRuleEntry;
  UpdateChatSessionInput: UpdateChatSessionInput;
  User: AssociateCarrier;
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  maxAge: Scalars['Int']['input'];
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SemanticNonNullDirectiveArgs = {
  levels?: ReadonlyArray<Scalars['Int']['input']>;
};

export type SemanticNonNullDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = SemanticNonNullDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ActivityStatusResolvers = EnumResolverSignature<{ COMPLETED?: any, NOT_STARTED?: any, STARTED?: any, UNKNOWN?: any }, ResolversTypes['ActivityStatus']>;

export type AddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<AddressFieldPropertiesArgs>>;
  formatted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  localizedAddress?: Resolver<ReadonlyArray<ReadonlyArray<ResolversTypes['LocalizedField']>>, ParentType, ContextType>;
  postal?: Resolver<Maybe<ResolversTypes['StructuredAddress']>, ParentType, ContextType>;
  street?: Resolver<Maybe<ResolversTypes['StructuredAddress']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  wgs84Latitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  wgs84Longitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AddressTypeResolvers = EnumResolverSignature<{ CONTACT_POSTAL_ADDRESS?: any, CONTACT_STREET_ADDRESS?: any, PERSON_PRIVATE_ADDRESS?: any, QUOTE_BILLING_ADDRESS?: any, QUOTE_SHIPPING_ADDRESS?: any, UNKNOWN?: any }, ResolversTypes['AddressType']>;

export type BusinessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Business'] = ResolversParentTypes['Business'], FederationReferenceType extends FederationReferenceTypes['Business'] = FederationReferenceTypes['Business']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Business']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<BusinessFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  categoryGroup?: Resolver<Maybe<ResolversTypes['CategoryGroup']>, ParentType, ContextType>;
  deleted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  enableLeadStatus?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<CategoryFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CategoryGroupResolvers = EnumResolverSignature<{ CUSTOMER?: any, LOST?: any, OTHER?: any, PARTNER?: any, POTENTIAL_CUSTOMER?: any, UNKNOWN?: any }, ResolversTypes['CategoryGroup']>;

export type ChatBotSettingsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatBotSettings'] = ResolversParentTypes['ChatBotSettings']> = {
  botMessageReceivedScriptId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  botName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  botRegisterScriptId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  botSessionChangedScriptId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  botSessionCreatedScriptId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ChatMessageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatMessage'] = ResolversParentTypes['ChatMessage']> = {
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readByCustomer?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType>;
  specialParam?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  specialType?: Resolver<Maybe<ResolversTypes['ChatMessageSpecialType']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['ChatMessageType']>, ParentType, ContextType>;
  whenPosted?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ChatMessageSpecialTypeResolvers = EnumResolverSignature<{ BLOCK?: any, BOT_MESSAGE?: any, CLICKED_OPTION?: any, CLOSED_BY_CUSTOMER?: any, CLOSED_BY_IDLE?: any, CLOSED_BY_USER?: any, ERROR?: any, FAQ_SUCCESS_QUESTION?: any, ILLEGAL_FILE_TYPE?: any, NEW_SESSION?: any, NONE?: any, OPTIONS?: any, REOPENED_BY_CUSTOMER?: any, SESSION_DELETED?: any, TRANSFERED_SESSION?: any, TRANSFER_REJECTED?: any, UNKNOWN?: any, URL?: any, WELCOME?: any }, ResolversTypes['ChatMessageSpecialType']>;

export type ChatMessageTypeResolvers = EnumResolverSignature<{ INVALID?: any, SPECIAL?: any, TO_CUSTOMER?: any, TO_USER?: any, UNKNOWN?: any }, ResolversTypes['ChatMessageType']>;

export type ChatMessagesUpdateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatMessagesUpdate'] = ResolversParentTypes['ChatMessagesUpdate']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isGone?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  messages?: Resolver<ReadonlyArray<ResolversTypes['ChatMessage']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType>;
  staleSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ChatOpeningHoursResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatOpeningHours'] = ResolversParentTypes['ChatOpeningHours']> = {
  friEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  friStart?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  friStop?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lunchStart?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lunchStop?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  monEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  monStart?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  monStop?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  satEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  satStart?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  satStop?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sunEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  sunStart?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sunStop?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  thuEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  thuStart?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  thuStop?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tueEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  tueStart?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tueStop?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tzLocation?: Resolver<Maybe<ResolversTypes['TimeZone']>, ParentType, ContextType>;
  useLunchHours?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  wedEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  wedStart?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wedStop?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChatPresenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatPresence'] = ResolversParentTypes['ChatPresence']> = {
  chatTopics?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChatTopic']>>, ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<ChatPresenceFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ongoingChats?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  present?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ChatSessionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatSession'] = ResolversParentTypes['ChatSession'], FederationReferenceType extends FederationReferenceTypes['ChatSession'] = FederationReferenceTypes['ChatSession']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ChatSession']> | FederationReferenceType, FederationReferenceType, ContextType>;
  alertLevel?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  chatbotIsActive?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  customerAlias?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerCompanyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerConsented?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  customerEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerHost?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<ChatSessionFieldPropertiesArgs>>;
  firstMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  flags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initialQueuePos?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lastMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  messages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChatMessage']>>, ParentType, ContextType, Partial<ChatSessionMessagesArgs>>;
  part?: Resolver<Maybe<ResolversTypes['ChatSessionPart']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sale?: Resolver<Maybe<ResolversTypes['Sale']>, ParentType, ContextType>;
  sessionKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ChatSessionStatus']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  topic?: Resolver<Maybe<ResolversTypes['ChatTopic']>, ParentType, ContextType>;
  transcript?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<ChatSessionTranscriptArgs, 'format'>>;
  transferTo?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  whenEnded?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  whenFetched?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  whenIdle?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  whenRequested?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  whenStarted?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ChatSessionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatSessionConnection'] = ResolversParentTypes['ChatSessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChatSessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['ChatSession']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChatSessionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatSessionEdge'] = ResolversParentTypes['ChatSessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType>;
};

export type ChatSessionStatusResolvers = EnumResolverSignature<{ CLOSED?: any, CLOSED_FROM_QUEUE?: any, CUSTOMER_LAST?: any, DELETED?: any, FAQ?: any, FINISHED?: any, INVALID?: any, IN_QUEUE?: any, OFFLINE_FORM?: any, PRE_CHAT_FORM?: any, REQUEST_POSTED?: any, UNKNOWN?: any, USER_LAST?: any }, ResolversTypes['ChatSessionStatus']>;

export type ChatSessionUpdateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatSessionUpdate'] = ResolversParentTypes['ChatSessionUpdate']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType>;
  staleSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ChatSessionsUpdateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatSessionsUpdate'] = ResolversParentTypes['ChatSessionsUpdate']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  goneIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  isSnapshot?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sessions?: Resolver<ReadonlyArray<ResolversTypes['ChatSession']>, ParentType, ContextType>;
  staleSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ChatTopicResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTopic'] = ResolversParentTypes['ChatTopic'], FederationReferenceType extends FederationReferenceTypes['ChatTopic'] = FederationReferenceTypes['ChatTopic']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ChatTopic']> | FederationReferenceType, FederationReferenceType, ContextType>;
  alertRecipient?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alertTemplate?: Resolver<Maybe<ResolversTypes['ReplyTemplate']>, ParentType, ContextType>;
  badgeHeader?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  botEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  botSettings?: Resolver<Maybe<ResolversTypes['ChatBotSettings']>, ParentType, ContextType>;
  collectConsent?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  customQueueText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customQueueTextEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<ChatTopicFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOpen?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['CustomerLanguage']>, ParentType, ContextType>;
  lastAccept?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  members?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChatTopicMember']>>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  offlineCollectConsent?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  offlineFormQueueLength?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  offlineFormTimeLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  openingHours?: Resolver<Maybe<ResolversTypes['ChatOpeningHours']>, ParentType, ContextType>;
  openingHoursEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  secondsPrAccept?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sessions?: Resolver<Maybe<ResolversTypes['ChatSessionConnection']>, ParentType, ContextType, RequireFields<ChatTopicSessionsArgs, 'first' | 'orderBy'>>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  ticketCategory?: Resolver<Maybe<ResolversTypes['TicketCategory']>, ParentType, ContextType>;
  ticketEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  ticketPriority?: Resolver<Maybe<ResolversTypes['TicketPriority']>, ParentType, ContextType>;
  useQueueOfflineForm?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  warnChatMessageMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  warnManagerChatMessageMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  warnManagerNewChatMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  warnNewChatMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  welcomeMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  widget?: Resolver<Maybe<ResolversTypes['ChatWidgetSettings']>, ParentType, ContextType>;
  widgetEnableRating?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  widgetRatingText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChatTopicMemberResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTopicMember'] = ResolversParentTypes['ChatTopicMember']> = {
  canListen?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  canManage?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  canNotify?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  canRespond?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  topic?: Resolver<Maybe<ResolversTypes['ChatTopic']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type ChatWidgetSettingsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatWidgetSettings'] = ResolversParentTypes['ChatWidgetSettings']> = {
  agentMsgColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  agentMsgTextColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  autoFaqCategory?: Resolver<Maybe<ResolversTypes['KbCategory']>, ParentType, ContextType>;
  autoFaqEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  badgeColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  badgeTextColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  buttonColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  buttonTextColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  custMsgColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  custMsgTextColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  font?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fontSize?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  languageIsoCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  logoBlobId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  logoEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  logoName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  offlineFields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  offlineHeader?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  offlineMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postFormEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  postFormHeader?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postFormMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postTranscriptEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  preFormEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  preFormMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requiredFields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  showAgentPhoto?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['ChatWidgetSize']>, ParentType, ContextType>;
  theme?: Resolver<Maybe<ResolversTypes['WidgetTheme']>, ParentType, ContextType>;
  useAgentFirstname?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  welcomeMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  welcomeTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChatWidgetSizeResolvers = EnumResolverSignature<{ LARGE?: any, NORMAL?: any, UNKNOWN?: any }, ResolversTypes['ChatWidgetSize']>;

export type ContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact'], FederationReferenceType extends FederationReferenceTypes['Contact'] = FederationReferenceTypes['Contact']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Contact']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activeErpLinks?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  associate?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  associateFullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  businessName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categoryName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['Country']>, ParentType, ContextType>;
  countryName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  department?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  directPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailAddressName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<ContactFieldPropertiesArgs>>;
  formattedAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOwnerContact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  kananame?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  orgNr?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  urlName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CountryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Country'] = ResolversParentTypes['Country'], FederationReferenceType extends FederationReferenceTypes['Country'] = FederationReferenceTypes['Country']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Country']> | FederationReferenceType, FederationReferenceType, ContextType>;
  addressLayoutId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['Currency']>, ParentType, ContextType>;
  deleted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  dialInPrefix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  domainName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  domesticAddressLayoutId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  englishName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<CountryFieldPropertiesArgs>>;
  foreignAddressLayoutId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interAreaPrefix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  orgNrText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  threeLetterISOCountry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  twoLetterISOCountry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  zipPrefix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CurrencyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Currency'] = ResolversParentTypes['Currency'], FederationReferenceType extends FederationReferenceTypes['Currency'] = FederationReferenceTypes['Currency']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Currency']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<CurrencyFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerLanguageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerLanguage'] = ResolversParentTypes['CustomerLanguage'], FederationReferenceType extends FederationReferenceTypes['CustomerLanguage'] = FederationReferenceTypes['CustomerLanguage']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['CustomerLanguage']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<CustomerLanguageFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ErrorExtensionsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ErrorExtensions'] = ResolversParentTypes['ErrorExtensions']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['WriteOutcome']>, ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryable?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  superOffice?: Resolver<Maybe<ResolversTypes['ErrorExtensionsSuperOffice']>, ParentType, ContextType>;
};

export type ErrorExtensionsSuperOfficeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ErrorExtensionsSuperOffice'] = ResolversParentTypes['ErrorExtensionsSuperOffice']> = {
  errorType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FieldPropertyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FieldProperty'] = ResolversParentTypes['FieldProperty']> = {
  fieldLength?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fieldRight?: Resolver<Maybe<ResolversTypes['FieldRight']>, ParentType, ContextType>;
  fieldType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FieldRightResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FieldRight'] = ResolversParentTypes['FieldRight']> = {
  canRead?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  canWrite?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  mask?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type KbCategoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['KbCategory'] = ResolversParentTypes['KbCategory']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fullname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parentId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sortOrder?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export interface LocalDateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDateTime'], any> {
  name: 'LocalDateTime';
}

export type LocalizedFieldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LocalizedField'] = ResolversParentTypes['LocalizedField']> = {
  addressType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<LocalizedFieldFieldPropertiesArgs>>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  valueLength?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptChatSessionTransfer?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationAcceptChatSessionTransferArgs, 'id'>>;
  addChatMessage?: Resolver<Maybe<ResolversTypes['ChatMessage']>, ParentType, ContextType, RequireFields<MutationAddChatMessageArgs, 'id' | 'message'>>;
  addChatTopicMember?: Resolver<Maybe<ResolversTypes['ChatTopicMember']>, ParentType, ContextType, RequireFields<MutationAddChatTopicMemberArgs, 'id' | 'member'>>;
  createChatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationCreateChatSessionArgs, 'topic'>>;
  deleteChatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationDeleteChatSessionArgs, 'id'>>;
  pickUpChatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationPickUpChatSessionArgs, 'id'>>;
  pickUpFirstChatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, Partial<MutationPickUpFirstChatSessionArgs>>;
  rejectChatSessionTransfer?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationRejectChatSessionTransferArgs, 'id'>>;
  removeChatTopicMember?: Resolver<Maybe<ResolversTypes['RemoveChatTopicMemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveChatTopicMemberArgs, 'id' | 'userName'>>;
  resetChatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationResetChatSessionArgs, 'id'>>;
  setChatPresence?: Resolver<Maybe<ResolversTypes['SetChatPresencePayload']>, ParentType, ContextType, RequireFields<MutationSetChatPresenceArgs, 'presences'>>;
  transferChatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationTransferChatSessionArgs, 'id' | 'toAssociate'>>;
  updateChatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationUpdateChatSessionArgs, 'id' | 'input'>>;
  updateChatTopicMember?: Resolver<Maybe<ResolversTypes['ChatTopicMember']>, ParentType, ContextType, RequireFields<MutationUpdateChatTopicMemberArgs, 'id' | 'member'>>;
};

export type NamedValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NamedValue'] = ResolversParentTypes['NamedValue']> = {
  boolean?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  date?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  dateTime?: Resolver<Maybe<ResolversTypes['LocalDateTime']>, ParentType, ContextType>;
  float?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  int?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PersonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person'], FederationReferenceType extends FederationReferenceTypes['Person'] = FederationReferenceTypes['Person']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Person']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activeErpLinks?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  activeInterests?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  associate?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  associateName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categoryName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  chatSessions?: Resolver<Maybe<ResolversTypes['ChatSessionConnection']>, ParentType, ContextType, RequireFields<PersonChatSessionsArgs, 'first' | 'orderBy'>>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  contactCountry?: Resolver<Maybe<ResolversTypes['Country']>, ParentType, ContextType>;
  contactDepartment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactFax?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactFullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactOrgNr?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['Country']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  directPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  faxPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<PersonFieldPropertiesArgs>>;
  firstname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  formalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kanafname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kanalname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  middleName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mobilePhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mrmrs?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  personNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  post1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  post2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  post3?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retired?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  supportAssociate?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  supportLanguage?: Resolver<Maybe<ResolversTypes['CustomerLanguage']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  ticketPriority?: Resolver<Maybe<ResolversTypes['TicketPriority']>, ParentType, ContextType>;
  tickets?: Resolver<Maybe<ResolversTypes['TicketConnection']>, ParentType, ContextType, RequireFields<PersonTicketsArgs, 'first' | 'orderBy'>>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usePersonAddress?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type PositionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Position'] = ResolversParentTypes['Position'], FederationReferenceType extends FederationReferenceTypes['Position'] = FederationReferenceTypes['Position']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Position']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<PositionFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activeErpLinks?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  associate?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  associateFullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<ProjectFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isPublished?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  projectNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  projectStatus?: Resolver<Maybe<ResolversTypes['ProjectStatus']>, ParentType, ContextType>;
  projectType?: Resolver<Maybe<ResolversTypes['ProjectType']>, ParentType, ContextType>;
  publishFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  publishTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startDate?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  textId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  urlName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectStatus'] = ResolversParentTypes['ProjectStatus'], FederationReferenceType extends FederationReferenceTypes['ProjectStatus'] = FederationReferenceTypes['ProjectStatus']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProjectStatus']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<ProjectStatusFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectType'] = ResolversParentTypes['ProjectType'], FederationReferenceType extends FederationReferenceTypes['ProjectType'] = FederationReferenceTypes['ProjectType']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProjectType']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<ProjectTypeFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  business?: Resolver<Maybe<ResolversTypes['Business']>, ParentType, ContextType, RequireFields<QueryBusinessArgs, 'id'>>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, RequireFields<QueryCategoryArgs, 'id'>>;
  chatPresence?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChatPresence']>>, ParentType, ContextType>;
  chatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<QueryChatSessionArgs, 'id'>>;
  chatSessions?: Resolver<Maybe<ResolversTypes['ChatSessionConnection']>, ParentType, ContextType, RequireFields<QueryChatSessionsArgs, 'first' | 'orderBy'>>;
  chatSessionsForCurrentUser?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChatSession']>>, ParentType, ContextType, Partial<QueryChatSessionsForCurrentUserArgs>>;
  chatTopic?: Resolver<Maybe<ResolversTypes['ChatTopic']>, ParentType, ContextType, RequireFields<QueryChatTopicArgs, 'id'>>;
  chatTopicsForCurrentUser?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChatTopic']>>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType, RequireFields<QueryContactArgs, 'id'>>;
  country?: Resolver<Maybe<ResolversTypes['Country']>, ParentType, ContextType, RequireFields<QueryCountryArgs, 'id'>>;
  currency?: Resolver<Maybe<ResolversTypes['Currency']>, ParentType, ContextType, RequireFields<QueryCurrencyArgs, 'id'>>;
  customerLanguage?: Resolver<Maybe<ResolversTypes['CustomerLanguage']>, ParentType, ContextType, RequireFields<QueryCustomerLanguageArgs, 'id'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType, RequireFields<QueryPersonArgs, 'id'>>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType, RequireFields<QueryPositionArgs, 'id'>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projectStatus?: Resolver<Maybe<ResolversTypes['ProjectStatus']>, ParentType, ContextType, RequireFields<QueryProjectStatusArgs, 'id'>>;
  projectType?: Resolver<Maybe<ResolversTypes['ProjectType']>, ParentType, ContextType, RequireFields<QueryProjectTypeArgs, 'id'>>;
  sale?: Resolver<Maybe<ResolversTypes['Sale']>, ParentType, ContextType, RequireFields<QuerySaleArgs, 'id'>>;
  saleType?: Resolver<Maybe<ResolversTypes['SaleType']>, ParentType, ContextType, RequireFields<QuerySaleTypeArgs, 'id'>>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<QueryTicketArgs, 'id'>>;
  ticketCategory?: Resolver<Maybe<ResolversTypes['TicketCategory']>, ParentType, ContextType, RequireFields<QueryTicketCategoryArgs, 'id'>>;
  ticketPriority?: Resolver<Maybe<ResolversTypes['TicketPriority']>, ParentType, ContextType, RequireFields<QueryTicketPriorityArgs, 'id'>>;
  ticketStatus?: Resolver<Maybe<ResolversTypes['TicketStatus']>, ParentType, ContextType, RequireFields<QueryTicketStatusArgs, 'id'>>;
  ticketType?: Resolver<Maybe<ResolversTypes['TicketType']>, ParentType, ContextType, RequireFields<QueryTicketTypeArgs, 'id'>>;
  transferTargets?: Resolver<Maybe<ReadonlyArray<ResolversTypes['User']>>, ParentType, ContextType, RequireFields<QueryTransferTargetsArgs, 'onlyPresent'>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
};

export type RemoveChatTopicMemberPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RemoveChatTopicMemberPayload'] = ResolversParentTypes['RemoveChatTopicMemberPayload']> = {
  topic?: Resolver<Maybe<ResolversTypes['ChatTopic']>, ParentType, ContextType>;
};

export type ReplyTemplateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReplyTemplate'] = ResolversParentTypes['ReplyTemplate']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  folderId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SaleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Sale'] = ResolversParentTypes['Sale'], FederationReferenceType extends FederationReferenceTypes['Sale'] = FederationReferenceTypes['Sale']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Sale']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activeErpLinks?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  associate?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  associateFullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  completed?: Resolver<Maybe<ResolversTypes['ActivityStatus']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  contactName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  earning?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  earningPercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<SaleFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextDueDate?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personFullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  probability?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  projectName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  saleDate?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  saleType?: Resolver<Maybe<ResolversTypes['SaleType']>, ParentType, ContextType>;
  saleTypeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SaleStatus']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weightedAmount?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SaleStatusResolvers = EnumResolverSignature<{ LOST?: any, OPEN?: any, SAINT_ALL?: any, SOLD?: any, STALLED?: any, UNKNOWN?: any }, ResolversTypes['SaleStatus']>;

export type SaleTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaleType'] = ResolversParentTypes['SaleType'], FederationReferenceType extends FederationReferenceTypes['SaleType'] = FederationReferenceTypes['SaleType']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SaleType']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<SaleTypeFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SetChatPresencePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetChatPresencePayload'] = ResolversParentTypes['SetChatPresencePayload']> = {
  chatPresence?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChatPresence']>>, ParentType, ContextType>;
};

export type StructuredAddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StructuredAddress'] = ResolversParentTypes['StructuredAddress']> = {
  address1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  address2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  address3?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  atypeIdx?: Resolver<Maybe<ResolversTypes['AddressType']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  county?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  formatted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  zipcode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  chatMessageUpdates?: SubscriptionResolver<Maybe<ResolversTypes['ChatMessagesUpdate']>, "chatMessageUpdates", ParentType, ContextType, RequireFields<SubscriptionChatMessageUpdatesArgs, 'sessions'>>;
  chatSessionUpdate?: SubscriptionResolver<Maybe<ResolversTypes['ChatSessionUpdate']>, "chatSessionUpdate", ParentType, ContextType, RequireFields<SubscriptionChatSessionUpdateArgs, 'id'>>;
  chatSessionUpdates?: SubscriptionResolver<Maybe<ResolversTypes['ChatSessionsUpdate']>, "chatSessionUpdates", ParentType, ContextType, Partial<SubscriptionChatSessionUpdatesArgs>>;
};

export type TableRightResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TableRight'] = ResolversParentTypes['TableRight']> = {
  canDelete?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  canInsert?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  canSelect?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  canUpdate?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  mask?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TicketResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket'], FederationReferenceType extends FederationReferenceTypes['Ticket'] = FederationReferenceTypes['Ticket']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Ticket']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activate?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  alertLevel?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  alertTimeout?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  baseStatus?: Resolver<Maybe<ResolversTypes['TicketBaseStatus']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['TicketCategory']>, ParentType, ContextType>;
  categoryFullname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categoryName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  contactName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdByEjUserId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  createdByName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deadline?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<TicketFieldPropertiesArgs>>;
  firstReadByUser?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  formSubmissionId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fromAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasAttachment?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastChanged?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  mergedInto?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  numMessages?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  numReplies?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['TicketOrigin']>, ParentType, ContextType>;
  ownedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  ownedByEjUserId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ownedByName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  personFirstname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  personFullname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  personLastname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  personMiddleName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priority?: Resolver<Maybe<ResolversTypes['TicketPriority']>, ParentType, ContextType>;
  priorityName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  projectName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readByCustomer?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  readByOwner?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  readStatus?: Resolver<Maybe<ResolversTypes['TicketReadStatus']>, ParentType, ContextType>;
  realTimeSpentExternally?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  realTimeSpentInternally?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  realTimeSpentQueue?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  realTimeToClose?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  realTimeToReply?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  repliedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sale?: Resolver<Maybe<ResolversTypes['Sale']>, ParentType, ContextType>;
  saleHeading?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sentiment?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sentimentConfidence?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  slevel?: Resolver<Maybe<ResolversTypes['TicketSecurityLevel']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  ticketStatus?: Resolver<Maybe<ResolversTypes['TicketStatus']>, ParentType, ContextType>;
  ticketStatusDisplayValue?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ticketType?: Resolver<Maybe<ResolversTypes['TicketType']>, ParentType, ContextType>;
  ticketTypeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeSpent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  timeSpentExternally?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  timeSpentInternally?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  timeSpentQueue?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  timeToClose?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  timeToReply?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TicketBaseStatusResolvers = EnumResolverSignature<{ ACTIVE?: any, CLOSED?: any, DELETED?: any, MERGED?: any, POSTPONED?: any, POSTPONED_1_HOUR?: any, POSTPONED_2_HOURS?: any, POSTPONED_3_HOURS?: any, POSTPONED_4_HOURS?: any, POSTPONED_DAY?: any, POSTPONED_MONTH?: any, POSTPONED_SPECIFIC?: any, POSTPONED_WEEK?: any, SPAM?: any, UNKNOWN?: any }, ResolversTypes['TicketBaseStatus']>;

export type TicketCategoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketCategory'] = ResolversParentTypes['TicketCategory'], FederationReferenceType extends FederationReferenceTypes['TicketCategory'] = FederationReferenceTypes['TicketCategory']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TicketCategory']> | FederationReferenceType, FederationReferenceType, ContextType>;
  assignmentLag?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  categoryMaster?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  closingStatus?: Resolver<Maybe<ResolversTypes['TicketCategoryClosingStatus']>, ParentType, ContextType>;
  customFields?: Resolver<ReadonlyArray<ResolversTypes['NamedValue']>, ParentType, ContextType, Partial<TicketCategoryCustomFieldsArgs>>;
  defaultMessageStatus?: Resolver<Maybe<ResolversTypes['TicketStatus']>, ParentType, ContextType>;
  defaultTicketStatus?: Resolver<Maybe<ResolversTypes['TicketStatus']>, ParentType, ContextType>;
  delegateMethod?: Resolver<Maybe<ResolversTypes['TicketCategoryDelegateMethod']>, ParentType, ContextType>;
  effectiveReplyTemplateId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  externalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  extraFields?: Resolver<ReadonlyArray<ResolversTypes['NamedValue']>, ParentType, ContextType, Partial<TicketCategoryExtraFieldsArgs>>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<TicketCategoryFieldPropertiesArgs>>;
  flags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  fullname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  msgClosingStatus?: Resolver<Maybe<ResolversTypes['TicketCategoryClosingStatus']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notificationEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['TicketCategory']>, ParentType, ContextType>;
  replyTemplate?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
};

export type TicketCategoryClosingStatusResolvers = EnumResolverSignature<{ ACTIVE?: any, CLOSED?: any, POSTPONED?: any, UNKNOWN?: any, USER_DEFINED?: any }, ResolversTypes['TicketCategoryClosingStatus']>;

export type TicketCategoryDelegateMethodResolvers = EnumResolverSignature<{ EVEN?: any, NOT?: any, UNFAIR?: any, UNKNOWN?: any, WEIGHTED?: any }, ResolversTypes['TicketCategoryDelegateMethod']>;

export type TicketConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketConnection'] = ResolversParentTypes['TicketConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TicketEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Ticket']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TicketEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketEdge'] = ResolversParentTypes['TicketEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
};

export type TicketOriginResolvers = EnumResolverSignature<{ API?: any, AUTO_GENERATED?: any, CHAT?: any, CUSTOMER_CENTRE?: any, EMAIL?: any, E_MARKETING?: any, FACEBOOK?: any, FAX?: any, FLOW?: any, FORM?: any, INTERNAL?: any, PHONE?: any, SMS?: any, TWITTER?: any, UNKNOWN?: any }, ResolversTypes['TicketOrigin']>;

export type TicketPriorityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketPriority'] = ResolversParentTypes['TicketPriority'], FederationReferenceType extends FederationReferenceTypes['TicketPriority'] = FederationReferenceTypes['TicketPriority']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TicketPriority']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<TicketPriorityFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TicketReadStatusResolvers = EnumResolverSignature<{ GREEN?: any, RED?: any, UNKNOWN?: any, YELLOW?: any }, ResolversTypes['TicketReadStatus']>;

export type TicketSecurityLevelResolvers = EnumResolverSignature<{ EXTERNAL?: any, INTERNAL?: any, UNKNOWN?: any }, ResolversTypes['TicketSecurityLevel']>;

export type TicketStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketStatus'] = ResolversParentTypes['TicketStatus'], FederationReferenceType extends FederationReferenceTypes['TicketStatus'] = FederationReferenceTypes['TicketStatus']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TicketStatus']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<TicketStatusFieldPropertiesArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  noEmailReopen?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['TicketBaseStatus']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  timeCounter?: Resolver<Maybe<ResolversTypes['TicketStatusTimeCounter']>, ParentType, ContextType>;
  usedInQueue?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type TicketStatusTimeCounterResolvers = EnumResolverSignature<{ EXTERNALLY?: any, INTERNALLY?: any, NONE?: any, QUEUE?: any, UNKNOWN?: any }, ResolversTypes['TicketStatusTimeCounter']>;

export type TicketTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketType'] = ResolversParentTypes['TicketType'], FederationReferenceType extends FederationReferenceTypes['TicketType'] = FederationReferenceTypes['TicketType']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TicketType']> | FederationReferenceType, FederationReferenceType, ContextType>;
  defaultTicketPriority?: Resolver<Maybe<ResolversTypes['TicketPriority']>, ParentType, ContextType>;
  defaultTicketStatus?: Resolver<Maybe<ResolversTypes['TicketStatus']>, ParentType, ContextType>;
  excludeEmailRecipients?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  excludeSignature?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  externalAsDefault?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<TicketTypeFieldPropertiesArgs>>;
  icon?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isExternalVisible?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  replyExternalAsDefault?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  replyForwardNoSignature?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  replyTemplate?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  showInNew?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  ticketPriorities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TicketPriority']>>, ParentType, ContextType>;
  ticketStatuses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TicketStatus']>>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  visibleForGroups?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TimeZoneResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TimeZone'] = ResolversParentTypes['TimeZone']> = {
  isoNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeZoneDSTRules?: Resolver<ReadonlyArray<ResolversTypes['TimeZoneRule']>, ParentType, ContextType>;
  timeZoneSTDRules?: Resolver<ReadonlyArray<ResolversTypes['TimeZoneRule']>, ParentType, ContextType>;
  tzLocationCities?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tzLocationCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tzLocationID?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TimeZoneRuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TimeZoneRule'] = ResolversParentTypes['TimeZoneRule']> = {
  endDay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  endMonth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  endRulePattern?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startDay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  startMonth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  startRulePattern?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tzOffset?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  year?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  chatPresence?: Resolver<Maybe<ResolversTypes['ChatPresence']>, ParentType, ContextType>;
  customFields?: Resolver<ReadonlyArray<ResolversTypes['NamedValue']>, ParentType, ContextType, Partial<UserCustomFieldsArgs>>;
  deleted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  ejUserId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  extraFields?: Resolver<ReadonlyArray<ResolversTypes['NamedValue']>, ParentType, ContextType, Partial<UserExtraFieldsArgs>>;
  fieldProperties?: Resolver<ReadonlyArray<ResolversTypes['FieldProperty']>, ParentType, ContextType, Partial<UserFieldPropertiesArgs>>;
  formalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  groupIdx?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tableRight?: Resolver<Maybe<ResolversTypes['TableRight']>, ParentType, ContextType>;
  tooltip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['UserType']>, ParentType, ContextType>;
  userName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserTypeResolvers = EnumResolverSignature<{ ANONYMOUS_ASSOCIATE?: any, EXTERNAL_ASSOCIATE?: any, INTERNAL_ASSOCIATE?: any, RESOURCE_ASSOCIATE?: any, SYSTEM_ASSOCIATE?: any, UNKNOWN?: any }, ResolversTypes['UserType']>;

export type WidgetThemeResolvers = EnumResolverSignature<{ CLASSIC?: any, MODERN?: any, UNKNOWN?: any }, ResolversTypes['WidgetTheme']>;

export type Resolvers<ContextType = RequestContext> = {
  ActivityStatus?: ActivityStatusResolvers;
  Address?: AddressResolvers<ContextType>;
  AddressType?: AddressTypeResolvers;
  Business?: BusinessResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  CategoryGroup?: CategoryGroupResolvers;
  ChatBotSettings?: ChatBotSettingsResolvers<ContextType>;
  ChatMessage?: ChatMessageResolvers<ContextType>;
  ChatMessageSpecialType?: ChatMessageSpecialTypeResolvers;
  ChatMessageType?: ChatMessageTypeResolvers;
  ChatMessagesUpdate?: ChatMessagesUpdateResolvers<ContextType>;
  ChatOpeningHours?: ChatOpeningHoursResolvers<ContextType>;
  ChatPresence?: ChatPresenceResolvers<ContextType>;
  ChatSession?: ChatSessionResolvers<ContextType>;
  ChatSessionConnection?: ChatSessionConnectionResolvers<ContextType>;
  ChatSessionEdge?: ChatSessionEdgeResolvers<ContextType>;
  ChatSessionStatus?: ChatSessionStatusResolvers;
  ChatSessionUpdate?: ChatSessionUpdateResolvers<ContextType>;
  ChatSessionsUpdate?: ChatSessionsUpdateResolvers<ContextType>;
  ChatTopic?: ChatTopicResolvers<ContextType>;
  ChatTopicMember?: ChatTopicMemberResolvers<ContextType>;
  ChatWidgetSettings?: ChatWidgetSettingsResolvers<ContextType>;
  ChatWidgetSize?: ChatWidgetSizeResolvers;
  Contact?: ContactResolvers<ContextType>;
  Country?: CountryResolvers<ContextType>;
  Currency?: CurrencyResolvers<ContextType>;
  CustomerLanguage?: CustomerLanguageResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  ErrorExtensions?: ErrorExtensionsResolvers<ContextType>;
  ErrorExtensionsSuperOffice?: ErrorExtensionsSuperOfficeResolvers<ContextType>;
  FieldProperty?: FieldPropertyResolvers<ContextType>;
  FieldRight?: FieldRightResolvers<ContextType>;
  KbCategory?: KbCategoryResolvers<ContextType>;
  LocalDateTime?: GraphQLScalarType;
  LocalizedField?: LocalizedFieldResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NamedValue?: NamedValueResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  Position?: PositionResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectStatus?: ProjectStatusResolvers<ContextType>;
  ProjectType?: ProjectTypeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RemoveChatTopicMemberPayload?: RemoveChatTopicMemberPayloadResolvers<ContextType>;
  ReplyTemplate?: ReplyTemplateResolvers<ContextType>;
  Sale?: SaleResolvers<ContextType>;
  SaleStatus?: SaleStatusResolvers;
  SaleType?: SaleTypeResolvers<ContextType>;
  SetChatPresencePayload?: SetChatPresencePayloadResolvers<ContextType>;
  StructuredAddress?: StructuredAddressResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TableRight?: TableRightResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  TicketBaseStatus?: TicketBaseStatusResolvers;
  TicketCategory?: TicketCategoryResolvers<ContextType>;
  TicketCategoryClosingStatus?: TicketCategoryClosingStatusResolvers;
  TicketCategoryDelegateMethod?: TicketCategoryDelegateMethodResolvers;
  TicketConnection?: TicketConnectionResolvers<ContextType>;
  TicketEdge?: TicketEdgeResolvers<ContextType>;
  TicketOrigin?: TicketOriginResolvers;
  TicketPriority?: TicketPriorityResolvers<ContextType>;
  TicketReadStatus?: TicketReadStatusResolvers;
  TicketSecurityLevel?: TicketSecurityLevelResolvers;
  TicketStatus?: TicketStatusResolvers<ContextType>;
  TicketStatusTimeCounter?: TicketStatusTimeCounterResolvers;
  TicketType?: TicketTypeResolvers<ContextType>;
  TimeZone?: TimeZoneResolvers<ContextType>;
  TimeZoneRule?: TimeZoneRuleResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserType?: UserTypeResolvers;
  WidgetTheme?: WidgetThemeResolvers;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  semanticNonNull?: SemanticNonNullDirectiveResolver<any, any, ContextType>;
};
