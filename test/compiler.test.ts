import { describe, expect, it } from '@jest/globals';
import { ChatSession } from '../src/graphql/resolvers/ChatSession.js';
import { carrierType } from '../src/graphql/resolvers/carrier-type.js';
import { Person } from '../src/graphql/resolvers/Person.js';
import { relation } from '../src/graphql/resolvers/relations.js';
import { TableRight } from '../src/graphql/resolvers/TableRight.js';
import { Ticket } from '../src/graphql/resolvers/Ticket.js';

/**
 * What the compiler refuses. `tsc` checks this file: a line under `@ts-expect-error` that compiles fails it. Each such
 * line stands beside one that differs from it in nothing but the mistake, and compiles.
 */
describe('carrierType', () => {
  it('gives back the resolvers it was given, and adds none', () => {
    const before = { ...Person };

    expect(carrierType('Person', Person)).toBe(Person);
    expect(Person).toEqual(before);
    expect(carrierType('StructuredAddress', {})).toEqual({});
  });

  it('does not compile where a field is served by neither a property nor a resolver', () => {
    const { contact, ...withoutContact } = Person;
    const { canSelect, ...withoutCanSelect } = TableRight;

    carrierType('Person', { ...withoutContact, contact });
    // @ts-expect-error: a person has a `ContactId` but no `Contact`.
    carrierType('Person', withoutContact);
    carrierType('TableRight', { ...withoutCanSelect, canSelect });
    // @ts-expect-error: rights are no properties, they are read from `Mask`.
    carrierType('TableRight', withoutCanSelect);
    // @ts-expect-error: no relation of a person is served.
    carrierType('Person', {});
    expect.assertions(0);
  });

  it('does not compile where the property behind a field has another type', () => {
    const { category, ...withoutCategory } = Ticket;
    const { flags, ...withoutFlags } = ChatSession;
    const { fieldProperties, ...withoutFieldProperties } = ChatSession;

    carrierType('Ticket', { ...withoutCategory, category });
    // @ts-expect-error: `Category` is a number, `category` a TicketCategory.
    carrierType('Ticket', withoutCategory);
    carrierType('ChatSession', { ...withoutFlags, flags });
    // @ts-expect-error: `Flags` is a text, `flags` a list.
    carrierType('ChatSession', withoutFlags);
    carrierType('ChatSession', { ...withoutFieldProperties, fieldProperties });
    // @ts-expect-error: `FieldProperties` is a map, `fieldProperties` a list.
    carrierType('ChatSession', withoutFieldProperties);
    expect.assertions(0);
  });

  it('does not compile where a resolver is of no field, reads no property or gives another type', () => {
    carrierType('Person', { ...Person, contact: relation('contact', 'ContactId') });
    // @ts-expect-error: a person has no `CompanyId`.
    carrierType('Person', { ...Person, contact: relation('contact', 'CompanyId') });
    // @ts-expect-error: an Associate is no list item.
    carrierType('Person', { ...Person, ticketPriority: relation('user', 'TicketPriorityId') });
    // @ts-expect-error: `FullName` is a text.
    carrierType('Person', { ...Person, fullName: ({ Rank }) => Rank ?? null });
    expect.assertions(0);
  });
});
