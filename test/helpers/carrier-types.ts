import { type DocumentedProperty, readDocumentedTypes } from './documented-properties.js';

export type Carrier = Readonly<Record<string, unknown>>;
export type Path = readonly (string | number)[];

/** The entities, and the call that reads each of them. */
export const ENTITIES: Readonly<Record<string, string>> = {
  Business: 'POST Agents/List/GetBusinessList',
  Category: 'POST Agents/List/GetCategoryList',
  ChatSession: 'GET ChatSession/',
  ChatTopic: 'GET ChatTopic/',
  Contact: 'POST Agents/Contact/GetContactList',
  Country: 'POST Agents/List/GetCountryList',
  Currency: 'POST Agents/List/GetCurrencyList',
  CustomerLanguage: 'POST Agents/List/GetCustomerLanguageList',
  Person: 'POST Agents/Person/GetPersonList',
  Position: 'POST Agents/List/GetPositionList',
  Project: 'POST Agents/Project/GetProjectList',
  ProjectStatus: 'POST Agents/List/GetProjectStatusList',
  ProjectType: 'POST Agents/List/GetProjectTypeList',
  Sale: 'POST Agents/Sale/GetSaleList',
  SaleType: 'POST Agents/List/GetSaleTypeList',
  Ticket: 'POST Agents/Ticket/GetTickets',
  TicketCategory: 'POST Agents/List/GetTicketCategoryList',
  TicketPriority: 'POST Agents/List/GetTicketPriorityList',
  TicketStatus: 'POST Agents/List/GetTicketStatusList',
  TicketType: 'POST Agents/List/GetTicketTypeList',
  User: 'POST Agents/Associate/GetAssociateList',
};

/** Where a type that is not an entity appears. */
export interface Place {
  /** The entity it is met in, or the root field that lists it. */
  readonly entity: string;
  /** What the entity's carrier holds around it. Without it, what `below` answers, as a list. */
  readonly around?: (carrier: Carrier) => Carrier;
  /** The call of its own, below the entity's. */
  readonly below?: string;
  /** The property that names the entity, with values of its own in `parents.test.ts`. */
  readonly parent?: string;
  /** Fields and places in lists, from the entity on. */
  readonly path: Path;
}

export const PLACES: Readonly<Record<string, Place>> = {
  Address: { entity: 'Contact', around: (Address) => ({ Address }), path: ['address'] },
  ChatBotSettings: { entity: 'ChatTopic', around: (BotSettings) => ({ BotSettings }), path: ['botSettings'] },
  ChatMessage: { entity: 'ChatSession', below: 'Messages', parent: 'ChatSessionId', path: ['messages', 0] },
  ChatOpeningHours: { entity: 'ChatTopic', around: (OpeningHours) => ({ OpeningHours }), path: ['openingHours'] },
  ChatPresence: { entity: 'chatPresence', path: [] },
  ChatTopicMember: { entity: 'ChatTopic', below: 'UserAgent', parent: 'TopicId', path: ['members', 0] },
  ChatWidgetSettings: { entity: 'ChatTopic', around: (Widget) => ({ Widget }), path: ['widget'] },
  FieldProperty: {
    entity: 'Contact',
    around: (Name) => ({ FieldProperties: { Name } }),
    path: ['fieldProperties', 0],
  },
  FieldRight: {
    entity: 'Contact',
    around: (FieldRight) => ({ FieldProperties: { Name: { FieldRight } } }),
    path: ['fieldProperties', 0, 'fieldRight'],
  },
  KbCategory: {
    entity: 'ChatTopic',
    around: (category) => ({ Widget: { AutoFaqCategory: { KbCategoryId: 7, ...category } } }),
    path: ['widget', 'autoFaqCategory'],
  },
  LocalizedField: {
    entity: 'Contact',
    around: (line) => ({ Address: { LocalizedAddress: [[line]] } }),
    path: ['address', 'localizedAddress', 0, 0],
  },
  ReplyTemplate: {
    entity: 'ChatTopic',
    around: (template) => ({ AlertTemplate: { ReplyTemplateId: 7, ...template } }),
    path: ['alertTemplate'],
  },
  StructuredAddress: {
    entity: 'Contact',
    around: (Street) => ({ Address: { Street } }),
    path: ['address', 'street'],
  },
  TableRight: { entity: 'Contact', around: (TableRight) => ({ TableRight }), path: ['tableRight'] },
  TimeZone: {
    entity: 'ChatTopic',
    around: (TzLocation) => ({ OpeningHours: { TzLocation } }),
    path: ['openingHours', 'tzLocation'],
  },
  TimeZoneRule: {
    entity: 'ChatTopic',
    around: (rule) => ({ OpeningHours: { TzLocation: { TimeZoneDSTRules: { 2026: rule } } } }),
    path: ['openingHours', 'tzLocation', 'timeZoneDSTRules', 0],
  },
};

/** The types that `docs/properties.md` describes. */
export const DOCUMENTED = new Map(readDocumentedTypes().map((documented) => [documented.type, documented]));
export const TYPES = [...Object.keys(ENTITIES), ...Object.keys(PLACES)];

export function placeOf(type: string): Place {
  return PLACES[type] ?? { entity: type, around: (carrier) => carrier, path: [] };
}

export function isRoot(entity: string): boolean {
  return ENTITIES[entity] === undefined;
}

/** The path of a record in an answer. */
export function pathTo(type: string, index: number): Path {
  const { entity, path } = placeOf(type);
  return [isRoot(entity) ? entity : '_entities', index, ...path];
}

export function idRowOf(type: string): DocumentedProperty | undefined {
  return DOCUMENTED.get(type)?.rows.find(({ field }) => field === 'id');
}

/** The property behind the `id` of a type. */
export function keyPropertyOf(type: string): string {
  const row = idRowOf(type);
  if (row === undefined) {
    throw new TypeError(`${type} has no key.`);
  }
  return row.property;
}
