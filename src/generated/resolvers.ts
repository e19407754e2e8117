import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ActivityStatus as ActivityStatusName, AddressCarrier, AddressType as AddressTypeName, ChatSessionCarrier, ChatSessionStatus as ChatSessionStatusName, ChatTopicCarrier, ContactCarrier, CountryCarrier, ListItemCarrier, FieldRightCarrier, LocalizedFieldCarrier, PersonCarrier, ProjectCarrier, SaleCarrier, SaleStatus as SaleStatusName, StructuredAddressCarrier, TableRightCarrier, TicketCarrier, TicketBaseStatus as TicketBaseStatusName, TicketOrigin as TicketOriginName, TicketReadStatus as TicketReadStatusName, TicketSecurityLevel as TicketSecurityLevelName, TicketStatusCarrier, TicketTypeCarrier, AssociateCarrier, UserType as UserTypeName } from '../superoffice/carriers.js';
import type { FieldPropertyEntry } from '../graphql/resolvers/FieldProperty.js';
import type { NamedValueEntry } from '../graphql/resolvers/NamedValue.js';
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
  /**
   * A date and time with exactly three fraction digits and an offset: `2020-07-02T09:40:58.747+02:00`, or `Z` for UTC.
   *
   * The offset is the one SuperOffice answered with: UTC, or that of the time zone in the caller's `SO-TimeZone`.
   * A date that is not set in SuperOffice is null.
   */
  DateTime: { input: string; output: string; }
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
 * The addresses of a company, and where it is on the globe.
 *
 * REST: `Address`.
 */
export type Address = {
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
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
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Latitude in degrees (WGS 84), north positive. REST: `Wgs84Latitude`. */
  readonly wgs84Latitude?: Maybe<Scalars['Float']['output']>;
  /** Longitude in degrees (WGS 84), east positive. REST: `Wgs84Longitude`. */
  readonly wgs84Longitude?: Maybe<Scalars['Float']['output']>;
};


/**
 * The addresses of a company, and where it is on the globe.
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
 * A conversation between a visitor of a web site and an associate.
 *
 * It belongs to a chat topic. The nested records (`user`, `transferTo`, `person`, `contact`, `project`, `sale`, `ticket`)
 * come with the session and cost no further REST call. `topic` is known by its key: selecting only its `id` costs no REST
 * call and does not check that the topic exists.
 * REST: `ChatSessionEntity`.
 */
export type ChatSession = {
  /** Level of alert the session has reached under its topic's alert settings. REST: `AlertLevel`. */
  readonly alertLevel?: Maybe<Scalars['Int']['output']>;
  /** Whether a chatbot is answering. Null where SuperOffice is too old to say. REST: `ChatbotIsActive`. */
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
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /**
   * Copy of the session's first message, at most 1024 characters. Untrusted: it may be a stranger's text and may hold
   * HTML. REST: `FirstMessage`.
   */
  readonly firstMessage?: Maybe<Scalars['String']['output']>;
  /**
   * Names of the session's flags as SuperOffice sends them. Unreliable: `CustomerIsTyping` has the value 0, so it stands
   * for "no flag" and says nothing about typing. REST: `Flags`.
   */
  readonly flags: ReadonlyArray<Scalars['String']['output']>;
  /** Key of the session, 1 to 2147483647. REST: `ChatSessionId`. */
  readonly id: Scalars['ID']['output'];
  /**
   * Position in the queue at the time of the request: the number of sessions then waiting, plus 1. It does not move as the
   * queue does. REST: `InitialQueuePos`.
   */
  readonly initialQueuePos?: Maybe<Scalars['Int']['output']>;
  /**
   * Copy of the latest message, at most 1024 characters. Untrusted: it may be a stranger's text and may hold HTML.
   * REST: `LastMessage`.
   */
  readonly lastMessage?: Maybe<Scalars['String']['output']>;
  /**
   * Contact person the visitor is known as. Null when SuperOffice does not know exactly who it is. Comes with the session.
   * REST: `Person`.
   */
  readonly person?: Maybe<Person>;
  /** Project the session is connected to. Null when it is not known exactly. Comes with the session. REST: `Project`. */
  readonly project?: Maybe<Project>;
  /** Colour index, from 1: the lowest number that no other active session of the same associate has. REST: `Rank`. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** The visitor's rating of the session. Null where SuperOffice is too old to say. REST: `Rating`. */
  readonly rating?: Maybe<Scalars['Int']['output']>;
  /** Sale the session is connected to. Null when it is not known exactly. Comes with the session. REST: `Sale`. */
  readonly sale?: Maybe<Sale>;
  /**
   * Key by which the visitor's browser proves that the session is its own. A secret: whoever has it can act as the
   * visitor.
   *
   * There only where the server runs with `EXPOSE_SESSION_KEY=true`. REST: `SessionKey`.
   */
  readonly sessionKey?: Maybe<Scalars['String']['output']>;
  /**
   * Where the session stands: before the queue, queued, live or ended. A pending transfer does not show here but in
   * `transferTo`. REST: `Status`.
   */
  readonly status?: Maybe<ChatSessionStatus>;
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Request the session is connected to. Null when it is not known exactly. Comes with the session. REST: `Ticket`. */
  readonly ticket?: Maybe<Ticket>;
  /** Chat topic the visitor chose. `id` alone costs no REST call. Null when the session has none. REST: `TopicId`. */
  readonly topic?: Maybe<ChatTopic>;
  /**
   * Associate who has been asked to take the session over and has not accepted yet. Null when no transfer is pending.
   * Comes with the session. REST: `TransferTo`.
   */
  readonly transferTo?: Maybe<User>;
  /** Associate who handles the session. Null while nobody does, as in the queue. Comes with the session. REST: `User`. */
  readonly user?: Maybe<User>;
  /** When the session ended. Null while it has not. REST: `WhenEnded`. */
  readonly whenEnded?: Maybe<Scalars['DateTime']['output']>;
  /**
   * When the visitor's browser last fetched the session. A live session whose time lies well back is dead: the visitor is
   * gone. REST: `WhenFetched`.
   */
  readonly whenFetched?: Maybe<Scalars['DateTime']['output']>;
  /** When the latest message was sent, by either side: idle time counts from here. REST: `WhenIdle`. */
  readonly whenIdle?: Maybe<Scalars['DateTime']['output']>;
  /** When the visitor asked for the session. REST: `WhenRequested`. */
  readonly whenRequested?: Maybe<Scalars['DateTime']['output']>;
  /** When an associate accepted the session. Null as long as none has. REST: `WhenStarted`. */
  readonly whenStarted?: Maybe<Scalars['DateTime']['output']>;
};


