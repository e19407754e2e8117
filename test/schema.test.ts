import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseSync, type TsType } from '@swc/core';
import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { ENUM_VALUES, enumOf } from '../src/graphql/schema/enums.js';
import { createSchema } from '../src/graphql/schema/schema.js';
import { type PropertySchema, schemas } from './contract/contract.js';
import { readDocumentedTypes } from './helpers/documented-properties.js';
import { useFacade } from './helpers/facade.js';

const schema = createSchema({ exposeSessionKey: true });
const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
/** Without introspection, federation's own types and those every GraphQL server has. */
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !/^_|__/.test(type.name) && !isSpecifiedScalarType(type),
);
const objectTypes = types.filter(isObjectType);
const inputTypes = types.filter(isInputObjectType);
/** Enums whose values this server computes: carriers do not have them, and SuperOffice has no spelling of them. */
const COMPUTED_ENUMS = ['ChatSessionPart', 'ErrorCode', 'WriteOutcome'];
const enumTypes = types.filter(isEnumType).filter(({ name }) => !COMPUTED_ENUMS.includes(name));
/** This server's own types, without a carrier. */
const ownTypes = objectTypes.filter(({ name }) =>
  /(Connection|Edge|Payload|Update)$|^(PageInfo|ErrorExtensions.*)$/.test(name),
);
/** Enums of carriers; the others are what callers choose from. */
const carrierEnums = enumTypes.filter((type) =>
  objectTypes.some((object) => fieldsOf(object).some((field) => getNamedType(field.type) === type)),
);
const callerEnums = enumTypes.filter((type) => !carrierEnums.includes(type));

function fieldsOf(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  return isObjectType(type) ? Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_')) : [];
}

function inputFieldsOf(type: GraphQLNamedType): GraphQLInputField[] {
  return isInputObjectType(type) ? Object.values(type.getFields()) : [];
}

function valuesOf(type: GraphQLNamedType): readonly GraphQLEnumValue[] {
  return isEnumType(type) ? type.getValues() : [];
}

function argumentsOf(type: GraphQLNamedType): [place: string, argument: GraphQLArgument][] {
  return fieldsOf(type).flatMap(({ name, args }) =>
    args.map((argument): [string, GraphQLArgument] => [`${type.name}.${name}(${argument.name}:)`, argument]),
  );
}

