import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
} from 'graphql';
import { ENUM_VALUES } from '../src/graphql/schema/enums.js';
import { propertyOf } from '../src/graphql/schema/property-names.js';
import { createSchema } from '../src/graphql/schema/schema.js';
import { useFacade } from './helpers/facade.js';

describe('SuperOffice’s sample answer', () => {
  const exposing = useFacade({ EXPOSE_SESSION_KEY: 'true' });
  const schema = createSchema({ exposeSessionKey: true });
  type Carrier = Readonly<Record<string, unknown>>;
  const sample: Carrier = JSON.parse(
    readFileSync(new URL('./contract/transfer-response.json', import.meta.url), 'utf8'),
  );

  /** Relations are asked for their keys, everything else whole. */
  const RELATION_KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ChatSession: { topic: 'TopicId' },
    Contact: { associate: 'AssociateId', country: 'CountryId' },
    Person: {
      associate: 'AssociateId',
      contact: 'ContactId',
      contactCountry: 'ContactCountryId',
      country: 'CountryId',
      supportAssociate: 'SupportAssociateId',
      supportLanguage: 'SupportLanguageId',
      ticketPriority: 'TicketPriorityId',
    },
    Project: { associate: 'AssociateId', projectStatus: 'StatusId', projectType: 'TypeId' },
    Sale: {
      associate: 'AssociateId',
      contact: 'ContactId',
      person: 'PersonId',
      project: 'ProjectId',
      saleType: 'SaleTypeId',
    },
    Ticket: {
      category: 'Category',
      contact: 'ContactId',
      mergedInto: 'ConnectId',
      ownedBy: 'OwnedByAssociateId',
      person: 'CustId',
      priority: 'Priority',
      project: 'ProjectId',
      sale: 'SaleId',
      ticketStatus: 'TicketStatus',
      ticketType: 'TicketTypeId',
    },
    User: { person: 'PersonId' },
  };

  /** The fields that show a carrier; fields with a REST call of their own are not in the sample. */
  const fieldsOf = (type: GraphQLObjectType) =>
    Object.values(type.getFields()).filter(({ description }) => !/REST:\s(GET|POST)\s/.test(description ?? ''));

  function selectionOf(type: GraphQLObjectType): string {
    return fieldsOf(type)
      .map(({ name, type: output }) => {
        const named = getNamedType(output);
        if (!isObjectType(named)) {
          return name;
        }
        return `${name} { ${RELATION_KEYS[type.name]?.[name] === undefined ? selectionOf(named) : 'id'} }`;
      })
      .join(' ');
  }

  /** The expected answer for a carrier, computed only from the sample. */
  function expected(type: GraphQLObjectType, carrier: Carrier): Record<string, unknown> {
    return Object.fromEntries(
      fieldsOf(type).map(({ name, type: output }) => [name, expectedField(type, name, output, carrier)]),
    );
  }

  function expectedField(type: GraphQLObjectType, field: string, output: GraphQLOutputType, carrier: Carrier): unknown {
    const key = RELATION_KEYS[type.name]?.[field];
    if (key !== undefined) {
      return carrier[key] === undefined ? null : { id: String(carrier[key]) };
    }
    const property = propertyOf(type.name, field);
    const value = carrier[property] ?? carrier[property.replace(/^Person(?!Id)/, 'Cust')];
    const named = getNamedType(output);
    switch (named.name) {
      case 'DateTime':
        return value === undefined ? null : new Date(value as string).getTime();
      case 'ID':
        return String(value);
      case 'FieldProperty':
        return Object.entries((value ?? {}) as Record<string, Carrier>).map(([name, entry]) => ({
          name,
          fieldType: entry.FieldType,
          fieldLength: entry.FieldLength,
          fieldRight: { mask: ['FULL'], reason: '', canRead: null, canWrite: null },
        }));
      case 'TableRight': {
        const isGiven = (value as Carrier | undefined)?.Mask !== undefined;
        const may = (right: boolean) => (isGiven ? right : null);
        return value === undefined
          ? null
          : {
              mask: isGiven ? ['Delete'] : [],
              reason: isGiven ? '' : null,
              ...{ canSelect: may(false), canInsert: may(false), canUpdate: may(false), canDelete: may(true) },
            };
      }
    }
    if (isEnumType(named)) {
      return (ENUM_VALUES as Record<string, Record<string, string>>)[named.name]?.[value as string];
    }
    if (isObjectType(named) && !isListType(getNullableType(output))) {
      return value === undefined ? null : expected(named, value as Carrier);
    }
    if (isListType(getNullableType(output))) {
      return value === undefined ? [] : [value];
    }
    return value ?? null;
  }

  /** Dates as instants, to compare their meaning. */
  const asInstants = (answer: unknown): unknown =>
    JSON.parse(JSON.stringify(answer), (_key, value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*\.\d{3}([+-]\d\d:\d\d|Z)$/.test(value)
        ? new Date(value).getTime()
        : value,
    );

  it('comes back through the mutation with every property, and equal', async () => {
    const type = schema.getType('ChatSession') as GraphQLObjectType;
    exposing.superOffice.on('POST ChatSession/549/TransferTo/bo', sample);

    const answer = await exposing.ask(
      `mutation { transferChatSession(id: 549, toAssociate: "bo") { ${selectionOf(type)} } }`,
    );

    expect(answer.errors).toBeUndefined();
    expect(asInstants(answer.data.transferChatSession)).toEqual(expected(type, sample));
    expect(answer.data.transferChatSession).toMatchObject({
      sessionKey: 'consequatur',
      status: 'CLOSED',
      whenRequested: '2013-10-17T09:40:58.747+02:00',
      ticket: { personFirstname: 'Retha', ownedByEjUserId: 1000, createdByEjUserId: 531, origin: 'AUTO_GENERATED' },
      contact: { url: 'http://www.example.com/', urlName: 'http://www.example.com/' },
    });
    expect(exposing.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it('has no property that the comparison leaves out', () => {
    const seen = new Set<string>();
    const note = (type: GraphQLObjectType, carrier: Carrier): void => {
      for (const { name, type: output } of fieldsOf(type)) {
        const property = RELATION_KEYS[type.name]?.[name] ?? propertyOf(type.name, name);
        seen.add(`${type.name}.${property}`).add(`${type.name}.${property.replace(/^Person/, 'Cust')}`);
        const value = carrier[property];
        const named = getNamedType(output);
        if (
          isObjectType(named) &&
          !isListType(getNullableType(output)) &&
          typeof value === 'object' &&
          value !== null
        ) {
          note(named, value as Carrier);
        }
      }
      const unseen = Object.keys(carrier).filter((property) => !seen.has(`${type.name}.${property}`));
      expect(unseen).toEqual([]);
    };
    note(schema.getType('ChatSession') as GraphQLObjectType, sample);
  });
});