/**
 * A conversation between a visitor of a web site and an associate.
 *
 * It belongs to a chat topic. The nested records (`user`, `transferTo`, `person`, `contact`, `project`, `sale`, `ticket`)
 * come with the session and cost no further REST call. `topic` is known by its key: selecting only its `id` costs no REST
 * call and does not check that the topic exists.
 * REST: `ChatSessionEntity`.
 */
export type ChatSessionFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Where a chat session stands. A pending transfer is no status: see `ChatSession.transferTo`. REST: `ChatSessionStatus`. */
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

/**
 * A subject on which visitors can chat, with its own members and queue.
 *
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `ChatTopicEntity`.
 */
export type ChatTopic = {
  /** Key of the chat topic, 1 to 2147483647. REST: `ChatTopicId`. */
  readonly id: Scalars['ID']['output'];
};

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
  /** Department, which tells apart companies of one name. REST: `Department`. */
  readonly department?: Maybe<Scalars['String']['output']>;
  /** The company's phone number. REST: `DirectPhone`. */
  readonly directPhone?: Maybe<Scalars['String']['output']>;
  /** The company's e-mail address. REST: `EmailAddress`. */
  readonly emailAddress?: Maybe<Scalars['String']['output']>;
  /** Text shown for that e-mail address. REST: `EmailAddressName`. */
  readonly emailAddressName?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
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
  /** First number, a free text. Null where SuperOffice is too old to have it. REST: `Number1`. */
  readonly number1?: Maybe<Scalars['String']['output']>;
  /** Second number, a free text. Null where SuperOffice is too old to have it. REST: `Number2`. */
  readonly number2?: Maybe<Scalars['String']['output']>;
  /** Organisation number, VAT number or the like. REST: `OrgNr`. */
  readonly orgNr?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
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
  /** Whether the country has been taken off the list. REST: `Deleted`. */
  readonly deleted?: Maybe<Scalars['Boolean']['output']>;
  /** Prefix by which the country is dialled from abroad. REST: `DialInPrefix`. */
  readonly dialInPrefix?: Maybe<Scalars['String']['output']>;
  /** Internet domain of the country. REST: `DomainName`. */
  readonly domainName?: Maybe<Scalars['String']['output']>;
  /** Key of the layout of addresses used for mail within it. REST: `DomesticAddressLayoutId`. */
  readonly domesticAddressLayoutId?: Maybe<Scalars['Int']['output']>;
  /** Name in English. REST: `EnglishName`. */
  readonly englishName?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
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
  /** What an organisation number is called in this country: the label for `Contact.orgNr`. REST: `OrgNrText`. */
  readonly orgNrText?: Maybe<Scalars['String']['output']>;
  /** Place in the list of countries. REST: `Rank`. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Three-letter code of ISO 3166, such as `NOR`. REST: `ThreeLetterISOCountry`. */
  readonly threeLetterISOCountry?: Maybe<Scalars['String']['output']>;
  /** Text SuperOffice shows when a pointer rests on the country. REST: `Tooltip`. */
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
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `Currency`.
 */