describe('the schema', () => {
  it('describes every type, field, argument, input field and enum value', () => {
    const described = types.flatMap((type) => [
      // The root types are there in every schema; their fields say what they are for.
      ...(rootTypes.includes(type as GraphQLObjectType) ? [] : [[type.name, type.description]]),
      ...argumentsOf(type).map(([place, { description }]) => [place, description]),
      ...[...fieldsOf(type), ...inputFieldsOf(type), ...valuesOf(type)].map(({ name, description }) => [
        `${type.name}.${name}`,
        description,
      ]),
    ]);

    expect(described.length).toBeGreaterThan(850);
    expect(described.filter(([, description]) => (description ?? '').trim().length < 10)).toEqual([]);
  });

  it('says what null means as an argument, and names the default if there is one', () => {
    const nullable = [
      ...objectTypes.flatMap(argumentsOf),
      ...inputTypes.flatMap((type) =>
        inputFieldsOf(type).map((field): [string, GraphQLInputField] => [`${type.name}.${field.name}`, field]),
      ),
    ].filter(([, { type }]) => !isNonNullType(type));
    const withDefault = nullable.filter(([, { defaultValue }]) => defaultValue !== undefined);
    const silent = nullable.filter(([place, { description }]) => {
      // Of a filter the type says it, for all of its fields.
      return !place.startsWith('ChatSessionFilter.') && !/Null (means|leaves|clears|removes) /.test(description ?? '');
    });

    expect(nullable.length).toBeGreaterThan(50);
    expect(silent.map(([place]) => place)).toEqual([]);
    expect(withDefault.length).toBeGreaterThan(8);
    expect(
      withDefault.filter(
        ([, { description, defaultValue }]) =>
          !description?.replaceAll('`', '').includes(`Null means the default, ${defaultValue}.`),
      ),
    ).toEqual([]);
  });

  it('names the REST property or call behind every field', () => {
    const unnamed = [...objectTypes, ...inputTypes].flatMap((type) =>
      [...fieldsOf(type), ...inputFieldsOf(type)].flatMap(({ name, description }) =>
        /REST:\s/.test(description ?? '') ? [] : `${type.name}.${name}`,
      ),
    );

    expect(unnamed).toEqual([]);
  });

  it('has nothing non-null but ids, lists, arguments and the plumbing of connections and errors', () => {
    const wrong = objectTypes.flatMap((type) =>
      fieldsOf(type).flatMap((field) =>
        isAsNullableAsItShould(type, field) ? [] : `${type.name}.${field.name}: ${field.type}`,
      ),
    );

    expect(wrong).toEqual([]);
  });

  it('takes every id as an ID', () => {
    const places = objectTypes.flatMap(argumentsOf);
    const ids = places.filter(([, { name }]) => name === 'id');
    const records = [
      ...places,
      ...inputTypes.flatMap((type) =>
        inputFieldsOf(type).map((field): [string, GraphQLInputField] => [`${type.name}.${field.name}`, field]),
      ),
    ].filter(([, { name }]) => RECORDS.includes(name));

    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter(([, { type }]) => String(type) !== 'ID!')).toEqual([]);
    expect(records.length).toBeGreaterThan(10);
    expect(records.filter(([, { type }]) => !/^(ID!?|\[ID!\])$/.test(String(type)))).toEqual([]);
  });

  it('has connections that page forward, with what Relay asks of them', () => {
    const connections = objectTypes.filter(({ name }) => name.endsWith('Connection'));

    expect(connections.length).toBeGreaterThan(0);
    for (const { name } of connections) {
      const record = name.replace(/Connection$/, '');
      expect(shapeOf(name)).toEqual({
        edges: `[${record}Edge!]!`,
        // A record that is gone is null.
        nodes: `[${record}]!`,
        pageInfo: 'PageInfo!',
      });
      expect(shapeOf(`${record}Edge`)).toEqual({ cursor: 'String!', node: record });
    }
    expect(shapeOf('PageInfo')).toEqual({
      hasNextPage: 'Boolean!',
      hasPreviousPage: 'Boolean!',
      startCursor: 'String',
      endCursor: 'String',
    });
    const pages = objectTypes.flatMap(fieldsOf).filter(({ type }) => getNamedType(type).name.endsWith('Connection'));
    for (const { args } of pages) {
      const defaults = args.map(({ name, type, defaultValue }) => [name, [String(type), defaultValue]]);
      expect(Object.fromEntries(defaults)).toMatchObject({ first: ['Int', 25], after: ['String', undefined] });
    }
  });
});

/** Arguments and input fields that name a record. */
const RECORDS = ['associate', 'contact', 'person', 'project', 'sale', 'ticket', 'topic', 'id'];

/** Field -> type. */
function shapeOf(name: string): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(schema.getType(name) as GraphQLNamedType).map((field) => [field.name, String(field.type)]),
  );
}

const PLUMBING =
  /^(\w+Connection\.(nodes|pageInfo)|\w+Edge\.cursor|PageInfo\.has(Next|Previous)Page|ChatSessionsUpdate\.isSnapshot|ChatMessagesUpdate\.isGone|ErrorExtensions(\.code|\.requestId|SuperOffice\.status))$/;

/**
 * `id: ID!`, lists with all their elements, and everything else nullable; what costs a REST call of its own may fail by
 * itself, so that is nullable even where it is a list.
 */
