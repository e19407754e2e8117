/** Fields whose carrier property is not the field's name with a capital first letter: the exceptions, all of them. */
const PROPERTY_NAMES = {
  ChatMessage: { id: 'ChatMessageId' },
  ChatPresence: { id: 'UserId' },
  ChatSession: { id: 'ChatSessionId' },
  ChatTopic: { id: 'ChatTopicId' },
  Contact: { id: 'ContactId', url: 'URL', urlName: 'URLName' },
  Country: { id: 'CountryId' },
  KbCategory: { id: 'KbCategoryId' },
  Person: { id: 'PersonId' },
  Project: { id: 'ProjectId', url: 'URL', urlName: 'URLName' },
  ReplyTemplate: { id: 'ReplyTemplateId' },
  Sale: { id: 'SaleId' },
  Ticket: { id: 'TicketId', createdByEjUserId: 'CreatedBy', ownedByEjUserId: 'OwnedBy' },
  TicketCategory: { id: 'TicketCategoryId' },
  TicketStatus: { id: 'TicketStatusId' },
  TicketType: { id: 'TicketTypeId' },
  TimeZone: { tzLocationID: 'TZLocationID', tzLocationCode: 'TZLocationCode', tzLocationCities: 'TZLocationCities' },
  User: { id: 'AssociateId' },
} as const;

type PropertyNames = typeof PROPERTY_NAMES;

/** The property behind a field: `Person.firstname` -> `Firstname`, `Person.id` -> `PersonId`. */
export type PropertyOf<Type extends string, Field extends string> = Type extends keyof PropertyNames
  ? Field extends keyof PropertyNames[Type]
    ? PropertyNames[Type][Field]
    : Capitalize<Field>
  : Capitalize<Field>;

export function propertyOf(type: string, field: string): string {
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = PROPERTY_NAMES;
  return names[type]?.[field] ?? field.charAt(0).toUpperCase() + field.slice(1);
}