export type Currency = {
  /** Key of the currency, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
};

/**
 * A language in which customers are supported, an item of SuperOffice's list.
 *
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `CustomerLanguage`.
 */
export type CustomerLanguage = {
  /** Key of the language, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
};

/**
 * What the caller may do with one property of a record, and what the property can hold.
 *
 * REST: an entry of `FieldProperties`.
 */
export type FieldProperty = {
  /** How many characters the property can hold, where it is a text. REST: `FieldLength`. */
  readonly fieldLength?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with the property. Null when SuperOffice does not tell. REST: `FieldRight`. */
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
   * Whether the caller may read the property. Null where the mask is missing or holds a name this schema does not know.
   * REST: read from `Mask`.
   */
  readonly canRead?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Whether the caller may change the property. Null where the mask is missing or holds a name this schema does not know.
   * REST: read from `Mask`.
   */
  readonly canWrite?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Names of the rights and hints as SuperOffice sends them, such as `Read`, `Update` or `UIHintMandatory`. Empty when it
   * sent none. REST: `Mask`.
   */
  readonly mask: ReadonlyArray<Scalars['String']['output']>;
  /** Why a right is missing, in words. Often empty. REST: `Reason`. */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

/** One part of an address, as its country's layout shows it. REST: `LocalizedField`. */
export type LocalizedField = {
  /**
   * Which of the addresses this part belongs to, as SuperOffice names it: a text, not an `AddressType`.
   * REST: `AddressType`.
   */
  readonly addressType?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Text to show before the value, in the caller's language. REST: `Label`. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** Which part this is, as SuperOffice names it. REST: `Name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Text to show when a pointer rests on this part. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** What stands in this part of the address. REST: `Value`. */
  readonly value?: Maybe<Scalars['String']['output']>;
  /** How many characters the value may have. REST: `ValueLength`. */
  readonly valueLength?: Maybe<Scalars['Int']['output']>;
};


/** One part of an address, as its country's layout shows it. REST: `LocalizedField`. */
export type LocalizedFieldFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type Mutation = {
  /**
   * Asks SuperOffice to hand a chat session over to another associate, and returns the session as it is afterwards.
   *
   * The new associate must still accept: until then `transferTo` names them and `user` is unchanged.
   *
   * A session that is not the caller's stays as it is, without an error. To know, pass the associate id: the transfer
   * took effect if `transferTo { id }` is that id. If it is not, and `user { id }` is not `me { id }`, the session was
   * not yours.
   *
   * Sent to SuperOffice at most once and never repeated. Null, with an error, when it failed: `NOT_FOUND` (no such
   * session, or a user name that SuperOffice's web server refuses in a path: use the associate id), `FORBIDDEN`,
   * `UNAUTHENTICATED` and others. `extensions.outcome` of the error says what became of the transfer: `NOT_SENT` (it never
   * left), `REJECTED` (SuperOffice refused it), `UNKNOWN` (it may have happened: read the session again).
   *
   * REST: POST ChatSession/{chatSessionId}/TransferTo/{toAssociate}.
   */
  readonly transferChatSession?: Maybe<ChatSession>;
};


export type MutationTransferChatSessionArgs = {
  id: Scalars['ID']['input'];
  toAssociate: Scalars['String']['input'];
};

/**
 * One entry of a map from names to texts, such as an associate's custom fields. REST: an entry of `ExtraFields` or
 * `CustomFields`.
 */
export type NamedValue = {
  /** Name of the entry as SuperOffice spells it. REST: the entry's key in the map. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /**
   * What stands under that name, a text as SuperOffice sends it. Null when nothing does. REST: the entry's value in the
   * map.
   */
  readonly value?: Maybe<Scalars['String']['output']>;
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
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** First name. REST: `Firstname`. */
  readonly firstname?: Maybe<Scalars['String']['output']>;
  /** Whole name with personal and academic titles, as used on labels. REST: `FormalName`. */
  readonly formalName?: Maybe<Scalars['String']['output']>;
  /** Whole name, put together by SuperOffice. REST: `FullName`. */
  readonly fullName?: Maybe<Scalars['String']['output']>;
  /** Key of the person, 1 to 2147483647. REST: `PersonId`. */
  readonly id: Scalars['ID']['output'];
  /** First name in kana. Used in Japan only. REST: `Kanafname`. */
  readonly kanafname?: Maybe<Scalars['String']['output']>;
  /** Family name in kana. Used in Japan only. REST: `Kanalname`. */
  readonly kanalname?: Maybe<Scalars['String']['output']>;
  /** Family name. REST: `Lastname`. */
  readonly lastname?: Maybe<Scalars['String']['output']>;
  /** Middle name, or what stands between the names, such as `van`. REST: `MiddleName`. */
  readonly middleName?: Maybe<Scalars['String']['output']>;
  /** Mobile phone number. REST: `MobilePhone`. */
  readonly mobilePhone?: Maybe<Scalars['String']['output']>;
  /** Form of address, such as Mr or Ms. REST: `Mrmrs`. */
  readonly mrmrs?: Maybe<Scalars['String']['output']>;
  /** Number of the person, a free text. Null where SuperOffice is too old to have it. REST: `PersonNumber`. */
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
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Priority set for the person's requests. Null when none is set. REST: `TicketPriorityId`. */
  readonly ticketPriority?: Maybe<TicketPriority>;
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
export type PersonFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A project: work with several persons and companies that is kept together.
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
  /** Key of the project's event. Null where SuperOffice is too old to have it. REST: `EventId`. */
  readonly eventId?: Maybe<Scalars['Int']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
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
  /** When the project starts. Null when that is not set, or SuperOffice is too old to have it. REST: `StartDate`. */
  readonly startDate?: Maybe<Scalars['DateTime']['output']>;
  /** Name of the project's status. REST: `Status`. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
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
 * A project: work with several persons and companies that is kept together.
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
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `ProjectStatus`.
 */
export type ProjectStatus = {
  /** Key of the project status, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
};

/**
 * A type of projects, an item of SuperOffice's list.
 *
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `ProjectType`.
 */
export type ProjectType = {
  /** Key of the project type, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
};

export type Query = {
  /**
   * One chat session, with the records it is linked to.
   *
   * Null, without an error, when the session does not exist. REST: GET ChatSession/{id}.
   */
  readonly chatSession?: Maybe<ChatSession>;
  /**
   * The sessions in all topics where the caller may respond, listen, manage or be notified, queued ones too.
   *
   * Empty when there are none; null only together with an error. REST: GET ChatSession/ForCurrentUser.
   */
  readonly chatSessionsForCurrentUser?: Maybe<ReadonlyArray<ChatSession>>;
  /**
   * One company.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Contact/GetContactList.
   */
  readonly contact?: Maybe<Contact>;
  /**
   * The associate whose credential the request carries.
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
   * One project.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Project/GetProjectList.
   */
  readonly project?: Maybe<Project>;
  /**
   * One sale.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Sale/GetSaleList.
   */
  readonly sale?: Maybe<Sale>;
  /**
   * One request.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Ticket/GetTickets.
   */
  readonly ticket?: Maybe<Ticket>;
  /**
   * The users with a chat licence to whom the caller can hand a session. Each one's `id` is what `toAssociate` of
   * `transferChatSession` accepts. The caller is left out.
   *
   * Empty when there are none; null only together with an error.
   * REST: GET MDOList/chatuser, then one POST Agents/Associate/GetAssociateList.
   */
  readonly transferTargets?: Maybe<ReadonlyArray<User>>;
  /**
   * One associate.
   *
   * Null, without an error, when there is none with this id. REST: POST Agents/Associate/GetAssociateList.
   */
  readonly user?: Maybe<User>;
};


export type QueryChatSessionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryContactArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPersonArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySaleArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTicketArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTransferTargetsArgs = {
  onlyPresent?: InputMaybe<Scalars['Boolean']['input']>;
  topic?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

/**
 * A sale, from the first hope to the result.
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
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** Key of the sale, 1 to 2147483647. REST: `SaleId`. */
  readonly id: Scalars['ID']['output'];
  /**
   * Date of the nearest activity to come, or of the latest one where none is to come. Kept by SuperOffice.
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
  /** Day the sale is expected; for one that is sold or lost, the day it was. REST: `SaleDate`. */
  readonly saleDate?: Maybe<Scalars['DateTime']['output']>;
  /** The sale's type, an item of SuperOffice's list. Null when none is set. Its name is `saleTypeName`. REST: `SaleTypeId`. */
  readonly saleType?: Maybe<SaleType>;
  /** Name of the sale's type. REST: `SaleTypeName`. */
  readonly saleTypeName?: Maybe<Scalars['String']['output']>;
  /** How the sale stands: open, sold, lost or stalled. REST: `Status`. */
  readonly status?: Maybe<SaleStatus>;
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Heading of the sale. REST: `Title`. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Amount times probability, in `currency`. REST: `WeightedAmount`. */
  readonly weightedAmount?: Maybe<Scalars['Float']['output']>;
};


/**
 * A sale, from the first hope to the result.
 *
 * Relations are known by their keys: selecting only the `id` of one costs no REST call and does not check that the record
 * exists. Amounts are in `currency`.
 * REST: `Sale`, the simple carrier.
 */
export type SaleFieldPropertiesArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** How a sale stands. REST: `SaleStatus`. */
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
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `SaleType`.
 */
export type SaleType = {
  /** Key of the sale type, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
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

/**
 * What the caller may do with a record.
 *
 * The four booleans are read from `mask`. They are null where SuperOffice sent no mask, or one with a name this schema
 * does not know.
 * REST: `TableRight`.
 */
export type TableRight = {
  /** Whether the caller may delete the record. Null when `mask` does not tell. REST: read from `Mask`. */
  readonly canDelete?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the caller may create records like this one. Null when `mask` does not tell. REST: read from `Mask`. */
  readonly canInsert?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the caller may read the record. Null when `mask` does not tell. REST: read from `Mask`. */
  readonly canSelect?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the caller may change the record. Null when `mask` does not tell. REST: read from `Mask`. */
  readonly canUpdate?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Names of the rights as SuperOffice sends them, such as `Select` and `Update`. Some stand for several: `RI` is `Select`
   * and `Insert`. Empty when it sent none. REST: `Mask`.
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
  /** When the request goes to the next `alertLevel` unless something is done. Null when it will not. REST: `AlertTimeout`. */
  readonly alertTimeout?: Maybe<Scalars['DateTime']['output']>;
  /** Who wrote the request: the author of its first message. May be personal data. REST: `Author`. */
  readonly author?: Maybe<Scalars['String']['output']>;
  /** Which of SuperOffice's built-in statuses the request is in. Compare `ticketStatus`. REST: `BaseStatus`. */
  readonly baseStatus?: Maybe<TicketBaseStatus>;
  /** Category of the request. Null when none is set. Its name is `categoryName`. REST: `Category`. */
  readonly category?: Maybe<TicketCategory>;
  /** Name of the category after those of its parents, such as `norway/product A/support`. REST: `CategoryFullname`. */
  readonly categoryFullname?: Maybe<Scalars['String']['output']>;
  /** Name of the category alone, such as `support`. REST: `CategoryName`. */
  readonly categoryName?: Maybe<Scalars['String']['output']>;
  /** When the request was closed. Null while it is not. REST: `ClosedAt`. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The customer's company. `id` alone costs no REST call. Null when there is none. REST: `ContactId`. */
  readonly contact?: Maybe<Contact>;
  /** Name of that company. Null where SuperOffice is too old to say. REST: `ContactName`. */
  readonly contactName?: Maybe<Scalars['String']['output']>;
  /** When the request was created. REST: `CreatedAt`. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Service user id of who created the request, not an associate id; 1, the system user, when it came from outside.
   * REST: `CreatedBy`.
   */
  readonly createdByEjUserId?: Maybe<Scalars['Int']['output']>;
  /** Short name of who created the request: initials or login name. REST: `CreatedByName`. */
  readonly createdByName?: Maybe<Scalars['String']['output']>;
  /** By when the request is to be done. Null when no deadline is set. REST: `Deadline`. */
  readonly deadline?: Maybe<Scalars['DateTime']['output']>;
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
  readonly fieldProperties: ReadonlyArray<FieldProperty>;
  /** When an associate first read the request. Null while none has. REST: `FirstReadByUser`. */
  readonly firstReadByUser?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Key of the submitted form the request was made from. Null where SuperOffice is too old to say.
   * REST: `FormSubmissionId`.
   */
  readonly formSubmissionId?: Maybe<Scalars['Int']['output']>;
  /** Address the request came from when it was created, such as an e-mail address. Personal data. REST: `FromAddress`. */
  readonly fromAddress?: Maybe<Scalars['String']['output']>;
  /** Whether any message has an attachment. REST: `HasAttachment`. */
  readonly hasAttachment?: Maybe<Scalars['Boolean']['output']>;
  /** Key of the request, 1 to 2147483647. REST: `TicketId`. */
  readonly id: Scalars['ID']['output'];
  /** Language of the first external message. Null where SuperOffice is too old to say. REST: `Language`. */
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
  /** By which way the request came in. REST: `Origin`. */
  readonly origin?: Maybe<TicketOrigin>;
  /**
   * Associate who owns the request. `id` alone costs no REST call. Null when nobody does, or SuperOffice is too old to
   * say. REST: `OwnedByAssociateId`.
   */
  readonly ownedBy?: Maybe<User>;
  /**
   * Service user id of the owner, not an associate id; 1, the system user, while nobody owns the request. Compare
   * `ownedBy`. REST: `OwnedBy`.
   */
  readonly ownedByEjUserId?: Maybe<Scalars['Int']['output']>;
  /** Short name of the owner: initials or login name. REST: `OwnedByName`. */
  readonly ownedByName?: Maybe<Scalars['String']['output']>;
  /**
   * The customer: the contact person who made the request. `id` alone costs no REST call. Null when not connected to one.
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
  /** Name of the priority. Null where SuperOffice is too old to say. REST: `PriorityName`. */
  readonly priorityName?: Maybe<Scalars['String']['output']>;
  /** Project the request is connected to. `id` alone costs no REST call. Null when there is none. REST: `ProjectId`. */
  readonly project?: Maybe<Project>;
  /** Name of that project. Null where SuperOffice is too old to say. REST: `ProjectName`. */
  readonly projectName?: Maybe<Scalars['String']['output']>;
  /** When the customer read the request. Null while they have not. REST: `ReadByCustomer`. */
  readonly readByCustomer?: Maybe<Scalars['DateTime']['output']>;
  /** When the owner last read the request. Null while they have not. REST: `ReadByOwner`. */
  readonly readByOwner?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the owner has read the request. REST: `ReadStatus`. */
  readonly readStatus?: Maybe<TicketReadStatus>;
  /**
   * Seconds in statuses that wait for somebody outside, by the clock, without the present status.
   * REST: `RealTimeSpentExternally`.
   */
  readonly realTimeSpentExternally?: Maybe<Scalars['Int']['output']>;
  /** Seconds in statuses that count as open, by the clock, without the present status. REST: `RealTimeSpentInternally`. */
  readonly realTimeSpentInternally?: Maybe<Scalars['Int']['output']>;
  /** Seconds in statuses that count as queued, by the clock, without the present status. REST: `RealTimeSpentQueue`. */
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
  /** Heading of that sale. Null where SuperOffice is too old to say. REST: `SaleHeading`. */
  readonly saleHeading?: Maybe<Scalars['String']['output']>;
  /**
   * Mood of the latest external message, an index whose scale SuperOffice does not document. Null where SuperOffice is too
   * old to have it. REST: `Sentiment`.
   */
  readonly sentiment?: Maybe<Scalars['Int']['output']>;
  /**
   * How sure SuperOffice is of `sentiment`, on a scale it does not document. Null where SuperOffice is too old to have it.
   * REST: `SentimentConfidence`.
   */
  readonly sentimentConfidence?: Maybe<Scalars['Int']['output']>;
  /** Who may see the request: only employees, or the customer too. REST: `Slevel`. */
  readonly slevel?: Maybe<TicketSecurityLevel>;
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /**
   * Status as the installation defines it. Null when none is set. Its name is `ticketStatusDisplayValue`.
   * REST: `TicketStatus`.
   */
  readonly ticketStatus?: Maybe<TicketStatus>;
  /** Name of that status, in the caller's language. REST: `TicketStatusDisplayValue`. */
  readonly ticketStatusDisplayValue?: Maybe<Scalars['String']['output']>;
  /**
   * Type of the request. Null when none is set, or SuperOffice is too old to have it. Its name is `ticketTypeName`.
   * REST: `TicketTypeId`.
   */
  readonly ticketType?: Maybe<TicketType>;
  /** Name of the type. Null where SuperOffice is too old to say. REST: `TicketTypeName`. */
  readonly ticketTypeName?: Maybe<Scalars['String']['output']>;
  /**
   * Minutes of work noted on the request's messages, all together. Null where SuperOffice is too old to say.
   * REST: `TimeSpent`.
   */
  readonly timeSpent?: Maybe<Scalars['Int']['output']>;
  /**
   * Seconds in statuses that wait for somebody outside, in the priority's office hours only, without the present status.
   * REST: `TimeSpentExternally`.
   */
  readonly timeSpentExternally?: Maybe<Scalars['Int']['output']>;
  /**
   * Seconds in statuses that count as open, in the priority's office hours only, without the present status.
   * REST: `TimeSpentInternally`.
   */
  readonly timeSpentInternally?: Maybe<Scalars['Int']['output']>;
  /**
   * Seconds in statuses that count as queued, in the priority's office hours only, without the present status.
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
 * A category of requests.
 *
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `TicketCategory`.
 */
export type TicketCategory = {
  /** Key of the category, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
};

/** By which way a request came in. REST: `TicketOrigin`. */
export type TicketOrigin =
  /** Through an API. SuperOffice: `API`. */
  | 'API'
  /** Made by software. SuperOffice: `AutoGenerated`. */
  | 'AUTO_GENERATED'
  /** Out of a chat. SuperOffice: `Chat`. */
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
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `TicketPriority`.
 */
export type TicketPriority = {
  /** Key of the priority, 1 to 2147483647. REST: `Id`. */
  readonly id: Scalars['ID']['output'];
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
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `TicketStatusEntity`.
 */
export type TicketStatus = {
  /** Key of the status, 1 to 2147483647. REST: `TicketStatusId`. */
  readonly id: Scalars['ID']['output'];
};

/**
 * A type of requests.
 *
 * Only its key is known here: selecting it costs no REST call and does not check that the record exists.
 * REST: `TicketType`.
 */
export type TicketType = {
  /** Key of the type, 1 to 2147483647. REST: `TicketTypeId`. */
  readonly id: Scalars['ID']['output'];
};

/**
 * An associate: somebody who logs in to SuperOffice.
 *
 * `person` is known by its key: selecting only its `id` costs no REST call and does not check that the record exists.
 * REST: `Associate`.
 */
export type User = {
  /** Custom fields of the associate, name by name. Empty when there are none. REST: `CustomFields`. */
  readonly customFields: ReadonlyArray<NamedValue>;
  /** Whether the associate has been retired. REST: `Deleted`. */
  readonly deleted?: Maybe<Scalars['Boolean']['output']>;
  /** Key of the associate's user in SuperOffice Service; 0 when there is none. Not the associate id. REST: `EjUserId`. */
  readonly ejUserId?: Maybe<Scalars['Int']['output']>;
  /** Extra fields of the associate, name by name. Empty when there are none. REST: `ExtraFields`. */
  readonly extraFields: ReadonlyArray<NamedValue>;
  /** What the caller may do with each property. Empty when SuperOffice does not tell. REST: `FieldProperties`. */
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
  /** What the caller may do with the record. Null when SuperOffice does not tell. REST: `TableRight`. */
  readonly tableRight?: Maybe<TableRight>;
  /** Text SuperOffice shows when a pointer rests on the associate. REST: `Tooltip`. */
  readonly tooltip?: Maybe<Scalars['String']['output']>;
  /** What kind of login this is. REST: `Type`. */
  readonly type?: Maybe<UserType>;
  /**
   * Name the associate logs in with, online often an e-mail address. Null where SuperOffice does not tell.
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
  /** No human being but something to be booked, such as a room. SuperOffice: `ResourceAssociate`. */
  | 'RESOURCE_ASSOCIATE'
  /** Software that logs in for itself. SuperOffice: `SystemAssociate`. */
  | 'SYSTEM_ASSOCIATE'
  /** SuperOffice's own `Unknown`, or a value newer than this schema. */
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
  ChatSession: ChatSession;
  Contact: Contact;
  Country: Country;
  Person: Person;
  Project: Project;
  Sale: Sale;
  Ticket: Ticket;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ChatSession:
    ( { __typename: 'ChatSession' }
    & GraphQLRecursivePick<FederationTypes['ChatSession'], {"id":true}> );
  Contact:
    ( { __typename: 'Contact' }
    & GraphQLRecursivePick<FederationTypes['Contact'], {"id":true}> );
  Country:
    ( { __typename: 'Country' }
    & GraphQLRecursivePick<FederationTypes['Country'], {"id":true}> );
  Person:
    ( { __typename: 'Person' }
    & GraphQLRecursivePick<FederationTypes['Person'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
  Sale:
    ( { __typename: 'Sale' }
    & GraphQLRecursivePick<FederationTypes['Sale'], {"id":true}> );
  Ticket:
    ( { __typename: 'Ticket' }
    & GraphQLRecursivePick<FederationTypes['Ticket'], {"id":true}> );
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
  ChatSession: ResolverTypeWrapper<ChatSessionCarrier>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ChatSessionStatus: ResolverTypeWrapper<ChatSessionStatusName>;
  ChatTopic: ResolverTypeWrapper<ChatTopicCarrier>;
  Contact: ResolverTypeWrapper<ContactCarrier>;
  Country: ResolverTypeWrapper<CountryCarrier>;
  Currency: ResolverTypeWrapper<ListItemCarrier>;
  CustomerLanguage: ResolverTypeWrapper<ListItemCarrier>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  FieldProperty: ResolverTypeWrapper<FieldPropertyEntry>;
  FieldRight: ResolverTypeWrapper<FieldRightCarrier>;
  LocalizedField: ResolverTypeWrapper<LocalizedFieldCarrier>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NamedValue: ResolverTypeWrapper<NamedValueEntry>;
  Person: ResolverTypeWrapper<PersonCarrier>;
  Project: ResolverTypeWrapper<ProjectCarrier>;
  ProjectStatus: ResolverTypeWrapper<ListItemCarrier>;
  ProjectType: ResolverTypeWrapper<ListItemCarrier>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Sale: ResolverTypeWrapper<SaleCarrier>;
  SaleStatus: ResolverTypeWrapper<SaleStatusName>;
  SaleType: ResolverTypeWrapper<ListItemCarrier>;
  StructuredAddress: ResolverTypeWrapper<StructuredAddressCarrier>;
  TableRight: ResolverTypeWrapper<TableRightCarrier>;
  Ticket: ResolverTypeWrapper<TicketCarrier>;
  TicketBaseStatus: ResolverTypeWrapper<TicketBaseStatusName>;
  TicketCategory: ResolverTypeWrapper<ListItemCarrier>;
  TicketOrigin: ResolverTypeWrapper<TicketOriginName>;
  TicketPriority: ResolverTypeWrapper<ListItemCarrier>;
  TicketReadStatus: ResolverTypeWrapper<TicketReadStatusName>;
  TicketSecurityLevel: ResolverTypeWrapper<TicketSecurityLevelName>;
  TicketStatus: ResolverTypeWrapper<TicketStatusCarrier>;
  TicketType: ResolverTypeWrapper<TicketTypeCarrier>;
  User: ResolverTypeWrapper<AssociateCarrier>;
  UserType: ResolverTypeWrapper<UserTypeName>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressCarrier;
  String: Scalars['String']['output'];
  Float: Scalars['Float']['output'];
  ChatSession: ChatSessionCarrier;
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
  ID: Scalars['ID']['output'];
  ChatTopic: ChatTopicCarrier;
  Contact: ContactCarrier;
  Country: CountryCarrier;
  Currency: ListItemCarrier;
  CustomerLanguage: ListItemCarrier;
  DateTime: Scalars['DateTime']['output'];
  FieldProperty: FieldPropertyEntry;
  FieldRight: FieldRightCarrier;
  LocalizedField: LocalizedFieldCarrier;
  Mutation: Record<PropertyKey, never>;
  NamedValue: NamedValueEntry;
  Person: PersonCarrier;
  Project: ProjectCarrier;
  ProjectStatus: ListItemCarrier;
  ProjectType: ListItemCarrier;
  Query: Record<PropertyKey, never>;
  Sale: SaleCarrier;
  SaleType: ListItemCarrier;
  StructuredAddress: StructuredAddressCarrier;
  TableRight: TableRightCarrier;
  Ticket: TicketCarrier;
  TicketCategory: ListItemCarrier;
  TicketPriority: ListItemCarrier;
  TicketStatus: TicketStatusCarrier;
  TicketType: TicketTypeCarrier;
  User: AssociateCarrier;
};

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
  transferTo?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  whenEnded?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  whenFetched?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  whenIdle?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  whenRequested?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  whenStarted?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ChatSessionStatusResolvers = EnumResolverSignature<{ CLOSED?: any, CLOSED_FROM_QUEUE?: any, CUSTOMER_LAST?: any, DELETED?: any, FAQ?: any, FINISHED?: any, INVALID?: any, IN_QUEUE?: any, OFFLINE_FORM?: any, PRE_CHAT_FORM?: any, REQUEST_POSTED?: any, UNKNOWN?: any, USER_LAST?: any }, ResolversTypes['ChatSessionStatus']>;

export type ChatTopicResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTopic'] = ResolversParentTypes['ChatTopic']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

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

export type CurrencyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Currency'] = ResolversParentTypes['Currency']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CustomerLanguageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerLanguage'] = ResolversParentTypes['CustomerLanguage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

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
  transferChatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<MutationTransferChatSessionArgs, 'id' | 'toAssociate'>>;
};

export type NamedValueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['NamedValue'] = ResolversParentTypes['NamedValue']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PersonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person'], FederationReferenceType extends FederationReferenceTypes['Person'] = FederationReferenceTypes['Person']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Person']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activeErpLinks?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  activeInterests?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  associate?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  associateName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  categoryName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usePersonAddress?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
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

export type ProjectStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectStatus'] = ResolversParentTypes['ProjectStatus']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ProjectTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectType'] = ResolversParentTypes['ProjectType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  chatSession?: Resolver<Maybe<ResolversTypes['ChatSession']>, ParentType, ContextType, RequireFields<QueryChatSessionArgs, 'id'>>;
  chatSessionsForCurrentUser?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChatSession']>>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType, RequireFields<QueryContactArgs, 'id'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType, RequireFields<QueryPersonArgs, 'id'>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  sale?: Resolver<Maybe<ResolversTypes['Sale']>, ParentType, ContextType, RequireFields<QuerySaleArgs, 'id'>>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType, RequireFields<QueryTicketArgs, 'id'>>;
  transferTargets?: Resolver<Maybe<ReadonlyArray<ResolversTypes['User']>>, ParentType, ContextType, RequireFields<QueryTransferTargetsArgs, 'onlyPresent'>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
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

export type SaleTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaleType'] = ResolversParentTypes['SaleType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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

export type TicketCategoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketCategory'] = ResolversParentTypes['TicketCategory']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TicketOriginResolvers = EnumResolverSignature<{ API?: any, AUTO_GENERATED?: any, CHAT?: any, CUSTOMER_CENTRE?: any, EMAIL?: any, E_MARKETING?: any, FACEBOOK?: any, FAX?: any, FLOW?: any, FORM?: any, INTERNAL?: any, PHONE?: any, SMS?: any, TWITTER?: any, UNKNOWN?: any }, ResolversTypes['TicketOrigin']>;

export type TicketPriorityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketPriority'] = ResolversParentTypes['TicketPriority']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TicketReadStatusResolvers = EnumResolverSignature<{ GREEN?: any, RED?: any, UNKNOWN?: any, YELLOW?: any }, ResolversTypes['TicketReadStatus']>;

export type TicketSecurityLevelResolvers = EnumResolverSignature<{ EXTERNAL?: any, INTERNAL?: any, UNKNOWN?: any }, ResolversTypes['TicketSecurityLevel']>;

export type TicketStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketStatus'] = ResolversParentTypes['TicketStatus']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TicketTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TicketType'] = ResolversParentTypes['TicketType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
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

export type Resolvers<ContextType = RequestContext> = {
  ActivityStatus?: ActivityStatusResolvers;
  Address?: AddressResolvers<ContextType>;
  AddressType?: AddressTypeResolvers;
  ChatSession?: ChatSessionResolvers<ContextType>;
  ChatSessionStatus?: ChatSessionStatusResolvers;
  ChatTopic?: ChatTopicResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  Country?: CountryResolvers<ContextType>;
  Currency?: CurrencyResolvers<ContextType>;
  CustomerLanguage?: CustomerLanguageResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  FieldProperty?: FieldPropertyResolvers<ContextType>;
  FieldRight?: FieldRightResolvers<ContextType>;
  LocalizedField?: LocalizedFieldResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NamedValue?: NamedValueResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectStatus?: ProjectStatusResolvers<ContextType>;
  ProjectType?: ProjectTypeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Sale?: SaleResolvers<ContextType>;
  SaleStatus?: SaleStatusResolvers;
  SaleType?: SaleTypeResolvers<ContextType>;
  StructuredAddress?: StructuredAddressResolvers<ContextType>;
  TableRight?: TableRightResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  TicketBaseStatus?: TicketBaseStatusResolvers;
  TicketCategory?: TicketCategoryResolvers<ContextType>;
  TicketOrigin?: TicketOriginResolvers;
  TicketPriority?: TicketPriorityResolvers<ContextType>;
  TicketReadStatus?: TicketReadStatusResolvers;
  TicketSecurityLevel?: TicketSecurityLevelResolvers;
  TicketStatus?: TicketStatusResolvers<ContextType>;
  TicketType?: TicketTypeResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserType?: UserTypeResolvers;
};