function isAsNullableAsItShould(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
  const { name, type } = field;
  if (rootTypes.includes(parent) || costsCall(field)) {
    return !isNonNullType(type) && (!isListType(type) || hasNoNulls(type.ofType));
  }
  if (name === 'id') {
    return String(type) === 'ID!';
  }
  if (PLUMBING.test(`${parent.name}.${name}`)) {
    return isNonNullType(type);
  }
  return isListType(isNonNullType(type) ? type.ofType : type) ? hasNoNulls(type) : !isNonNullType(type);
}

/** Whether the description names a REST call instead of a property. */
function costsCall({ description }: GraphQLField<unknown, unknown>): boolean {
  return /REST:\s(GET|POST|PUT|PATCH|DELETE)\s/.test(description ?? '');
}

function hasNoNulls(type: unknown): boolean {
  if (!isNonNullType(type)) {
    return false;
  }
  return isListType(type.ofType) ? hasNoNulls(type.ofType.ofType) : true;
}

describe('ChatSession.sessionKey', () => {
  const SDL = '{ _service { sdl } }';
  const SESSION_KEY = '{ chatSession(id: "549") { sessionKey } }';
  const byDefault = useFacade();
  const exposed = useFacade({ EXPOSE_SESSION_KEY: 'true' });

  it('is not in the schema by default', async () => {
    const sdl = await byDefault.ask(SDL);
    const key = await byDefault.ask(SESSION_KEY);

    expect(sdl.data._service.sdl).toMatch(/type ChatSession\b/);
    expect(sdl.data._service.sdl).not.toMatch(/sessionKey/i);
    expect(key.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(byDefault.superOffice.calls()).toEqual([]);
  });

  it('is there, and inaccessible to callers of a supergraph, with EXPOSE_SESSION_KEY=true', async () => {
    exposed.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, SessionKey: 'a secret' });

    const sdl = await exposed.ask(SDL);
    const key = await exposed.ask(SESSION_KEY);

    expect(sdl.data._service.sdl).toMatch(/^\s*sessionKey: String @inaccessible$/m);
    expect(key.errors).toBeUndefined();
    expect(key.data).toEqual({ chatSession: { sessionKey: 'a secret' } });
    expect(key.headers.get('cache-control')).toBe('no-store');
  });
});

