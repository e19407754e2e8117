import { describe, expect, it } from '@jest/globals';
import { ChatMessage } from '../src/graphql/resolvers/ChatMessage.js';
import { ChatSession } from '../src/graphql/resolvers/ChatSession.js';
import { ChatWidgetSettings } from '../src/graphql/resolvers/ChatWidgetSettings.js';
import { carrierType } from '../src/graphql/resolvers/carrier-type.js';
import { Person } from '../src/graphql/resolvers/Person.js';
import { relation } from '../src/graphql/resolvers/relations.js';
import { TableRight } from '../src/graphql/resolvers/TableRight.js';
import { Ticket } from '../src/graphql/resolvers/Ticket.js';
import { TimeZone } from '../src/graphql/resolvers/TimeZone.js';

/**
 * What the compiler refuses. `tsc` checks this file: a line under `@ts-expect-error` that compiles fails it. What stands
 * in an `expect` compiles, and differs from the refused lines below it in nothing but the mistake.
 */
describe('carrierType', () => {
  it('returns the resolvers it was given, and adds none', () => {
    const before = { ...Person };

    expect(carrierType('Person', Person)).toBe(Person);
    expect(Person).toEqual(before);
  });

  it('does not compile if a field has no property and no resolver', () => {
    const { contact, ...withoutContact } = Person;
    const { canSelect, ...withoutCanSelect } = TableRight;

    expect(carrierType('Person', { ...withoutContact, contact })).toEqual(Person);
    // @ts-expect-error: a person has a `ContactId` but no `Contact`.
    carrierType('Person', withoutContact);
    // @ts-expect-error: none of a person's relations is served.
    carrierType('Person', {});

    expect(carrierType('ChatMessage', ChatMessage)).toEqual(ChatMessage);
    // @ts-expect-error: a message has a `ChatSessionId` but no `Session`.
    carrierType('ChatMessage', {});

    expect(carrierType('TableRight', { ...withoutCanSelect, canSelect })).toEqual(TableRight);
    // @ts-expect-error: rights are not properties, they are read from `Mask`.
    carrierType('TableRight', withoutCanSelect);
  });

  it('does not compile if the property behind a field has another type', () => {
    const { category, ...withoutCategory } = Ticket;
    const { flags, ...withoutFlags } = ChatSession;
    const { fieldProperties, ...withoutFieldProperties } = ChatSession;

    expect(carrierType('Ticket', { ...withoutCategory, category })).toEqual(Ticket);
    // @ts-expect-error: `Category` is a number, `category` a TicketCategory.
    carrierType('Ticket', withoutCategory);

    expect(carrierType('ChatSession', { ...withoutFlags, flags })).toEqual(ChatSession);
    // @ts-expect-error: `Flags` is a text, `flags` a list.
    carrierType('ChatSession', withoutFlags);

    const { offlineFields, ...withoutOfflineFields } = ChatWidgetSettings;
    expect(carrierType('ChatWidgetSettings', { ...withoutOfflineFields, offlineFields })).toEqual(ChatWidgetSettings);
    // @ts-expect-error: `OfflineFields` is a text, `offlineFields` a list.
    carrierType('ChatWidgetSettings', withoutOfflineFields);

    const { timeZoneSTDRules, ...withoutRules } = TimeZone;
    expect(carrierType('TimeZone', { ...withoutRules, timeZoneSTDRules })).toEqual(TimeZone);
    // @ts-expect-error: `TimeZoneSTDRules` is a map, `timeZoneSTDRules` a list.
    carrierType('TimeZone', withoutRules);

    expect(carrierType('ChatSession', { ...withoutFieldProperties, fieldProperties })).toEqual(ChatSession);
    // @ts-expect-error: `FieldProperties` is a map, `fieldProperties` a list.
    carrierType('ChatSession', withoutFieldProperties);
  });

  it('does not compile if a resolver reads an unknown property or returns another type', () => {
    const supportAssociate = relation('user', 'SupportAssociateId');

    expect(carrierType('Person', { ...Person, supportAssociate })).toHaveProperty('supportAssociate', supportAssociate);
    // @ts-expect-error: a person has no `SupporterId`.
    carrierType('Person', { ...Person, supportAssociate: relation('user', 'SupporterId') });
    // @ts-expect-error: a project is not an associate: its `Type` is any text, an associate's is an enum.
    carrierType('Person', { ...Person, supportAssociate: relation('project', 'SupportAssociateId') });
    // @ts-expect-error: a project is not a sale: its `Status` is any text, a sale's is an enum.
    carrierType('Ticket', { ...Ticket, sale: relation('project', 'SaleId') });
    // @ts-expect-error: there are no records of this kind.
    carrierType('Ticket', { ...Ticket, priority: relation('priority', 'Priority') });
    // @ts-expect-error: `Rank` is a number, `fullName` a text.
    carrierType('Person', { ...Person, fullName: ({ Rank }) => Rank ?? null });
  });
});