describe('an enum', () => {
  /** `InQueue` -> `IN_QUEUE`, `EMarketing` -> `E_MARKETING`, `SMS` -> `SMS`, `Postponed1Hour` -> `POSTPONED_1_HOUR`. */
  const screamingSnake = (name: string) =>
    name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])/g, '_').toUpperCase();
  const namesOf = (name: string) => schemas[name]?.enum ?? [];

  it.each(carrierEnums)('$name has the values of the contract, and UNKNOWN', (type: GraphQLEnumType) => {
    const names = namesOf(type.name);

    expect(names.length).toBeGreaterThan(0);
    expect(new Set(type.getValues().map(({ name }) => name))).toEqual(
      new Set([...names.map(screamingSnake), 'UNKNOWN']),
    );
  });

  it.each(carrierEnums)("$name names SuperOffice's spelling of each value", (type: GraphQLEnumType) => {
    const expected = namesOf(type.name)
      .filter((name) => name !== 'Unknown')
      .map((name): [string, string] => [screamingSnake(name), name]);

    expect(spellingsIn(type)).toEqual(new Map(expected));
  });

  it("that callers choose from names SuperOffice's spelling of each value too, and has no UNKNOWN", () => {
    const inputs = callerEnums.filter(({ name }) => name.endsWith('Input'));

    expect(callerEnums.map(({ name }) => name).sort()).toEqual([
      'ChatMessageTypeInput',
      'ChatSessionOrder',
      'ChatSessionStatusInput',
      'ChatTranscriptFormat',
      'TicketOrder',
    ]);
    for (const type of callerEnums) {
      expect(type.getValues().filter(({ name }) => name === 'UNKNOWN')).toEqual([]);
      expect(type.getValues().filter(({ description }) => !/SuperOffice:\s`/.test(description ?? ''))).toEqual([]);
    }
    for (const type of inputs) {
      const carriers = spellingsIn(schema.getType(type.name.replace(/Input$/, '')) as GraphQLEnumType);
      expect(spellingsIn(type)).toEqual(
        new Map(type.getValues().map(({ name }) => [name, carriers.get(name) ?? 'no value of the carrier'])),
      );
    }
    expect([...spellingsIn(schema.getType('ChatSessionStatusInput') as GraphQLEnumType).values()]).toEqual(
      namesOf('ChatSessionStatus'),
    );
  });

  /** Value -> SuperOffice's spelling, as the descriptions have it. */
  function spellingsIn(type: GraphQLEnumType): ReadonlyMap<string, string | undefined> {
    return new Map(
      type
        .getValues()
        .filter(({ name }) => name !== 'UNKNOWN')
        .map(({ name, description }) => [name, /SuperOffice:\s`(\w+)`/.exec(description ?? '')?.[1]]),
    );
  }

  it('is in the list of spellings, and nothing else is', () => {
    expect(Object.keys(ENUM_VALUES).sort()).toEqual(carrierEnums.map(({ name }) => name).sort());
    for (const [name, spellings] of Object.entries(ENUM_VALUES)) {
      expect(spellings).toEqual(Object.fromEntries(namesOf(name).map((value) => [value, screamingSnake(value)])));
    }
  });

  it.each(carrierEnums)('$name has the numbers of the contract', ({ name }) => {
    const { numberOf, nameOf } = enumOf(name);
    const values = namesOf(name).map(screamingSnake);

    expect(values.map(numberOf)).toEqual(Object.values(numbersOf(name)));
    expect(values.map(nameOf)).toEqual(namesOf(name));
  });

  function numbersOf(name: string): Readonly<Record<string, number>> {
    const { 'x-enum-numbers': numbers = {} } = schemas[name] as { 'x-enum-numbers'?: Record<string, number> };
    return Object.fromEntries(namesOf(name).map((value) => [value, numbers[value] ?? Number.NaN]));
  }

  /** Where an enum is used: SuperOffice's answer with one record for each value, and the selection. */
  interface Place {
    readonly call: string;
    readonly record: (value: unknown, id: number) => object;
    readonly query: (count: number) => string;
  }
  const inSession = (carrier: (value: unknown) => object, selection: string): Place => ({
    call: 'GET ChatSession/ForCurrentUser',
    record: (value, ChatSessionId) => ({ ChatSessionId, ...carrier(value) }),
    query: () => `{ chatSessionsForCurrentUser { ${selection} } }`,
  });
  const inTopic = (carrier: (value: unknown) => object, selection: string): Place => ({
    call: 'GET ChatTopic/ForCurrentUser',
    record: (value, ChatTopicId) => ({ ChatTopicId, ...carrier(value) }),
    query: () => `{ chatTopicsForCurrentUser { ${selection} } }`,
  });
  const inMessage = (carrier: (value: unknown) => object, selection: string): Place => ({
    call: 'GET ChatSession/549/Messages',
    record: (value, ChatMessageId) => ({ ChatMessageId, ...carrier(value) }),
    query: () => `{ chatSession(id: 549) { messages { ${selection} } } }`,
  });
  const inList = (type: string, key: string, carrier: (value: unknown) => object, selection: string): Place => ({
    call: `POST Agents/List/Get${type}List`,
    record: (value, id) => ({ [key]: id, ...carrier(value) }),
    query: (count) => {
      const ids = Array.from({ length: count }, (_item, index) => `{ __typename: "${type}", id: ${index + 1} }`);
      return `{ _entities(representations: [${ids.join(' ')}]) { ... on ${type} { ${selection} } } }`;
    },
  });

  const PLACES: Readonly<Record<string, Place>> = {
    ActivityStatus: inSession((Completed) => ({ Sale: { SaleId: 1, Completed } }), 'sale { completed }'),
    AddressType: inSession(
      (AtypeIdx) => ({ Contact: { ContactId: 1, Address: { Street: { AtypeIdx } } } }),
      'contact { address { street { atypeIdx } } }',
    ),
    CategoryGroup: inList('Category', 'Id', (CategoryGroup) => ({ CategoryGroup }), 'categoryGroup'),
    ChatMessageSpecialType: inMessage((SpecialType) => ({ SpecialType }), 'specialType'),
    ChatMessageType: inMessage((Type) => ({ Type }), 'type'),
    ChatSessionStatus: inSession((Status) => ({ Status }), 'status'),
    ChatWidgetSize: inTopic((Size) => ({ Widget: { Size } }), 'widget { size }'),
    SaleStatus: inSession((Status) => ({ Sale: { SaleId: 1, Status } }), 'sale { status }'),
    TicketBaseStatus: inSession((BaseStatus) => ({ Ticket: { TicketId: 1, BaseStatus } }), 'ticket { baseStatus }'),
    TicketCategoryClosingStatus: inList(
      'TicketCategory',
      'TicketCategoryId',
      (ClosingStatus) => ({ ClosingStatus }),
      'closingStatus',
    ),
    TicketCategoryDelegateMethod: inList(
      'TicketCategory',
      'TicketCategoryId',
      (DelegateMethod) => ({ DelegateMethod }),
      'delegateMethod',
    ),
    TicketOrigin: inSession((Origin) => ({ Ticket: { TicketId: 1, Origin } }), 'ticket { origin }'),
    TicketReadStatus: inSession((ReadStatus) => ({ Ticket: { TicketId: 1, ReadStatus } }), 'ticket { readStatus }'),
    TicketSecurityLevel: inSession((Slevel) => ({ Ticket: { TicketId: 1, Slevel } }), 'ticket { slevel }'),
    TicketStatusTimeCounter: inList(
      'TicketStatus',
      'TicketStatusId',
      (TimeCounter) => ({ TimeCounter }),
      'timeCounter',
    ),
    UserType: inSession((Type) => ({ User: { AssociateId: 1, Type } }), 'user { type }'),
    WidgetTheme: inTopic((Theme) => ({ Widget: { Theme } }), 'widget { theme }'),
  };
  const pair = useFacade();

  it.each(carrierEnums)('$name shows each of its values, by name and by number', async ({ name }) => {
    const place = PLACES[name];
    expect(place).toBeDefined();
    const { call, record, query } = place as Place;
    const numbers = Object.values(numbersOf(name));
    const newer = ['NewerThanTheSchema', 4711, '4711', -1];
    const values = [...namesOf(name), ...numbers, ...numbers.map(String), ...newer];
    pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });
    pair.superOffice.on(
      call,
      values.map((value, index) => record(value, index + 1)),
    );

    const answer = await pair.ask(query(values.length));

    expect(answer.errors).toBeUndefined();
    const shown = namesOf(name).map(screamingSnake);
    expect(leavesOf(answer.data)).toEqual([...shown, ...shown, ...shown, ...newer.map(() => 'UNKNOWN')]);
  });
});

function leavesOf(data: unknown): readonly unknown[] {
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(leavesOf) : [data];
}

describe('docs/properties.md', () => {
  const sections = readDocumentedTypes();

  it('has a section for every type that is made of more than a key', () => {
    const documented = objectTypes
      .filter((type) => !rootTypes.includes(type) && !ownTypes.includes(type))
      .filter((type) => fieldsOf(type).some(({ name }) => name !== 'id'))
      // An entry of a map of texts, which has no carrier.
      .filter(({ name }) => name !== 'NamedValue');

    expect(sections.map(({ type }) => type).sort()).toEqual(documented.map(({ name }) => name).sort());
  });

  it.each(sections)("lists each property of $carrier once, with the contract's type", ({ carrier, rows }) => {
    const properties = Object.entries(schemas[carrier]?.properties ?? {});

    expect(properties.length).toBeGreaterThan(0);
    expect(rows.map(({ property, restType }) => [property, restType]).sort()).toEqual(
      properties.map(([property, propertySchema]) => [property, restTypeOf(propertySchema)]).sort(),
    );
  });

  it.each(sections)('gives the fields of $type as they are in the schema, and all of them', ({ type, rows, text }) => {
    const fields = fieldsOf(schema.getType(type) as GraphQLNamedType);
    const typeOf = new Map(fields.map((field) => [field.name, String(field.type)]));
    const mentioned = [...text.matchAll(/`(\w+)(?:: (\S+))?`/g)]
      .map(([, field = '', fieldType]) => ({ field, type: fieldType ?? typeOf.get(field) }))
      .filter(({ field }) => typeOf.has(field));

    for (const documented of [...rows, ...mentioned]) {
      expect([documented.field, typeOf.get(documented.field)]).toEqual([documented.field, documented.type]);
    }
    const documented = new Set([...rows, ...mentioned].map(({ field }) => field));
    expect([...documented].sort()).toEqual([...typeOf.keys()].sort());
  });

  it.each(sections)(
    'names the fields of $type by the rule, or by a documented exception',
    ({ carrier, type, rows }) => {
      const keys = ['Id', `${carrier.replace(/Entity$/, '')}Id`];
      for (const { property, field } of rows) {
        const expected =
          EXCEPTIONS[`${type}.${property}`] ??
          (keys.includes(property) ? 'id' : (RELATIONS[property]?.field ?? mechanical(property)));
        expect([property, field]).toEqual([property, expected]);
      }
    },
  );

  it.each(sections)('makes a relation of each key of $type that is one', ({ type, rows }) => {
    for (const { property, field, type: fieldType, note } of rows) {
      const relation =
        field === 'id' ? undefined : (TYPE_RELATIONS[`${type}.${property}`] ?? RELATIONS[property]?.type);
      expect([property, note.startsWith('relation')]).toEqual([property, relation !== undefined]);
      if (relation !== undefined) {
        expect([property, fieldType]).toEqual([property, relation]);
      }
    }
  });
});

/** Foreign keys: `XId` is the relation `x`. */
const RELATIONS: Readonly<Record<string, { readonly field: string; readonly type: string }>> = {
  AssociateId: { field: 'associate', type: 'User' },
  ContactCountryId: { field: 'contactCountry', type: 'Country' },
  ContactId: { field: 'contact', type: 'Contact' },
  CountryId: { field: 'country', type: 'Country' },
  CurrencyId: { field: 'currency', type: 'Currency' },
  PersonId: { field: 'person', type: 'Person' },
  ProjectId: { field: 'project', type: 'Project' },
  SaleId: { field: 'sale', type: 'Sale' },
  SaleTypeId: { field: 'saleType', type: 'SaleType' },
  SupportAssociateId: { field: 'supportAssociate', type: 'User' },
  SupportLanguageId: { field: 'supportLanguage', type: 'CustomerLanguage' },
  TicketPriorityId: { field: 'ticketPriority', type: 'TicketPriority' },
  TicketTypeId: { field: 'ticketType', type: 'TicketType' },
  TopicId: { field: 'topic', type: 'ChatTopic' },
};

/** Relations whose property does not say so everywhere. */
const TYPE_RELATIONS: Readonly<Record<string, string>> = {
  'ChatMessage.ChatSessionId': 'ChatSession',
  'ChatPresence.ChatTopics': '[ChatTopic!]',
  'Project.StatusId': 'ProjectStatus',
  'Project.TypeId': 'ProjectType',
  'Ticket.Category': 'TicketCategory',
  'Ticket.ConnectId': 'Ticket',
  'Ticket.CustId': 'Person',
  'Ticket.OwnedByAssociateId': 'User',
  'Ticket.Priority': 'TicketPriority',
  'Ticket.TicketStatus': 'TicketStatus',
  'TicketCategory.ParentId': 'TicketCategory',
  'TicketType.DefaultTicketPriority': 'TicketPriority',
  'TicketType.DefaultTicketStatus': 'TicketStatus',
  'TicketType.TicketPriorities': '[TicketPriority!]',
  'TicketType.TicketStatuses': '[TicketStatus!]',
};

/** Names that do not follow from the property. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'ChatMessage.ChatSessionId': 'session',
  'ChatPresence.UserId': 'id',
  'Project.StatusId': 'projectStatus',
  'Project.TypeId': 'projectType',
  'Ticket.ConnectId': 'mergedInto',
  'Ticket.CreatedBy': 'createdByEjUserId',
  'Ticket.CustFirstname': 'personFirstname',
  'Ticket.CustFullname': 'personFullname',
  'Ticket.CustId': 'person',
  'Ticket.CustLastname': 'personLastname',
  'Ticket.CustMiddleName': 'personMiddleName',
  'Ticket.OwnedBy': 'ownedByEjUserId',
  'Ticket.OwnedByAssociateId': 'ownedBy',
  'TicketCategory.ParentId': 'parent',
  'User.AssociateId': 'id',
};

/** The property with its leading run of capitals in small letters, as one word. */
function mechanical(property: string): string {
  return property.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (run) => run.toLowerCase());
}

/** A property's type as the page writes it. */
function restTypeOf(property: PropertySchema): string {
  const type = [property.type ?? []].flat().find((name) => name !== 'null');
  const reference = property.$ref ?? property.anyOf?.find(({ $ref }) => $ref !== undefined)?.$ref;
  if (reference !== undefined) {
    return reference.slice(reference.lastIndexOf('/') + 1);
  }
  if (type === 'array') {
    return `${restTypeOf(property.items ?? {})}[]`;
  }
  if (type === 'object') {
    return `map of ${restTypeOf(property.additionalProperties ?? {})}`;
  }
  return type === 'boolean' ? 'bool' : (property.format ?? String(type));
}

describe('src/superoffice/carriers.ts', () => {
  const { interfaces, unions } = readCarriers();

  /** The contract's names of carriers whose own are too vague, and of the one for several. */
  const NAMES: Readonly<Record<string, readonly string[]>> = {
    ArchiveCarrier: ['ODataSlimResponse'],
    AssociateCarrier: ['Associate'],
    ChatSessionCarrier: ['ChatSessionEntity'],
    ChatTopicCarrier: ['ChatTopicEntity'],
    ErrorCarrier: ['SoErrorBody'],
    ListItemCarrier: [
      ...['Business', 'Currency', 'CustomerLanguage', 'Position', 'ProjectStatus', 'ProjectType', 'SaleType'],
      ...['TicketCategory', 'TicketPriority'],
    ],
    MdoListItemCarrier: ['MDOListItem'],
    TicketStatusCarrier: ['TicketStatusEntity'],
    TicketTypeCarrier: ['TicketTypeEntity'],
  };
  const contractNames = (carrier: string) => NAMES[carrier] ?? [carrier.replace(/Carrier$/, '')];
  const pairs = [...interfaces.keys()].flatMap((carrier) => contractNames(carrier).map((name) => ({ carrier, name })));

  it.each(pairs)(
    '$carrier has the properties of $name in the contract, each of its type, and none that must be there',
    ({ carrier, name }) => {
      const properties = Object.entries(schemas[name]?.properties ?? {});

      expect(properties.length).toBeGreaterThan(0);
      expect(interfaces.get(carrier)).toEqual(
        Object.fromEntries(
          properties.map(([property, type]) => [property, `readonly optional ${carrierTypeOf(type)}`]),
        ),
      );
    },
  );

  it('has the enums of the contract that its carriers hold, with all their values', () => {
    const enums = Object.entries(schemas).filter(([name]) => unions.has(name));

    expect(carrierEnums.map(({ name }) => name).sort()).toEqual([...unions.keys()].sort());
    expect(unions).toEqual(new Map(enums.map(([name, { enum: values }]) => [name, values])));
  });

  /** A property of the contract as a carrier's type has it. */
  function carrierTypeOf(property: PropertySchema): string {
    const orNull = [property.type ?? [], ...(property.anyOf ?? []).map(({ type }) => type ?? [])]
      .flat()
      .includes('null');
    return `${nonNullTypeOf(property)}${orNull ? ' | null' : ''}`;
  }

  function nonNullTypeOf(property: PropertySchema): string {
    const restType = restTypeOf(property);
    const simple = {
      string: 'string',
      int32: 'number',
      double: 'number',
      bool: 'boolean',
      'date-time': 'DateTimeText',
    };
    if (restType in simple) {
      return simple[restType as keyof typeof simple];
    }
    if (property.items !== undefined) {
      return `${carrierTypeOf(property.items)}[]`;
    }
    if ((property.additionalProperties as unknown) === true) {
      return 'Record<string, unknown>';
    }
    if (property.additionalProperties !== undefined) {
      return `Record<string, ${carrierTypeOf(property.additionalProperties)}>`;
    }
    return unions.has(restType) ? restType : (carrierNames.get(restType) ?? `no carrier for ${restType}`);
  }

  const carrierNames = new Map(pairs.map(({ carrier, name }) => [name, carrier]));
});

interface Carriers {
  /** Property -> type, without `readonly` inside it. */
  readonly interfaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly unions: ReadonlyMap<string, readonly string[]>;
}

function readCarriers(): Carriers {
  const source = readFileSync(new URL('../src/superoffice/carriers.ts', import.meta.url), 'utf8');
  const interfaces = new Map<string, Readonly<Record<string, string>>>();
  const unions = new Map<string, readonly string[]>();
  for (const statement of parseSync(source, { syntax: 'typescript' }).body) {
    const declaration = statement.type === 'ExportDeclaration' ? statement.declaration : undefined;
    if (declaration?.type === 'TsInterfaceDeclaration') {
      const properties = declaration.body.body.map((member): [string, string] => {
        if (
          member.type !== 'TsPropertySignature' ||
          (member.key.type !== 'Identifier' && member.key.type !== 'StringLiteral') ||
          !member.typeAnnotation
        ) {
          throw new TypeError(`${declaration.id.value} has a member that is no property.`);
        }
        const marks = `${member.readonly ? 'readonly ' : ''}${member.optional ? 'optional ' : ''}`;
        return [member.key.value, marks + textOf(member.typeAnnotation.typeAnnotation)];
      });
      interfaces.set(declaration.id.value, Object.fromEntries(properties));
    } else if (declaration?.type === 'TsTypeAliasDeclaration' && declaration.typeAnnotation.type === 'TsUnionType') {
      unions.set(declaration.id.value, declaration.typeAnnotation.types.map(textOf));
    }
  }
  return { interfaces, unions };
}

function textOf(type: TsType): string {
  switch (type.type) {
    case 'TsKeywordType':
      return type.kind;
    case 'TsUnionType':
      return type.types.map(textOf).join(' | ');
    case 'TsArrayType':
      return `${textOf(type.elemType)}[]`;
    case 'TsParenthesizedType':
    case 'TsTypeOperator':
      return textOf(type.typeAnnotation);
    case 'TsLiteralType':
      return type.literal.type === 'StringLiteral' ? type.literal.value : type.literal.type;
    case 'TsTypeReference': {
      const name = type.typeName.type === 'Identifier' ? type.typeName.value : type.typeName.type;
      const params = type.typeParams?.params.map(textOf) ?? [];
      return name === 'Readonly' ? params.join() : `${name}${params.length > 0 ? `<${params.join(', ')}>` : ''}`;
    }
    default:
      return type.type;
  }
}
